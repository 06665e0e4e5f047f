// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoverychoice.h"

#include "core/records/datafile.h"
#include "core/records/siterecovery.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

QCoro::Task<Result<>> chooseRecovery(
    Datafile &datafile, HttpClient &http, Recovery::Choice choice, Authorisation by, std::optional<SyncId> site)
{
    if (site)
        co_return SiteRecovery(datafile, *site).choose(choice, by);
    Recovery recovery(datafile);
    const bool isContinue = choice == Recovery::Choice::Continue;
    if (!isContinue && choice != Recovery::Choice::Fetch)
        co_return recovery.choose(choice, by);
    if (const Result<Recovery::Plan> plan = recovery.plan(choice); !plan) // before anybody waits
        co_return failure(plan.error());
    const Result<wire::SiteInfo> info = co_await siteAtPrimary(datafile, http);
    if (!info && (isContinue || info.error().code == ErrorCode::Cancelled))
        co_return failure(info.error());
    if (isContinue && info->isTwoMachines)
        co_return failure(ErrorCode::TwoMachines, {{QStringLiteral("syncId"), info->siteId.value()}});
    co_return recovery.choose(choice, by, info ? info->positions : std::nullopt);
}

} // namespace mailboat
