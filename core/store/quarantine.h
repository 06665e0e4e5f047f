// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/nameless.h"
#include "core/domain/site.h"

#include <QDateTime>

namespace mailboat {

class Connection;
class Statement;

/// Records that could not be taken, with the reason; the rest went on. One entry a (source, table, record): the newest. Records
/// whose table or ID could not be read stand for themselves, the same bytes once.
///
/// What others send has a share by its source, so that no site fills the disk of another: a site that is wrong once is mostly
/// wrong a few times, and a thousand records are more than a person looks through. Beyond `mostWhole` records or `mostBytes` the
/// data are not kept, only table, ID and reason; beyond `mostListed` records these are counted by reason, and the newest is
/// named. Once nothing of a source is listed any more, what was only counted is forgotten.
///
/// A record that waits for somebody is nobody's mistake, and leaves when he or she comes: of those a source may have more, up to
/// `mostWholeWaiting` and `mostBytesWaiting` with all the rest. So a site takes 32 MiB at most.
///
/// The form of a record that has lost against another one (FormOlder, FormReplaced) stands for itself, until somebody decides: it
/// exists nowhere else.
///
/// Beside them stands what a primary has taken, but withholds from sites whose programs cannot read it (RecordUnreadable): no data,
/// for they are among the records; one entry a record, which names those sites.
class Quarantine
{
public:
    static constexpr qint64 mostWhole = 1000;
    static constexpr qint64 mostBytes = 8 << 20;
    static constexpr qint64 mostWholeWaiting = 3000;
    static constexpr qint64 mostBytesWaiting = 24 << 20;
    static constexpr qint64 mostListed = 10000;

    explicit Quarantine(Connection &connection);
    struct Entry {
        qint64 number = 0; ///< 0: not listed, only counted
        Record record;
        SyncId source; ///< the site it came from; this site's own: a local change that could not be kept
        QString field; ///< the key at fault, or empty
        Error reason;
        QDateTime since;
        bool isKept = true; ///< else its data are not: the source's share was full
        qint64 records = 1; ///< that it stands for
        std::optional<RecordKey>
            waitsFor {}; ///< the person whose coming decides; told when it is added, not read again
    };
    // Every change is one transaction, or a part of the caller's.
    /// With its data, whatever the share: for what exists nowhere else.
    Result<> add(const Entry &entry);
    /// False: without its data.
    Result<bool> addWithinShare(const Entry &entry);
    Result<bool> hasRoom(const Entry &entry) const; ///< in its source's share
    /// What came without names beyond what is listed is counted by itself; where it comes again, once: the most of one time.
    /// Bodies that are stored together are one time, so that number depends on how fast they came.
    Result<> addNameless(SyncId source, const NamelessRecords &further, const QDateTime &since);
    Result<QList<Entry>> entries() const; ///< listed ones
    Result<QList<Entry>> heads() const; ///< with data of mostDataForName at most; what is only counted, last
    Result<std::optional<Entry>> entry(qint64 number) const; ///< empty: there is none
    /// Not what is withheld.
    Result<std::optional<Entry>> find(SyncId source, const RecordKey &key) const;
    Result<bool> isAwaited(const RecordKey &person) const; ///< whether any entry waits for that person
    /// Numbers of the entries of a source that wait for a person, in the order in which they came.
    Result<QList<qint64>> waiting(SyncId source, const RecordKey &person) const;
    Result<qint64> count() const; ///< all of them
    Result<qint64> countWithoutData() const;
    Result<bool> isEmpty() const;
    Result<> discard(qint64 number);
    /// Who was waited for has come, and the record is refused all the same: it stays, for this reason, or waits for another.
    Result<> stay(qint64 number, const Error &reason, const std::optional<RecordKey> &waitsFor);
    /// The site is no more, and nothing of its is judged by itself again.
    Result<> waitNoMore(SyncId source);
    /// The reason is that of the first `site`, which is told to it besides; where the source's list is full, nothing is added.
    Result<> addWithheld(const Entry &entry, SyncId site);
    Result<bool> isWithheld(SyncId source, const RecordKey &key, SyncId site) const; ///< from that site
    static QList<SyncId> sitesWithout(
        const Entry &withheld); ///< those that it is withheld from, as far as they are named
    Result<> dropWithheld(SyncId source, const RecordKey &key);
    /// A newer form of the record has been taken from that site: the one kept here is of no use any more. What is withheld stays.
    Result<> drop(SyncId source, const RecordKey &key);
    /// A site has another Sync ID; where both have an entry of a record, that of `from` stays.
    Result<> move(SyncId from, SyncId to);

private:
    struct Gone {
        qint64 records = 0;
        qint64 whole = 0;
        qint64 bytes = 0;
    };
    /// Not counted yet.
    /// Deletes the entries for which the condition holds.
    static Statement erasing(const char *condition);
    Result<Gone> erase(const Statement &erasing, const QVariantList &values);
    Result<Gone> erase(const Entry &entry); ///< what stands in its place
    Result<> subtract(SyncId source, const Gone &gone);
    Result<> forgetCounted(SyncId source);
    Result<> insert(const Entry &entry, bool isKept);
    Result<> countOnly(const Entry &entry, const QString &kind);
    Result<bool> mayList(SyncId source) const;
    Result<std::optional<Entry>> withheld(SyncId source, const RecordKey &key) const;
    Result<QList<Entry>> read(const Statement &statement, const QVariantList &values) const;

    Connection &m_connection;
};

} // namespace mailboat
