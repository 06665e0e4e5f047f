// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Database;

/// What Datafile::open asks of a file before it trusts it. Nothing is written until upgrade().

/// DatafileForeign, DatafileNewer, DatafileDamaged.
Result<> checkIsOurs(Database &database);
/// Brings an older schema up to date, in one transaction, after a copy "<path>.schema-N.backup" was made. Others cannot write
/// between the two. BackupFailed, MigrationFailed: then the file is as it was.
Result<> upgrade(Database &database);
/// Cheap: every table answers, and a small file is checked throughout. DatafileDamaged.
Result<> checkSound(Database &database);

} // namespace mailboat
