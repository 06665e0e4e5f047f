// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is only counted.
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/quarantine.h"
#include "core/store/statetable.h"

#include <algorithm>

namespace mailboat {

namespace {

Error nameFault(const Record &record)
{
    const Result<> table = checkTableName(record.table);
    const Result<> id = checkRecordId(record.id);
    Error fault = table ? (id ? Error {ErrorCode::RecordIdInvalid} : id.error()) : table.error();
    fault.values.insert(QStringLiteral("table"), QString::fromUtf8(record.table.left(maxTableNameLength)));
    fault.values.insert(QStringLiteral("id"), QString::fromUtf8(record.id.left(maxRecordIdLength)));
    return fault;
}

} // namespace

/// What has no name takes no place from what has one.
Result<bool> Quarantine::mayList(SyncId source) const
{
    const Result<qint64> more = KeptCount(m_connection, KeptCount::Kind::QuarantineMore).of(source);
    if (!more)
        return failure(more.error());
    return KeptCount(m_connection, KeptCount::Kind::Quarantine).of(source).map([&more](qint64 all) {
        return all - *more < mostListed;
    });
}

Result<> Quarantine::addNameless(SyncId source, const NamelessRecords &further, const QDateTime &since)
{
    static const auto kind = QStringLiteral("nameless"); // no code of an error
    if (further.records == 0)
        return {};
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> before = m_connection.value(
            "SELECT records FROM quarantine_more WHERE source = ? AND code = ?"_sql, {source.value(), kind});
        if (!before)
            return failure(before.error());
        Entry newest {0, further.newest, source, {}, nameFault(further.newest), since};
        newest.record.table.truncate(maxTableNameLength);
        newest.record.id.truncate(maxRecordIdLength);
        newest.records = std::max<qint64>(further.records - before->toLongLong(), 0);
        return countOnly(newest, kind);
    });
}

Result<> Quarantine::countOnly(const Entry &entry, const QString &kind)
{
    const Record &record = entry.record;
    return m_connection
        .apply("INSERT INTO quarantine_more (source, code, records, table_name, record_id, reason, since)"
               " VALUES (?, ?, ?, {text ?}, {text ?}, ?, ?)"
               " ON CONFLICT (source, code) DO UPDATE SET records = quarantine_more.records + excluded.records,"
               " table_name = excluded.table_name, record_id = excluded.record_id, reason = excluded.reason,"
               " since = excluded.since"_sql,
            {entry.source.value(), kind, entry.records, record.table, record.id, storedJson(toJson(entry.reason)),
                storedTime(entry.since)})
        .and_then(
            [&] { return KeptCount(m_connection, KeptCount::Kind::QuarantineMore).add(entry.source, entry.records); })
        .and_then(
            [&] { return KeptCount(m_connection, KeptCount::Kind::Quarantine).add(entry.source, entry.records); });
}

Result<> Quarantine::forgetCounted(SyncId source)
{
    KeptCount counted(m_connection, KeptCount::Kind::QuarantineMore);
    const Result<qint64> more = counted.of(source);
    const Result<qint64> all = KeptCount(m_connection, KeptCount::Kind::Quarantine).of(source);
    if (!more || !all)
        return failure(more ? all.error() : more.error());
    if (*more == 0 || *all > *more)
        return {};
    return m_connection.apply("DELETE FROM quarantine_more WHERE source = ?"_sql, {source.value()})
        .and_then([&] { return counted.clear(source); })
        .and_then([&] { return KeptCount(m_connection, KeptCount::Kind::Quarantine).clear(source); });
}

} // namespace mailboat
