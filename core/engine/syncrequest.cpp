// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/syncrequest.h"

#include "core/engine/status.h"
#include "core/engine/takenrequests.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/settingstable.h"
#include "core/store/watch.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"

#include <QCoroTimer>
#include <QTimer>

namespace mailboat {

namespace {

/// How often the asking process looks for the answer, and the one that is asked for requests.
constexpr std::chrono::milliseconds answerLookInterval {100};
/// Whoever holds the lock takes a request at once, also while a cycle runs; who has not by then is stopped, or hangs.
constexpr std::chrono::seconds takePatience {50};
/// For a cycle to end that is to be given up, the batch in hand included.
constexpr std::chrono::seconds stopPatience {10};

} // namespace

struct SyncRequest::State {
    Datafile &datafile;
    Clock &clock;
    Watch watch {datafile.connection()};
    std::shared_ptr<SyncCycle> cycle {};
    TakenRequests taken {};
    bool cancelled = false;
    bool isLeft = false;
};

std::shared_ptr<SyncRequest> SyncRequest::create(Datafile &datafile, Clock &clock)
{
    return std::shared_ptr<SyncRequest>(new SyncRequest(datafile, clock));
}

SyncRequest::SyncRequest(Datafile &datafile, Clock &clock)
    : m_state(new State {datafile, clock})
{
}

SyncRequest::~SyncRequest() = default;

void SyncRequest::cancel()
{
    m_state->cancelled = true;
    if (m_state->cycle)
        m_state->cycle->cancel();
}

void SyncRequest::leave()
{
    m_state->isLeft = true;
    cancel();
}

CycleReport SyncRequest::failedReport(Error error) const
{
    CycleReport report;
    report.started = m_state->clock.utcNow();
    report.byHand = true;
    report.error = std::move(error);
    return report;
}

QCoro::Task<CycleReport> SyncRequest::run()
{
    const auto self = shared_from_this(); // the frame keeps the request alive
    // What cannot work at all is said before anybody is asked.
    if (const Result<Endpoint> endpoint = primaryEndpoint(m_state->datafile); !endpoint)
        co_return failedReport(endpoint.error());

    while (!m_state->cancelled) {
        Result<std::unique_ptr<EngineLock>> lock = EngineLock::take(m_state->datafile.address());
        if (lock) {
            (*lock)->setAtWork();
            co_return co_await runHere();
        }
        if (lock.error().code != ErrorCode::EngineLockHeld)
            co_return failedReport(lock.error());
        if (std::optional<CycleReport> report = co_await runInEngine())
            co_return std::move(*report);
        // the engine ended before it answered: the lock is free now, or somebody else's
    }
    co_return failedReport(Error {ErrorCode::Cancelled});
}

QCoro::Task<CycleReport> SyncRequest::runHere()
{
    const auto self = shared_from_this();
    SyncPreferences preferences;
    if (auto read = m_state->datafile.settings().readPreferences(preferences); !read)
        co_return failedReport(read.error());
    EngineRequests &requests = m_state->datafile.requests();
    if (auto dropped = requests.dropOld(m_state->clock.utcNow()); !dropped)
        co_return failedReport(dropped.error());
    HttpClient http(httpOptions(preferences));
    SyncCycle::Options options;
    options.byHand = true;
    QTimer watch;
    connect(&watch, &QTimer::timeout, this, &SyncRequest::takeRequests);
    watch.start(answerLookInterval);
    m_state->cycle = SyncCycle::create(m_state->datafile, http, m_state->clock, options);
    connect(m_state->cycle.get(), &SyncCycle::progressed, this, &SyncRequest::progressed);
    CycleReport report = co_await m_state->cycle->run();
    m_state->cycle.reset();
    m_state->taken.answer(requests, report);
    co_return report;
}

/// While this process does what an engine does, others may ask it as they would ask one: the cycle counts for them, too.
void SyncRequest::takeRequests()
{
    if (!m_state->cycle)
        return;
    (void)m_state->watch.follow([this] { // what fails is tried again at the next look
        return m_state->taken.take(m_state->datafile.requests(), [this](EngineRequests::Kind kind) {
            if (kind == EngineRequests::Kind::StopCycle)
                m_state->cycle->cancel();
        });
    });
}

QCoro::Task<std::optional<CycleReport>> SyncRequest::runInEngine()
{
    const auto self = shared_from_this();
    EngineRequests &requests = m_state->datafile.requests();
    const Result<qint64> number = requests.ask(EngineRequests::Kind::SyncNow);
    if (!number)
        co_return failedReport(number.error());

    Watch watch(m_state->datafile.connection());
    std::optional<EngineRequests::Request> request = EngineRequests::Request {.number = *number}; // as last read
    std::optional<Progress> shown;
    const auto readNews = [&]() -> Result<> {
        return requests.find(*number)
            .and_then([&](const std::optional<EngineRequests::Request> &found) {
                request = found;
                return requests.progress();
            })
            .map([&](const std::optional<Progress> &progress) {
                if (!progress || progress == shown)
                    return;
                shown = progress;
                emit progressed(*shown);
            });
    };
    bool stopAsked = false;
    std::chrono::milliseconds deadline = m_state->clock.monotonic() + takePatience;
    while (true) {
        if (const Result<> read = watch.follow(readNews); !read && read.error().code != ErrorCode::DatafileBusy)
            co_return failedReport(read.error());
        if (request && request->report)
            co_return request->report;
        if (!request || !EngineLock::isHeld(m_state->datafile.address()))
            co_return std::nullopt;
        if (m_state->isLeft)
            co_return failedReport(Error {ErrorCode::Cancelled});
        if (m_state->cancelled && !stopAsked) {
            stopAsked = true;
            deadline = m_state->clock.monotonic() + stopPatience;
            if (auto asked = requests.ask(EngineRequests::Kind::StopCycle); !asked)
                co_return failedReport(asked.error());
        }
        if (m_state->clock.monotonic() >= deadline && (stopAsked || !request->taken))
            co_return failedReport(Error {stopAsked ? ErrorCode::Cancelled : ErrorCode::EngineStopped});
        co_await QCoro::sleepFor(answerLookInterval);
    }
}

} // namespace mailboat
