// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoveryoffer.h"

#include "core/records/datafile.h"

namespace mailboat {

Result<RecoveryOffer> recoveryOffer(Datafile &datafile)
{
    const Recovery recovery(datafile);
    RecoveryOffer offer;
    const Result<std::optional<Error>> reason = recovery.whatStandsStill();
    if (!reason)
        return failure(reason.error());
    offer.reason = *reason;
    const Result<QList<Recovery::Choice>> choices = recovery.offered();
    if (!choices)
        return failure(choices.error());
    for (const Recovery::Choice choice : *choices) {
        const Result<Recovery::Plan> plan = recovery.plan(choice);
        if (plan)
            offer.ways.append({choice, *plan});
        else if (plan.error().code != ErrorCode::ActionNotPossible) // what is not for this site hides no other way
            return failure(plan.error());
    }
    return offer;
}

} // namespace mailboat
