// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sitepositions.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/epoch.h"
#include "core/store/numbersever.h"
#include "core/store/statetable.h"

namespace mailboat {

SitePositions::SitePositions(Connection &connection)
    : m_connection(connection)
{
}

std::optional<Error> SitePositions::misfitFrom(const QVariant &stored)
{
    return stored.isNull() ? std::nullopt : errorFromJson(jsonFromStored(stored));
}

Result<PrimaryPositions> SitePositions::of(SyncId site) const
{
    return m_connection.readTogether([&] { return readOf(site); });
}

Result<PrimaryPositions> SitePositions::readOf(SyncId site) const
{
    const Epoch epoch(m_connection);
    const Result<QByteArray> current = epoch.value();
    const Result<QList<QByteArray>> former = epoch.former();
    const Result<qint64> serial = ChangeLog(m_connection).highest();
    const Result<qint64> given = highestNumberEver(m_connection, QStringLiteral("queue"));
    if (!current)
        return failure(current.error());
    if (!former)
        return failure(former.error());
    if (!serial)
        return failure(serial.error());
    if (!given)
        return failure(given.error());
    PrimaryPositions positions {*current, *former, *serial, *given};
    return m_connection
        .each("SELECT held, taken FROM peer WHERE sync_id = ?"_sql, {site.value()},
            [&positions](const Row &row) -> Result<> {
                positions.held = row.value(0).toLongLong();
                positions.taken = row.value(1).toLongLong();
                return {};
            })
        .map([&positions] { return positions; });
}

Result<> SitePositions::noteHeld(SyncId site, qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply(
            "UPDATE peer SET held = ? WHERE sync_id = ? AND held < ?"_sql, {number, site.value(), number});
    });
}

Result<> SitePositions::noteTaken(SyncId site, qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply(
            "UPDATE peer SET taken = ? WHERE sync_id = ? AND taken < ?"_sql, {number, site.value(), number});
    });
}

Result<std::optional<SitePositions::Misfit>> SitePositions::misfit(SyncId site) const
{
    std::optional<Misfit> found;
    return m_connection
        .each("SELECT misfit, misfit_copy FROM peer WHERE sync_id = ?"_sql, {site.value()},
            [&found](const Row &row) -> Result<> {
                if (const std::optional<Error> error = misfitFrom(row.value(0)))
                    found = Misfit {*error, row.value(1).toByteArray()};
                return {};
            })
        .map([&found] { return found; });
}

Result<> SitePositions::setMisfit(SyncId site, const std::optional<Misfit> &misfit)
{
    return m_connection.transact([&]() -> Result<> {
        const QVariant error = misfit ? QVariant(storedJson(toJson(misfit->error))) : QVariant();
        const QString copy = misfit ? QString::fromLatin1(misfit->copy) : QStringLiteral("");
        return m_connection.apply(
            "UPDATE peer SET misfit = ?, misfit_copy = ? WHERE sync_id = ?"_sql, {error, copy, site.value()});
    });
}

Result<QList<std::pair<SyncId, Error>>> SitePositions::misfits() const
{
    QList<std::pair<SyncId, Error>> found;
    return m_connection
        .each("SELECT sync_id, misfit FROM peer WHERE misfit IS NOT NULL ORDER BY sync_id"_sql, {},
            [&found](const Row &row) -> Result<> {
                if (const std::optional<Error> error = misfitFrom(row.value(1)))
                    found.append({SyncId {row.value(0).toInt()}, *error});
                return {};
            })
        .map([&found] { return found; });
}

Result<> SitePositions::clearMisfits()
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET misfit = NULL, misfit_copy = '' WHERE misfit IS NOT NULL"_sql);
    });
}

} // namespace mailboat
