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
Error notInQuarantine(qint64 number); ///< RecordMissing

} // namespace mailboat
