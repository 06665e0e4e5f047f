// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/syncstatus.h"
#include "core/store/database.h"
#include "core/store/datafile.h"
#include "core/store/integrator.h"
#include "core/store/keptcount.h"
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

KeptCount counts(Datafile &datafile)
{
    return {datafile.database(), KeptCount::Kind::Quarantine};
}

} // namespace

Quarantine::Quarantine(Datafile &datafile)
    : m_datafile(datafile)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    const Record &record = entry.record;
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> dropped = erase(entry.source, {record.table, record.id});
    if (!dropped)
        return failure(dropped.error());
    const QString field
        = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
    return m_datafile.database()
        .apply(
            QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since)"
                           " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"),
            {entry.source.value(), record.table, record.id, actionName(record.action), record.data, field,
                storedJson(toJson(entry.reason)), storedTime(entry.since)})
        .and_then([&] { return counts(m_datafile).add(entry.source, 1 - *dropped); })
        .and_then([&transaction] { return transaction.commit(); });
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
    return counts(m_datafile).total();
}

Result<bool> Quarantine::isEmpty() const
{
    return m_datafile.database()
        .value(QStringLiteral("SELECT EXISTS (SELECT 1 FROM quarantine)"))
        .map([](const QVariant &found) { return !found.toBool(); });
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
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<QVariant> source
        = m_datafile.database().value(QStringLiteral("SELECT source FROM quarantine WHERE number = ?"), {number});
    if (!source)
        return failure(source.error());
    return m_datafile.database()
        .change(QStringLiteral("DELETE FROM quarantine WHERE number = ?"), {number})
        .and_then([&](qint64 gone) { return counts(m_datafile).add(SyncId {source->toInt()}, -gone); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    Transaction transaction(m_datafile.database());
    return transaction.begin()
        .and_then([&] { return erase(source, key); })
        .and_then([&](qint64 gone) { return counts(m_datafile).add(source, -gone); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<> Quarantine::move(SyncId from, SyncId to)
{
    if (from == to)
        return {};
    Database &database = m_datafile.database();
    Transaction transaction(database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> replaced = database.change(
        QStringLiteral(
            "DELETE FROM quarantine WHERE source = ? AND EXISTS (SELECT 1 FROM quarantine q WHERE q.source = ?"
            " AND q.table_name = quarantine.table_name AND q.record_id = quarantine.record_id)"),
        {to.value(), from.value()});
    if (!replaced)
        return failure(replaced.error());
    return database
        .apply(QStringLiteral("UPDATE quarantine SET source = ? WHERE source = ?"), {to.value(), from.value()})
        .and_then([&] { return counts(m_datafile).add(to, -*replaced); })
        .and_then([&] { return counts(m_datafile).move(from, to); })
        .and_then([&transaction] { return transaction.commit(); });
}

Result<qint64> Quarantine::erase(SyncId source, const RecordKey &key)
{
    return m_datafile.database().change(
        QStringLiteral("DELETE FROM quarantine WHERE source = ?"
                       " AND table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)"),
        {source.value(), key.table, key.id});
}

} // namespace mailboat
