// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/positions.h"
#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QVariant>

namespace mailboat {

class Connection;

/// A primary's part of positions: what it knows of each site's, and what does not fit. Every setter is a transaction of its own or
/// joins the caller's.
class SitePositions
{
public:
    explicit SitePositions(Connection &connection);

    Result<PrimaryPositions> of(SyncId site) const;
    Result<> noteHeld(SyncId site, qint64 number); ///< the higher one counts
    Result<> noteTaken(SyncId site, qint64 number); ///< the higher one counts
    /// The site begins afresh: nothing is known of it any more, and all fits.
    Result<> reset(SyncId site);

    struct Misfit {
        Error error; ///< SiteNewer, SiteOlder, TwoMachines, PositionImpossible
        QByteArray copy {}; ///< SatellitePositions::copy of whoever showed it
        bool operator==(const Misfit &) const = default;
    };
    Result<std::optional<Misfit>> misfit(SyncId site) const;
    Result<> setMisfit(SyncId site, const std::optional<Misfit> &misfit);
    Result<QList<std::pair<SyncId, Error>>> misfits() const; ///< ordered
    Result<> clearMisfits(); ///< a person has chosen, for all of them
    static std::optional<Error> misfitFrom(const QVariant &stored); ///< as it stands in the list of sites

private:
    Result<PrimaryPositions> readOf(SyncId site) const;

    Connection &m_connection;
};

/// What a primary notes of a site that has shown its positions, given what it had noted. Once an older copy has been seen, the
/// newer one at work under the same name shows that there are two machines.
std::optional<SitePositions::Misfit> misfitToNote(SyncId site, const SatellitePositions &shown,
    const PrimaryPositions &known, const std::optional<SitePositions::Misfit> &before);

} // namespace mailboat
