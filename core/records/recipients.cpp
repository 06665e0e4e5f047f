// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recipients.h"

namespace mailboat {

Recipients::Recipients(RecordTable &records, Sites &sites, Ownership &ownership)
    : m_records(records)
    , m_sites(sites)
    , m_ownership(ownership)
{
}

Result<Recipients::Targets> Recipients::of(const RecordHead &record)
{
    switch (record.links.category) {
    case Category::Central:
    case Category::Remote:
    case Category::Unknown:
    case Category::Version6: // by that version's log
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
        return m_sites.holding(record).map([](const SiteSet &sites) { return Targets {false, sites}; });
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
    const Result<Ownership::Owner> owner = m_ownership.ownerOf(record);
    if (!owner)
        return failure(owner.error());
    sites->insert(*other);
    sites->remove(SyncId {});
    sites->remove(owner->site);
    return Targets {false, *sites};
}

} // namespace mailboat
