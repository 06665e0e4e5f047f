// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recipients.h"

#include "core/sql/database.h"

namespace mailboat {

Recipients::Recipients(Database &database, RecordTable &records, Sites &sites)
    : m_database(database)
    , m_records(records)
    , m_sites(sites)
{
}

Result<Recipients::Targets> Recipients::of(const RecordHead &record)
{
    switch (record.links.category) {
    case Category::Central:
    case Category::Remote:
    case Category::Unknown:
        return Targets {};
    case Category::Shared:
        return Targets {true};
    case Category::CentralRemote:
        if (record.links.store.isEmpty())
            return Targets {true};
        return m_sites.ofStore(record.links.store).map([](SyncId site) { return Targets {false, {site}}; });
    case Category::Transfer:
        return ofTransfer(record);
    case Category::Patient:
        return ofPatientData(record);
    }
    Q_UNREACHABLE();
}

Result<Recipients::Targets> Recipients::ofTransfer(const RecordHead &record)
{
    if (!record.links.parent.isEmpty()) {
        const RecordKey parentKey {Routing::builtIn().rule(record.key.table).parentTable, record.links.parent};
        const Result<std::optional<RecordHead>> parent = m_records.head(parentKey);
        if (!parent)
            return failure(parent.error());
        return *parent && (*parent)->links.parent.isEmpty() ? ofTransfer(**parent) : Targets {};
    }
    Result<SiteSet> sites = m_sites.ofName(record.links.name);
    if (!sites)
        return failure(sites.error());
    const Result<SyncId> other = m_sites.ofStore(record.links.other);
    if (!other)
        return failure(other.error());
    const Result<Sites::Owner> owner = m_sites.ownerOf(record.key, record.links);
    if (!owner)
        return failure(owner.error());
    sites->insert(*other);
    sites->remove(SyncId {});
    sites->remove(owner->site);
    return Targets {false, *sites};
}

Result<Recipients::Targets> Recipients::ofPatientData(const RecordHead &record)
{
    const Routing &routing = Routing::builtIn();
    const bool isPerson = !routing.joinTable(record.key.table).isEmpty();
    Result<SiteSet> sites = seeing(isPerson ? record.key : RecordKey {routing.patientTable(), record.links.name});
    if (!sites)
        return failure(sites.error());
    // A record not stored yet has a home, too.
    const Result<SyncId> home = m_sites.ofStore(record.links.store);
    if (!home)
        return failure(home.error());
    if (!home->isOff())
        sites->insert(*home);
    return Targets {false, *sites};
}

Result<SiteSet> Recipients::seeing(const RecordKey &person)
{
    SiteSet sites;
    if (person.id.isEmpty())
        return sites;
    const Routing &routing = Routing::builtIn();
    const QByteArray stores = routing.storeTable();
    const Result<> read = m_database.each(
        QStringLiteral("SELECT s.store_site FROM record j JOIN record s"
                       " ON s.table_name = CAST(? AS TEXT) AND s.record_id = j.store"
                       " WHERE j.other = CAST(? AS TEXT) AND j.table_name = CAST(? AS TEXT)"
                       " UNION SELECT s.store_site FROM record n JOIN record s"
                       " ON s.table_name = CAST(? AS TEXT) AND s.record_id = n.store"
                       " WHERE n.table_name = CAST(? AS TEXT) AND n.record_id = CAST(? AS TEXT) AND n.category = ?"),
        {stores, person.id, routing.joinTable(person.table), stores, person.table, person.id,
            categoryNumber(Category::Patient)},
        [&sites](const QSqlQuery &row) -> Result<> {
            if (const SyncId site = siteFromStored(row.value(0).toLongLong()); !site.isOff())
                sites.insert(site);
            return {};
        });
    if (!read)
        return failure(read.error());
    return sites;
}

} // namespace mailboat
