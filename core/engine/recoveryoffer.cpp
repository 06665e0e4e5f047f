// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoveryoffer.h"

#include "core/prefs/peerlist.h"
#include "core/records/datafile.h"
#include "core/records/siterecovery.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"

namespace mailboat {

namespace {

/// By Recovery or SiteRecovery.
template<class Recovering>
Result<RecoveryOffer> offerOf(const Recovering &recovery)
{
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
        else if (plan.error().code == ErrorCode::ActionNotPossible) // what is not for this site hides no other way
            offer.obstacle = plan.error();
        else
            return failure(plan.error());
    }
    return offer;
}

/// The two show the same Sync ID, password and, where it is recorded, hardware ID; by what they have sent the primary knows only
/// that there are two.
Result<RecoveryOffer::Machines> machinesOf(Datafile &datafile, SyncId site)
{
    const Result<Settings> settings = datafile.settings().read();
    if (!settings)
        return failure(settings.error());
    RecoveryOffer::Machines machines;
    if (const Peer *const peer = findPeer(settings->peers, site)) {
        machines.recorded = peer->hardwareId;
        machines.lastContact = peer->lastContact;
    }
    return SitePositions(datafile.connection()).misfit(site).map([&](const std::optional<SiteMisfit> &misfit) {
        machines.noticed = misfit ? misfit->since : QDateTime();
        return machines;
    });
}

} // namespace

Result<RecoveryOffer> recoveryOffer(Datafile &datafile, std::optional<SyncId> site)
{
    if (!site)
        return offerOf(Recovery(datafile));
    Result<RecoveryOffer> offer = offerOf(SiteRecovery(datafile, *site));
    if (!offer || !offer->reason || offer->reason->code != ErrorCode::TwoMachines)
        return offer;
    const Result<RecoveryOffer::Machines> machines = machinesOf(datafile, *site);
    if (!machines)
        return failure(machines.error());
    offer->machines = *machines;
    return offer;
}

} // namespace mailboat
