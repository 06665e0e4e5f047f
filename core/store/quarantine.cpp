// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/statetable.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

const auto entryColumns = QStringLiteral(
    "SELECT number, source, {bytes table_name}, {bytes record_id}, {bytes action}, {bytes data}, field,"
    " reason, since FROM quarantine ");

Quarantine::Entry entryOf(const Row &row)
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

/// Tells records without a readable name apart; else the name does.
QString fingerprintOf(const Record &record)
{
    if (!record.table.isEmpty() && !record.id.isEmpty())
        return QStringLiteral(""); // NULL would be unlike any other
    const QByteArray hash = QCryptographicHash::hash(record.data, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.first(16).toHex());
}

KeptCount counts(Connection &connection)
{
    return {connection, KeptCount::Kind::Quarantine};
}

} // namespace

Quarantine::Quarantine(Connection &connection)
    : m_connection(connection)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    const Record &record = entry.record;
    return m_connection.transact([&]() -> Result<> {
        const QString fingerprint = fingerprintOf(record);
        const Result<qint64> dropped = erase(entry.source, {record.table, record.id}, fingerprint);
        if (!dropped)
            return failure(dropped.error());
        const QString field
            = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
        return m_connection
            .apply("INSERT INTO quarantine (source, table_name, record_id, fingerprint, action, data, field, reason, "
                   "since)"
                   " VALUES (?, {text ?}, {text ?}, ?, {text ?}, {text ?}, ?, ?, ?)"_sql,
                {entry.source.value(), record.table, record.id, fingerprint, actionName(record.action), record.data,
                    field, storedJson(toJson(entry.reason)), storedTime(entry.since)})
            .and_then([&] { return counts(m_connection).add(entry.source, 1 - *dropped); });
    });
}

Result<QList<Quarantine::Entry>> Quarantine::read(const Statement &statement, const QVariantList &values) const
{
    QList<Entry> found;
    const Result<> read = m_connection.each(statement, values, [&found](const Row &row) -> Result<> {
        found.append(entryOf(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<Quarantine::Entry>> Quarantine::entries() const
{
    static const Statement all(entryColumns + QStringLiteral("ORDER BY number"));
    return read(all, {});
}

Result<std::optional<Quarantine::Entry>> Quarantine::entry(qint64 number) const
{
    static const Statement byNumber(entryColumns + QStringLiteral("WHERE number = ?"));
    return read(byNumber, {number}).map([](const QList<Entry> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<std::optional<Quarantine::Entry>> Quarantine::find(SyncId source, const RecordKey &key) const
{
    static const Statement byKey(
        entryColumns + QStringLiteral("WHERE source = ? AND table_name = {text ?} AND record_id = {text ?}"));
    return read(byKey, {source.value(), key.table, key.id}).map([](const QList<Entry> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<qint64> Quarantine::count() const
{
    return counts(m_connection).total();
}

Result<bool> Quarantine::isEmpty() const
{
    return m_connection.value("SELECT EXISTS (SELECT 1 FROM quarantine)"_sql).map([](const QVariant &found) {
        return !found.toBool();
    });
}

Result<> Quarantine::discard(qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> source
            = m_connection.value("SELECT source FROM quarantine WHERE number = ?"_sql, {number});
        if (!source)
            return failure(source.error());
        return m_connection.change("DELETE FROM quarantine WHERE number = ?"_sql, {number}).and_then([&](qint64 gone) {
            return counts(m_connection).add(SyncId {source->toInt()}, -gone);
        });
    });
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    return m_connection.transact([&] {
        return erase(source, key, QStringLiteral("")).and_then([&](qint64 gone) {
            return counts(m_connection).add(source, -gone);
        });
    });
}

Result<> Quarantine::move(SyncId from, SyncId to)
{
    if (from == to)
        return {};
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> replaced = m_connection.change(
            "DELETE FROM quarantine WHERE source = ? AND EXISTS (SELECT 1 FROM quarantine q WHERE q.source = ?"
            " AND q.table_name = quarantine.table_name AND q.record_id = quarantine.record_id"
            " AND q.fingerprint = quarantine.fingerprint)"_sql,
            {to.value(), from.value()});
        if (!replaced)
            return failure(replaced.error());
        return m_connection.apply("UPDATE quarantine SET source = ? WHERE source = ?"_sql, {to.value(), from.value()})
            .and_then([&] { return counts(m_connection).add(to, -*replaced); })
            .and_then([&] { return counts(m_connection).move(from, to); });
    });
}

Result<qint64> Quarantine::erase(SyncId source, const RecordKey &key, const QString &fingerprint)
{
    return m_connection.change("DELETE FROM quarantine WHERE source = ?"
                               " AND table_name = {text ?} AND record_id = {text ?} AND fingerprint = ?"_sql,
        {source.value(), key.table, key.id, fingerprint});
}

} // namespace mailboat
