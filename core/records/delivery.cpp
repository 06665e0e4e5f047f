// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/delivery.h"

#include "core/domain/peer.h"
#include "core/sql/database.h"
#include "core/store/changelog.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

namespace mailboat {

namespace {

bool isCentral(const std::optional<StoredRecord> &record)
{
    return record && record->links.category == Category::Central;
}

bool isTransferLine(const StoredRecord &record)
{
    return record.links.category == Category::Transfer && !record.links.parent.isEmpty();
}

bool hasLines(const RecordKey &key)
{
    return !Routing::builtIn().childTables(key.table).isEmpty();
}

RecordKey parentOf(const StoredRecord &line)
{
    return {Routing::builtIn().rule(line.key.table).parentTable, line.links.parent};
}

bool hasOwner(Category category)
{
    return category == Category::Remote || category == Category::Transfer;
}

} // namespace

Delivery::Delivery(Store &store, Sites &sites, Recipients &recipients)
    : m_store(store)
    , m_sites(sites)
    , m_recipients(recipients)
    , m_records(store.database())
{
}

Result<> Delivery::begin()
{
    return m_store.database().each(QStringLiteral("SELECT sync_id FROM peer WHERE status <> ? AND sync_id > 1"),
        {static_cast<int>(PeerStatus::New)}, [this](const QSqlQuery &row) -> Result<> {
            m_queued.insert(SyncId {row.value(0).toInt()});
            return {};
        });
}

Result<Delivery::Before> Delivery::lookAt(std::optional<StoredRecord> record, const std::optional<StoredRecord> &next)
{
    Before before {std::move(record), {}, {}, {}};
    if (m_queued.isEmpty())
        return before;
    if (before.record) {
        Result<Recipients::Targets> targets = m_recipients.of(*before.record);
        if (!targets)
            return failure(targets.error());
        before.targets = std::move(*targets);
        if (hasOwner(before.record->links.category)) {
            const Result<Sites::Owner> owner = m_sites.ownerOf(before.record->key, before.record->links);
            if (!owner)
                return failure(owner.error());
            before.owner = *owner;
        }
    }
    if (next) {
        Result<SiteSet> seeingNow = seeing(*next);
        if (!seeingNow)
            return failure(seeingNow.error());
        before.seeing = std::move(*seeingNow);
    }
    return before;
}

Result<SiteSet> Delivery::seeing(const StoredRecord &record)
{
    if (record.key.table == "name_store_join")
        return m_recipients.seeingPatient(record.links.other);
    if (record.key.table == "name" && record.links.category == Category::Patient)
        return m_recipients.seeingPatient(record.key.id);
    if (record.key.table == "clinician_store_join")
        return m_recipients.seeingClinician(record.links.other);
    return SiteSet {};
}

Result<> Delivery::changed(const Before &before, const std::optional<StoredRecord> &after, SyncId from)
{
    if (isCentral(before.record) || isCentral(after)) {
        if (const Result<> logged = logCentral(before, after); !logged)
            return logged;
    }
    // A patient that became an ordinary name reaches everybody by the log: a delete in a queue would take it away again.
    const bool isLoggedOnly = after ? isCentral(after) : isCentral(before.record);
    if (isLoggedOnly || m_queued.isEmpty())
        return {};
    if (after) {
        if (const Result<> noted = noteWiderView(before, *after); !noted)
            return noted;
        if (const Result<> noted = noteMove(before, *after); !noted)
            return noted;
    }
    const StoredRecord &either = after ? *after : *before.record;
    if (isTransferLine(either) || (before.record && isTransferLine(*before.record)))
        return deliverLine(before, after);
    if (either.links.category == Category::Transfer && hasLines(either.key)) {
        SiteSet &oldSites = m_transfers[either.key];
        oldSites.unite(before.targets.sites);
        return {};
    }
    return deliver(before, after, from);
}

Result<> Delivery::logCentral(const Before &before, const std::optional<StoredRecord> &after)
{
    const RecordKey &key = after ? after->key : before.record->key;
    if (key.table == "store") {
        m_sites.forget();
        const bool isElsewhere = after
            && (!before.record || before.record->links.site != after->links.site
                || before.record->links.name != after->links.name);
        if (isElsewhere)
            m_movedStores.insert(key.id);
    }
    if (after && !isCentral(after))
        return m_store.changeLog().forget(key);
    return m_store.changeLog().add(key);
}

Result<> Delivery::deliver(const Before &before, const std::optional<StoredRecord> &after, SyncId from)
{
    Recipients::Targets targets;
    if (after) {
        Result<Recipients::Targets> found = m_recipients.of(*after);
        if (!found)
            return failure(found.error());
        targets = std::move(*found);
    }
    const StoredRecord &either = after ? *after : *before.record;
    // Who made patient data holds them, even where no join says so.
    const bool hasMaker = before.record && either.links.category == Category::Patient;
    for (const SyncId site : std::as_const(m_queued)) {
        if (site == from)
            continue;
        const bool isMaker = hasMaker && before.record->origin == site && !before.targets.includes(site);
        if (targets.includes(site) || isMaker) {
            if (const Result<> sent = send(site, either.key, !after); !sent)
                return sent;
        } else if (before.targets.includes(site)) {
            if (const Result<> sent = send(site, either.key, true); !sent)
                return sent;
        }
    }
    return {};
}

Result<> Delivery::deliverLine(const Before &before, const std::optional<StoredRecord> &after)
{
    SiteSet sites;
    if (after && isTransferLine(*after)) {
        m_transfers.try_emplace(parentOf(*after));
        const Result<Recipients::Targets> targets = m_recipients.of(*after);
        if (!targets)
            return failure(targets.error());
        sites = targets->sites;
    }
    const RecordKey &key = after ? after->key : before.record->key;
    for (const SyncId site : before.targets.sites - sites) {
        if (const Result<> sent = send(site, key, true); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::noteWiderView(const Before &before, const StoredRecord &after)
{
    const Result<SiteSet> now = seeing(after);
    if (!now)
        return failure(now.error());
    const SiteSet gained = *now - before.seeing;
    const bool isClinician = after.key.table == "clinician_store_join";
    const RecordKey person {isClinician ? QByteArrayLiteral("clinician") : QByteArrayLiteral("name"),
        after.key.table == "name" ? after.key.id : after.links.other};
    for (const SyncId site : gained) {
        if (m_queued.contains(site))
            m_widerView.append({person, site});
    }
    return {};
}

Result<> Delivery::noteMove(const Before &before, const StoredRecord &after)
{
    if (!before.owner.isKnown || !hasOwner(after.links.category))
        return {};
    const Result<Sites::Owner> owner = m_sites.ownerOf(after.key, after.links);
    if (!owner)
        return failure(owner.error());
    if (owner->isKnown && owner->site != before.owner.site)
        m_moved.append({after, before.owner.site, owner->site});
    return {};
}

Result<> Delivery::send(SyncId site, const RecordKey &key, bool gone)
{
    if (!m_queued.contains(site))
        return {};
    return m_store.queue().add(site, key, gone);
}

} // namespace mailboat
