// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox.h"

#include "core/sql/database.h"
#include "core/sql/transaction.h"
#include "core/store/keptcount.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto byKey = QStringLiteral("WHERE table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)");

KeptCount lengthOf(Database &database)
{
    return {database, KeptCount::Kind::Outbox};
}

} // namespace

Outbox::Outbox(Database &database)
    : m_database(database)
{
}

Result<Outbox::Batch> Outbox::first(int limit) const
{
    Batch batch;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT o.number, CAST(o.table_name AS BLOB), CAST(o.record_id AS BLOB), CAST(r.data AS BLOB)"
                       " FROM outbox o LEFT JOIN record r ON r.table_name = o.table_name AND r.record_id = o.record_id"
                       " ORDER BY o.number LIMIT ?"),
        {std::max(limit, 0)}, [&batch](const QSqlQuery &row) -> Result<> {
            const bool gone = row.value(3).isNull();
            batch.records.append({QByteArray::number(row.value(0).toLongLong()),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            return {};
        });
    if (!read)
        return failure(read.error());
    const Result<qint64> all = waiting();
    if (!all)
        return failure(all.error());
    batch.waiting = std::max<qint64>(*all, batch.records.size());
    return batch;
}

Result<qint64> Outbox::waiting() const
{
    return lengthOf(m_database).of({});
}

Result<QList<RecordKey>> Outbox::keys() const
{
    QList<RecordKey> keys;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT CAST(table_name AS BLOB), CAST(record_id AS BLOB) FROM outbox ORDER BY number"), {},
        [&keys](const QSqlQuery &row) -> Result<> {
            keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
            return {};
        });
    if (!read)
        return failure(read.error());
    return keys;
}

Result<QDateTime> Outbox::oldest() const
{
    return m_database.value(QStringLiteral("SELECT since FROM outbox ORDER BY number LIMIT 1")).map(timeFromStored);
}

Result<> Outbox::acknowledge(const QList<QByteArray> &syncOutIds)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    qint64 went = 0;
    for (const QByteArray &id : syncOutIds) {
        bool isNumber = false;
        const qint64 number = id.toLongLong(&isNumber);
        if (!isNumber)
            continue;
        const Result<qint64> removed
            = m_database.change(QStringLiteral("DELETE FROM outbox WHERE number = ?"), {number});
        if (!removed)
            return failure(removed.error());
        went += *removed;
    }
    return lengthOf(m_database).add({}, -went).and_then([&transaction] { return transaction.commit(); });
}

Result<bool> Outbox::contains(const RecordKey &key) const
{
    return m_database.value(QStringLiteral("SELECT 1 FROM outbox ") + byKey, {key.table, key.id})
        .map([](const QVariant &found) { return found.isValid(); });
}

Result<> Outbox::add(const RecordKey &key, const QDateTime &now)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> removed = erase(key);
    if (!removed)
        return failure(removed.error());
    return m_database
        .apply(QStringLiteral("INSERT INTO outbox (table_name, record_id, since)"
                              " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)"),
            {key.table, key.id, storedTime(now)})
        .and_then([&] { return lengthOf(m_database).add({}, 1 - *removed); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Outbox::addAll(const RecordSelection &selection, const QDateTime &now)
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] {
            return m_database.change(QStringLiteral("INSERT OR IGNORE INTO outbox (table_name, record_id, since)"
                                                    " SELECT r.table_name, r.record_id, ? ")
                    + selection.inOrder,
                {storedTime(now)});
        })
        .and_then([&](qint64 added) { return lengthOf(m_database).add({}, added); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Outbox::remove(const RecordKey &key)
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] { return erase(key); })
        .and_then([&](qint64 removed) { return lengthOf(m_database).add({}, -removed); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Outbox::clear()
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] { return m_database.apply(QStringLiteral("DELETE FROM outbox")); })
        .and_then([&] { return lengthOf(m_database).clear({}); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<qint64> Outbox::erase(const RecordKey &key)
{
    return m_database.change(QStringLiteral("DELETE FROM outbox ") + byKey, {key.table, key.id});
}

} // namespace mailboat
