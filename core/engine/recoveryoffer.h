// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/records/recovery.h"

#include <QDateTime>

namespace mailboat {

class Datafile;

/// What stands still, all of a datafile or one of a primary's sites, and what a person can choose for it, each choice with what it
/// would move: counts records, which takes a while where there are many.
struct RecoveryOffer {
    struct Way {
        Recovery::Choice choice {};
        Recovery::Plan plan;
    };
    std::optional<Error> reason {}; ///< empty: nothing stands still
    QList<Way> ways {}; ///< the usual one first
    std::optional<Error> obstacle {}; ///< why what would be offered cannot be chosen
    /// Of a site that two machines are, at its primary: what is known of them.
    struct Machines {
        QString recorded {}; ///< hardware ID of the one that is recorded as the site's; empty: none is
        QDateTime lastContact {}; ///< of either
        QDateTime noticed {};
    };
    std::optional<Machines> machines {};
};
/// `site`: at a primary, for that one alone.
Result<RecoveryOffer> recoveryOffer(Datafile &datafile, std::optional<SyncId> site = {});

} // namespace mailboat
