// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/peerstates.h"

#include "core/domain/jsontext.h"
#include "core/domain/sitenamekey.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/numbersever.h"
#include "core/store/sealedpassword.h"
#include "core/store/sitepositions.h"
#include "core/store/statetable.h"

#include <utility>

namespace mailboat {

namespace {

const auto calledNamesKey = QStringLiteral("called-names");

} // namespace

PeerStates::PeerStates(Connection &connection)
    : m_connection(connection)
{
}

Result<std::optional<PeerStates::Caller>> PeerStates::caller(const QString &userName) const
{
    std::optional<Caller> found;
    int count = 0;
    // At a satellite the list holds its primary, which never calls.
    const Result<> read = m_connection.each(
        "SELECT sync_id, site_uuid, user_name, password_hash, hardware_id, status, resend_requested,"
        " may_omit_hardware_id, password_digest, is_oms_central, app, app_version, misfit FROM peer"
        " WHERE name_key = ? AND sync_id > 1"_sql,
        {siteNameKey(userName)}, [&](const Row &row) -> Result<> {
            ++count;
            if (found && found->userName == userName)
                return {};
            found = Caller {SyncId {row.value(0).toInt()}, row.value(1).toString(), row.value(2).toString(),
                row.value(3).toByteArray(), row.value(8).toByteArray(), row.value(4).toString(),
                static_cast<PeerStatus>(row.value(5).toInt()), false, row.value(6).toBool(), row.value(7).toBool(),
                row.value(9).toBool(), {row.value(10).toString(), row.value(11).toString()},
                SitePositions::misfitFrom(row.value(12)), {}};
            return {};
        });
    if (!read)
        return failure(read.error());
    if (!found || (count > 1 && found->userName != userName))
        return std::optional<Caller>();
    return firstStoreOf(found->syncId).map([&found](const FirstStore &store) {
        found->hasStore = store.isThere;
        found->code = store.code;
        return found;
    });
}

/// Stores are central records: while the change log has no new serial, they are what they were.
Result<PeerStates::FirstStore> PeerStates::firstStoreOf(SyncId site) const
{
    const Result<qint64> serial = highestNumberEver(m_connection, QStringLiteral("change_log"));
    if (!serial)
        return failure(serial.error());
    if (std::exchange(m_storesSerial, *serial) != *serial)
        m_firstStores.clear();
    if (const auto known = m_firstStores.constFind(site); known != m_firstStores.cend())
        return *known;
    // Stores alone have a site. With their table's name here SQLite would rather go through all of them in order.
    const Result<QVariant> data = m_connection.value(
        "SELECT {bytes data} FROM record WHERE store_site = ? ORDER BY record_id LIMIT 1"_sql, {site.value()});
    if (!data)
        return failure(data.error());
    FirstStore store {data->isValid(), {}};
    if (store.isThere) {
        const QByteArray key = QByteArrayLiteral("code");
        store.code = topLevelValues(data->toByteArray(), {key}).value(key);
    }
    if (!m_connection.isInTransaction())
        m_firstStores.insert(site, store);
    return store;
}

Result<bool> PeerStates::bindHardwareId(SyncId site, const QString &hardwareId)
{
    return m_connection.transact([&]() -> Result<bool> {
        return m_connection
            .change("UPDATE peer SET hardware_id = ? WHERE sync_id = ? AND hardware_id IN ('', ?)"_sql,
                {hardwareId, site.value(), hardwareId})
            .map([](qint64 rows) { return rows > 0; });
    });
}

Result<> PeerStates::setPasswordDigest(SyncId site, const QByteArray &passwordHash, const QByteArray &digest)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET password_digest = ? WHERE sync_id = ? AND password_hash = ?"_sql,
            {digest, site.value(), passwordHash});
    });
}

Result<> PeerStates::setStatus(SyncId site, PeerStatus status)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply(
            "UPDATE peer SET status = ? WHERE sync_id = ?"_sql, {static_cast<int>(status), site.value()});
    });
}

bool PeerStates::mayNoteApp(const Caller &site, const SiteApp &app)
{
    const bool saysLess = app.name == site.app.name && app.version.isEmpty(); // Mobile, where it signs in
    return app.isKnown() && app != site.app && !saysLess
        && (site.status == PeerStatus::New || site.app.isMobile() == app.isMobile());
}

Result<> PeerStates::noteApp(SyncId site, const SiteApp &app)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET app = ?, app_version = ? WHERE sync_id = ?"
                                  " AND (status = ? OR (app = ?) = (? = ?))"_sql,
            {app.name, app.version, site.value(), static_cast<int>(PeerStatus::New), SiteApp::mobileName(), app.name,
                SiteApp::mobileName()});
    });
}

Result<> PeerStates::setApp(SyncId site, const SiteApp &app, std::optional<qint64> centralCursor)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET app = ?, app_version = ?, central_cursor = ? WHERE sync_id = ?"_sql,
            {app.name, app.version, centralCursor ? QVariant(*centralCursor) : QVariant(), site.value()});
    });
}

Result<SiteApp> PeerStates::app(SyncId site) const
{
    SiteApp app;
    return m_connection
        .each("SELECT app, app_version FROM peer WHERE sync_id = ?"_sql, {site.value()},
            [&app](const Row &row) -> Result<> {
                app = {row.value(0).toString(), row.value(1).toString()};
                return {};
            })
        .map([&app] { return app; });
}

Result<std::optional<qint64>> PeerStates::centralCursor(SyncId site) const
{
    return m_connection.value("SELECT central_cursor FROM peer WHERE sync_id = ?"_sql, {site.value()})
        .map(
            [](const QVariant &cursor) { return cursor.isNull() ? std::nullopt : std::optional(cursor.toLongLong()); });
}

Result<> PeerStates::setCentralCursor(SyncId site, qint64 cursor)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE peer SET central_cursor = ? WHERE sync_id = ?"_sql, {cursor, site.value()});
    });
}

Result<QString> PeerStates::timeZone(SyncId site) const
{
    return m_connection.value("SELECT time_zone FROM peer WHERE sync_id = ?"_sql, {site.value()})
        .map([](const QVariant &name) { return name.toString(); });
}

Result<> PeerStates::setResendRequested(SyncId site, bool requested)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> rows = m_connection.change(
            "UPDATE peer SET resend_requested = ? WHERE sync_id = ?"_sql, {requested ? 1 : 0, site.value()});
        if (rows && requested && *rows == 0)
            return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), site.value()}});
        return rows.map([](qint64) {});
    });
}

Result<> PeerStates::recordContacts(const QHash<SyncId, Contact> &contacts)
{
    return m_connection.transact([&]() -> Result<> {
        for (auto it = contacts.cbegin(); it != contacts.cend(); ++it) {
            const Contact &contact = it.value();
            const Result<> noted = m_connection.apply(
                "UPDATE peer SET last_contact = CASE WHEN ? > coalesce(last_contact, 0) THEN ? ELSE last_contact END,"
                " wrong_sign_ins = CASE WHEN ? < 0 THEN 0 ELSE wrong_sign_ins + ? END WHERE sync_id = ?"_sql,
                {storedTime(contact.when), storedTime(contact.when), contact.wrongSignIns, contact.wrongSignIns,
                    it.key().value()});
            if (!noted)
                return noted;
        }
        return {};
    });
}

Result<bool> PeerStates::noteNetwork(SyncId site, const QByteArray &network, const QDateTime &now)
{
    return m_connection.transact([&]() -> Result<bool> {
        const Result<QVariant> known
            = m_connection.value("SELECT COUNT(*) FROM peer_network WHERE site = ?"_sql, {site.value()});
        if (!known)
            return failure(known.error());
        const Result<qint64> added = m_connection.change(
            "INSERT INTO peer_network (site, network, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"_sql,
            {site.value(), network, storedTime(now)});
        if (!added)
            return failure(added.error());
        if (*added == 0)
            return false;
        const Result<> dropped
            = m_connection.apply("DELETE FROM peer_network WHERE site = ? AND network NOT IN (SELECT network"
                                 " FROM peer_network WHERE site = ? ORDER BY since DESC LIMIT ?)"_sql,
                {site.value(), site.value(), mostNetworks});
        if (!dropped)
            return failure(dropped.error());
        return known->toInt() > 0;
    });
}

Result<bool> PeerStates::hasNetwork(SyncId site, const QByteArray &network) const
{
    return m_connection
        .value("SELECT EXISTS (SELECT 1 FROM peer_network WHERE site = ? AND network = ?)"_sql, {site.value(), network})
        .map([](const QVariant &found) { return found.toBool(); });
}

Result<bool> PeerStates::isOmsCentralAt(const QByteArray &network) const
{
    return m_connection
        .value(
            "SELECT EXISTS (SELECT 1 FROM peer p {ordered} JOIN peer_network n ON n.site = p.sync_id AND n.network = ?"
            " WHERE p.is_oms_central <> 0)"_sql,
            {network})
        .map([](const QVariant &found) { return found.toBool(); });
}

Result<QList<QByteArray>> PeerStates::knownNetworks(int most) const
{
    QList<QByteArray> networks;
    return m_connection
        .each("SELECT network FROM peer_network GROUP BY network ORDER BY MAX(since) DESC LIMIT ?"_sql, {most},
            [&networks](const Row &row) -> Result<> {
                networks.append(row.value(0).toByteArray());
                return {};
            })
        .map([&networks] { return networks; });
}

Result<> PeerStates::noteCalledName(const QString &name, const QDateTime &now)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<std::optional<QJsonObject>> known = state.object(calledNamesKey);
        if (!known)
            return failure(known.error());
        QJsonObject names = known->value_or(QJsonObject {});
        names.insert(name, now.toMSecsSinceEpoch());
        while (names.size() > mostCalledNames) {
            auto oldest = names.begin();
            for (auto one = names.begin(); one != names.end(); ++one) {
                if (one->toInteger() < oldest->toInteger())
                    oldest = one;
            }
            names.erase(oldest);
        }
        return state.setObject(calledNamesKey, names);
    });
}

Result<QStringList> PeerStates::calledNames(const QDateTime &since) const
{
    return StateTable(m_connection).object(calledNamesKey).map([&since](const std::optional<QJsonObject> &known) {
        QStringList names;
        const QJsonObject all = known.value_or(QJsonObject {});
        for (auto one = all.begin(); one != all.end(); ++one) {
            if (one->toInteger() >= since.toMSecsSinceEpoch())
                names.append(one.key());
        }
        return names;
    });
}

Result<std::optional<PeerStates::PrimaryAccess>> PeerStates::primaryAccess() const
{
    std::optional<PrimaryAccess> found;
    const Result<> read
        = m_connection.each("SELECT url, user_name, sealed_password, site_uuid FROM peer WHERE sync_id = 1"_sql, {},
            [&found](const Row &row) -> Result<> {
                const PasswordPlace place {row.value(3).toString(), row.value(1).toString(), row.value(0).toString()};
                found = PrimaryAccess {place.url, place.userName, openedPassword(row.value(2).toByteArray(), place)};
                return {};
            });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<PeerNews>> PeerStates::news() const
{
    QList<PeerNews> news;
    return m_connection
        .each("SELECT p.sync_id, p.last_contact, coalesce(c.records, 0), p.status, p.hardware_id, p.app, p.app_version"
              " FROM peer p LEFT JOIN kept_count c ON c.kind = ? AND c.site = p.sync_id"
              " ORDER BY p.sync_id"_sql,
            {static_cast<int>(KeptCount::Kind::Queue)},
            [&news](const Row &row) -> Result<> {
                news.append({SyncId {row.value(0).toInt()}, timeFromStored(row.value(1)), row.value(2).toLongLong(),
                    static_cast<PeerStatus>(row.value(3).toInt()), row.value(4).toString(),
                    {row.value(5).toString(), row.value(6).toString()}});
                return {};
            })
        .map([&news] { return news; });
}

Result<QList<SyncId>> PeerStates::withUrl() const
{
    QList<SyncId> sites;
    return m_connection
        .each("SELECT sync_id FROM peer WHERE url <> '' ORDER BY sync_id"_sql, {},
            [&sites](const Row &row) -> Result<> {
                sites.append(SyncId {row.value(0).toInt()});
                return {};
            })
        .map([&sites] { return sites; });
}

Result<bool> PeerStates::anyHasUrl() const
{
    return m_connection.value("SELECT EXISTS (SELECT 1 FROM peer WHERE url <> '')"_sql).map([](const QVariant &found) {
        return found.toBool();
    });
}

} // namespace mailboat
