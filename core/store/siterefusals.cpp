// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/siterefusals.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/siteobjects.h"

namespace mailboat {

namespace {

const auto refusalName = QStringLiteral("refusal");
const auto timeKey = QStringLiteral("time");
const auto addressKey = QStringLiteral("address");

} // namespace

SiteRefusals::SiteRefusals(Connection &connection)
    : m_connection(connection)
{
}

Result<> SiteRefusals::note(const QHash<SyncId, Refusal> &refusals)
{
    return m_connection.transact([&]() -> Result<> {
        SiteObjects told(m_connection, refusalName);
        for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal) {
            const Result<QVariant> isThere
                = m_connection.value("SELECT 1 FROM peer WHERE sync_id = ?"_sql, {refusal.key().value()});
            if (!isThere)
                return failure(isThere.error());
            if (!isThere->isValid()) // removed since
                continue;
            const QJsonObject value {{timeKey, refusal->when.toMSecsSinceEpoch()},
                {QStringLiteral("code"), codeOf(refusal->why)}, {addressKey, refusal->address}};
            if (const Result<> noted = told.set(refusal.key(), value); !noted)
                return noted;
        }
        return {};
    });
}

Result<QHash<SyncId, SiteRefusals::Refusal>> SiteRefusals::all() const
{
    return SiteObjects(m_connection, refusalName).all().map([](const auto &found) {
        QHash<SyncId, Refusal> refusals;
        for (const auto &[site, value] : found) {
            if (const auto why = errorFromJson(value))
                refusals.insert(site,
                    {QDateTime::fromMSecsSinceEpoch(value.value(timeKey).toInteger(), Qt::UTC), why->code,
                        value.value(addressKey).toString()});
        }
        return refusals;
    });
}

Result<> SiteRefusals::drop(SyncId site)
{
    return SiteObjects(m_connection, refusalName).set(site, {});
}

Result<> SiteRefusals::drop(SyncId site, const QList<ErrorCode> &cured)
{
    return SiteObjects(m_connection, refusalName).of(site).and_then([&](const std::optional<QJsonObject> &noted) {
        const auto why = noted ? errorFromJson(*noted) : std::nullopt;
        return why && cured.contains(why->code) ? drop(site) : Result<>();
    });
}

Result<> SiteRefusals::move(SyncId from, SyncId to)
{
    return SiteObjects(m_connection, refusalName).move(from, to);
}

} // namespace mailboat
