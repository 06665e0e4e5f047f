// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// Up to schema 3 a satellite's password for its primary stood in clear, in the form that the protocol sends.
inline constexpr int schemaWithSealedPasswords = 4;

/// Seals it, in the migration's transaction, and notes that clearOldPasswords() has something to do. MachineKeyUnusable,
/// KeyRingUnusable.
Result<> sealPasswords(Connection &connection);

/// Up to schema 4 a proxy's password stood in clear in the preference.
inline constexpr int schemaWithSealedProxy = 5;

/// The same for that one.
Result<> sealProxyPassword(Connection &connection);

/// Where that was noted: takes clear passwords out of the backups beside the datafile, and what the sealed one has left behind
/// out of free pages and journal. Says in the log what it could not do, and tries again at the next opening.
void clearOldPasswords(Connection &connection);

} // namespace mailboat
