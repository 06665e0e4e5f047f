// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/awaitedsites.h"

#include "core/store/siteobjects.h"

namespace mailboat {

namespace {

const auto awaitedName = QStringLiteral("awaited");
const auto awaitedSinceKey = QStringLiteral("since");
const auto programKey = QStringLiteral("program");
const auto recordsKey = QStringLiteral("records");
const auto afterCopyKey = QStringLiteral("afterCopy"); // what was noted before this was has none

AwaitedSites::Awaited awaitedFrom(SyncId site, const QJsonObject &stored)
{
    return {site, QDateTime::fromMSecsSinceEpoch(stored.value(awaitedSinceKey).toInteger(), Qt::UTC),
        stored.value(programKey).toString(), stored.value(recordsKey).toInteger(),
        stored.value(afterCopyKey).toBool(true)};
}

} // namespace

AwaitedSites::AwaitedSites(Connection &connection)
    : m_connection(connection)
{
}

Result<> AwaitedSites::await(const Awaited &awaited)
{
    return SiteObjects(m_connection, awaitedName)
        .set(awaited.site,
            QJsonObject {{awaitedSinceKey, awaited.since.toMSecsSinceEpoch()}, {programKey, awaited.program},
                {recordsKey, awaited.records}, {afterCopyKey, awaited.isAfterCopy}});
}

Result<std::optional<AwaitedSites::Awaited>> AwaitedSites::of(SyncId site) const
{
    return SiteObjects(m_connection, awaitedName).of(site).map([&site](const std::optional<QJsonObject> &stored) {
        return stored ? std::optional(awaitedFrom(site, *stored)) : std::nullopt;
    });
}

Result<QList<AwaitedSites::Awaited>> AwaitedSites::all() const
{
    return SiteObjects(m_connection, awaitedName).all().map([](const auto &stored) {
        QList<Awaited> found;
        for (const auto &[site, object] : stored)
            found.append(awaitedFrom(site, object));
        return found;
    });
}

Result<bool> AwaitedSites::isEmpty() const
{
    return SiteObjects(m_connection, awaitedName).isEmpty();
}

Result<> AwaitedSites::drop(SyncId site)
{
    return SiteObjects(m_connection, awaitedName).set(site, {});
}

Result<> AwaitedSites::move(SyncId from, SyncId to)
{
    return SiteObjects(m_connection, awaitedName).move(from, to);
}

} // namespace mailboat
