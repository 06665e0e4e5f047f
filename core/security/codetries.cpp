// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/codetries.h"

#include <algorithm>
#include <limits>

namespace mailboat {

using std::chrono::seconds;

seconds pauseAfter(int wrongTries)
{
    constexpr seconds first {30};
    constexpr seconds longest {3600};
    if (wrongTries < freeTries)
        return seconds {0};
    constexpr int doublingsEnough = 7; // 30 s * 2^7 is more than an hour
    const int doublings = std::min(wrongTries - freeTries, doublingsEnough);
    return std::min(first * (1 << doublings), longest);
}

CodeTries withLockWithinPause(const CodeTries &before, const QDateTime &now)
{
    CodeTries after = before;
    if (const QDateTime furthest = now.addSecs(pauseAfter(before.wrong).count());
        before.lockedUntil && *before.lockedUntil > furthest)
        after.lockedUntil = furthest;
    return after;
}

Result<CodeTries> withTryBegun(const CodeTries &before, const QDateTime &now)
{
    const qint64 pause = std::chrono::milliseconds(pauseAfter(before.wrong)).count();
    const qint64 left = before.lockedUntil ? std::min(now.msecsTo(*before.lockedUntil), pause) : 0;
    if (left > 0) {
        constexpr qint64 second = 1000;
        return failure(ErrorCode::CodeTooManyTries,
            {{QStringLiteral("seconds"), (left + second - 1) / second}, {QStringLiteral("sinceMs"), pause - left}});
    }
    CodeTries after;
    after.wrong = std::clamp(before.wrong, 0, std::numeric_limits<int>::max() - 1) + 1;
    if (const seconds next = pauseAfter(after.wrong); next > seconds {0})
        after.lockedUntil = now.addSecs(next.count());
    return after;
}

bool mayBeOverSoon(const Error &refusal)
{
    constexpr qint64 moment = 1000;
    return refusal.code == ErrorCode::CodeTooManyTries
        && refusal.values.value(QStringLiteral("sinceMs"), moment).toLongLong() < moment;
}

CodeTries withTryTakenBack(const CodeTries &before)
{
    // It could only begin because no pause was running then.
    return CodeTries {std::max(before.wrong - 1, 0), {}};
}

} // namespace mailboat
