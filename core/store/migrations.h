// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Database;

/// What PRAGMA application_id says in a datafile of ours: "MBOA".
inline constexpr int datafileApplicationId = 0x4d424f41;
/// The schema that this program reads and writes; PRAGMA user_version of a datafile.
inline constexpr int currentSchema = 3;

/// Takes an empty database, or one of an older schema, step by step to `to`. Inside the caller's transaction.
Result<> migrateSchema(Database &database, int from, int to = currentSchema);

Result<int> schemaOf(Database &database);

} // namespace mailboat
