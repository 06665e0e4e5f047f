// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoverychoice.h"

#include "core/records/datafile.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

QCoro::Task<Result<>> chooseRecovery(Datafile &datafile, HttpClient &http, Recovery::Choice choice, Authorisation by)
{
    Recovery recovery(datafile);
    if (choice != Recovery::Choice::Continue)
        co_return recovery.choose(choice, by);
    if (const Result<Recovery::Plan> plan = recovery.plan(choice); !plan) // before anybody waits
        co_return failure(plan.error());
    const Result<std::optional<PrimaryPositions>> shown = co_await positionsAtPrimary(datafile, http);
    if (!shown)
        co_return failure(shown.error());
    co_return recovery.choose(choice, by, *shown);
}

} // namespace mailboat
