// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/delivery.h"

#include "core/records/sitefill.h"
#include "core/sql/database.h"
#include "core/store/changelog.h"
#include "core/store/store.h"

namespace mailboat {

Result<> Delivery::finish()
{
    return sendMoved()
        .and_then([this] { return forwardTransfers(); })
        .and_then([this] { return sendWiderView(); })
        .and_then([this] { return fillMovedStores(); });
}

Result<> Delivery::announceGone(const RecordKey &key)
{
    if (Routing::builtIn().rule(key.table).category == Category::Central)
        return m_store.changeLog().add(key);
    for (const SyncId site : std::as_const(m_queued)) {
        if (const Result<> sent = send(site, key, true); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::sendMoved()
{
    for (const Moved &moved : std::as_const(m_moved)) {
        if (const Result<> sent = sendFamily(moved.record, moved.to, false); !sent)
            return sent;
        if (const Result<> sent = sendFamily(moved.record, moved.from, true); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::sendFamily(const StoredRecord &record, SyncId site, bool gone)
{
    if (const Result<> sent = send(site, record.key, gone); !sent)
        return sent;
    const Result<QList<StoredRecord>> children = m_records.childrenOf(record.key);
    if (!children)
        return failure(children.error());
    for (const StoredRecord &child : *children) {
        if (const Result<> sent = sendFamily(child, site, gone); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::forwardTransfers()
{
    for (const auto &[parent, oldSites] : m_transfers) {
        if (const Result<> forwarded = forward(parent, oldSites); !forwarded)
            return forwarded;
    }
    return {};
}

Result<> Delivery::forward(const RecordKey &parent, const SiteSet &oldSites)
{
    const Result<std::optional<StoredRecord>> record = m_records.find(parent);
    if (!record)
        return failure(record.error());
    SiteSet sites;
    Sites::Owner owner;
    if (*record) {
        const Result<Recipients::Targets> targets = m_recipients.of(**record);
        if (!targets)
            return failure(targets.error());
        const Result<Sites::Owner> found = m_sites.ownerOf(parent, (*record)->links);
        if (!found)
            return failure(found.error());
        sites = targets->sites;
        owner = *found;
    }
    const StoredRecord shell {parent, {}, {}, {}};
    for (const SyncId site : std::as_const(sites)) {
        if (const Result<> sent = sendFamily(shell, site, false); !sent)
            return sent;
    }
    for (const SyncId site : oldSites - sites) {
        if (owner.isKnown && owner.site == site)
            continue;
        if (const Result<> sent = sendFamily(shell, site, true); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::sendWiderView()
{
    for (const auto &[person, site] : std::as_const(m_widerView)) {
        QList<StoredRecord> records;
        const Result<std::optional<StoredRecord>> record = m_records.find(person);
        if (!record)
            return failure(record.error());
        if (*record && (*record)->links.category == Category::Patient)
            records.append(**record);
        if (person.table == "name") {
            const Result<QList<StoredRecord>> more = m_records.patientDataOf(person.id);
            if (!more)
                return failure(more.error());
            records.append(*more);
        }
        for (const StoredRecord &each : std::as_const(records)) {
            if (each.origin == site) // what it has pushed itself
                continue;
            if (const Result<> sent = send(site, each.key); !sent)
                return sent;
        }
    }
    return {};
}

Result<> Delivery::fillMovedStores()
{
    for (const QByteArray &store : std::as_const(m_movedStores)) {
        const Result<SyncId> site = m_sites.ofStore(store);
        if (!site)
            return failure(site.error());
        if (!m_queued.contains(*site))
            continue;
        SiteFill fill(m_store.database());
        if (const Result<qint64> gathered = fill.gatherStore(store); !gathered)
            return failure(gathered.error());
        if (const Result<> queued = fill.intoQueue(*site); !queued)
            return queued;
    }
    return {};
}

} // namespace mailboat
