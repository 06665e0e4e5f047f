// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sitestate.h"

#include <QStringList>

#include <limits>
#include <vector>

namespace mailboat {

/// What a column of the list of sites can show. A satellite's has Sync ID, user name and URL. A primary's has all but those from
/// StoresColumn to BytesColumn, which a person switches on.
enum PeerColumn {
    SyncIdColumn,
    UserNameColumn,
    StateColumn,
    LastContactColumn,
    LastSuccessColumn,
    WaitingColumn,
    StoresColumn,
    VersionColumn,
    AddressColumn,
    HardwareIdColumn,
    BytesColumn,
    UrlColumn,
    AllColumns
};

/// By a peer's index in its list: numbers that compare as the column sorts.
using SortKeys = std::vector<qint64>;
/// Of what has none, such as the last contact of a site that has never called: at the end in either order.
inline constexpr qint64 alwaysLast = std::numeric_limits<qint64>::max();
/// How each peer of a list stands, by its index; never null; one whose Sync ID is 0 is not known.
using KnownSites = std::vector<const SiteRow *>;
/// `foldedNames`, `sites`: of these peers.
SortKeys sortKeys(PeerColumn column, const QList<Peer> &peers, const QStringList &foldedNames, const KnownSites &sites);

} // namespace mailboat
