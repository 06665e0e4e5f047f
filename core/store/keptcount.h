// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QList>

namespace mailboat {

class Connection;

/// How many records wait, as a number that is kept: to count them would cost the more, the more wait. Whoever owns the rows
/// changes it in the transaction that changes them, once a call. A row a site, so that sites do not wait for each other.
class KeptCount
{
public:
    /// What is counted; numbers in the datafile, which never change.
    enum class Kind {
        Queue = 1, ///< by the site that the records wait for
        Outbox = 2, ///< all at Sync ID 0, which is no site
        Quarantine = 3, ///< by the site that the records came from; all of them
        QuarantineWhole = 4, ///< those whose data are kept
        QuarantineBytes = 5, ///< of table, ID and data of what is listed
        QuarantineMore = 6, ///< those that are counted and nothing else
        DeletesTaken
        = 7, ///< entries of a queue that told its site to delete, and that it has acknowledged: ever, not now
        FileBytes = 8, ///< of the files beside the datafile; all at Sync ID 0
    };
    KeptCount(Connection &connection, Kind kind);

    Result<qint64> of(SyncId site) const;
    Result<qint64> total() const; ///< of all sites
    /// Those of which there are any, ordered by Sync ID.
    Result<QList<std::pair<SyncId, qint64>>> bySite() const;
    /// The rest is for whoever changes the rows, inside the transaction that does.
    Result<> add(SyncId site, qint64 difference); ///< writes nothing where that is 0
    Result<> clear(SyncId site);
    Result<> move(SyncId from, SyncId to); ///< added to what is counted there

private:
    Connection &m_connection;
    int m_kind;
};

} // namespace mailboat
