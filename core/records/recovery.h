// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QStringList>

namespace mailboat {

class Authorisation;
class Store;

/// What a person may choose where a datafile was put back from a copy, or is on another machine than before. No record that exists
/// anywhere goes: what one end holds comes back at the other. Of two forms of one the later pushed stays (PushBases), and the other
/// one goes to quarantine.
class Recovery final
{
public:
    explicit Recovery(Store &store);

    enum class Choice { Collect, Fetch, KeepThis };
    static QString name(Choice choice); ///< "collect", "fetch", "keep-this" (contract.md §4)
    static QStringList names();
    static std::optional<Choice> fromName(const QString &name);

    /// What a person can choose for what stands still, the usual choice first; empty: nothing does.
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
        qint64 records = 0; ///< collect: of these that are known here; fetch: that are here
        qint64 waiting = 0; ///< collect: central changes that every site pulls anew; fetch: to be pushed first
        QList<Silent> silent {};
    };
    /// UsageWrong (why) where it is none for this site, or not for what it stands still for.
    Result<Plan> plan(Choice choice) const;

    /// One transaction, with its entry in the log; what stood still goes on.
    ///
    /// Collect, at a primary: every Mailboat is asked to push all it owns, and gets what it lacks after that; so is every site that
    /// has not called yet. The change logs are numbered anew (ChangeLog::numberAnew()), numbers of the queues leap, and another
    /// epoch begins.
    /// Fetch, at a satellite: what waits here is pushed, then everything is fetched anew, and Reconciliation has the rest.
    /// KeepThis: the datafile belongs to this machine from now on.
    Result<> choose(Choice choice, const Authorisation &by);

private:
    Result<std::optional<Error>> whatStandsStill() const;
    Result<> checkFits(Choice choice) const;
    Result<Plan> planCollect() const;
    Result<Plan> planFetch() const;
    Result<> collect();

    Store &m_store;
};

} // namespace mailboat
