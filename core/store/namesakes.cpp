// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/namesakes.h"

#include "core/domain/routing.h"
#include "core/sql/connection.h"

namespace mailboat {

namespace {

/// For an IN of SQL.
QString protocolTables()
{
    QStringList names;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (!rule.isVersion6()) // these may share IDs
            names.append(QLatin1Char('\'') + QString::fromUtf8(rule.table) + QLatin1Char('\''));
    }
    names.sort();
    return names.join(QStringLiteral(", "));
}

} // namespace

Namesakes::Namesakes(Connection &connection)
    : m_connection(connection)
{
}

Result<QSet<qint64>> Namesakes::numbers(const Statement &statement, const QVariantList &values) const
{
    QSet<qint64> found;
    const Result<> read = m_connection.each(statement, values, [&found](const Row &row) -> Result<> {
        found.insert(row.value(0).toLongLong());
        return {};
    });
    return read ? Result<QSet<qint64>>(found) : failure(read.error());
}

Result<QSet<qint64>> Namesakes::inChangeLog(qint64 cursor, qint64 last) const
{
    static const Statement sql(QStringLiteral("SELECT c.serial FROM change_log c"
                                              " {ordered} JOIN record o ON o.record_id = c.record_id"
                                              " AND o.table_name IN (%1) WHERE c.serial > ? AND c.serial <= ?"
                                              " AND o.table_name <> c.table_name")
                                   .arg(protocolTables()));
    return numbers(sql, {cursor, last});
}

Result<QSet<qint64>> Namesakes::inQueue(SyncId site, qint64 first, qint64 last) const
{
    // Whose a record is, is asked first: most that wait for a site that begins are its own.
    static const Statement sql(
        QStringLiteral("SELECT q.number FROM queue q"
                       " LEFT JOIN record r ON r.table_name = q.table_name AND r.record_id = q.record_id"
                       " {ordered} JOIN record o ON o.record_id = q.record_id AND o.table_name IN (%1)"
                       " WHERE q.site = ? AND q.number >= ? AND q.number <= ?"
                       " AND coalesce(r.author, r.origin, 0) <> q.site AND q.table_name IN (%1)"
                       " AND o.table_name <> q.table_name")
            .arg(protocolTables()));
    return numbers(sql, {site.value(), first, last});
}

Result<QList<RecordKey>> Namesakes::of(const QByteArray &id) const
{
    static const Statement sql(QStringLiteral("SELECT {bytes r.table_name}, {bytes r.record_id} FROM record r"
                                              " WHERE r.record_id = {text ?} AND r.table_name IN (%1)"
                                              " ORDER BY {row r}")
                                   .arg(protocolTables()));
    QList<RecordKey> keys;
    const Result<> read = m_connection.each(sql, {id}, [&keys](const Row &row) -> Result<> {
        keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
        return {};
    });
    return read ? Result<QList<RecordKey>>(keys) : failure(read.error());
}

Result<bool> Namesakes::isToCome(SyncId site, const RecordKey &key, qint64 serial) const
{
    return m_connection
        .value("SELECT EXISTS (SELECT 1 FROM change_log WHERE table_name = {text ?} AND record_id = {text ?} AND "
               "serial > ?)"
               " OR EXISTS (SELECT 1 FROM queue WHERE site = ? AND table_name = {text ?} AND record_id = {text ?}"
               " AND gone = 0)"_sql,
            {key.table, key.id, serial, site.value(), key.table, key.id})
        .map([](const QVariant &found) { return found.toBool(); });
}

} // namespace mailboat
