// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/cycleelsewhere.h"

#include "core/records/datafile.h"
#include "core/store/enginelock.h"

#include <QCoroTimer>

namespace mailboat {

namespace {

/// How often it looks for the answer.
constexpr std::chrono::milliseconds answerLookInterval {100};
/// Whoever holds the lock takes a request at once, also while a cycle runs; who has not by then is stopped, or hangs.
constexpr std::chrono::seconds takePatience {50};
/// For a cycle to end that is to be given up, the batch in hand included.
constexpr std::chrono::seconds stopPatience {10};

} // namespace

CycleElsewhere::CycleElsewhere(Datafile &datafile, Clock &clock)
    : m_datafile(datafile)
    , m_clock(clock)
    , m_watch(datafile.connection())
{
}

void CycleElsewhere::cancel()
{
    m_isCancelled = true;
}

void CycleElsewhere::leave()
{
    m_isLeft = true;
}

QCoro::Task<Result<std::optional<CycleReport>>> CycleElsewhere::run()
{
    const auto self = shared_from_this(); // the frame keeps it alive
    const Result<qint64> number = m_datafile.requests().ask(EngineRequests::Kind::SyncNow);
    if (!number)
        co_return failure(number.error());
    m_number = *number;
    m_request = EngineRequests::Request {.number = m_number};
    m_deadline = m_clock.monotonic() + takePatience;
    while (true) {
        const Result<> read = m_watch.follow([this] { return readNews(); });
        if (!read && read.error().code != ErrorCode::DatafileBusy)
            co_return failure(read.error());
        if (m_request && m_request->report)
            co_return m_request->report;
        if (!m_request || !EngineLock::isHeld(m_datafile.address()))
            co_return std::nullopt;
        if (m_isLeft)
            co_return failure(ErrorCode::Cancelled);
        if (m_isCancelled && !m_isStopAsked) {
            if (const Result<> asked = askToStop(); !asked)
                co_return failure(asked.error());
        }
        if (m_clock.monotonic() >= m_deadline && (m_isStopAsked || !m_request->taken))
            co_return failure(m_isStopAsked ? ErrorCode::Cancelled : ErrorCode::EngineStopped);
        co_await QCoro::sleepFor(answerLookInterval);
    }
}

Result<> CycleElsewhere::readNews()
{
    EngineRequests &requests = m_datafile.requests();
    return requests.find(m_number)
        .and_then([&](const std::optional<EngineRequests::Request> &found) {
            m_request = found;
            return requests.progress();
        })
        .map([this](const std::optional<Progress> &progress) {
            if (!progress || progress == m_shown)
                return;
            m_shown = progress;
            emit progressed(*progress);
        });
}

Result<> CycleElsewhere::askToStop()
{
    m_isStopAsked = true;
    m_deadline = m_clock.monotonic() + stopPatience;
    return m_datafile.requests().ask(EngineRequests::Kind::StopCycle).map([](qint64) {});
}

} // namespace mailboat
