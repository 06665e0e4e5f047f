// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"
#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/syncstate.h"
#include "core/sync/synccycle_state.h"

namespace mailboat {

/// Whether there is nothing to exchange: `/site` has said that nothing waits for this site, neither in the change log behind its
/// cursor nor in its queue (our extension `idle`), and nothing waits here. Then the requests that would say the same once more
/// are spared.
Result<bool> SyncCycle::isQuiet()
{
    const wire::SiteInfo &info = m_state->info;
    if (m_state->central || m_state->queued) // what was asked for ahead is to be taken
        return false;
    if (!m_state->initialised || info.queueLength != 0 || !info.positions || info.resendRequested
        || m_state->reconciliation != 0)
        return false;
    if (const Result<> goesOn = readAgain(); !goesOn)
        return failure(goesOn.error());
    Datafile &datafile = m_state->datafile;
    if (const Result<> reviewed = datafile.satelliteRecords().reviewSetAside(); !reviewed)
        return failure(reviewed.error());
    const Result<bool> prepared = datafile.state().isQueuePrepared();
    if (!prepared)
        return failure(prepared.error());
    const Result<bool> hasNothingToSend = datafile.outbox().isEmpty();
    if (!hasNothingToSend)
        return failure(hasNothingToSend.error());
    const auto landed = datafile.landing().toAcknowledge();
    if (!landed)
        return failure(landed.error());
    return *prepared && *hasNothingToSend && landed->isEmpty();
}

} // namespace mailboat
