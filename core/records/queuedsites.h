// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    Result<SiteSet> all();
    /// Whether there is any: `likely`, else one that has to be looked for.
    Result<bool> isAny(SyncId likely);

private:
    Connection &m_connection;
    QHash<SyncId, bool> m_known;
    std::optional<SiteSet> m_all;
    std::optional<bool> m_any;
};

} // namespace mailboat
