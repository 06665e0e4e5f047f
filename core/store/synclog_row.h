// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"

namespace mailboat {

class Row;

/// Of a row with number, time, kind, who, what and details.
SyncLog::Entry logEntryOf(const Row &row);

} // namespace mailboat
