// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/records/sites.h"

#include <QHash>

namespace mailboat {

/// The sites whose queues count: all on the list but the new ones, whose queue is filled when they initialise. Made for one
/// transaction; what is asked of one site costs nothing for the others.
class QueuedSites
{
public:
    explicit QueuedSites(Connection &connection);

    Result<bool> contains(SyncId site);
    /// Whether its queue is being filled, as for a site that has nothing: not even what it has sent itself.
    Result<bool> isFilling(SyncId site);
    Result<SiteSet> all();
    /// Whether there is any: `likely`, else one that has to be looked for.
    Result<bool> isAny(SyncId likely);

private:
    Result<PeerStatus> statusOf(SyncId site); ///< New, too, where it is not on the list

    Connection &m_connection;
    QHash<SyncId, PeerStatus> m_known;
    std::optional<SiteSet> m_all;
    std::optional<bool> m_any;
};

} // namespace mailboat
