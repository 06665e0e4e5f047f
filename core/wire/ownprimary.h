// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/knownprimary.h"
#include "core/wire/wire.h"

namespace mailboat {

/// Whether a primary that has answered takes this satellite for what it is: SyncIdDiffers.
Result<> isAnsweredAs(SyncId own, const wire::SiteInfo &answer);
/// Whether what this satellite knows of it and what it knows of this satellite fit: EpochDiffers, PrimaryOlder, DatafileOlder,
/// TwoMachines. A primary that says nothing of it fits.
Result<> fits(SyncId own, const SatellitePositions &positions, const wire::SiteInfo &answer);
/// Whether it is the one that cursors and queue belong to: WrongPrimary, WrongSite.
Result<> isSamePrimary(const KnownPrimary &known, const wire::SiteInfo &answer);

} // namespace mailboat
