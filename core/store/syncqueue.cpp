// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncqueue.h"

#include "core/sql/database.h"
#include "core/sql/transaction.h"
#include "core/store/keptcount.h"

namespace mailboat {

namespace {

KeptCount lengths(Database &database)
{
    return {database, KeptCount::Kind::Queue};
}

} // namespace

SyncQueue::SyncQueue(Database &database)
    : m_database(database)
{
}

Result<SyncQueue::Batch> SyncQueue::first(SyncId site, int limit, qint64 mostBytes) const
{
    Batch batch;
    qint64 bytes = 0;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT q.number, CAST(q.table_name AS BLOB), CAST(q.record_id AS BLOB),"
                       " CASE WHEN q.gone THEN NULL ELSE CAST(r.data AS BLOB) END"
                       " FROM queue q LEFT JOIN record r ON r.table_name = q.table_name AND r.record_id = q.record_id"
                       " WHERE q.site = ? ORDER BY q.number LIMIT ?"),
        {site.value(), std::max(limit, 0)}, [&](const QSqlQuery &row) -> Result<> {
            if (bytes >= mostBytes)
                return {};
            const bool gone = row.value(3).isNull();
            batch.records.append({QByteArray::number(row.value(0).toLongLong()),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            bytes += batch.records.constLast().record.data.size();
            return {};
        });
    if (!read)
        return failure(read.error());
    const Result<qint64> all = length(site);
    if (!all)
        return failure(all.error());
    batch.queueLength = std::max<qint64>(*all, batch.records.size());
    return batch;
}

Result<qint64> SyncQueue::length(SyncId site) const
{
    return lengths(m_database).of(site);
}

Result<qint64> SyncQueue::total() const
{
    return lengths(m_database).total();
}

Result<qint64> SyncQueue::acknowledge(SyncId site, const QList<QByteArray> &syncOutIds)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    qint64 went = 0;
    for (const QByteArray &id : syncOutIds) {
        bool isNumber = false;
        const qint64 number = id.toLongLong(&isNumber);
        if (!isNumber)
            continue;
        const Result<qint64> removed = m_database.change(
            QStringLiteral("DELETE FROM queue WHERE number = ? AND site = ?"), {number, site.value()});
        if (!removed)
            return removed;
        went += *removed;
    }
    if (const Result<> counted = lengths(m_database).add(site, -went); !counted)
        return failure(counted.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return went;
}

Result<> SyncQueue::add(SyncId site, const RecordKey &key, bool gone)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> removed = m_database.change(QStringLiteral("DELETE FROM queue WHERE site = ?"
                                                                    " AND table_name = CAST(? AS TEXT)"
                                                                    " AND record_id = CAST(? AS TEXT)"),
        {site.value(), key.table, key.id});
    if (!removed)
        return failure(removed.error());
    return m_database
        .apply(QStringLiteral("INSERT INTO queue (site, table_name, record_id, gone)"
                              " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)"),
            {site.value(), key.table, key.id, gone ? 1 : 0})
        .and_then([&] { return lengths(m_database).add(site, 1 - *removed); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> SyncQueue::addAll(SyncId site, const RecordSelection &selection)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> removed = m_database.change(
        QStringLiteral("DELETE FROM queue WHERE site = ? AND gone = 1 AND EXISTS (SELECT 1 FROM record r"
                       " WHERE r.table_name = queue.table_name AND r.record_id = queue.record_id AND r.rowid IN (%1))")
            .arg(selection.rows),
        {site.value()});
    if (!removed)
        return failure(removed.error());
    const Result<qint64> added
        = m_database.change(QStringLiteral("INSERT OR IGNORE INTO queue (site, table_name, record_id, gone)"
                                           " SELECT ?, r.table_name, r.record_id, 0 ")
                + selection.inOrder,
            {site.value()});
    if (!added)
        return failure(added.error());
    return lengths(m_database).add(site, *added - *removed).and_then([&transaction] { return transaction.commit(); });
}

Result<> SyncQueue::move(SyncId from, SyncId to)
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] {
            return m_database.apply(
                QStringLiteral("UPDATE queue SET site = ? WHERE site = ?"), {to.value(), from.value()});
        })
        .and_then([&] { return lengths(m_database).move(from, to); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> SyncQueue::drop(SyncId site)
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] { return m_database.apply(QStringLiteral("DELETE FROM queue WHERE site = ?"), {site.value()}); })
        .and_then([&] { return lengths(m_database).clear(site); })
        .and_then([&transaction] { return transaction.commit(); });
}

} // namespace mailboat
