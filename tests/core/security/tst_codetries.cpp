// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/codetries.h"
#include "tests/support/catch.h"

#include <limits>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QDateTime morning(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);

} // namespace

TEST_CASE("Five wrong tries are free, then the pause doubles from 30 s to at most an hour (design §8)")
{
    CHECK(pauseAfter(-1) == 0s);
    CHECK(pauseAfter(0) == 0s);
    CHECK(pauseAfter(4) == 0s);
    CHECK(pauseAfter(5) == 30s);
    CHECK(pauseAfter(6) == 60s);
    CHECK(pauseAfter(7) == 120s);
    CHECK(pauseAfter(11) == 1920s);
    CHECK(pauseAfter(12) == 3600s);
    CHECK(pauseAfter(1000) == 3600s);
    CHECK(pauseAfter(std::numeric_limits<int>::max()) == 3600s);
}

TEST_CASE("The fifth try locks while it is still being checked")
{
    CodeTries tries;
    for (int i = 1; i <= freeTries; ++i) {
        const Result<CodeTries> begun = withTryBegun(tries, morning);
        REQUIRE(begun);
        CHECK(begun->wrong == i);
        tries = *begun;
    }
    CHECK(tries.lockedUntil == morning.addSecs(30));
    const Result<CodeTries> sixth = withTryBegun(tries, morning.addMSecs(1));
    REQUIRE_FALSE(sixth);
    CHECK(sixth.error().code == ErrorCode::CodeTooManyTries);
    CHECK(sixth.error().values[QStringLiteral("seconds")].toInt() == 30);
    CHECK(mayBeOverSoon(sixth.error()));
    CHECK(mayBeOverSoon(withTryBegun(tries, morning.addMSecs(999)).error()));
    CHECK_FALSE(mayBeOverSoon(withTryBegun(tries, morning.addMSecs(1000)).error()));
    CHECK_FALSE(mayBeOverSoon({ErrorCode::CodeWrong}));
    CHECK_FALSE(withTryBegun(tries, morning.addMSecs(29'999)));
    CHECK(withTryBegun(tries, morning.addMSecs(29'999)).error().values[QStringLiteral("seconds")].toInt() == 1);
}

TEST_CASE("After the pause there is one try, and the next pause is twice as long")
{
    const Result<CodeTries> sixth = withTryBegun({5, morning.addSecs(30)}, morning.addSecs(30));
    REQUIRE(sixth);
    CHECK(sixth->wrong == 6);
    CHECK(sixth->lockedUntil == morning.addSecs(90));
}

TEST_CASE("E6: a clock that was set back gains no try, and locks nobody out for longer than the pause")
{
    CHECK_FALSE(withTryBegun({5, morning.addSecs(30)}, morning));
    const QDateTime before = morning.addDays(-1);
    const Result<CodeTries> tried = withTryBegun({5, morning.addSecs(30)}, before);
    REQUIRE_FALSE(tried);
    CHECK(tried.error().values[QStringLiteral("seconds")].toInt() == 30);
    const CodeTries within = withLockWithinPause({5, morning.addSecs(30)}, before);
    CHECK(within.lockedUntil == before.addSecs(30));
    CHECK_FALSE(withTryBegun(within, before.addSecs(29)));
    CHECK(withTryBegun(within, before.addSecs(30)));
    CHECK(withLockWithinPause({5, morning.addSecs(30)}, morning).lockedUntil == morning.addSecs(30));
    CHECK_FALSE(withLockWithinPause({5, {}}, morning).lockedUntil);
}

TEST_CASE("Damaged counts neither overflow nor give tries away")
{
    CHECK(withTryBegun({-7, {}}, morning)->wrong == 1);
    CHECK(withTryBegun({std::numeric_limits<int>::max(), {}}, morning)->lockedUntil == morning.addSecs(3600));
}

TEST_CASE("A try taken back counts as none and locks nobody")
{
    CHECK(withTryTakenBack({5, morning}).wrong == 4);
    CHECK_FALSE(withTryTakenBack({5, morning}).lockedUntil);
    CHECK(withTryTakenBack({0, {}}).wrong == 0);
}
