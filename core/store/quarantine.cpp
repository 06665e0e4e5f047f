// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/syncstatus.h"
#include "core/sql/database.h"
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

} // namespace

Quarantine::Quarantine(Database &database)
    : m_database(database)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    const Record &record = entry.record;
    if (const Result<> dropped = drop(entry.source, {record.table, record.id}); !dropped)
        return dropped;
    const QString field
        = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
    return m_database.apply(
        QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since)"
                       " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"),
        {entry.source.value(), record.table, record.id, actionName(record.action), record.data, field,
            storedJson(toJson(entry.reason)), storedTime(entry.since)});
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
    return m_database.value(QStringLiteral("SELECT COUNT(*) FROM quarantine")).map([](const QVariant &count) {
        return count.toLongLong();
    });
}

Result<> Quarantine::discard(qint64 number)
{
    return m_database.apply(QStringLiteral("DELETE FROM quarantine WHERE number = ?"), {number});
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    return m_database.apply(QStringLiteral("DELETE FROM quarantine WHERE source = ?"
                                           " AND table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)"),
        {source.value(), key.table, key.id});
}

} // namespace mailboat
