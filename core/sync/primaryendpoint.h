// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/primaryapi.h"

namespace mailboat {

class Datafile;
class SyncPreferences;

/// What a cycle of this satellite needs to call its primary, from the datafile; what it stands still for (Standstill), NotSetUp,
/// NotASatellite, NoPrimary, PasswordNeeded, MachineKeyUnusable, KeyRingUnusable, HardwareIdUnavailable.
Result<Endpoint> primaryEndpoint(Datafile &datafile);
/// The HTTP client's options from the preferences.
HttpClient::Options httpOptions(const SyncPreferences &preferences);
/// Retrieve at a satellite (contract.md §6): POST initialise, then the cursor goes to 0 and another primary is accepted.
/// ActionNotPossible where the primary that is known is an older copy than this site has seen (mayFetchAnew()).
/// Returns how many records the primary has queued. Whatever fails changes nothing here.
QCoro::Task<Result<qint64>> retrieveFromPrimary(Datafile &datafile, HttpClient &http);
/// What the primary says of this satellite, also while that stands still: asked as a check asks, so that nothing is noted
/// there. Without positions where that primary does not say (another program, an older build). Errors: those of primaryEndpoint() and
/// PrimaryApi, SyncIdDiffers, WrongPrimary, WrongSite.
QCoro::Task<Result<wire::SiteInfo>> siteAtPrimary(Datafile &datafile, HttpClient &http);

} // namespace mailboat
