// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draft.h"

namespace mailboat {

/// Puts the peers of a CSV file (UTF-8, header `syncId,userName,password,url` in any case, RFC 4180 quoting) into the
/// draft: new ones are added, known Sync IDs changed (an empty password keeps the old one). All rows or none;
/// ImportRowsBad (what, rows) names every bad row with its line and reason, one a line, and repeats no field that may hold
/// a password. InputTooLarge above 16 MiB. At most 100,000 rows. Returns how many rows were taken.
Result<int> importPeers(Draft &draft, const QByteArray &csv);
/// The peers as such a file, passwords left empty.
QByteArray exportPeers(const QList<Peer> &peers);

} // namespace mailboat
