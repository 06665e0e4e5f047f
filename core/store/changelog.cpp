// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changelog.h"

#include "core/sql/connection.h"
#include "core/store/endofreading.h"
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
    bool isFull = false;
    const Result<> read = m_connection.each("SELECT c.serial, {bytes c.table_name}, {bytes c.record_id}, {bytes r.data}"
                                            " FROM change_log c LEFT JOIN record r"
                                            " ON r.table_name = c.table_name AND r.record_id = c.record_id"
                                            " WHERE c.serial > ? ORDER BY c.serial LIMIT ?"_sql,
        {cursor, std::max(limit, 0)}, [&](const Row &row) -> Result<> {
            const bool gone = row.value(3).isNull();
            batch.records.append({row.value(0).toLongLong(),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            bytes += batch.records.constLast().record.data.size();
            isFull = bytes >= mostBytes;
            return isFull ? endOfReading() : Result<>();
        });
    if (!read && !isFull)
        return failure(read.error());
    // Asked afterwards: a serial handed out may not lie above the highest one.
    const Result<QVariant> last = m_connection.value("SELECT MAX(serial) FROM change_log"_sql);
    const Result<qint64> top = highest();
    if (!last)
        return failure(last.error());
    if (!top)
        return failure(top.error());
    // Where the newest have been forgotten no client waits for them, and none is told less than it has.
    batch.maxCursor = std::max(last->toLongLong(), std::min(cursor, *top));
    return batch;
}

Result<qint64> ChangeLog::highest() const
{
    return highestNumberEver(m_connection, QStringLiteral("change_log"));
}

Result<bool> ChangeLog::hasAfter(qint64 cursor) const
{
    return m_connection.value("SELECT 1 FROM change_log WHERE serial > ? LIMIT 1"_sql, {cursor})
        .map([](const QVariant &there) { return there.isValid(); });
}

Result<qint64> ChangeLog::count() const
{
    return m_connection.value("SELECT COUNT(*) FROM change_log"_sql).map([](const QVariant &entries) {
        return entries.toLongLong();
    });
}

Result<> ChangeLog::numberAnew(qint64 seen)
{
    return mailboat::numberAnew(m_connection, QStringLiteral("change_log"), seen);
}

Result<> ChangeLog::add(const RecordKey &key)
{
    if (const Result<qint64> removed = remove(key); !removed)
        return failure(removed.error());
    const Result<QVariant> serial = m_connection.value("INSERT INTO change_log (table_name, record_id)"
                                                       " VALUES ({text ?}, {text ?}) RETURNING serial"_sql,
        {key.table, key.id});
    if (!serial)
        return failure(serial.error());
    return checkSerial(m_connection, serial->toLongLong());
}

Result<> ChangeLog::forget(const RecordKey &key)
{
    const Result<qint64> removed = remove(key);
    if (!removed || *removed == 0)
        return removed.map([](qint64) {});
    return highest().and_then(
        [this](qint64 serial) { return setHighestNumber(m_connection, QStringLiteral("change_log"), serial + 1); });
}

Result<qint64> ChangeLog::remove(const RecordKey &key)
{
    return m_connection.change("DELETE FROM change_log WHERE table_name = {text ?}"
                               " AND record_id = {text ?}"_sql,
        {key.table, key.id});
}

} // namespace mailboat
