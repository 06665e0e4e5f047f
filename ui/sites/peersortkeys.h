// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"

#include <QStringList>

#include <limits>
#include <vector>

namespace mailboat {

/// The columns of the list of sites; the last two are there at a primary alone.
enum PeerColumn { SyncIdColumn, UserNameColumn, UrlColumn, LastContactColumn, WaitingColumn, AllColumns };

/// By a peer's index in its list: numbers that compare as the column sorts.
using SortKeys = std::vector<qint64>;
/// Of what has none, such as the last contact of a site that has never called: at the end in either order.
inline constexpr qint64 alwaysLast = std::numeric_limits<qint64>::max();
/// Of any column but what waits, which are such numbers already. `foldedNames`: of these peers.
SortKeys sortKeys(PeerColumn column, const QList<Peer> &peers, const QStringList &foldedNames);

} // namespace mailboat
