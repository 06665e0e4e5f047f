// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/siteobjects.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr QChar separator = u'-';
constexpr QChar behindSeparator = u'.'; // the next one in order

} // namespace

SiteObjects::SiteObjects(Connection &connection, QString name)
    : m_connection(connection)
    , m_name(std::move(name))
{
}

QString SiteObjects::nameOf(SyncId site) const
{
    return m_name + separator + QString::number(site.value());
}

Result<std::optional<QJsonObject>> SiteObjects::of(SyncId site) const
{
    return StateTable(m_connection).object(nameOf(site));
}

Result<> SiteObjects::set(SyncId site, const std::optional<QJsonObject> &object)
{
    return StateTable(m_connection).setObject(nameOf(site), object);
}

Result<QList<std::pair<SyncId, QJsonObject>>> SiteObjects::all() const
{
    QList<std::pair<SyncId, QJsonObject>> found;
    return m_connection
        .each("SELECT name, value FROM state WHERE name >= ? AND name < ?"_sql,
            {QString(m_name + separator), QString(m_name + behindSeparator)},
            [&](const Row &row) -> Result<> {
                const int site = row.value(0).toString().sliced(m_name.size() + 1).toInt();
                found.append({SyncId {site}, jsonFromStored(row.value(1))});
                return {};
            })
        .map([&found] {
            std::ranges::sort(found, {}, [](const auto &one) { return one.first.value(); });
            return found;
        });
}

Result<bool> SiteObjects::isEmpty() const
{
    return m_connection
        .value("SELECT NOT EXISTS (SELECT 1 FROM state WHERE name >= ? AND name < ?)"_sql,
            {QString(m_name + separator), QString(m_name + behindSeparator)})
        .map([](const QVariant &isEmpty) { return isEmpty.toBool(); });
}

Result<> SiteObjects::move(SyncId from, SyncId to)
{
    return set(to, {}).and_then([&] {
        return m_connection.apply("UPDATE state SET name = ? WHERE name = ?"_sql, {nameOf(to), nameOf(from)});
    });
}

} // namespace mailboat
