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

    using Misfit = SiteMisfit;
    Result<std::optional<Misfit>> misfit(SyncId site) const;
    Result<> setMisfit(SyncId site, const std::optional<Misfit> &misfit);
    Result<QList<std::pair<SyncId, Error>>> misfits() const; ///< ordered
    /// Of the sites that do not fit the one that says most of this primary: that it is older than they are; then that two machines
    /// are one. Nothing: all fit.
    Result<std::optional<std::pair<SyncId, Misfit>>> worst() const;
    Result<> clearMisfits(); ///< a person has chosen, for all of them
    /// Of two machines that were one site somebody has chosen the other one: whoever shows this copy from now on is one too many.
    /// The newest `mostPassedOver` of each site are remembered.
    Result<> passOver(SyncId site, const QByteArray &copy);
    static constexpr int mostPassedOver = 50;
    /// What did not fit is over, since the site has shown another copy or begins afresh; of two machines, the copy that both had is
    /// passed over.
    Result<> settle(SyncId site);
    Result<bool> isPassedOver(SyncId site, const QByteArray &copy) const;
    // May join a transaction.
    Result<> forget(SyncId site); ///< is no site of the list any more
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap
    static std::optional<Error> misfitFrom(const QVariant &stored); ///< as it stands in the list of sites

private:
    Result<PrimaryPositions> readOf(SyncId site) const;

    Connection &m_connection;
};

} // namespace mailboat
