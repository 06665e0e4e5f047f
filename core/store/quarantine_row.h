// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"

namespace mailboat {

class Row;

/// Of a row with number, source, table, record ID, action, data, field, reason, since, whether it is kept, and how many it stands for.
Quarantine::Entry quarantineEntryOf(const Row &row);

} // namespace mailboat
