// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changelog.h"

#include "core/sql/database.h"

#include <limits>

namespace mailboat {

ChangeLog::ChangeLog(Database &database)
    : m_database(database)
{
}

Result<ChangeLog::Batch> ChangeLog::after(qint64 cursor, int limit, qint64 mostBytes) const
{
    Batch batch;
    qint64 bytes = 0;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT c.serial, CAST(c.table_name AS BLOB), CAST(c.record_id AS BLOB), CAST(r.data AS BLOB)"
                       " FROM change_log c LEFT JOIN record r"
                       " ON r.table_name = c.table_name AND r.record_id = c.record_id"
                       " WHERE c.serial > ? ORDER BY c.serial LIMIT ?"),
        {cursor, std::max(limit, 0)}, [&](const QSqlQuery &row) -> Result<> {
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
    batch.maxCursor = std::max(*top, cursor);
    if (!batch.records.isEmpty())
        batch.maxCursor = std::max(batch.maxCursor, batch.records.constLast().serial);
    return batch;
}

Result<qint64> ChangeLog::highest() const
{
    return m_database.value(QStringLiteral("SELECT MAX(serial) FROM change_log")).map([](const QVariant &serial) {
        return serial.toLongLong();
    });
}

Result<> ChangeLog::add(const RecordKey &key)
{
    if (const Result<> removed = forget(key); !removed)
        return removed;
    const Result<> added = m_database.apply(QStringLiteral("INSERT INTO change_log (table_name, record_id)"
                                                           " VALUES (CAST(? AS TEXT), CAST(? AS TEXT))"),
        {key.table, key.id});
    if (!added)
        return added;
    const Result<qint64> serial = m_database.lastInsertId();
    if (!serial)
        return failure(serial.error());
    if (*serial <= std::numeric_limits<qint32>::max())
        return {};
    return failure(ErrorCode::DatafileDamaged, {{QStringLiteral("path"), m_database.path()}},
        QStringLiteral("serials of the change log are used up"));
}

Result<> ChangeLog::forget(const RecordKey &key)
{
    return m_database.apply(QStringLiteral("DELETE FROM change_log WHERE table_name = CAST(? AS TEXT)"
                                           " AND record_id = CAST(? AS TEXT)"),
        {key.table, key.id});
}

} // namespace mailboat
