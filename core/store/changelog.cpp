// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changelog.h"

#include "core/sql/connection.h"
#include "core/store/numbersever.h"

namespace mailboat {

ChangeLog::ChangeLog(Connection &connection)
    : m_connection(connection)
{
}

Result<ChangeLog::Batch> ChangeLog::after(qint64 cursor, int limit, qint64 mostBytes) const
{
    Batch batch;
    qint64 bytes = 0;
    const Result<> read = m_connection.each("SELECT c.serial, {bytes c.table_name}, {bytes c.record_id}, {bytes r.data}"
                                            " FROM change_log c LEFT JOIN record r"
                                            " ON r.table_name = c.table_name AND r.record_id = c.record_id"
                                            " WHERE c.serial > ? ORDER BY c.serial LIMIT ?"_sql,
        {cursor, std::max(limit, 0)}, [&](const Row &row) -> Result<> {
            if (bytes >= mostBytes)
                return {};
            const bool gone = row.value(3).isNull();
            batch.records.append({row.value(0).toLongLong(),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            bytes += batch.records.constLast().record.data.size();
            return {};
        });
    if (!read)
        return failure(read.error());
    // Asked afterwards: a serial handed out may not lie above the highest one.
    const Result<qint64> top = highest();
    if (!top)
        return failure(top.error());
    batch.maxCursor = *top;
    return batch;
}

Result<qint64> ChangeLog::highest() const
{
    return highestNumberEver(m_connection, QStringLiteral("change_log"));
}

Result<qint64> ChangeLog::count() const
{
    return m_connection.value("SELECT COUNT(*) FROM change_log"_sql).map([](const QVariant &entries) {
        return entries.toLongLong();
    });
}

Result<> ChangeLog::numberAnew()
{
    const Result<qint64> top = highest();
    if (!top)
        return failure(top.error());
    const qint64 base = *top + leapOfNumbers;
    const Result<qint64> entries = m_connection.change("UPDATE change_log SET serial = ? + place FROM (SELECT serial "
                                                       "AS former, ROW_NUMBER() OVER (ORDER BY serial) AS place"
                                                       " FROM change_log) WHERE serial = former"_sql,
        {base});
    if (!entries)
        return failure(entries.error());
    return checkSerial(m_connection, base + *entries).and_then([&] {
        return setHighestNumber(m_connection, QStringLiteral("change_log"), base + *entries);
    });
}

Result<> ChangeLog::add(const RecordKey &key)
{
    if (const Result<> removed = forget(key); !removed)
        return removed;
    const Result<QVariant> serial = m_connection.value("INSERT INTO change_log (table_name, record_id)"
                                                       " VALUES ({text ?}, {text ?}) RETURNING serial"_sql,
        {key.table, key.id});
    if (!serial)
        return failure(serial.error());
    return checkSerial(m_connection, serial->toLongLong());
}

Result<> ChangeLog::forget(const RecordKey &key)
{
    return m_connection.apply("DELETE FROM change_log WHERE table_name = {text ?}"
                              " AND record_id = {text ?}"_sql,
        {key.table, key.id});
}

} // namespace mailboat
