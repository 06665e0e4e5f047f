// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <limits>

namespace mailboat {

class Database;

/// Records that wait at the primary for one site; a record stands in it once, in its newest place, and leaves when
/// acknowledged. Content is read when sent: an entry whose record is gone is a delete (protocol.md §4.9).
class SyncQueue
{
public:
    explicit SyncQueue(Database &database);
    struct Batch {
        qint64 queueLength = 0; ///< including this batch
        QList<QueuedRecord> records;
    };
    /// Once the data together have `mostBytes`, no further record is taken.
    Result<Batch> first(SyncId site, int limit, qint64 mostBytes = std::numeric_limits<qint64>::max()) const;
    Result<qint64> length(SyncId site) const;
    Result<qint64> total() const; ///< of all sites
    /// Removes exactly these entries of this site; unknown ids are ignored. Returns how many went.
    Result<qint64> acknowledge(SyncId site, const QList<QByteArray> &syncOutIds);
    /// Puts a record into its newest place (inside the caller's transaction). `gone`: tell the site to delete it although
    /// the record exists here.
    Result<> add(SyncId site, const RecordKey &key, bool gone = false);
    Result<> drop(SyncId site);

private:
    Database &m_database;
};

} // namespace mailboat
