// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordstore.h"

#include "core/domain/jsontext.h"
#include "core/records/recordwriter.h"
#include "core/sql/connection.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

constexpr qint64 progressEvery = 500;

/// A record of this site's own; refused, it is an error.
Result<> put(RecordWriter &writer, const Record &record)
{
    const Result<RecordWriter::Verdict> verdict = writer.put(record, writer.here());
    if (!verdict)
        return failure(verdict.error());
    return verdict->refused ? Result<>(failure(*verdict->refused)) : Result<>();
}

} // namespace

RecordStore::RecordStore(Store &store)
    : m_store(store)
{
}

Result<> RecordStore::put(const Record &record)
{
    if (isRecordLine(record.data))
        return failure(ErrorCode::UsageWrong,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat",
                    "this is a whole line as \"records get\" and \"records export\" write it: give only what stands "
                    "in it "
                    "under recordData, or the line to \"records import\"")}});
    return m_store.connection().transact([&]() -> Result<> {
        RecordWriter writer(m_store);
        return writer.begin().and_then([&] { return mailboat::put(writer, record); }).and_then([&] {
            return writer.finish();
        });
    });
}

Result<> RecordStore::remove(const QByteArray &table, const QByteArray &id)
{
    return m_store.connection().transact([&]() -> Result<> {
        RecordWriter writer(m_store);
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
        return {};
    });
}

Result<qint64> RecordStore::import(const Next &next, const std::function<bool(qint64)> &progress)
{
    return m_store.connection().transactOnce([&]() -> Result<qint64> {
        RecordWriter writer(m_store);
        if (const Result<> begun = writer.begin(); !begun)
            return failure(begun.error());
        qint64 done = 0;
        for (;;) {
            const Result<std::optional<Record>> record = next();
            if (!record)
                return failure(record.error());
            if (!*record)
                break;
            if (const Result<> written = mailboat::put(writer, **record); !written)
                return failure(written.error());
            ++done;
            if (progress && done % progressEvery == 0 && !progress(done))
                return failure(ErrorCode::Cancelled);
        }
        if (const Result<> finished = writer.finish(); !finished)
            return failure(finished.error());
        return done;
    });
}

Result<std::optional<Record>> RecordStore::get(const QByteArray &table, const QByteArray &id) const
{
    return RecordTable(m_store.connection()).find({table, id}).map([](const std::optional<StoredRecord> &found) {
        return found ? std::optional(Record {found->key.table, found->key.id, Action::Update, found->data})
                     : std::nullopt;
    });
}

Result<qint64> RecordStore::count(const std::optional<QByteArray> &table) const
{
    return RecordTable(m_store.connection()).count(table);
}

Result<QList<std::pair<QByteArray, qint64>>> RecordStore::counts() const
{
    QList<std::pair<QByteArray, qint64>> counts;
    const Result<> read = m_store.connection().each(
        "SELECT {bytes table_name}, COUNT(*) FROM record GROUP BY table_name ORDER BY table_name"_sql, {},
        [&counts](const Row &row) -> Result<> {
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
    return m_store.connection().readTogether([&]() -> Result<> {
        return RecordTable(m_store.connection()).forEach(table, [&take](const StoredRecord &record) {
            return take({record.key.table, record.key.id, Action::Update, record.data});
        });
    });
}

} // namespace mailboat
