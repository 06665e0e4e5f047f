// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/synccycle.h"

#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/enginerequests.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle_state.h"

#include <QLoggingCategory>

namespace mailboat {

namespace {

Q_LOGGING_CATEGORY(lcSync, "mailboat.sync", QtInfoMsg)

constexpr std::chrono::milliseconds showInterval {250};
constexpr std::chrono::seconds noteInterval {2};
/// How long a cycle that is to end waits for the answer in hand: nothing of it has been taken yet, nothing is lost.
constexpr std::chrono::seconds answerInHand {5};

/// Of the steps in which the line is what is waited for.
std::optional<JobEstimate::Way> wayOf(Step step)
{
    switch (step) {
    case Step::Push:
        return JobEstimate::Way::Out;
    case Step::PullCentral:
    case Step::PullQueued:
        return JobEstimate::Way::In;
    case Step::Site:
    case Step::Initialise:
    case Step::WaitForIdle:
    case Step::Integrate:
    case Step::Done:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

std::shared_ptr<SyncCycle> SyncCycle::create(Datafile &datafile, HttpClient &http, Clock &clock, Options options)
{
    return std::shared_ptr<SyncCycle>(new SyncCycle(datafile, http, clock, options));
}

SyncCycle::SyncCycle(Datafile &datafile, HttpClient &http, Clock &clock, Options options)
    : m_state(new State(datafile, http, clock, options))
{
    connect(&http, &HttpClient::bytesMoved, this, [this](qint64 bytes) {
        if (m_state->isOver)
            return; // the client may serve the next cycle by now
        m_state->job.move(bytes, m_state->clock.monotonic());
        m_state->bytesOfRequest += bytes;
        // a short answer may be a refusal; more than that is a slow line that moves
        constexpr qint64 longestRefusal = 4096;
        if (m_state->bytesOfRequest > longestRefusal)
            m_state->gotOn();
        if (!wayOf(m_state->progress.step))
            return;
        if (m_state->storing) // what was stored meanwhile is done before the next batch has come
            countStored();
        show(false);
    });
}

SyncCycle::~SyncCycle() = default;

QCoro::Task<CycleReport> SyncCycle::run()
{
    const auto self = shared_from_this(); // the frame keeps the cycle alive
    m_state->begun = m_state->clock.monotonic();
    m_state->trafficBefore = m_state->http.traffic();
    m_state->gotOn();
    m_state->report.started = m_state->clock.utcNow();
    m_state->report.byHand = m_state->options.byHand;
    watchPatience();
    Result<> result = co_await prepare();
    if (result)
        result = co_await exchange();
    close(result);
    co_return m_state->report;
}

QCoro::Task<Result<>> SyncCycle::prepare()
{
    const auto self = shared_from_this();
    if (auto read = m_state->datafile.settings().readPreferences(m_state->preferences); !read)
        co_return read;
    m_state->site = m_state->preferences.site();
    m_state->http.setOptions(httpOptions(m_state->preferences));
    const Result<Endpoint> endpoint = primaryEndpoint(m_state->datafile);
    if (!endpoint)
        co_return failure(endpoint.error());
    m_state->api = std::make_unique<PrimaryApi>(m_state->http, *endpoint);
    const Result<bool> initialised = m_state->datafile.state().isInitialised();
    if (!initialised)
        co_return failure(initialised.error());
    m_state->initialised = *initialised;
    if (auto begun = beginJob(); !begun)
        co_return begun;
    co_return co_await integrateLanded(); // what a crash has left
}

QCoro::Task<Result<>> SyncCycle::exchange()
{
    using Work = QCoro::Task<Result<>> (SyncCycle::*)();
    struct Stage {
        Work work = nullptr;
        Step step {};
        bool isForNews = false; ///< of either end
    };
    static constexpr Stage stages[] {
        {&SyncCycle::askSite, Step::Site},
        {&SyncCycle::initialise, Step::Initialise},
        {&SyncCycle::pushIfInitialised, Step::Push, true},
        {&SyncCycle::pullCentral, Step::PullCentral, true},
        {&SyncCycle::pullQueued, Step::PullQueued, true},
        {&SyncCycle::integrate, Step::Integrate},
        {&SyncCycle::reconcile, Step::Integrate},
        {&SyncCycle::finishFirst, Step::Push},
    };
    const auto self = shared_from_this();
    std::optional<bool> quiet; // once it can be told
    for (const auto &[work, step, isForNews] : stages) {
        if (isForNews && !quiet) {
            const Result<bool> told = isQuiet();
            if (!told) {
                m_state->report.failedStep = step;
                co_await dropAhead();
                co_return failure(stoppedBy(told.error()));
            }
            quiet = *told;
        }
        if (isForNews && *quiet) {
            for (const JobEstimate::Part part : {JobEstimate::Part::Central, JobEstimate::Part::Queue})
                m_state->job.expect(part, 0);
            enter(step, 0);
            continue;
        }
        if (Result<> done = co_await std::invoke(work, this); !done) {
            m_state->report.failedStep = m_state->progress.step;
            co_await dropAhead();
            const Result<> stored = co_await allStored(); // what has come is not given up
            co_return failure(stored ? stoppedBy(done.error()) : stored.error());
        }
    }
    if (m_state->leftOver) { // the rest of the cycle did not have to wait for it
        m_state->report.failedStep = Step::Push;
        co_return failure(*m_state->leftOver);
    }
    enter(Step::Done, 0);
    show(true);
    co_return Result<> {};
}

void SyncCycle::cancel()
{
    if (m_state->isOver)
        return; // the client may serve the next cycle by now
    m_state->cancelled = true;
    m_state->http.cancel();
    m_state->sleep.wake();
}

void SyncCycle::finishBatch()
{
    m_state->finishAsked = true;
    m_state->sleep.wake();
    m_state->clock.after(answerInHand, this, [this] {
        if (!m_state->isOver)
            m_state->http.cancel();
    });
}

void SyncCycle::hurry()
{
    m_state->options.byHand = true;
    m_state->report.byHand = true;
    m_state->gotOn();
    watchPatience();
    m_state->sleep.wake();
}

std::chrono::seconds SyncCycle::retryAfter() const
{
    return m_state->api ? m_state->api->traffic().retryAfter : std::chrono::seconds(0);
}

bool SyncCycle::isStopped() const
{
    return m_state->cancelled || m_state->finishAsked || m_state->outOfPatience;
}

Error SyncCycle::stoppedBy(Error error) const
{
    if (m_state->cancelled)
        return Error {ErrorCode::Cancelled};
    if (m_state->outOfPatience && error.code == ErrorCode::Cancelled)
        return m_state->lastFailure.value_or(Error {ErrorCode::AnswerTimeout,
            {{QStringLiteral("seconds"), static_cast<int>(m_state->options.patience.count())},
                {QStringLiteral("host"), m_state->api->endpoint().url.host()}}});
    return error;
}

void SyncCycle::watchPatience()
{
    if (!m_state->options.byHand || m_state->watchesPatience || m_state->isOver || isStopped())
        return;
    if (m_state->waitsForDisk)
        m_state->gotOn();
    const auto left = m_state->options.patience - (m_state->clock.monotonic() - m_state->lastProgress);
    if (left <= std::chrono::milliseconds(0)) {
        m_state->outOfPatience = true;
        m_state->http.cancel();
        m_state->sleep.wake();
        return;
    }
    m_state->watchesPatience = true;
    m_state->clock.after(std::chrono::duration_cast<std::chrono::milliseconds>(left), this, [this] {
        m_state->watchesPatience = false;
        watchPatience();
    });
}

Result<> SyncCycle::readAgain()
{
    if (isStopped())
        return failure(ErrorCode::Cancelled);
    const Result<qint64> revision = m_state->datafile.settings().revision();
    if (!revision)
        return failure(revision.error());
    if (*revision != m_state->settingsRevision) {
        if (auto read = m_state->datafile.settings().readPreferences(m_state->preferences); !read)
            return read;
        if (m_state->preferences.site() != m_state->site)
            return failure(ErrorCode::StateChanged);
        const Result<Endpoint> endpoint = primaryEndpoint(m_state->datafile);
        if (!endpoint)
            return failure(endpoint.error());
        if (endpoint->url != m_state->api->endpoint().url && m_state->settingsRevision >= 0)
            return failure(ErrorCode::StateChanged); // another primary, perhaps: the next cycle asks it who it is
        m_state->api->setEndpoint(*endpoint);
        m_state->http.setOptions(httpOptions(m_state->preferences));
        m_state->settingsRevision = *revision;
    }
    for (BatchSize *batch : {&m_state->sending, &m_state->receiving})
        batch->setCeiling(m_state->preferences.requestSize.value());
    if (m_state->preferences.interval.value() == std::chrono::minutes(0) && !m_state->options.byHand)
        return failure(ErrorCode::Paused);
    return {};
}

void SyncCycle::enter(Step step, qint64 total)
{
    m_state->progress.step = step;
    m_state->progress.stepDone = 0;
    m_state->progress.stepTotal = total;
    m_state->job.enter(wayOf(step), m_state->clock.monotonic());
    emit stepStarted(step);
    show(false);
}

void SyncCycle::advance(qint64 records)
{
    Progress &progress = m_state->progress;
    progress.stepDone += records;
    progress.stepTotal = std::max(progress.stepTotal, progress.stepDone);
    m_state->gotOn();
    show(progress.stepDone == progress.stepTotal);
}

void SyncCycle::show(bool isStepEnd)
{
    const auto now = m_state->clock.monotonic();
    if (!isStepEnd && m_state->shown && now - *m_state->shown < showInterval)
        return;
    tell();
    m_state->progress.requestSize = m_state->batch().size();
    emit progressed(m_state->progress);
    m_state->shown = now;
    note();
}

/// For other processes, in the datafile: with what is stored anyway, or seldom, for there it is a transaction of its own.
void SyncCycle::note()
{
    if (m_state->storing)
        return m_state->storing->show(m_state->progress);
    const auto now = m_state->clock.monotonic();
    if (m_state->noted && now - *m_state->noted < noteInterval)
        return;
    m_state->noted = now;
    if (auto shown = m_state->datafile.requests().setProgress(m_state->progress); !shown)
        qCDebug(lcSync) << "progress not shown:" << shown.error().detail;
}

void SyncCycle::close(const Result<> &result)
{
    m_state->isOver = true;
    m_state->storing.reset();
    m_state->job.enter({}, m_state->clock.monotonic());
    CycleReport &report = m_state->report;
    report.ok = result.has_value();
    if (!result)
        report.error = result.error();
    report.seconds = std::chrono::duration<double>(m_state->clock.monotonic() - m_state->begun).count();
    const HttpTraffic traffic = m_state->http.traffic() - m_state->trafficBefore;
    report.requests = traffic.requests;
    report.bytesSent = traffic.bytesSent;
    report.bytesReceived = traffic.bytesReceived;
    report.headerBytesSent = traffic.headerBytesSent;
    report.headerBytesReceived = traffic.headerBytesReceived;
    Datafile &datafile = m_state->datafile;
    // Together: each by itself would be synced to the disk.
    const Result<> noted = datafile.connection().transact([&] {
        return datafile.log()
            .addCycle(report)
            .and_then([&] {
                return datafile.state().setCycleEnd(
                    m_state->clock.utcNow(), report.error, report.ok || report.requests > 0);
            })
            .and_then([&] { return datafile.requests().setProgress({}); })
            .and_then([this] { return noteFirstLoad(); });
    });
    if (!noted)
        qCWarning(lcSync) << "the end of a cycle could not be noted:" << codeOf(noted.error().code)
                          << noted.error().detail;
    qCInfo(lcSync).noquote() << (report.ok ? QStringLiteral("cycle ended")
                                           : QStringLiteral("cycle failed: ") + codeOf(report.error->code))
                             << "pushed" << report.pushed << "central" << report.pulledCentral << "queued"
                             << report.pulledRemote;
}

} // namespace mailboat
