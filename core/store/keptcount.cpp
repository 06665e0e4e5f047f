// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keptcount.h"

#include "core/sql/connection.h"

namespace mailboat {

namespace {

qint64 number(const QVariant &value)
{
    return value.toLongLong(); // 0 where there is no row, and of a sum over none
}

} // namespace

KeptCount::KeptCount(Connection &connection, Kind kind)
    : m_connection(connection)
    , m_kind(static_cast<int>(kind))
{
}

Result<qint64> KeptCount::of(SyncId site) const
{
    return m_connection.value("SELECT records FROM kept_count WHERE kind = ? AND site = ?"_sql, {m_kind, site.value()})
        .map(number);
}

Result<qint64> KeptCount::total() const
{
    return m_connection.value("SELECT SUM(records) FROM kept_count WHERE kind = ?"_sql, {m_kind}).map(number);
}

Result<QList<std::pair<SyncId, qint64>>> KeptCount::bySite() const
{
    QList<std::pair<SyncId, qint64>> counts;
    return m_connection
        .each("SELECT site, records FROM kept_count WHERE kind = ? AND records > 0 ORDER BY site"_sql, {m_kind},
            [&counts](const Row &row) -> Result<> {
                counts.append({SyncId {row.value(0).toInt()}, row.value(1).toLongLong()});
                return {};
            })
        .map([&counts] { return counts; });
}

Result<> KeptCount::add(SyncId site, qint64 difference)
{
    Q_ASSERT(m_connection.isInTransaction());
    if (difference == 0)
        return {};
    return m_connection.apply(
        "INSERT INTO kept_count (kind, site, records) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, site) DO UPDATE SET records = kept_count.records + excluded.records"_sql,
        {m_kind, site.value(), difference});
}

Result<> KeptCount::clear(SyncId site)
{
    Q_ASSERT(m_connection.isInTransaction());
    return m_connection.apply("DELETE FROM kept_count WHERE kind = ? AND site = ?"_sql, {m_kind, site.value()});
}

Result<> KeptCount::move(SyncId from, SyncId to)
{
    if (from == to)
        return {};
    return of(from).and_then([&](qint64 records) { return add(to, records); }).and_then([&] { return clear(from); });
}

} // namespace mailboat
