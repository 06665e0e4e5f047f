// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/log.h"

namespace mailboat {

Q_LOGGING_CATEGORY(recordsLog, "mailboat.records", QtInfoMsg)

} // namespace mailboat
