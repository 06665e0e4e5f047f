// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/scheduler.h"

#include "core/records/datafile.h"
#include "core/store/cyclefault.h"
#include "core/store/settingstable.h"
#include "core/store/standstill.h"
#include "core/store/syncstate.h"
#include "core/sync/backoff.h"

#include <QLoggingCategory>

#include <utility>

namespace mailboat {

namespace {

Q_LOGGING_CATEGORY(lcScheduler, "mailboat.sync.scheduler", QtInfoMsg)

constexpr std::chrono::seconds soon {1};
/// After a change of the line: a network that comes up needs a moment, and a flapping one must not keep the primary busy.
constexpr std::chrono::seconds afterChange {5};
constexpr std::chrono::seconds betweenChanges {60};

bool isFailure(const CycleReport &report)
{
    return report.error && isCycleFault(report.error->code);
}

} // namespace

struct Scheduler::State {
    State(Datafile &d, Clock &c)
        : datafile(d)
        , clock(c)
    {
    }

    Datafile &datafile;
    Clock &clock;
    HttpClient http {HttpClient::Options {}};
    std::shared_ptr<SyncCycle> cycle {};
    std::chrono::minutes interval {0};
    int failures = 0;
    int plan = 0; ///< number of the timer that counts; older ones do nothing
    bool isStopping = false;
    std::chrono::milliseconds notBefore {}; ///< Clock::sinceBoot() until which the primary has asked for a pause
    /// Clock::sinceBoot() for which a cycle was planned when the line changed the last time.
    std::optional<std::chrono::milliseconds> afterLastChange {};
    QRandomGenerator random = QRandomGenerator::securelySeeded();
};

Scheduler::Scheduler(Datafile &datafile, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_state(new State(datafile, clock))
{
}

Scheduler::~Scheduler()
{
    Q_ASSERT_X(!isRunning(), "Scheduler", "destroyed before it has stopped"); // the frames of a cycle use it
}

bool Scheduler::isRunning() const
{
    return m_state->cycle != nullptr;
}

std::chrono::minutes Scheduler::readInterval()
{
    SyncPreferences preferences;
    if (auto read = m_state->datafile.settings().readPreferences(preferences); read)
        m_state->interval = preferences.interval.value();
    if (const auto reason = Standstill(m_state->datafile.connection()).reason(); reason && *reason)
        m_state->interval = std::chrono::minutes(0);
    return m_state->interval;
}

void Scheduler::start()
{
    if (const auto times = m_state->datafile.state().times())
        m_state->failures = times->failuresInARow;
    if (readInterval() == std::chrono::minutes(0))
        planNone();
    else
        planAfter(std::chrono::milliseconds(0));
}

void Scheduler::syncNow()
{
    if (m_state->cycle)
        m_state->cycle->hurry();
    else if (!m_state->isStopping)
        runCycle(true);
}

void Scheduler::preferencesChanged()
{
    const std::chrono::minutes before = m_state->interval;
    const bool isSame = readInterval() == before;
    if (isRunning() || m_state->isStopping)
        return; // a running cycle reads the preferences between its batches
    if (m_state->interval == std::chrono::minutes(0)) {
        if (!isSame)
            planNone();
    } else if (m_state->failures > 0) {
        planAfter(soon); // what made it fail may have been mended
    } else if (!isSame) {
        planAfter(m_state->interval);
    }
}

void Scheduler::lineChanged(LineWatch::Change change)
{
    if (change == LineWatch::Change::Woke || change == LineWatch::Change::AddressGone)
        m_state->http.dropConnections();
    if (isRunning() || m_state->isStopping || readInterval() == std::chrono::minutes(0))
        return;
    const std::chrono::milliseconds now = m_state->clock.sinceBoot();
    const std::optional<std::chrono::milliseconds> last = m_state->afterLastChange;
    std::chrono::milliseconds due = now + afterChange;
    if (last)
        due = *last > now ? *last : std::max(due, *last + betweenChanges);
    due = std::max(due, m_state->notBefore);
    m_state->afterLastChange = due;
    planAfter(due - now);
}

void Scheduler::stopCycle()
{
    if (m_state->cycle)
        m_state->cycle->cancel();
}

void Scheduler::stop()
{
    if (std::exchange(m_state->isStopping, true))
        return; // stopped() comes once
    planNone();
    if (m_state->cycle)
        m_state->cycle->finishBatch();
    else
        emit stopped();
}

QCoro::Task<> Scheduler::runCycle(bool byHand)
{
    ++m_state->plan;
    SyncCycle::Options options;
    options.byHand = byHand;
    m_state->cycle = SyncCycle::create(m_state->datafile, m_state->http, m_state->clock, options);
    connect(m_state->cycle.get(), &SyncCycle::progressed, this, &Scheduler::progressed);
    emit cycleStarted();
    const CycleReport report = co_await m_state->cycle->run();
    cycleEnded(report);
}

void Scheduler::cycleEnded(const CycleReport &report)
{
    const std::chrono::seconds retryAfter = m_state->cycle->retryAfter();
    m_state->cycle.reset();
    m_state->notBefore = m_state->clock.sinceBoot() + retryAfter;
    if (isFailure(report))
        ++m_state->failures;
    else if (report.ok)
        m_state->failures = 0;
    planNext(report, retryAfter);
    emit cycleFinished(report);
    if (m_state->isStopping)
        emit stopped();
}

void Scheduler::planNext(const CycleReport &report, std::chrono::seconds retryAfter)
{
    if (m_state->isStopping || readInterval() == std::chrono::minutes(0))
        planNone();
    else if (report.error && report.error->code == ErrorCode::StateChanged)
        planAfter(soon); // with the new settings
    else
        planAfter(pauseUntilNextCycle(m_state->interval, m_state->failures, retryAfter, m_state->random));
}

void Scheduler::planAfter(std::chrono::milliseconds pause)
{
    const int plan = ++m_state->plan;
    if (auto noted = m_state->datafile.state().setNextSync(m_state->clock.utcNow().addMSecs(pause.count())); !noted)
        qCWarning(lcScheduler) << "the next sync could not be noted:" << noted.error().detail;
    m_state->clock.after(pause, this, [this, plan] {
        if (plan == m_state->plan && !isRunning() && !m_state->isStopping)
            runCycle(false);
    });
}

void Scheduler::planNone()
{
    ++m_state->plan;
    if (auto noted = m_state->datafile.state().setNextSync({}); !noted)
        qCWarning(lcScheduler) << "the next sync could not be noted:" << noted.error().detail;
}

} // namespace mailboat
