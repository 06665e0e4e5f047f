// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ownprimary.h"

namespace mailboat {

Result<> isAnsweredAs(SyncId own, const wire::SiteInfo &answer)
{
    if (answer.siteId == own)
        return {};
    return failure(ErrorCode::SyncIdDiffers,
        {{QStringLiteral("here"), own.value()}, {QStringLiteral("there"), answer.siteId.value()}});
}

Result<> fits(SyncId own, const SatellitePositions &positions, const wire::SiteInfo &answer)
{
    if (answer.isTwoMachines)
        return failure(ErrorCode::TwoMachines, {{QStringLiteral("syncId"), own.value()}});
    if (const auto misfit = answer.positions ? misfitOf(positions, *answer.positions) : std::nullopt)
        return failure(*misfit);
    return {};
}

Result<> isSamePrimary(const KnownPrimary &known, const wire::SiteInfo &answer)
{
    if (known.siteId != answer.mSupplyCentralSiteId)
        return failure(ErrorCode::WrongPrimary,
            {{QStringLiteral("known"), known.siteId}, {QStringLiteral("found"), answer.mSupplyCentralSiteId}});
    if (known.siteUuid != answer.id)
        return failure(
            ErrorCode::WrongSite, {{QStringLiteral("known"), known.siteUuid}, {QStringLiteral("found"), answer.id}});
    return {};
}

} // namespace mailboat
