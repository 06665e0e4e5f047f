// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>
#include <chrono>
#include <optional>

namespace mailboat {

/// Wrong tries so far, kept in the datafile.
struct CodeTries {
    int wrong = 0;
    std::optional<QDateTime> lockedUntil {};
};

/// Free wrong tries before pauses start (design §8).
inline constexpr int freeTries = 5;
/// How long nobody may try after this many wrong tries in all: none below `freeTries`, 30 s at that, then twice as long
/// each time, at most an hour.
std::chrono::seconds pauseAfter(int wrongTries);

/// The rules of tries; pure, for CodeStore to call inside its transactions.
/// A lock that reaches further than its pause (the clock was set back since) begins anew: who sets the clock back gains no try,
/// and nobody waits for longer than the pause.
CodeTries withLockWithinPause(const CodeTries &before, const QDateTime &now);
/// One try more, locking at once for the pause that follows it; CodeTooManyTries (seconds, sinceMs) while locked.
Result<CodeTries> withTryBegun(const CodeTries &before, const QDateTime &now);
/// Tries count before they are checked: a pause that has only just begun may be due to codes that are right and being
/// looked at, and is then over in a moment. Whether a refusal is for such a pause, so that asking again makes sense.
bool mayBeOverSoon(const Error &refusal);
/// A begun try that turned out not to count.
CodeTries withTryTakenBack(const CodeTries &before);

} // namespace mailboat
