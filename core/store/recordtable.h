// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/routing.h"
#include "core/domain/site.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace mailboat {

class Connection;

/// A record but for its data: all that routing asks for.
struct RecordHead {
    RecordKey key;
    RecordLinks links; ///< taken from the data once, when it was stored
    SyncId origin; ///< the site that last wrote it, or on whose behalf the primary did
    SyncId author; ///< whose bytes they are: the site that sent them, or the primary itself
};

/// A record as the datafile holds it: its bytes too.
struct StoredRecord : RecordHead {
    QByteArray data;
    RecordHead head() const { return {key, links, origin, author}; }
};

/// The rows of records, by key; knows nothing of who may write and who gets what. It remembers heads, so it is made for one
/// transaction, whose changes of records all pass through it.
class RecordTable
{
public:
    explicit RecordTable(Connection &connection);

    Result<std::optional<StoredRecord>> find(const RecordKey &key) const;
    /// Reads these at once, all but the data of large ones: find() and head() then know them, until they are changed or others are
    /// read ahead.
    Result<> readAhead(const QList<RecordKey> &keys);
    /// What was read ahead, and holds still; null: of that record nothing is known, or it is a large one.
    const std::optional<StoredRecord> *ahead(const RecordKey &key) const;
    /// Reads at once what head() does not know of these.
    Result<> readHeads(const QSet<RecordKey> &keys);
    /// The same without the data; read once, then remembered.
    Result<std::optional<RecordHead>> head(const RecordKey &key);
    Result<bool> contains(const RecordKey &key) const;
    int changesOfStores() const
    {
        return m_changesOfStores;
    } ///< by this: what was asked of the stores before each may be no more so
    /// Inserts or replaces. False: the same bytes were there, and nothing has changed (their origin neither). `push`: the number of
    /// that push of its origin that brings it; 0: none, and the number that there was stays as long as the origin does.
    Result<bool> put(const StoredRecord &record, qint64 push = 0);
    /// Of these records the same bytes have come with another push.
    Result<> notePush(const QList<RecordKey> &keys, SyncId origin, qint64 push);
    /// The number of the last push by which the record came from that origin; 0: there is none, or another origin.
    Result<qint64> pushOf(const RecordKey &key, SyncId origin) const;
    Result<bool> erase(const RecordKey &key); ///< false: there was none
    /// Of `record`, whose author stays; no push of the new origin has brought it.
    Result<> setOrigin(const RecordHead &record, SyncId origin);
    /// A site has another Sync ID.
    static Result<> moveSite(Connection &connection, SyncId from, SyncId to);
    /// A site is no more: what it wrote has the primary as its author.
    static Result<> dropSite(Connection &connection, SyncId site);
    /// Records of the tables that have `parent` as their parent, ordered by table and ID.
    Result<QList<RecordHead>> childrenOf(const RecordKey &parent) const;
    /// What is attached to a record of any table (Routing::attachedTable()), in order of their IDs.
    Result<QList<RecordHead>> attachedTo(const RecordKey &parent) const;
    Result<bool> hasAttached() const; ///< whether anything is attached to any
    /// Patient data that belongs to a name, the name itself not among it; ordered as children are.
    Result<QList<RecordHead>> patientDataOf(const QByteArray &name) const;
    /// Joins of stores to a person, in order of their IDs.
    Result<QList<RecordHead>> joinsTo(const RecordKey &person) const;
    /// IDs of the records of `table` with that name, or that parent, the first `most` in order of ID.
    Result<QList<QByteArray>> idsByName(const QByteArray &table, const QByteArray &name, int most) const;
    Result<QList<QByteArray>> idsByParent(const QByteArray &table, const QByteArray &parent, int most) const;
    Result<QList<QByteArray>> storesOf(SyncId site) const; ///< IDs of the stores active on a site, ordered
    Result<QList<QByteArray>> tables() const; ///< that there are records of, ordered; quick however many these are
    Result<qint64> count(const std::optional<QByteArray> &table) const;
    /// Ordered by table, then record ID; read in pages, so that memory is bounded.
    Result<> forEach(
        const std::optional<QByteArray> &table, const std::function<Result<>(const StoredRecord &)> &take) const;

private:
    Result<> forEachOf(const QByteArray &table, const std::function<Result<>(const StoredRecord &)> &take) const;
    Result<> forgetRepeated(const RecordKey &key);
    void noteChange(const RecordKey &key, const std::optional<RecordHead> &head);
    void remember(const RecordKey &key, const std::optional<RecordHead> &head);

    Connection &m_connection;
    QHash<RecordKey, std::optional<RecordHead>> m_heads;
    QHash<RecordKey, std::optional<StoredRecord>> m_ahead; ///< as they are now
    int m_changesOfStores = 0;
};

/// The record with its links, as it would be stored; it comes from `origin` itself.
StoredRecord storedForm(const Record &record, SyncId origin);

/// Categories in the datafile: numbers that never change.
int categoryNumber(Category category);

} // namespace mailboat
