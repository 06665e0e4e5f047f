// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sitepositions.h"

#include "core/domain/ornull.h"
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/epoch.h"
#include "core/store/numbersever.h"
#include "core/store/siteobjects.h"
#include "core/store/siterefusals.h"
#include "core/store/statetable.h"

#include <algorithm>

namespace mailboat {

namespace {

const auto misfitSinceKey = QStringLiteral("since");
const auto passedOverName = QStringLiteral("copies-passed-over"); // as such: those of all sites, by an earlier build
const auto copiesKey = QStringLiteral("copies");

/// How much a misfit says of the primary itself.
int weightOf(const std::pair<SyncId, Error> &misfit)
{
    switch (misfit.second.code) {
    case ErrorCode::SiteNewer:
        return 2;
    case ErrorCode::TwoMachines:
        return 1;
    default:
        return 0;
    }
}

QList<QByteArray> copiesIn(const QString &text)
{
    QList<QByteArray> copies = text.toLatin1().split(' ');
    copies.removeAll(QByteArray());
    return copies;
}

Result<QList<QByteArray>> passedOver(Connection &connection, SyncId site)
{
    return SiteObjects(connection, passedOverName).of(site).map([](const std::optional<QJsonObject> &stored) {
        return copiesIn(stored.value_or(QJsonObject()).value(copiesKey).toString());
    });
}

} // namespace

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
    const Result<Epoch::Shown> epoch = Epoch(m_connection).shownTo(site);
    const Result<qint64> serial = ChangeLog(m_connection).highest();
    const Result<qint64> given = highestNumberEver(m_connection, QStringLiteral("queue"));
    if (!epoch)
        return failure(epoch.error());
    if (!serial)
        return failure(serial.error());
    if (!given)
        return failure(given.error());
    PrimaryPositions positions {epoch->value, epoch->former, *serial, *given};
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
                if (const std::optional<Error> error = misfitFrom(row.value(0))) {
                    const QString since = jsonFromStored(row.value(0)).value(misfitSinceKey).toString();
                    found = Misfit {*error, row.value(1).toByteArray(), QDateTime::fromString(since, Qt::ISODate)};
                }
                return {};
            })
        .map([&found] { return found; });
}

Result<> SitePositions::setMisfit(SyncId site, const std::optional<Misfit> &misfit)
{
    return m_connection.transact([&]() -> Result<> {
        QVariant error;
        if (misfit) {
            QJsonObject object = toJson(misfit->error);
            object.insert(misfitSinceKey, orNull(misfit->since));
            error = storedJson(object);
        }
        const QString copy = misfit ? QString::fromLatin1(misfit->copy) : QStringLiteral("");
        return m_connection.apply(
            "UPDATE peer SET misfit = ?, misfit_copy = ? WHERE sync_id = ?"_sql, {error, copy, site.value()});
    });
}

Result<> SitePositions::passOver(SyncId site, const QByteArray &copy)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QList<QByteArray>> copies = passedOver(m_connection, site);
        if (!copies)
            return failure(copies.error());
        copies->removeAll(copy);
        copies->append(copy);
        while (copies->size() > mostPassedOver)
            copies->removeFirst();
        return SiteObjects(m_connection, passedOverName)
            .set(site, QJsonObject {{copiesKey, QString::fromLatin1(copies->join(' '))}});
    });
}

Result<> SitePositions::settle(SyncId site)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<std::optional<Misfit>> before = misfit(site);
        if (!before)
            return failure(before.error());
        const bool isChosen = *before && (*before)->error.code == ErrorCode::TwoMachines;
        return setMisfit(site, {})
            .and_then([&] { return isChosen ? passOver(site, (*before)->copy) : Result<>(); })
            // Whoever was refused for that is the one that goes on; the other one is refused anew where it calls.
            .and_then([&] { return isChosen ? SiteRefusals(m_connection).drop(site) : Result<>(); });
    });
}

Result<bool> SitePositions::isPassedOver(SyncId site, const QByteArray &copy) const
{
    if (copy.isEmpty())
        return false;
    const Result<QVariant> ofAll = StateTable(m_connection).get(passedOverName);
    if (!ofAll)
        return failure(ofAll.error());
    return passedOver(m_connection, site).map([&](const QList<QByteArray> &copies) {
        return copies.contains(copy) || copiesIn(ofAll->toString()).contains(copy);
    });
}

Result<> SitePositions::forget(SyncId site)
{
    return SiteObjects(m_connection, passedOverName).set(site, {});
}

Result<> SitePositions::move(SyncId from, SyncId to)
{
    return SiteObjects(m_connection, passedOverName).move(from, to);
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

Result<std::optional<std::pair<SyncId, SitePositions::Misfit>>> SitePositions::worst() const
{
    const auto all = misfits();
    if (!all)
        return failure(all.error());
    const auto found = std::ranges::max_element(*all, {}, &weightOf);
    if (found == all->cend())
        return std::nullopt;
    return misfit(found->first).map([site = found->first](const std::optional<Misfit> &misfit) {
        return misfit ? std::optional(std::pair(site, *misfit)) : std::nullopt;
    });
}

Result<> SitePositions::clearMisfits()
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET misfit = NULL, misfit_copy = '' WHERE misfit IS NOT NULL"_sql);
    });
}

} // namespace mailboat
