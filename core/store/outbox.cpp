// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox.h"

#include "core/sql/connection.h"
#include "core/store/endofreading.h"
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
    batch.after = after;
    qint64 bytes = 0;
    bool isFull = false;
    const Result<> read = m_connection.each(
        "SELECT o.number, {bytes o.table_name}, {bytes o.record_id}, {bytes r.data}, o.set_aside"
        " FROM outbox o LEFT JOIN record r ON r.table_name = o.table_name AND r.record_id = o.record_id"
        " WHERE o.number > ? AND o.number <= ? AND o.set_aside <> ? ORDER BY o.number LIMIT ?"_sql,
        {after, upTo, isSetAside, std::max(limit, 0)}, [&](const Row &row) -> Result<> {
            const bool gone = row.value(3).isNull();
            batch.last = row.value(0).toLongLong();
            batch.records.append({QByteArray::number(batch.last),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            if (row.value(4).toInt() == isTriedAgain)
                batch.triedAgain.append(batch.records.constLast().syncOutId);
            bytes += batch.records.constLast().record.data.size();
            isFull = bytes >= mostBytes;
            return isFull ? endOfReading() : Result<>();
        });
    if (!read && !isFull)
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

Result<bool> Outbox::isEmpty() const
{
    return m_connection.value("SELECT 1 FROM outbox LIMIT 1"_sql).map([](const QVariant &there) {
        return !there.isValid();
    });
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

/// Entries never come into a range of numbers that has been read, but for what was set aside in it and is tried again meanwhile.
Result<> Outbox::acknowledge(const Batch &batch)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> range = m_connection.change(
            "DELETE FROM outbox WHERE number > ? AND number <= ? AND set_aside = 0"_sql, {batch.after, batch.last});
        if (!range)
            return failure(range.error());
        qint64 went = *range;
        for (const qint64 number : entryNumbers(batch.triedAgain)) {
            const Result<qint64> removed = m_connection.change(
                "DELETE FROM outbox WHERE number = ? AND set_aside = ?"_sql, {number, isTriedAgain});
            if (!removed)
                return failure(removed.error());
            went += *removed;
        }
        return lengthOf(m_connection).add({}, -went);
    });
}

/// What was neither set aside nor tried again only leaves a range that has been read.
Result<bool> Outbox::isUnchanged(const Batch &batch) const
{
    const Result<QVariant> others
        = m_connection.value("SELECT COUNT(*) FROM outbox WHERE number > ? AND number <= ? AND set_aside = 0"_sql,
            {batch.after, batch.last});
    QList<QByteArray> triedAgain;
    const Result<> read = m_connection.each("SELECT number FROM outbox WHERE set_aside <> 0 AND set_aside = ?"
                                            " AND number > ? AND number <= ? ORDER BY number"_sql,
        {isTriedAgain, batch.after, batch.last}, [&triedAgain](const Row &row) -> Result<> {
            triedAgain.append(QByteArray::number(row.value(0).toLongLong()));
            return {};
        });
    if (!others)
        return failure(others.error());
    return read.map([&] {
        return triedAgain == batch.triedAgain && others->toLongLong() == batch.records.size() - batch.triedAgain.size();
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

Result<qint64> Outbox::setAsideCount() const
{
    return m_connection.value("SELECT COUNT(*) FROM outbox WHERE set_aside <> 0 AND set_aside = ?"_sql, {isSetAside})
        .map([](const QVariant &count) { return count.toLongLong(); });
}

Result<qint64> Outbox::erase(const RecordKey &key)
{
    static const Statement sql(QStringLiteral("DELETE FROM outbox ") + byKey);
    return m_connection.change(sql, {key.table, key.id});
}

} // namespace mailboat
