// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each choice moves.
#include "core/records/primaryrecords.h"
#include "core/records/recovery.h"
#include "core/records/sitereturn.h"
#include "core/store/awaitedsites.h"
#include "core/store/changelog.h"
#include "core/store/outbox.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

namespace mailboat {

Result<Recovery::Plan> Recovery::plan(Choice choice) const
{
    if (const Result<> fits = checkFits(choice); !fits)
        return failure(fits.error());
    switch (choice) {
    case Choice::Collect:
        return planCollect();
    case Choice::Fetch: {
        const Result<std::optional<Error>> reason = whatStandsStill();
        if (!reason)
            return failure(reason.error());
        Result<Plan> plan = planFetch();
        if (plan)
            plan->isNeedless = !*reason;
        return plan;
    }
    case Choice::Continue:
        return planFetch();
    case Choice::KeepThis:
        return planKeep();
    }
    Q_UNREACHABLE();
}

Result<Recovery::Plan> Recovery::planCollect() const
{
    const Result<Settings> settings = m_store.settings().read();
    if (!settings)
        return failure(settings.error());
    const PrimaryRecords records(m_store);
    Plan plan;
    for (const Peer &peer : settings->peers) {
        const Result<qint64> owned = records.countOwnedBy(peer.syncId);
        if (!owned)
            return failure(owned.error());
        plan.known.insert(peer.syncId, *owned);
        if (mayHearWish(peer)) {
            ++plan.sites;
            plan.records += *owned;
        } else {
            plan.silent.append({peer.syncId, peer.app.words(), *owned});
        }
    }
    const Result<QList<Choice>> choices = offered();
    if (!choices)
        return failure(choices.error());
    const auto awaited = AwaitedSites(m_store.connection()).all();
    if (!awaited)
        return failure(awaited.error());
    plan.isNeedless = !choices->contains(Choice::Collect);
    plan.awaited = awaited->size();
    return m_store.changeLog().count().map([&plan](qint64 central) {
        plan.waiting = central;
        return plan;
    });
}

Result<Recovery::Plan> Recovery::planFetch() const
{
    const Result<qint64> waiting = m_store.outbox().waiting();
    if (!waiting)
        return failure(waiting.error());
    return RecordTable(m_store.connection()).count({}).map([&waiting](qint64 records) {
        return Plan {.records = records, .waiting = *waiting};
    });
}

Result<Recovery::Plan> Recovery::planKeep() const
{
    const Result<bool> takesOver = takesSiteOver();
    if (!takesOver)
        return failure(takesOver.error());
    if (!*takesOver)
        return Plan {};
    Result<Plan> plan = planFetch();
    if (plan)
        plan->takesSiteOver = true;
    return plan;
}

} // namespace mailboat
