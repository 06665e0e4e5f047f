// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/positions.h"
#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QHash>
#include <QStringList>

namespace mailboat {

class Authorisation;
class Store;

/// Whether a satellite may fetch all anew from a primary that fits it no better than that: not from an older copy than the site has
/// seen, whose old forms would win over what the site has pushed, and was answered. ActionNotPossible.
Result<> mayFetchAnew(const std::optional<Error> &misfit);

/// What a person may choose where a datafile was put back from a copy, or is on another machine than before. No record that exists
/// anywhere goes: what one end holds comes back at the other. Of two forms of one the later pushed stays (PushBases), and the other
/// one goes to quarantine.
class Recovery final
{
public:
    explicit Recovery(Store &store);

    enum class Choice { Collect, Fetch, Continue, KeepThis };
    static QString name(Choice choice); ///< "collect", "fetch", "continue", "keep-this" (contract.md §4)
    static QStringList names();
    static std::optional<Choice> fromName(const QString &name);

    /// At a primary: all of it, or the worst of the sites that are not served; at a satellite: its synchronisation. Empty: nothing.
    Result<std::optional<Error>> whatStandsStill() const;
    /// What a person can choose for what stands still, the usual choice first; empty: nothing does, or the site is off.
    Result<QList<Choice>> offered() const;

    /// What a choice moves, as far as that is known here.
    struct Plan {
        /// A site that cannot be asked to send again what it owns, since it runs another program.
        struct Silent {
            SyncId site;
            QString program;
            qint64 records = 0; ///< of it that are known here; newer ones are missing until it initialises anew
        };
        qint64 sites = 0; ///< collect: that are asked
        qint64 records = 0; ///< collect: of these that are known here; else: that are here
        qint64 waiting = 0; ///< collect: central changes that every site pulls anew; else: to be pushed
        QList<Silent> silent {};
        QHash<SyncId, qint64> known {}; ///< collect: the records of each site that are known here
        bool isNeedless = false; ///< collect, fetch: nothing stands still for which that would be a choice
        qint64 awaited = 0; ///< collect: sites that have not sent again yet since the last time
        bool hasNeverCalled = false; ///< collect from one site: as far as this primary knows
        bool takesSiteOver = false; ///< keep-this: from another machine, and not only from where the datafile was
    };
    /// ActionNotPossible (why) where it is none for this site, or not for what it stands still for.
    Result<Plan> plan(Choice choice) const;

    /// One transaction, with its entry in the log; what stood still goes on.
    ///
    /// Collect, at a primary: every Mailboat is asked to push all it owns, and gets what it lacks after that; so is every site that
    /// has not called yet. The change logs are numbered anew (ChangeLog::numberAnew()), numbers of the queues leap, and another
    /// epoch begins. Until a site has done its part it is awaited (AwaitedSites).
    /// Fetch, at a satellite: what waits here is pushed, then everything is fetched anew, and Reconciliation has the rest.
    /// Continue, at a satellite: it goes on as it is, another copy from now on. Only with what the primary shows (`shown`), by which
    /// nothing is missing here: chooseRecovery() asks it. ActionNotPossible (why: what is missing), PrimaryOlder.
    /// KeepThis: the datafile belongs to this machine from now on. Where another one synchronises as this site, it takes the site
    /// over as with Fetch, since that one may have come further: the primary then passes the copy over that both had.
    Result<> choose(
        Choice choice, const Authorisation &by, const std::optional<PrimaryPositions> &shown = std::nullopt);

private:
    Result<> checkFits(Choice choice) const;
    Result<> checkShown(Choice choice, const std::optional<PrimaryPositions> &shown) const;
    Result<bool> takesSiteOver() const;
    Result<> refuseToKeep() const;
    Result<Plan> planCollect() const;
    Result<Plan> planFetch() const;
    Result<Plan> planKeep() const;
    Result<> collect(const Plan &plan);
    Result<> fetch();
    Result<> keep();
    Result<> checkNothingMissing(const std::optional<PrimaryPositions> &shown) const;
    Result<> carryOut(Choice choice, const Plan &plan);

    Store &m_store;
};

} // namespace mailboat
