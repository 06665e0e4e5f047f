// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// Numbers that a table gives its rows and never gives again (AUTOINCREMENT): the highest is kept whatever has become of its row.

/// How far on numbers go where a datafile that was put back from a copy cannot know which it has given since that was made: more
/// than a primary gives between two backups, and a 128th of what fits into 2^31.
inline constexpr qint64 leapOfNumbers = 1 << 24;
Result<qint64> highestNumberEver(Connection &connection, const QString &table); ///< 0: none
/// The next one is above `number`. A part of the caller's transaction.
Result<> setHighestNumber(Connection &connection, const QString &table, qint64 number);
/// Gives every row of a log another serial, in their order, a leap above the highest ever and above `seen`. A part of the caller's
/// transaction.
Result<> numberAnew(Connection &connection, const QString &table, qint64 seen = 0);
/// Serials that clients know, below 2^31 (protocol.md §4.3). DatafileDamaged where they are used up.
Result<> checkSerial(const Connection &connection, qint64 serial);

} // namespace mailboat
