// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;
struct Schema;

/// DatafileNewer where the datafile's schema is of a later program, DatafileDamaged where it has none.
Result<> checkSchemaKnown(Connection &connection, const Schema &schema);
/// Brings an older datafile up to date, in one transaction, after a copy was made (Connection::backUp()). Others cannot write
/// between the two. BackupFailed, MigrationFailed, MachineKeyUnusable, KeyRingUnusable: then the datafile is as it was.
Result<> upgradeSchema(Connection &connection, const Schema &schema);
/// Takes a datafile step by step from one version, 0 where it has no tables, to another. Inside the caller's transaction.
Result<> migrateSchema(Connection &connection, const Schema &schema, int from, int to);

} // namespace mailboat
