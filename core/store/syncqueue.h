// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <limits>

namespace mailboat {

class Connection;

/// Records that wait at the primary for one site; a record stands in it once, in its newest place, and leaves when
/// acknowledged. Content is read when sent: an entry whose record is gone is a delete (protocol.md §4.9).
class SyncQueue
{
public:
    explicit SyncQueue(Connection &connection);
    struct Batch {
        qint64 queueLength = 0; ///< including this batch
        QList<QueuedRecord> records;
        bool areOwn = true; ///< all of them: the bytes of that site itself
    };
    /// Once the data together have `mostBytes`, no further record is taken.
    Result<Batch> first(SyncId site, int limit, qint64 mostBytes = std::numeric_limits<qint64>::max()) const;
    Result<qint64> length(SyncId site) const;
    Result<qint64> total() const; ///< of all sites
    /// Removes exactly these entries of this site; unknown ids are ignored. Returns how many went. Thousands a transaction: what
    /// went stays gone where a later one fails.
    Result<qint64> acknowledge(SyncId site, const QList<QByteArray> &syncOutIds);
    // Every other change is one transaction, or a part of the caller's.
    /// Puts a record into its newest place. `gone`: tell the site to delete it although the record exists here.
    Result<> add(SyncId site, const RecordKey &key, bool gone = false);
    /// Puts in what is not there yet; what the site was to delete, and is among it, gets a new place.
    Result<> addSelected(SyncId site); ///< the RecordSelection of the connection
    /// Entries of the change log after a cursor, in its order, each in its newest place.
    Result<> addLogged(SyncId site, qint64 cursor);
    /// All that waits for one site waits for another. Where two swap, on the way below 0, where no site is.
    Result<> move(SyncId from, SyncId to);
    Result<> drop(SyncId site);

private:
    Result<qint64> acknowledgeSome(SyncId site, const QList<QByteArray> &syncOutIds);

    Connection &m_connection;
};

} // namespace mailboat
