// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordstore.h"

#include "core/store/database.h"
#include "core/store/datafile.h"
#include "core/store/quarantine.h"
#include "core/store/recordwriter.h"

namespace mailboat {

namespace {

constexpr qint64 progressEvery = 500;

} // namespace

RecordStore::RecordStore(Datafile &datafile)
    : m_datafile(datafile)
{
}

Result<> RecordStore::put(const Record &record)
{
    bool isFirst = true;
    const Result<qint64> imported = import([&]() -> Result<std::optional<Record>> {
        return std::exchange(isFirst, false) ? std::optional(record) : std::nullopt;
    });
    return imported.map([](qint64) {});
}

Result<> RecordStore::remove(const QByteArray &table, const QByteArray &id)
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    RecordWriter writer(m_datafile);
    if (const Result<> begun = writer.begin(); !begun)
        return begun;
    const Result<RecordWriter::Verdict> verdict = writer.remove({table, id}, writer.here());
    if (!verdict)
        return failure(verdict.error());
    if (verdict->refused)
        return failure(*verdict->refused);
    if (!verdict->hasChanged)
        return failure(ErrorCode::RecordMissing,
            {{QStringLiteral("table"), QString::fromUtf8(table)}, {QStringLiteral("id"), QString::fromUtf8(id)}});
    if (const Result<> finished = writer.finish(); !finished)
        return finished;
    return transaction.commit();
}

Result<qint64> RecordStore::import(const Next &next, const std::function<bool(qint64)> &progress)
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    RecordWriter writer(m_datafile);
    if (const Result<> begun = writer.begin(); !begun)
        return failure(begun.error());
    qint64 done = 0;
    for (;;) {
        const Result<std::optional<Record>> record = next();
        if (!record)
            return failure(record.error());
        if (!*record)
            break;
        const Result<RecordWriter::Verdict> verdict = writer.put(**record, writer.here());
        if (!verdict)
            return failure(verdict.error());
        if (verdict->refused)
            return failure(*verdict->refused);
        ++done;
        if (progress && done % progressEvery == 0 && !progress(done))
            return failure(ErrorCode::Cancelled);
    }
    if (const Result<> finished = writer.finish(); !finished)
        return failure(finished.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return done;
}

Result<RecordStore::PushOutcome> RecordStore::acceptPush(SyncId from, const QList<Record> &batch)
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    RecordWriter writer(m_datafile);
    if (const Result<> begun = writer.begin(); !begun)
        return failure(begun.error());
    PushOutcome outcome;
    for (const Record &record : batch) {
        const auto verdict = record.action == Action::Delete ? writer.remove({record.table, record.id}, from)
                                                             : writer.put(record, from);
        if (!verdict)
            return failure(verdict.error());
        if (verdict->refused) {
            const Quarantine::Entry entry {0, record, from, {}, *verdict->refused, m_datafile.clock().utcNow()};
            if (const Result<> added = m_datafile.quarantine().add(entry); !added)
                return failure(added.error());
            ++outcome.quarantined;
        } else {
            ++(verdict->hasChanged ? outcome.taken : outcome.unchanged);
        }
    }
    if (const Result<> finished = writer.finish(); !finished)
        return failure(finished.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return outcome;
}

Result<std::optional<Record>> RecordStore::get(const QByteArray &table, const QByteArray &id) const
{
    return RecordTable(m_datafile.database()).find({table, id}).map([](const std::optional<StoredRecord> &found) {
        return found ? std::optional(Record {found->key.table, found->key.id, Action::Update, found->data})
                     : std::nullopt;
    });
}

Result<qint64> RecordStore::count(const std::optional<QByteArray> &table) const
{
    return RecordTable(m_datafile.database()).count(table);
}

Result<QList<std::pair<QByteArray, qint64>>> RecordStore::counts() const
{
    QList<std::pair<QByteArray, qint64>> counts;
    const Result<> read = m_datafile.database().each(
        QStringLiteral("SELECT CAST(table_name AS BLOB), COUNT(*) FROM record GROUP BY table_name ORDER BY table_name"),
        {}, [&counts](const QSqlQuery &row) -> Result<> {
            counts.append({row.value(0).toByteArray(), row.value(1).toLongLong()});
            return {};
        });
    if (!read)
        return failure(read.error());
    return counts;
}

Result<> RecordStore::forEach(
    const std::optional<QByteArray> &table, const std::function<Result<>(const Record &)> &take) const
{
    Snapshot snapshot(m_datafile.database());
    if (const Result<> begun = snapshot.begin(); !begun)
        return begun;
    return RecordTable(m_datafile.database()).forEach(table, [&take](const StoredRecord &record) {
        return take({record.key.table, record.key.id, Action::Update, record.data});
    });
}

Result<QList<QByteArray>> RecordStore::storesOf(SyncId site) const
{
    QList<QByteArray> stores;
    const Result<> read = m_datafile.database().each(
        QStringLiteral("SELECT CAST(record_id AS BLOB) FROM record WHERE store_site = ? ORDER BY record_id"),
        {site.value()}, [&stores](const QSqlQuery &row) -> Result<> {
            stores.append(row.value(0).toByteArray());
            return {};
        });
    if (!read)
        return failure(read.error());
    return stores;
}

} // namespace mailboat
