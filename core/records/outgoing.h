// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dialect.h"
#include "core/records/recipients.h"
#include "core/records/writerzones.h"
#include "core/store/changelog.h"
#include "core/store/namesakes.h"
#include "core/store/syncqueue.h"

#include <mutex>

namespace mailboat {

class Store;

/// Which entries of the change log share their ID with records of other tables, as far as they have been looked at: once by this
/// process, not for each site that pulls. An entry never changes (its record gets a new one), and a record that comes later does
/// not matter for it. Any thread; of one datafile.
class CheckedLog
{
public:
    /// Serials after `cursor` up to `last`, and perhaps others.
    Result<QSet<qint64>> namesakes(const Namesakes &store, qint64 cursor, qint64 last);

private:
    std::mutex m_mutex;
    qint64 m_last = 0; ///< all up to here have been looked at
    QSet<qint64> m_found;
};

/// What a primary gives to one site, of the change log and of its queue: all that the program there can read. A Mailboat reads
/// everything that a primary keeps, as it was pushed. Any other is taken for Open mSupply. It is given every record as it reads
/// it (adapted()). Its reader loses a whole batch over one record, for good, and comes to the same one again: what it cannot read
/// nevertheless (strictFault()), or what lacks a key that it needs, is withheld from it, and so is a record whose ID a record of
/// another table has which that site holds and which was here first, for its buffer keeps one of them (protocol.md §2.7).
///
/// A site's own records go back to it adapted, too, for Open mSupply writes otherwise than it reads; where that cannot be, as
/// they came, whatever they are: it was able to write them. They are not its own where the primary wrote them on its behalf.
///
/// What is withheld stays among the records and stands in quarantine once, under the site that it came from, with the sites that
/// do not get it; it is judged whenever it is to be served. It never blocks: it leaves the queue as if it had been acknowledged,
/// and the change log goes past it. When the record changes it is on its way again, and its entry is gone (RecordWriter). A
/// delete is withheld, unnamed, where another record of its ID was given before, instead of the one that went.
///
/// Mobile reads no dialect but its own, and writes another: everything is adapted to it, its own records too. What it needs and a
/// record lacks withholds that one. Transfers of other stores, which it would half take, leave its queue unseen: the primary makes
/// counterparts of them (Mirrors).
class Outgoing
{
public:
    enum class Reader { Mailboat, Strict, Mobile };
    Outgoing(Store &store, SyncId site, Reader reader, CheckedLog &checked);

    /// As ChangeLog::after(), without what is withheld. Never empty while there is more for that site; where there is not,
    /// `maxCursor` is the last serial that it gets.
    Result<ChangeLog::Batch> central(qint64 cursor, int limit, qint64 mostBytes);
    /// As SyncQueue::first(), without what is withheld. Never empty while more waits. `after`: for a Mailboat.
    Result<SyncQueue::Batch> queued(int limit, qint64 mostBytes, qint64 after = 0);
    /// How much waits for a site on Mobile, by the same rule: what queued() would not give leaves the queue now. `judged`: the
    /// number of the newest entry that an earlier count of that site has looked at, kept by the caller, so that what waits is not
    /// looked at again and again; what changes meanwhile has a new number.
    Result<qint64> countForMobile(qint64 &judged, qint64 mostBytes);

private:
    struct Withheld {
        Record record;
        Error reason;
        QByteArray syncOutId {};
    };
    /// Why a record is not given, which is adapted where it is. `serial`: how far the site has come in the change log.
    Result<std::optional<Error>> whyNot(Record &record, bool hasNamesake, qint64 serial);
    void adaptOwn(Record &record);
    ZoneOfWriter zoneOf(const RecordKey &key);
    Result<std::optional<Error>> whyNotBesides(const Record &record, qint64 serial);
    Result<SyncQueue::Batch> queuedForMobile(int limit, qint64 mostBytes);
    struct Sorted;
    Result<Sorted> sortedForMobile(QList<QueuedRecord> &page);
    Result<> sortForMobile(QueuedRecord &entry, Sorted &sorted);
    Result<bool> isForMobile(const RecordHead &record);
    Result<bool> isGiven(const StoredRecord &record);
    Result<bool> holds(const RecordHead &record);
    Error withSite(Error error) const;
    Error unreadable(const QString &why) const;
    void note(qsizetype count) const;
    Result<> name(const QList<Withheld> &all);
    Result<> nameOne(const Withheld &withheld);
    Result<bool> isNamed(const Withheld &withheld);
    Result<> takeOut(const QList<Withheld> &all);
    Result<> takeOutTogether(const QList<Withheld> &some);

    Store &m_store;
    SyncId m_site;
    Reader m_reader;
    CheckedLog &m_checked;
    Namesakes m_namesakes;
    RecordTable m_records;
    Sites m_sites;
    Ownership m_ownership;
    Recipients m_recipients;
    WriterZones m_zones;
};

} // namespace mailboat
