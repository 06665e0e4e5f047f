// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncqueue.h"

#include "core/sql/database.h"
#include "core/sql/transaction.h"

namespace mailboat {

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
    return m_database.value(QStringLiteral("SELECT COUNT(*) FROM queue WHERE site = ?"), {site.value()})
        .map([](const QVariant &count) { return count.toLongLong(); });
}

Result<qint64> SyncQueue::total() const
{
    return m_database.value(QStringLiteral("SELECT COUNT(*) FROM queue")).map([](const QVariant &count) {
        return count.toLongLong();
    });
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
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return went;
}

Result<> SyncQueue::add(SyncId site, const RecordKey &key, bool gone)
{
    const Result<> removed = m_database.apply(QStringLiteral("DELETE FROM queue WHERE site = ?"
                                                             " AND table_name = CAST(? AS TEXT)"
                                                             " AND record_id = CAST(? AS TEXT)"),
        {site.value(), key.table, key.id});
    if (!removed)
        return removed;
    return m_database.apply(QStringLiteral("INSERT INTO queue (site, table_name, record_id, gone)"
                                           " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)"),
        {site.value(), key.table, key.id, gone ? 1 : 0});
}

Result<> SyncQueue::drop(SyncId site)
{
    return m_database.apply(QStringLiteral("DELETE FROM queue WHERE site = ?"), {site.value()});
}

} // namespace mailboat
