// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/sitenotes.h"

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::hours cameBack {
    1}; ///< who comes after that shows at once: the least of the preferences silent-after and behind-after
constexpr std::chrono::minutes askedAhead {
    10}; ///< a Mailboat asks for the change log while its queue is still being filled
constexpr std::chrono::seconds oneTime {30}; ///< calls that lie no further apart
constexpr std::chrono::hours sameContact {1};
constexpr std::chrono::minutes loggedAtMost {1};

bool hasPassed(std::chrono::seconds time, const QDateTime &since, const QDateTime &now)
{
    return !since.isValid() || since.secsTo(now) >= time.count();
}

} // namespace

SiteNotes::Site &SiteNotes::noted(SyncId site)
{
    m_pending.insert(site);
    return m_sites[site];
}

SiteContacts::Change &SiteNotes::changed(SyncId site, const QDateTime &now)
{
    std::optional<SiteContacts::Change> &change = noted(site).change;
    if (!change)
        change.emplace();
    change->contact = now;
    return *change;
}

void SiteNotes::signedIn(SyncId site, const QDateTime &now, const QHostAddress &address)
{
    Site &known = noted(site);
    if (hasPassed(cameBack, known.written, now))
        m_urgent.insert(site);
    known.signIn = {now, -1};
    known.wrongSignIns = 0;
    known.address = address;
    changed(site, now);
}

bool SiteNotes::isRefused(SyncId site) const
{
    const auto found = m_sites.find(site);
    return found != m_sites.end() && found->refusedFor;
}

void SiteNotes::signedInWrong(SyncId site)
{
    ++noted(site).wrongSignIns;
}

void SiteNotes::refused(SyncId site, const SiteRefusal &refusal)
{
    Site &known = noted(site);
    if (std::exchange(known.refusedFor, refusal.why) != refusal.why)
        m_urgent.insert(site);
    known.refusal = refusal;
}

void SiteNotes::served(
    SyncId site, const QDateTime &now, const QHostAddress &address, const SiteApp &app, qint64 bytes, bool isLetIn)
{
    changed(site, now).bytes += bytes;
    Site &known = noted(site);
    if (known.refusedFor && !isLetIn)
        return;
    const bool wasRefused = std::exchange(known.refusedFor, {}).has_value();
    if (wasRefused)
        m_urgent.insert(site);
    known.times += hasPassed(oneTime, known.lastCall, now) ? 1 : 0;
    known.lastCall = now;
    const bool isOtherwise = wasRefused || known.loggedAddress != address
        || (app.isKnown() && known.loggedApp != app); // some name themselves at some of their calls
    if (hasPassed(sameContact, known.logged, now) || (isOtherwise && hasPassed(loggedAtMost, known.logged, now)))
        toLog(site, known, now, address, app);
}

void SiteNotes::toLog(SyncId id, Site &site, const QDateTime &now, const QHostAddress &address, const SiteApp &app)
{
    site.contact = {id, now, address, app, std::max<qint64>(std::exchange(site.times, 0), 1)};
    site.logged = now;
    site.loggedAddress = address;
    if (app.isKnown())
        site.loggedApp = app;
}

void SiteNotes::succeeded(SyncId site, const QDateTime &now)
{
    Site &known = noted(site);
    if (std::exchange(
            known.refusedFor, {})) // an idle Mailboat calls nothing but what is answered to refused sites, too
        m_urgent.insert(site);
    if (known.isLoading && known.waitsForLog) {
        known.hasQueue = true;
        return;
    }
    const bool hasLoaded = std::exchange(known.isLoading, false);
    if (hasLoaded || hasPassed(cameBack, known.success, now))
        m_urgent.insert(site);
    known.success = now;
    SiteContacts::Change &change = changed(site, now);
    change.success = now;
    change.loadTotal.reset(); // begun and ended before it was written
}

void SiteNotes::loadBegan(SyncId site, const QDateTime &now, qint64 total, bool withLog)
{
    Site &known = noted(site);
    known.isLoading = true;
    known.waitsForLog = withLog && hasPassed(askedAhead, known.logEnd, now);
    known.hasQueue = false;
    SiteContacts::Change &change = changed(site, now);
    change.loadTotal = total;
    change.loaded = 0;
    m_urgent.insert(site);
}

void SiteNotes::gave(SyncId site, const QDateTime &now, qint64 records, bool isLogEnd)
{
    Site &known = noted(site);
    if (records > 0)
        changed(site, now).loaded += records;
    if (!isLogEnd)
        return;
    known.logEnd = now;
    if (std::exchange(known.waitsForLog, false) && known.isLoading && known.hasQueue)
        succeeded(site, now);
}

SiteNotes::Batch SiteNotes::take(const QList<SyncId> &sites)
{
    Batch batch;
    for (const SyncId id : sites) {
        if (!m_pending.remove(id))
            continue;
        m_urgent.remove(id);
        ++batch.sites;
        Site &site = m_sites[id];
        if (const auto signIn = std::exchange(site.signIn, {})) {
            site.written = signIn->when;
            batch.signIns.insert(id, *signIn);
        }
        if (const int wrong = std::exchange(site.wrongSignIns, 0); wrong > 0)
            batch.wrongSignIns.insert(id, {{}, wrong});
        if (const auto refusal = std::exchange(site.refusal, {}))
            batch.refusals.insert(id, *refusal);
        if (auto change = std::exchange(site.change, {})) {
            change->address = site.address.toString();
            batch.changes.insert(id, *change);
        }
        if (auto contact = std::exchange(site.contact, {}))
            batch.contacts.append(std::move(*contact));
    }
    return batch;
}

} // namespace mailboat
