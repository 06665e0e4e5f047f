// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/backoff.h"

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr std::chrono::seconds longestRetryAfter = 1h;
constexpr std::chrono::minutes longestPauseBetweenCycles = 1h;

milliseconds jittered(milliseconds pause, QRandomGenerator &random)
{
    return milliseconds(static_cast<qint64>(static_cast<double>(pause.count()) * (0.75 + random.generateDouble() / 2)));
}

} // namespace

milliseconds pauseBefore(int attempt, std::chrono::seconds retryAfter, QRandomGenerator &random)
{
    milliseconds pause = 1s;
    for (int repeat = 2; repeat < attempt && pause < longestPauseInCycle; ++repeat)
        pause *= 4;
    return std::max<milliseconds>(
        jittered(std::min(pause, milliseconds(longestPauseInCycle)), random), std::min(retryAfter, longestRetryAfter));
}

bool isWorthRepeating(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NoNameService:
    case ErrorCode::HostNotFound: // a line that has just come up
    case ErrorCode::NoRoute:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionFiltered:
    case ErrorCode::ConnectionFailed:
    case ErrorCode::ConnectionLost:
    case ErrorCode::AnswerTimeout:
    case ErrorCode::ProxyRefused:
    case ErrorCode::HttpServerError:
    case ErrorCode::PrimaryBusy:
    case ErrorCode::ServerFull:
        return true;
    default:
        return false;
    }
}

milliseconds pauseUntilNextCycle(
    std::chrono::minutes interval, int failures, std::chrono::seconds retryAfter, QRandomGenerator &random)
{
    const milliseconds longest = std::max(interval, longestPauseBetweenCycles);
    milliseconds pause = interval;
    for (int failed = 1; failed < failures && pause < longest; ++failed)
        pause *= 2;
    pause = std::min(pause, longest);
    if (failures > 0) // sites that failed together should not come back together
        pause = std::min(jittered(pause, random), longest);
    return std::max<milliseconds>(pause, std::min(retryAfter, longestRetryAfter));
}

} // namespace mailboat
