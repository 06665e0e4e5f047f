// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox.h"

#include "core/sql/connection.h"
#include "core/store/entrynumbers.h"
#include "core/store/keptcount.h"
#include "core/store/recordselection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

// outbox.set_aside: 0, or
constexpr int isSetAside = 1;
constexpr int isTriedAgain = 2; // somebody wanted it: the next refusal needs no further proof

const auto byKey = QStringLiteral("WHERE table_name = {text ?} AND record_id = {text ?}");

KeptCount lengthOf(Connection &connection)
{
    return {connection, KeptCount::Kind::Outbox};
}

} // namespace

Outbox::Outbox(Connection &connection)
    : m_connection(connection)
{
}

Result<Outbox::Batch> Outbox::first(int limit, qint64 after, qint64 upTo) const
{
    Batch batch;
    const Result<> read = m_connection.each(
        "SELECT o.number, {bytes o.table_name}, {bytes o.record_id}, {bytes r.data}, o.set_aside"
        " FROM outbox o LEFT JOIN record r ON r.table_name = o.table_name AND r.record_id = o.record_id"
        " WHERE o.number > ? AND o.number <= ? AND o.set_aside <> ? ORDER BY o.number LIMIT ?"_sql,
        {after, upTo, isSetAside, std::max(limit, 0)}, [&batch](const Row &row) -> Result<> {
            const bool gone = row.value(3).isNull();
            batch.last = row.value(0).toLongLong();
            batch.records.append({QByteArray::number(batch.last),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            if (row.value(4).toInt() == isTriedAgain)
                batch.triedAgain.append(batch.records.constLast().syncOutId);
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
    return lengthOf(m_connection).of({});
}

Result<QList<RecordKey>> Outbox::keys() const
{
    QList<RecordKey> keys;
    const Result<> read
        = m_connection.each("SELECT {bytes table_name}, {bytes record_id} FROM outbox ORDER BY number"_sql, {},
            [&keys](const Row &row) -> Result<> {
                keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
                return {};
            });
    if (!read)
        return failure(read.error());
    return keys;
}

Result<QDateTime> Outbox::oldest() const
{
    return m_connection.value("SELECT since FROM outbox ORDER BY number LIMIT 1"_sql).map(timeFromStored);
}

Result<> Outbox::acknowledge(const QList<QByteArray> &syncOutIds)
{
    return m_connection.transact([&]() -> Result<> {
        qint64 went = 0;
        for (const qint64 number : entryNumbers(syncOutIds)) {
            const Result<qint64> removed = m_connection.change("DELETE FROM outbox WHERE number = ?"_sql, {number});
            if (!removed)
                return failure(removed.error());
            went += *removed;
        }
        return lengthOf(m_connection).add({}, -went);
    });
}

Result<bool> Outbox::contains(const RecordKey &key) const
{
    static const Statement sql(QStringLiteral("SELECT 1 FROM outbox ") + byKey);
    return m_connection.value(sql, {key.table, key.id}).map([](const QVariant &found) { return found.isValid(); });
}

Result<> Outbox::add(const RecordKey &key, const QDateTime &now)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed = erase(key);
        if (!removed)
            return failure(removed.error());
        return m_connection
            .apply("INSERT INTO outbox (table_name, record_id, since)"
                   " VALUES ({text ?}, {text ?}, ?)"_sql,
                {key.table, key.id, storedTime(now)})
            .and_then([&] { return lengthOf(m_connection).add({}, 1 - *removed); });
    });
}

Result<> Outbox::addSelected(const QDateTime &now)
{
    static const Statement sql(QStringLiteral("INSERT INTO outbox (table_name, record_id, since)"
                                              " SELECT r.table_name, r.record_id, ? %1 ON CONFLICT DO NOTHING")
                                   .arg(RecordSelection::inOrder()));
    return m_connection.transact([&] {
        return m_connection.change(sql, {storedTime(now)}).and_then([&](qint64 added) {
            return lengthOf(m_connection).add({}, added);
        });
    });
}

Result<> Outbox::remove(const RecordKey &key)
{
    return m_connection.transact(
        [&] { return erase(key).and_then([&](qint64 removed) { return lengthOf(m_connection).add({}, -removed); }); });
}

Result<> Outbox::clear()
{
    return m_connection.transact([&] {
        return m_connection.apply("DELETE FROM outbox"_sql).and_then([&] { return lengthOf(m_connection).clear({}); });
    });
}

Result<bool> Outbox::setAside(const QByteArray &syncOutId)
{
    bool isNumber = false;
    const qint64 number = syncOutId.toLongLong(&isNumber);
    if (!isNumber)
        return false;
    return m_connection.transact([&] {
        return m_connection.change("UPDATE outbox SET set_aside = ? WHERE number = ?"_sql, {isSetAside, number})
            .map([](qint64 changed) { return changed > 0; });
    });
}

Result<bool> Outbox::tryAgain(const RecordKey &key)
{
    static const Statement sql(
        QStringLiteral("UPDATE outbox SET set_aside = ? ") + byKey + QStringLiteral(" AND set_aside = ?"));
    return m_connection.transact([&] {
        return m_connection.change(sql, {isTriedAgain, key.table, key.id, isSetAside}).map([](qint64 changed) {
            return changed > 0;
        });
    });
}

Result<QList<RecordKey>> Outbox::allSetAside() const
{
    QList<RecordKey> keys;
    const Result<> read = m_connection.each(
        "SELECT {bytes table_name}, {bytes record_id} FROM outbox WHERE set_aside <> 0 AND set_aside = ? ORDER BY number"_sql,
        {isSetAside}, [&keys](const Row &row) -> Result<> {
            keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
            return {};
        });
    if (!read)
        return failure(read.error());
    return keys;
}

Result<std::optional<RecordKey>> Outbox::lastSetAside() const
{
    std::optional<RecordKey> key;
    const Result<> read = m_connection.each("SELECT {bytes table_name}, {bytes record_id} FROM outbox"
                                            " WHERE set_aside <> 0 AND set_aside = ? ORDER BY number DESC LIMIT 1"_sql,
        {isSetAside}, [&key](const Row &row) -> Result<> {
            key = RecordKey {row.value(0).toByteArray(), row.value(1).toByteArray()};
            return {};
        });
    if (!read)
        return failure(read.error());
    return key;
}

Result<qint64> Outbox::erase(const RecordKey &key)
{
    static const Statement sql(QStringLiteral("DELETE FROM outbox ") + byKey);
    return m_connection.change(sql, {key.table, key.id});
}

} // namespace mailboat
