// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"

#include <QHash>
#include <optional>

namespace mailboat {

/// The peer with that Sync ID; nullptr: there is none. `peers`: ordered by Sync ID.
const Peer *findPeer(const QList<Peer> &peers, SyncId id);

/// Peers ordered by Sync ID, and whose each user name is: both are found without a walk.
class PeerList
{
public:
    using Names = QHash<QString, SyncId>; ///< siteNameKey() of a user name -> whose it is

    PeerList() = default;
    explicit PeerList(QList<Peer> ordered);

    const QList<Peer> &all() const { return m_peers; }
    const Names &names() const { return m_names; }
    const Peer *find(SyncId id) const { return findPeer(m_peers, id); }

    /// Adds peers, or puts them in place of those with their Sync IDs. No two have the same user name in the end.
    void put(const Peer &peer);
    void put(const QList<Peer> &peers);
    void erase(SyncId id); ///< one that is there
    void erase(const QList<SyncId> &sorted); ///< the same
    QList<SyncId> clearUrls(); ///< whose it cleared

private:
    QList<Peer> m_peers;
    Names m_names;
};

} // namespace mailboat
