// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace mailboat {

Q_DECLARE_LOGGING_CATEGORY(recordsLog) // mailboat.records

} // namespace mailboat
