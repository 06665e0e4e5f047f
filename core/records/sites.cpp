// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sites.h"

#include "core/domain/siteapp.h"
#include "core/sql/connection.h"

#include <limits>

namespace mailboat {

namespace {

constexpr qsizetype mostNames = 1000; // remembered

} // namespace

SyncId siteFromStored(qint64 value)
{
    return value > 0 && value <= std::numeric_limits<int>::max() ? SyncId {static_cast<int>(value)} : SyncId {};
}

Sites::Sites(Connection &connection, RecordTable &records)
    : m_connection(connection)
    , m_records(records)
{
}

Result<SyncId> Sites::ofStore(const QByteArray &store)
{
    if (store.isEmpty())
        return SyncId {};
    return m_records.head({Routing::builtIn().storeTable(), store}).map([](const std::optional<RecordHead> &found) {
        return found ? siteFromStored(found->links.site) : SyncId {};
    });
}

Result<SiteSet> Sites::listed(const Statement &statement, const QVariantList &values)
{
    SiteSet sites;
    const Result<> read = m_connection.each(statement, values, [&sites](const Row &row) -> Result<> {
        if (const SyncId site = siteFromStored(row.value(0).toLongLong()); !site.isOff())
            sites.insert(site);
        return {};
    });
    return read ? Result<SiteSet>(sites) : failure(read.error());
}

Result<SiteSet> Sites::ofName(const QByteArray &name)
{
    if (name.isEmpty())
        return SiteSet {};
    const bool isCurrent = m_changesOfStores == m_records.changesOfStores() && m_ofName.size() < mostNames;
    if (!isCurrent)
        m_ofName.clear();
    m_changesOfStores = m_records.changesOfStores();
    if (const auto known = m_ofName.constFind(name); known != m_ofName.constEnd())
        return *known;
    return listed("SELECT store_site FROM record WHERE name = {text ?} AND table_name = {text ?}"_sql,
        {name, Routing::builtIn().storeTable()})
        .map([&](SiteSet sites) {
            m_ofName.insert(name, sites);
            return sites;
        });
}

Result<SiteSet> Sites::seeing(const RecordKey &person)
{
    if (person.id.isEmpty())
        return SiteSet {};
    const Routing &routing = Routing::builtIn();
    const QByteArray stores = routing.storeTable();
    return listed("SELECT s.store_site FROM record j JOIN record s"
                  " ON s.table_name = {text ?} AND s.record_id = j.store"
                  " WHERE j.other = {text ?} AND j.table_name = {text ?}"
                  " UNION SELECT s.store_site FROM record n JOIN record s"
                  " ON s.table_name = {text ?} AND s.record_id = n.store"
                  " WHERE n.table_name = {text ?} AND n.record_id = {text ?} AND n.category = ?"_sql,
        {stores, person.id, routing.joinTable(person.table), stores, person.table, person.id,
            categoryNumber(Category::Patient)});
}

Result<bool> Sites::sees(SyncId site, const RecordHead &person)
{
    const bool isPatient = person.links.category == Category::Patient;
    const Result<SyncId> home = isPatient ? ofStore(person.links.store) : SyncId {};
    if (!home)
        return failure(home.error());
    if (*home == site)
        return true;
    const Routing &routing = Routing::builtIn();
    return m_connection
        .value("SELECT EXISTS (SELECT 1 FROM record j {by record_other} {ordered} JOIN record s"
               " ON s.table_name = {text ?} AND s.record_id = j.store AND s.store_site = ?"
               " WHERE j.other = {text ?} AND j.table_name = {text ?})"_sql,
            {routing.storeTable(), site.value(), person.key.id, routing.joinTable(person.key.table)})
        .map([](const QVariant &found) { return found.toBool(); });
}

Result<bool> Sites::isOmsCentral(SyncId site)
{
    const auto known = m_omsCentral.constFind(site);
    if (known != m_omsCentral.constEnd())
        return *known;
    return m_connection.value("SELECT is_oms_central FROM peer WHERE sync_id = ?"_sql, {site.value()})
        .map([&](const QVariant &marked) {
            m_omsCentral.insert(site, marked.toBool());
            return marked.toBool();
        });
}

Result<QByteArray> Sites::storeBehind(const QByteArray &name, SyncId site)
{
    if (name.isEmpty())
        return QByteArray();
    return m_connection
        .value("SELECT {bytes record_id} FROM record WHERE name = {text ?} AND table_name = {text ?}"
               " AND store_site = ? ORDER BY record_id LIMIT 1"_sql,
            {name, Routing::builtIn().storeTable(), site.value()})
        .map([](const QVariant &id) { return id.toByteArray(); });
}

Result<bool> Sites::runsMobile(SyncId site)
{
    const auto known = m_mobile.constFind(site);
    if (known != m_mobile.constEnd())
        return *known;
    return m_connection.value("SELECT app FROM peer WHERE sync_id = ?"_sql, {site.value()})
        .map([&](const QVariant &app) {
            const bool isMobile = app.toString() == SiteApp::mobileName();
            m_mobile.insert(site, isMobile);
            return isMobile;
        });
}

Result<SiteSet> Sites::holding(const RecordHead &patientData)
{
    const Routing &routing = Routing::builtIn();
    const bool isPerson = !routing.joinTable(patientData.key.table).isEmpty();
    Result<SiteSet> sites
        = seeing(isPerson ? patientData.key : RecordKey {routing.patientTable(), patientData.links.name});
    if (!sites)
        return sites;
    const Result<SyncId> home = ofStore(patientData.links.store);
    if (!home)
        return failure(home.error());
    if (!home->isOff())
        sites->insert(*home);
    return sites;
}

} // namespace mailboat
