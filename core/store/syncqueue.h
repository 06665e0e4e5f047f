// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <QDateTime>

#include <limits>

namespace mailboat {

class Clock;
class Connection;

/// Records that wait at the primary for one site; a record stands in it once, in its newest place, and leaves when
/// acknowledged. Content is read when sent: an entry whose record is gone is a delete (protocol.md §4.9).
class SyncQueue
{
public:
    SyncQueue(Connection &connection, const Clock &clock);
    struct Batch {
        qint64 queueLength = 0; ///< including this batch
        QList<QueuedRecord> records;
        bool areOwn = true; ///< all of them: the bytes of that site itself
    };
    /// Once the data together have `mostBytes`, no further record is read. Of those alone whose number is above `after`.
    Result<Batch> first(
        SyncId site, int limit, qint64 mostBytes = std::numeric_limits<qint64>::max(), qint64 after = 0) const;
    Result<qint64> length(SyncId site) const;
    Result<bool> isEmpty(SyncId site) const; ///< asks the entries, and no count that is kept of them
    Result<qint64> total() const; ///< of all sites
    /// Since when the first of its entries waits in its place; invalid: nothing waits, or that is not known (of older datafiles).
    Result<QDateTime> oldest(SyncId site) const;
    /// Removes exactly these entries of this site; unknown ids are ignored. Returns how many went. Thousands a transaction: what
    /// went stays gone where a later one fails.
    Result<qint64> acknowledge(SyncId site, const QList<QByteArray> &syncOutIds);
    /// Numbers of entries, both ends included.
    struct Range {
        qint64 first = 0;
        qint64 last = 0;
    };
    /// The same with all that site's entries of batches that were handed out as a whole. What was put in again meanwhile has a
    /// number above, and stays.
    Result<qint64> acknowledge(SyncId site, QList<Range> batches);
    // Every other change is one transaction, or a part of the caller's.
    /// Puts a record into its newest place. `gone`: tell the site to delete it although the record exists here.
    Result<> add(SyncId site, const RecordKey &key, bool gone = false);
    /// What the site was to delete and has not heard of yet, it keeps: it has sent the record itself since.
    Result<> keep(SyncId site, const RecordKey &key);
    /// Puts in what is not there yet, parents first; what the site was to delete, and is among it, gets a new place.
    Result<> addSelected(SyncId site); ///< the RecordSelection of the connection
    /// The same with the part of it that is arranged from place `first` to `last`, as far as these records are still there. What
    /// has been put in since `newest` stays as it is, for it knows better. `newest` 0: hasDeletes() has said that there are none.
    Result<> addArranged(SyncId site, qint64 first, qint64 last, qint64 newest);
    /// Whether any entry, as far as it is no newer than `newest`, tells that site to delete something. Reads all that waits for it.
    Result<bool> hasDeletes(SyncId site, qint64 newest) const;
    /// The number of the newest entry, of whatever site; what is put in later has a larger one.
    Result<qint64> newest() const;
    /// From now on entries get numbers 2^24 above the highest ever given: a site may yet acknowledge some that this datafile, put
    /// back from a copy, has never given. A part of the caller's transaction.
    Result<> skipNumbers();
    /// How often that site has been told to delete something, and has acknowledged it.
    Result<qint64> deletesTaken(SyncId site) const;
    /// Entries of the change log after a cursor, in its order, each in its newest place.
    Result<> addLogged(SyncId site, qint64 cursor);
    /// All that waits for one site waits for another. Where two swap, on the way below 0, where no site is.
    Result<> move(SyncId from, SyncId to);
    Result<> drop(SyncId site);
    /// Drops the oldest, at most so many, as far as they are no newer than `newest`. Returns how many went.
    Result<qint64> dropSome(SyncId site, qint64 newest, qint64 most);

private:
    /// Of entries that leave because the site has them.
    struct Leaving {
        qint64 count = 0;
        qint64 deletes = 0;
        qint64 highest = 0; ///< number
    };
    Result<qint64> acknowledgeSome(SyncId site, const QList<QByteArray> &syncOutIds);
    struct Acknowledged {
        Leaving gone {};
        QList<Range> left {};
    };
    Result<> removeFirst(SyncId site, Acknowledged &done);
    Result<> noteTaken(SyncId site, const Leaving &leaving);

    Connection &m_connection;
    const Clock &m_clock;
};

} // namespace mailboat
