// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"

namespace mailboat {

class Store;

/// Tries every entry of the quarantine (or one) again as if it had just come; what is taken leaves, and
/// what this site's primary has refused alone goes with the next push. Returns how many left. What lost after a
/// restore (FormOlder, FormReplaced, NotBrought) takes the place of what is here only where it is meant by its number: at a primary
/// the site gets it too; at a satellite it is a change of this site's own, and ActionNotPossible (why) where it may not make that.
/// RecordMissing (number) where there is none of that number.
Result<qint64> retryQuarantined(Store &store, const std::optional<qint64> &number = {});
/// Gives one entry up; a change of this site's own that the primary refuses is then not sent any more, though it stays in the
/// records here. False: there is no such entry.
Result<bool> dropQuarantined(Store &store, qint64 number);
/// What came of trying several.
struct RetryOutcome {
    qint64 left = 0; ///< have left the quarantine, with those that came with them
    qint64 sent = 0; ///< of these: what the primary had refused, and is sent again with the next push
    qint64 stayed = 0;
    qint64 single = 0; ///< were not tried: what lost after a restore has to be meant, one by one
    std::optional<Error> refusal {}; ///< why the last one that was meant stayed, where that is said at once
};
/// Tries these, as whoever has marked them in a list: one alone is meant by its number, of several none is. One that has gone
/// meanwhile is passed over. `isAlone`: the list had no other.
Result<RetryOutcome> retryQuarantined(Store &store, const QList<qint64> &numbers, bool isAlone);
/// Gives these up, all or none; returns how many there still were.
Result<qint64> dropQuarantined(Store &store, const QList<qint64> &numbers);
Error notInQuarantine(qint64 number); ///< RecordMissing

} // namespace mailboat
