// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/syncstatus.h"
#include "core/sql/database.h"
#include "core/sql/transaction.h"
#include "core/store/keptcount.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

Quarantine::Entry entryOf(const QSqlQuery &row)
{
    Quarantine::Entry entry;
    entry.number = row.value(0).toLongLong();
    entry.source = SyncId {row.value(1).toInt()};
    entry.record = {row.value(2).toByteArray(), row.value(3).toByteArray(),
        actionFromName(row.value(4).toByteArray()).value_or(Action::Update), row.value(5).toByteArray()};
    entry.field = row.value(6).toString();
    entry.reason = errorFromJson(jsonFromStored(row.value(7))).value_or(Error {ErrorCode::NotedElsewhere});
    entry.since = timeFromStored(row.value(8));
    return entry;
}

KeptCount counts(Database &database)
{
    return {database, KeptCount::Kind::Quarantine};
}

} // namespace

Quarantine::Quarantine(Database &database)
    : m_database(database)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    const Record &record = entry.record;
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> dropped = erase(entry.source, {record.table, record.id});
    if (!dropped)
        return failure(dropped.error());
    const QString field
        = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
    return m_database
        .apply(
            QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since)"
                           " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"),
            {entry.source.value(), record.table, record.id, actionName(record.action), record.data, field,
                storedJson(toJson(entry.reason)), storedTime(entry.since)})
        .and_then([&] { return counts(m_database).add(entry.source, 1 - *dropped); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<QList<Quarantine::Entry>> Quarantine::read(const QString &condition, const QVariantList &values) const
{
    QList<Entry> found;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT number, source, CAST(table_name AS BLOB), CAST(record_id AS BLOB), CAST(action AS BLOB),"
                       " CAST(data AS BLOB), field, reason, since FROM quarantine ")
            + condition,
        values, [&found](const QSqlQuery &row) -> Result<> {
            found.append(entryOf(row));
            return {};
        });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<Quarantine::Entry>> Quarantine::entries() const
{
    return read(QStringLiteral("ORDER BY number"), {});
}

Result<std::optional<Quarantine::Entry>> Quarantine::entry(qint64 number) const
{
    return read(QStringLiteral("WHERE number = ?"), {number}).map([](const QList<Entry> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<qint64> Quarantine::count() const
{
    return counts(m_database).total();
}

Result<bool> Quarantine::isEmpty() const
{
    return m_database.value(QStringLiteral("SELECT EXISTS (SELECT 1 FROM quarantine)")).map([](const QVariant &found) {
        return !found.toBool();
    });
}

Result<> Quarantine::discard(qint64 number)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<QVariant> source
        = m_database.value(QStringLiteral("SELECT source FROM quarantine WHERE number = ?"), {number});
    if (!source)
        return failure(source.error());
    return m_database.change(QStringLiteral("DELETE FROM quarantine WHERE number = ?"), {number})
        .and_then([&](qint64 gone) { return counts(m_database).add(SyncId {source->toInt()}, -gone); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    Transaction transaction(m_database);
    return transaction.begin()
        .and_then([&] { return erase(source, key); })
        .and_then([&](qint64 gone) { return counts(m_database).add(source, -gone); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Quarantine::move(SyncId from, SyncId to)
{
    if (from == to)
        return {};
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> replaced = m_database.change(
        QStringLiteral(
            "DELETE FROM quarantine WHERE source = ? AND EXISTS (SELECT 1 FROM quarantine q WHERE q.source = ?"
            " AND q.table_name = quarantine.table_name AND q.record_id = quarantine.record_id)"),
        {to.value(), from.value()});
    if (!replaced)
        return failure(replaced.error());
    return m_database
        .apply(QStringLiteral("UPDATE quarantine SET source = ? WHERE source = ?"), {to.value(), from.value()})
        .and_then([&] { return counts(m_database).add(to, -*replaced); })
        .and_then([&] { return counts(m_database).move(from, to); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<qint64> Quarantine::erase(SyncId source, const RecordKey &key)
{
    return m_database.change(QStringLiteral("DELETE FROM quarantine WHERE source = ?"
                                            " AND table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)"),
        {source.value(), key.table, key.id});
}

} // namespace mailboat
