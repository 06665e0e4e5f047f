// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/row.h"
#include "core/store/recordtable.h"

namespace mailboat::recordrows {

/// "SELECT " and the columns of a RecordHead.
QString headColumns();
RecordHead headOf(const Row &row); ///< of these columns
StoredRecord recordOf(const Row &row); ///< of these, and the data behind them

} // namespace mailboat::recordrows
