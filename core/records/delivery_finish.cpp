// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/delivery.h"

#include "core/records/mirrors.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

namespace mailboat {

Result<> Delivery::finish()
{
    return sendMoved()
        .and_then([this] { return forwardTransfers(); })
        .and_then([this] { return sendWiderView(); })
        .and_then([this] { return fillMovedStores(); })
        .map([this] { // what comes after is finished by itself
            m_moved.clear();
            m_transfers.clear();
            m_widerView.clear();
            m_movedStores.clear();
        });
}

Result<> Delivery::announceGone(const RecordKey &key)
{
    if (Routing::builtIn().rule(key.table).category == Category::Central)
        return m_store.changeLog().add(key);
    const Result<SiteSet> sites = m_queued.all();
    if (!sites)
        return failure(sites.error());
    for (const SyncId site : *sites) {
        if (const Result<> sent = send(site, key, true); !sent)
            return sent;
    }
    return {};
}

Result<> Delivery::sendMoved()
{
    for (const Moved &moved : std::as_const(m_moved)) {
        const Result<QList<RecordKey>> family = familyOf(moved.key);
        if (!family)
            return failure(family.error());
        if (const Result<> sent = sendAll(moved.to, *family, false); !sent)
            return sent;
        for (const RecordKey &key : *family) {
            const Result<bool> stays = isFor(moved.from, key);
            if (!stays)
                return failure(stays.error());
            if (const Result<> sent = send(moved.from, key, !*stays); !sent)
                return sent;
        }
    }
    return {};
}

/// Whether a site gets a record that is not its own.
Result<bool> Delivery::isFor(SyncId site, const RecordKey &key)
{
    const Result<std::optional<RecordHead>> record = m_records.head(key);
    if (!record)
        return failure(record.error());
    if (!*record)
        return false;
    return m_recipients.of(**record).map([site](const Recipients::Targets &targets) { return targets.includes(site); });
}

/// The parent first, each child before its own.
Result<QList<RecordKey>> Delivery::familyOf(const RecordKey &parent) const
{
    QList<RecordKey> family {parent};
    const Result<QList<RecordHead>> children = m_records.childrenOf(parent);
    if (!children)
        return failure(children.error());
    for (const RecordHead &child : *children) {
        const Result<QList<RecordKey>> more = familyOf(child.key);
        if (!more)
            return more;
        family.append(*more);
    }
    return family;
}

Result<> Delivery::sendAll(SyncId site, const QList<RecordKey> &keys, bool gone)
{
    for (const RecordKey &key : keys) {
        if (const Result<> sent = send(site, key, gone); !sent)
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
    const Result<std::optional<RecordHead>> record = m_records.head(parent);
    if (!record)
        return failure(record.error());
    SiteSet sites;
    Ownership::Owner owner;
    if (*record) {
        const Result<Recipients::Targets> targets = m_recipients.of(**record);
        if (!targets)
            return failure(targets.error());
        Result<Ownership::Owner> found = m_ownership.ownerOf(**record);
        if (!found)
            return failure(found.error());
        sites = targets->sites;
        owner = std::move(*found);
    }
    SiteSet left = oldSites - sites;
    if (owner.isKnown)
        left.remove(owner.site);
    if (sites.isEmpty() && left.isEmpty())
        return {};
    const Result<QList<RecordKey>> family = familyOf(parent);
    if (!family)
        return failure(family.error());
    for (const SyncId site : std::as_const(sites)) {
        if (const Result<> sent = forwardTo(site, *family, false); !sent)
            return sent;
    }
    for (const SyncId site : std::as_const(left)) {
        if (const Result<> sent = forwardTo(site, *family, true); !sent)
            return sent;
    }
    return {};
}

/// Mobile takes nothing of another store's, but lacks a counterpart, or may have one that is for it no more.
Result<> Delivery::forwardTo(SyncId site, const QList<RecordKey> &family, bool gone)
{
    const Result<bool> makesNone = m_sites.runsMobile(site);
    if (!makesNone)
        return failure(makesNone.error());
    if (*makesNone || gone)
        m_mirrored.append({family.constFirst(), site});
    return *makesNone ? Result<>() : sendAll(site, family, gone);
}

Result<> Delivery::sendWiderView()
{
    for (const auto &[person, site] : std::as_const(m_widerView)) {
        const Result<bool> isQueued = m_queued.contains(site);
        if (!isQueued)
            return failure(isQueued.error());
        if (!*isQueued)
            continue;
        const Result<bool> isFilling = m_queued.isFilling(site);
        if (!isFilling)
            return failure(isFilling.error());
        QList<RecordHead> records;
        const Result<std::optional<RecordHead>> record = m_records.head(person);
        if (!record)
            return failure(record.error());
        if (*record && (*record)->links.category == Category::Patient)
            records.append(**record);
        if (person.table == Routing::builtIn().patientTable()) {
            const Result<QList<RecordHead>> more = m_records.patientDataOf(person.id);
            if (!more)
                return failure(more.error());
            records.append(*more);
        }
        for (const RecordHead &each : std::as_const(records)) {
            if (each.origin == site && !*isFilling) // what it has pushed itself
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
        const Result<bool> isQueued = m_queued.contains(*site);
        if (!isQueued)
            return failure(isQueued.error());
        if (const Result<> filled = *isQueued ? fillMovedStore(store, *site) : Result<>(); !filled)
            return filled;
    }
    return {};
}

/// Where Mobile runs there, it lacks counterparts of what others have sent meanwhile.
Result<> Delivery::fillMovedStore(const QByteArray &store, SyncId site)
{
    SiteFill fill(m_store.connection());
    if (const Result<qint64> gathered = fill.gatherStore(store); !gathered)
        return failure(gathered.error());
    const Result<bool> makesNone = m_sites.runsMobile(site);
    if (!makesNone)
        return failure(makesNone.error());
    if (!*makesNone)
        return m_store.queue().addSelected(site);
    const Result<QList<Mirrors::Unnumbered>> unnumbered = Mirrors::unnumbered(m_store, site);
    if (!unnumbered)
        return failure(unnumbered.error());
    return Mirrors::leaveOut(*unnumbered, fill)
        .and_then([&] { return m_store.queue().addSelected(site); })
        .and_then([&] { return Mirrors::putLast(m_store, m_records, *unnumbered, site, false); })
        .and_then([&] { return Mirrors::setDue(m_store, store); });
}

} // namespace mailboat
