// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/delivery.h"

#include "core/store/changelog.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

namespace mailboat {

namespace {

bool isCentral(const RecordHead *record)
{
    return record && record->links.category == Category::Central;
}

bool isTransferLine(const RecordHead &record)
{
    return record.links.category == Category::Transfer && !record.links.parent.isEmpty();
}

bool hasLines(const RecordKey &key)
{
    return !Routing::builtIn().childTables(key.table).isEmpty();
}

RecordKey parentOf(const RecordHead &line)
{
    return {Routing::builtIn().rule(line.key.table).parentTable, line.links.parent};
}

const RecordHead *pointerTo(const std::optional<RecordHead> &record)
{
    return record ? &*record : nullptr;
}

} // namespace

Delivery::Delivery(Store &store, RecordTable &records, Sites &sites, Ownership &ownership)
    : m_store(store)
    , m_records(records)
    , m_sites(sites)
    , m_ownership(ownership)
    , m_recipients(records, sites, ownership)
    , m_queued(store.connection())
{
}

Result<Delivery::Before> Delivery::lookAt(std::optional<RecordHead> record, const RecordHead *next, SyncId from)
{
    Before before {std::move(record), {}, {}, {}, false};
    const Result<bool> isAnybodyThere = m_queued.isAny(from);
    if (!isAnybodyThere)
        return failure(isAnybodyThere.error());
    if (!*isAnybodyThere)
        return before;
    if (before.record) {
        Result<Recipients::Targets> targets = m_recipients.of(*before.record);
        if (!targets)
            return failure(targets.error());
        before.targets = std::move(*targets);
        Result<Ownership::Owner> owner = m_ownership.ownerOf(*before.record);
        if (!owner)
            return failure(owner.error());
        before.owner = std::move(*owner);
    }
    const Result<std::optional<RecordKey>> person
        = next ? personShownBy(*next) : Result<std::optional<RecordKey>>(std::nullopt);
    if (!person)
        return failure(person.error());
    before.widensNothing = !*person;
    if (*person) {
        Result<SiteSet> seeingNow = m_sites.seeing(**person);
        if (!seeingNow)
            return failure(seeingNow.error());
        before.seeing = std::move(*seeingNow);
    }
    return before;
}

/// The patient or clinician that a site may see from now on, because of this record.
Result<std::optional<RecordKey>> Delivery::personShownBy(const RecordHead &record)
{
    const Routing &routing = Routing::builtIn();
    const TableRule &rule = routing.rule(record.key.table);
    if (rule.mayBePatient() && record.links.category == Category::Patient)
        return record.key;
    if (!rule.isJoin())
        return std::nullopt;
    const RecordKey person {rule.joins, record.links.other};
    if (person.table != routing.patientTable())
        return person;
    // Every store may be joined to a supplier: where it brings nothing along, those who see it are not gone through.
    const Result<std::optional<RecordHead>> known = m_records.head(person);
    if (!known)
        return failure(known.error());
    if (!*known || (*known)->links.category == Category::Patient)
        return person;
    return m_records.patientDataOf(person.id).map([&person](const QList<RecordHead> &brought) {
        return brought.isEmpty() ? std::nullopt : std::optional(person);
    });
}

Result<> Delivery::changed(const Before &before, const RecordHead *after, SyncId from)
{
    const RecordHead *old = pointerTo(before.record);
    if (isCentral(old) || isCentral(after)) {
        if (const Result<> logged = logCentral(before, after); !logged)
            return logged;
    }
    // A patient that became an ordinary name reaches everybody by the log: a delete in a queue would take it away again.
    if (isCentral(after ? after : old))
        return {};
    const Result<bool> isAnybodyThere = m_queued.isAny(from);
    if (!isAnybodyThere || !*isAnybodyThere)
        return isAnybodyThere.map([](bool) {});
    if (const Result<> sent = returnToFilling(from, after ? after->key : before.record->key, !after); !sent)
        return sent;
    if (after && !before.record) {
        if (const Result<> kept = keepSent(from, *after); !kept)
            return kept;
    }
    if (after) {
        if (const Result<> noted = noteWiderView(before, *after); !noted)
            return noted;
        if (const Result<> noted = noteMove(before, *after); !noted)
            return noted;
    }
    const RecordHead &either = after ? *after : *before.record;
    if (isTransferLine(either) || (old && isTransferLine(*old)))
        return deliverLine(before, after);
    if (either.links.category == Category::Transfer && hasLines(either.key)) {
        SiteSet &oldSites = m_transfers[either.key];
        oldSites.unite(before.targets.sites);
        return {};
    }
    return deliver(before, after, from);
}

Result<> Delivery::show(SyncId site, const RecordKey &join, const RecordKey &person)
{
    const std::pair<RecordKey, SyncId> shown {person, site};
    if (!m_widerView.contains(shown))
        m_widerView.append(shown);
    return send(site, join);
}

Result<> Delivery::logCentral(const Before &before, const RecordHead *after)
{
    const RecordKey &key = after ? after->key : before.record->key;
    const bool isElsewhere = after && Routing::builtIn().rule(key.table).isStore()
        && (!before.record || before.record->links.site != after->links.site
            || before.record->links.name != after->links.name);
    if (isElsewhere)
        m_movedStores.insert(key.id);
    if (after && !isCentral(after))
        return m_store.changeLog().forget(key);
    return m_store.changeLog().add(key);
}

Result<> Delivery::deliver(const Before &before, const RecordHead *after, SyncId from)
{
    Recipients::Targets targets;
    if (after) {
        Result<Recipients::Targets> found = m_recipients.of(*after);
        if (!found)
            return failure(found.error());
        targets = std::move(*found);
    }
    const RecordHead &either = after ? *after : *before.record;
    Result<SiteSet> sites = targets.sites + before.targets.sites;
    if (targets.everySite || before.targets.everySite)
        sites = m_queued.all();
    if (!sites)
        return failure(sites.error());
    // Who made patient data holds them, even where no join says so.
    std::optional<SyncId> maker;
    if (before.record && either.links.category == Category::Patient && !before.targets.includes(before.record->origin))
        maker = before.record->origin;
    if (maker)
        sites->insert(*maker);
    sites->remove(from);
    for (const SyncId site : std::as_const(*sites)) {
        const bool isTarget = targets.includes(site) || site == maker;
        if (const Result<> sent = send(site, either.key, !after || !isTarget); !sent)
            return sent;
        // It is told to delete what it had made: from now on it holds that no more than others do.
        if (after && !isTarget && after->links.category == Category::Patient && after->origin == site) {
            if (const Result<> set = m_records.setOrigin(*after, primarySyncId); !set)
                return set;
        }
    }
    return {};
}

Result<> Delivery::deliverLine(const Before &before, const RecordHead *after)
{
    SiteSet sites;
    if (after && isTransferLine(*after)) {
        m_transfers.try_emplace(parentOf(*after));
        if (before.targets.sites.isEmpty()) // who gets it, finish() asks once for all lines
            return {};
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

Result<> Delivery::noteWiderView(const Before &before, const RecordHead &after)
{
    if (before.widensNothing)
        return {};
    const Result<std::optional<RecordKey>> person = personShownBy(after);
    if (!person)
        return failure(person.error());
    if (!*person)
        return {};
    const Result<SiteSet> now = m_sites.seeing(**person);
    if (!now)
        return failure(now.error());
    for (const SyncId site : *now - before.seeing)
        m_widerView.append({**person, site});
    return {};
}

Result<> Delivery::noteMove(const Before &before, const RecordHead &after)
{
    if (!before.owner.isKnown)
        return {};
    const Result<Ownership::Owner> owner = m_ownership.ownerOf(after);
    if (!owner)
        return failure(owner.error());
    if (owner->isKnown && owner->site != before.owner.site)
        m_moved.append({after.key, before.owner.site, owner->site});
    return {};
}

/// What several sites write, one has deleted, and another one sends before it has heard of that: the last push stays, there too.
Result<> Delivery::keepSent(SyncId from, const RecordHead &record)
{
    const Category category = record.links.category;
    const bool isOfSeveral
        = category == Category::Shared || category == Category::Patient || category == Category::CentralRemote;
    const Result<bool> isQueued = isOfSeveral ? m_queued.contains(from) : Result<bool>(false);
    if (!isQueued || !*isQueued)
        return isQueued.map([](bool) {});
    return m_store.queue().keep(from, record.key);
}

/// What a site has sent before it lost everything, and what is taken only now, or what was changed on its behalf: its queue is
/// being filled with all that was there when that began.
Result<> Delivery::returnToFilling(SyncId from, const RecordKey &key, bool gone)
{
    const Result<bool> isFilling = m_queued.isFilling(from);
    if (!isFilling || !*isFilling)
        return isFilling.map([](bool) {});
    return send(from, key, gone);
}

Result<> Delivery::send(SyncId site, const RecordKey &key, bool gone)
{
    const Result<bool> isQueued = m_queued.contains(site);
    if (!isQueued || !*isQueued)
        return isQueued.map([](bool) {});
    return m_store.queue().add(site, key, gone);
}

} // namespace mailboat
