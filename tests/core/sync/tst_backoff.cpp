// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/backoff.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

bool isAbout(milliseconds pause, milliseconds middle)
{
    return pause >= middle * 3 / 4 && pause <= middle * 5 / 4;
}

} // namespace

TEST_CASE("pauses within a cycle grow to a minute, with jitter")
{
    QRandomGenerator random(1);
    milliseconds shortest = 1h;
    milliseconds longest = 0ms;
    for (int i = 0; i < 200; ++i) {
        CHECK(isAbout(pauseBefore(2, 0s, random), 1s));
        CHECK(isAbout(pauseBefore(3, 0s, random), 4s));
        CHECK(isAbout(pauseBefore(4, 0s, random), 16s));
        CHECK(isAbout(pauseBefore(50, 0s, random), 60s));
        const milliseconds pause = pauseBefore(2, 0s, random);
        shortest = std::min(shortest, pause);
        longest = std::max(longest, pause);
    }
    CHECK(longest - shortest > 300ms);
}

TEST_CASE("Retry-After is obeyed, to at most an hour")
{
    QRandomGenerator random(1);
    CHECK(pauseBefore(2, 120s, random) == 120s);
    CHECK(pauseBefore(2, 100h, random) == 1h);
    CHECK(pauseUntilNextCycle(1min, 1, 600s, random) == 600s);
    CHECK(pauseUntilNextCycle(1min, 1, 100h, random) == 1h);
}

TEST_CASE("the pause between cycles is the interval, and stretches with every failure to an hour or the interval")
{
    QRandomGenerator random(1);
    CHECK(pauseUntilNextCycle(5min, 0, 0s, random) == 5min);
    CHECK(isAbout(pauseUntilNextCycle(5min, 1, 0s, random), 5min));
    CHECK(isAbout(pauseUntilNextCycle(5min, 2, 0s, random), 10min));
    CHECK(isAbout(pauseUntilNextCycle(5min, 4, 0s, random), 40min));
    for (int failures = 5; failures < 2000; failures += 97) {
        CHECK(isAbout(pauseUntilNextCycle(5min, failures, 0s, random), 60min));
        CHECK(isAbout(pauseUntilNextCycle(180min, failures, 0s, random), 180min));
        CHECK(pauseUntilNextCycle(5min, failures, 0s, random) <= 60min);
    }
}

TEST_CASE("only what may heal in a moment is worth repeating")
{
    for (const ErrorCode code : {ErrorCode::NoRoute, ErrorCode::ConnectionRefused, ErrorCode::ConnectionFiltered,
             ErrorCode::ConnectionLost, ErrorCode::AnswerTimeout, ErrorCode::PrimaryBusy, ErrorCode::HttpServerError})
        CHECK(isWorthRepeating(code));
    for (const ErrorCode code :
        {ErrorCode::SiteIncorrectPassword, ErrorCode::SiteIncorrectHardwareId, ErrorCode::SiteNameNotFound,
            ErrorCode::ApiVersionIncompatible, ErrorCode::TlsSelfSigned, ErrorCode::WrongPrimary, ErrorCode::Cancelled,
            ErrorCode::AnswerInvalid, ErrorCode::SiteAuthTimeout, ErrorCode::NotHttp, ErrorCode::NetworkSignIn})
        CHECK_FALSE(isWorthRepeating(code));
}
