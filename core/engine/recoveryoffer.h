// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/records/recovery.h"

namespace mailboat {

class Datafile;

/// What stands still, and what a person can choose for it, each choice with what it would move: counts records, which takes a while
/// where there are many.
struct RecoveryOffer {
    struct Way {
        Recovery::Choice choice {};
        Recovery::Plan plan;
    };
    std::optional<Error> reason {}; ///< empty: nothing stands still
    QList<Way> ways {}; ///< the usual one first
};
Result<RecoveryOffer> recoveryOffer(Datafile &datafile);

} // namespace mailboat
