// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QRandomGenerator>

#include <chrono>

namespace mailboat {

/// When to try again; pure, so that a day of failures can be worked out in a test.

/// How often one request is tried within a cycle where the failure may heal.
inline constexpr int attemptsPerRequest = 4;
/// The longest pause between two of them; a server that asks for more is left alone until the next cycle.
inline constexpr std::chrono::seconds longestPauseInCycle {60};
/// The pause before attempt `attempt` (2 is the first repeat): 1 s, 4 s, 16 s …, at most 60 s, times 0.75 to 1.25 at random;
/// never less than the server's Retry-After (which is capped at an hour).
std::chrono::milliseconds pauseBefore(int attempt, std::chrono::seconds retryAfter, QRandomGenerator &random);
/// Whether a failure is worth another try within the same cycle: it may heal, and is neither credentials, machine nor version.
bool isWorthRepeating(ErrorCode code);
/// The pause until the next cycle after `failures` failed ones in a row: the interval, doubling, to at most an hour or the
/// interval, whichever is longer, jittered; at least the server's Retry-After.
std::chrono::milliseconds pauseUntilNextCycle(
    std::chrono::minutes interval, int failures, std::chrono::seconds retryAfter, QRandomGenerator &random);

} // namespace mailboat
