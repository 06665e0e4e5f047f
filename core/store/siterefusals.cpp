// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/siterefusals.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto prefix = QStringLiteral("refusal-"); // before a Sync ID
const auto timeKey = QStringLiteral("time");
const auto addressKey = QStringLiteral("address");

QString nameOf(SyncId site)
{
    return prefix + QString::number(site.value());
}

} // namespace

SiteRefusals::SiteRefusals(Connection &connection)
    : m_connection(connection)
{
}

Result<> SiteRefusals::note(const QHash<SyncId, Refusal> &refusals)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal) {
            const Result<QVariant> isThere
                = m_connection.value("SELECT 1 FROM peer WHERE sync_id = ?"_sql, {refusal.key().value()});
            if (!isThere)
                return failure(isThere.error());
            if (!isThere->isValid()) // removed since
                continue;
            const QJsonObject value {{timeKey, refusal->when.toMSecsSinceEpoch()},
                {QStringLiteral("code"), codeOf(refusal->why)}, {addressKey, refusal->address}};
            if (const Result<> noted = state.setObject(nameOf(refusal.key()), value); !noted)
                return noted;
        }
        return {};
    });
}

Result<QHash<SyncId, SiteRefusals::Refusal>> SiteRefusals::all() const
{
    QHash<SyncId, Refusal> refusals;
    return m_connection
        .each("SELECT name, value FROM state WHERE name >= 'refusal-' AND name < 'refusal.'"_sql, {},
            [&refusals](const Row &row) -> Result<> {
                const int site = row.value(0).toString().sliced(prefix.size()).toInt();
                const QJsonObject value = jsonFromStored(row.value(1));
                if (const auto why = errorFromJson(value))
                    refusals.insert(SyncId {site},
                        {QDateTime::fromMSecsSinceEpoch(value.value(timeKey).toInteger(), Qt::UTC), why->code,
                            value.value(addressKey).toString()});
                return {};
            })
        .map([&refusals] { return refusals; });
}

Result<> SiteRefusals::drop(SyncId site)
{
    return m_connection.transact([&] { return StateTable(m_connection).setObject(nameOf(site), {}); });
}

Result<> SiteRefusals::move(SyncId from, SyncId to)
{
    return m_connection.transact([&]() -> Result<> {
        return drop(to).and_then([&] {
            return m_connection.apply("UPDATE state SET name = ? WHERE name = ?"_sql, {nameOf(to), nameOf(from)});
        });
    });
}

} // namespace mailboat
