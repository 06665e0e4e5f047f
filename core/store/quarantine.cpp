// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/syncstatus.h"
#include "core/store/database.h"
#include "core/store/datafile.h"
#include "core/store/integrator.h"
#include "core/store/recordwriter.h"
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

Quarantine::Quarantine(Datafile &datafile)
    : m_datafile(datafile)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    const Record &record = entry.record;
    if (const Result<> dropped = drop(entry.source, {record.table, record.id}); !dropped)
        return dropped;
    const QString field
        = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
    return m_datafile.database().apply(
        QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since)"
                       " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"),
        {entry.source.value(), record.table, record.id, actionName(record.action), record.data, field,
            storedJson(toJson(entry.reason)), storedTime(entry.since)});
}

Result<QList<Quarantine::Entry>> Quarantine::read(const QString &condition, const QVariantList &values) const
{
    QList<Entry> found;
    const Result<> read = m_datafile.database().each(
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

Result<qint64> Quarantine::count() const
{
    return m_datafile.database()
        .value(QStringLiteral("SELECT COUNT(*) FROM quarantine"))
        .map([](const QVariant &count) { return count.toLongLong(); });
}

Result<qint64> Quarantine::retry(const std::optional<qint64> &number)
{
    const Result<QList<Entry>> tried = number ? read(QStringLiteral("WHERE number = ?"), {*number}) : entries();
    if (!tried)
        return failure(tried.error());
    qint64 taken = 0;
    for (const Entry &entry : *tried) {
        const Result<bool> done = retryOne(entry);
        if (!done)
            return failure(done.error());
        taken += *done ? 1 : 0;
    }
    return taken;
}

Result<bool> Quarantine::retryOne(const Entry &entry)
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    RecordWriter writer(m_datafile);
    if (const Result<> begun = writer.begin(); !begun)
        return failure(begun.error());
    const RecordKey key {entry.record.table, entry.record.id};
    if (entry.source == writer.here() || writer.here().isPrimary()) {
        const auto verdict = entry.record.action == Action::Delete ? writer.remove(key, entry.source)
                                                                   : writer.put(entry.record, entry.source);
        if (!verdict)
            return failure(verdict.error());
        if (verdict->refused)
            return false;
        if (const Result<> finished = writer.finish(); !finished)
            return failure(finished.error());
    } else {
        const Result<std::optional<Error>> refused = m_datafile.integrator().take(entry.record);
        if (!refused)
            return failure(refused.error());
        if (*refused)
            return false;
    }
    if (const Result<> gone = discard(entry.number); !gone)
        return failure(gone.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return true;
}

Result<> Quarantine::discard(qint64 number)
{
    return m_datafile.database().apply(QStringLiteral("DELETE FROM quarantine WHERE number = ?"), {number});
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    return m_datafile.database().apply(
        QStringLiteral("DELETE FROM quarantine WHERE source = ?"
                       " AND table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)"),
        {source.value(), key.table, key.id});
}

} // namespace mailboat
