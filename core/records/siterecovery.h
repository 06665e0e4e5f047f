// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/records/recovery.h"

namespace mailboat {

/// Recovery at a primary for one of its sites alone: for the others it stays what it is, its epoch and its serials.
class SiteRecovery final
{
public:
    SiteRecovery(Store &store, SyncId site);

    using Choice = Recovery::Choice;
    /// Why the site is not served: what is noted of it. Empty: it is.
    Result<std::optional<Error>> whatStandsStill() const;
    /// What a person can choose here for that, the usual choice first.
    Result<QList<Choice>> offered() const;
    /// The same for what has been read already; empty, too, where somebody has to choose at the site.
    static QList<Choice> offeredFor(const Error &misfit);
    /// How many records of the site are known here, and how many it gets (`waiting`). PeerUnknown; ActionNotPossible (why)
    /// where the choice is none for one site, or does not fit what is noted of it.
    Result<Recovery::Plan> plan(Choice choice) const;

    /// With its entry in the log.
    ///
    /// Collect: the site is given an epoch of its own, so that it sends all it owns and fetches everything anew.
    /// KeepThis: the two machines that were seen as that site are one again. Which one cannot be said from here: where the other one
    /// calls, too, both are stopped as before.
    Result<> choose(Choice choice, const Authorisation &by);

private:
    Result<> checkPrimary() const;
    Result<Peer> peer() const;
    Result<> checkFits(Choice choice) const;
    Result<> checkCollect(const std::optional<Error> &misfit) const;
    Result<> collect(qint64 known);
    Result<> keep();

    Store &m_store;
    const SyncId m_site;
};

} // namespace mailboat
