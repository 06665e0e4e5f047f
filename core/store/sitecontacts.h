// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QDateTime>
#include <QHash>

#include <optional>

namespace mailboat {

class Connection;
struct SiteRow;

/// What a primary notes of its sites as they call, beside the last contact (PeerStates): a row a site, written now and then by one
/// writer.
class SiteContacts
{
public:
    explicit SiteContacts(Connection &connection);

    /// What has come since the last writing.
    struct Change {
        QDateTime contact {}; ///< the last call, whose month the bytes count for; valid
        QString address {}; ///< where that came from; empty: as before
        qint64 bytes = 0; ///< both ways, to be added
        QDateTime success {}; ///< invalid: none; ends a first load that has not begun anew since
        std::optional<qint64> loadTotal {}; ///< a first load has begun: records there are for it
        qint64 loaded = 0; ///< of it, to be added
    };
    Result<> record(const QHash<SyncId, Change> &changes); ///< of sites that are there; in one transaction
    /// Every site of the list, ordered by Sync ID, as it stands in the datafile: without the names of its stores, its state, and
    /// what it was refused for. One state of the datafile.
    Result<QList<SiteRow>> rows(const QDateTime &now) const;
    // May join a transaction.
    Result<> drop(SyncId site);
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap

private:
    Result<> recordOne(SyncId site, const Change &change);
    Result<> dropMoved(SyncId site);

    Connection &m_connection;
};

} // namespace mailboat
