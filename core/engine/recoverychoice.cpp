// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoverychoice.h"

#include "core/records/datafile.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

QCoro::Task<Result<>> chooseRecovery(Datafile &datafile, HttpClient &http, Recovery::Choice choice, Authorisation by)
{
    Recovery recovery(datafile);
    const bool isContinue = choice == Recovery::Choice::Continue;
    if (!isContinue && choice != Recovery::Choice::Fetch)
        co_return recovery.choose(choice, by);
    if (const Result<Recovery::Plan> plan = recovery.plan(choice); !plan) // before anybody waits
        co_return failure(plan.error());
    const Result<wire::SiteInfo> site = co_await siteAtPrimary(datafile, http);
    if (!site && (isContinue || site.error().code == ErrorCode::Cancelled))
        co_return failure(site.error());
    if (isContinue && site->isTwoMachines)
        co_return failure(ErrorCode::TwoMachines, {{QStringLiteral("syncId"), site->siteId.value()}});
    co_return recovery.choose(choice, by, site ? site->positions : std::nullopt);
}

} // namespace mailboat
