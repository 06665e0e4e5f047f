// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"
#include "core/domain/peer.h"
#include "core/store/awaitedsites.h"
#include "core/store/siterefusals.h"

namespace mailboat {

/// What has been noted of the sites that a primary has refused, by Sync ID (SiteRefusals).
using Refusals = QHash<SyncId, SiteRefusals::Refusal>;

/// "contacts" of a primary's check: who is refused, who has been silent for so long, for whom many wrong passwords came, and what
/// the sites run. `only` narrows it to one site: PeerUnknown.
CheckFinding contactsFinding(const QList<Peer> &peers, std::optional<SyncId> only, const Refusals &refusals,
    const QDateTime &now, const SiteThresholds &thresholds = {});

/// Of sites that stand still since they, or this primary, work on an older copy (SitePositions).
using Misfits = QList<std::pair<SyncId, Error>>;
/// Without those whose reason is over: a datafile that stands still no more, positions that fit by now.
Refusals standingRefusals(Refusals refusals, const Misfits &misfits, bool standsStill);
/// The same finding with the sites that have not sent again yet, of those that it is about: a warning at least.
CheckFinding withAwaited(
    CheckFinding contacts, const QList<AwaitedSites::Awaited> &awaited, std::optional<SyncId> only);
/// The same finding, failed where there are such among the sites that it is about.
CheckFinding withMisfits(CheckFinding contacts, const Misfits &misfits, std::optional<SyncId> only);

} // namespace mailboat
