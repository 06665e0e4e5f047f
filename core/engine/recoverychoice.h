// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recovery.h"
#include "core/security/authorisation.h"

#include <QCoroTask>

namespace mailboat {

class Datafile;
class HttpClient;

/// Recovery::choose() for whoever can wait for the network: Continue asks the primary first what it knows of this site
/// (siteAtPrimary()); so does Fetch, for which a primary that cannot be reached, or is another one, is no obstacle. TwoMachines where
/// the primary has seen those; the other errors are those of both; whatever fails changes nothing. Datafile and client
/// outlive it. `site`: at a primary, for that one alone, which asks nobody (SiteRecovery).
QCoro::Task<Result<>> chooseRecovery(
    Datafile &datafile, HttpClient &http, Recovery::Choice choice, Authorisation by, std::optional<SyncId> site = {});

} // namespace mailboat
