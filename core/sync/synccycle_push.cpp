// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"
#include "core/records/recordstore.h"
#include "core/store/syncstate.h"
#include "core/sync/pushcourse.h"
#include "core/sync/synccycle_repeat.h"

namespace mailboat {

namespace {

// protocol.md §2.4
constexpr std::chrono::seconds idlePollPeriod {1};
constexpr std::chrono::seconds idlePollLimit {30};

} // namespace

QCoro::Task<Result<>> SyncCycle::pushIfInitialised()
{
    const auto self = shared_from_this();
    if (!m_state->initialised)
        co_return Result<> {}; // protocol.md §3.2: never before a sync has run to its end
    if (Result<> pushed = co_await push(); !pushed)
        co_return pushed;
    co_return co_await waitForIdle();
}

QCoro::Task<Result<>> SyncCycle::push()
{
    const auto self = shared_from_this();
    if (const Result<> reviewed = m_state->datafile.satelliteRecords().reviewSetAside(); !reviewed)
        co_return reviewed;
    const Result<qint64> waiting = m_state->datafile.outbox().waiting();
    if (!waiting)
        co_return failure(waiting.error());
    enter(Step::Push, *waiting);
    PushCourse course(m_state->datafile);
    while (true) {
        if (auto read = readAgain(); !read)
            co_return read;
        const Result<Outbox::Batch> batch = course.next(m_state->sending.size());
        if (!batch)
            co_return failure(batch.error());
        wire::QueueBatch pushed {batch->waiting, batch->records};
        // what waits without a record to send would never end the push: the last request says 0
        if (pushed.records.isEmpty())
            pushed.queueLength = 0;
        std::chrono::milliseconds asked {};
        const bool isNumbered = m_state->api->canEpoch() && !pushed.records.isEmpty();
        const Result<qint64> number = isNumbered ? m_state->datafile.state().nextPush() : Result<qint64>(0);
        if (!number)
            co_return failure(number.error());
        const PushMark mark {
            *number, isNumbered ? course.base() : std::nullopt, isNumbered ? course.over() : std::nullopt};
        const Call<wire::PushAnswer> call = [this, pushed, &asked, mark] {
            asked = m_state->clock.monotonic();
            return m_state->api->push(pushed, mark);
        };
        const auto answer = co_await repeated(call);
        if (!answer && wire::isRefusal(answer.error()) && !pushed.records.isEmpty()) {
            m_state->gotOn();
            const Result<> goesOn = course.refused(*batch, answer.error());
            m_state->report.setAside = course.setAsideCount();
            if (!goesOn)
                co_return goesOn;
            continue;
        }
        if (!answer)
            co_return failure(answer.error());
        const std::chrono::milliseconds took = m_state->clock.monotonic() - asked;
        m_state->gotOn();
        if (pushed.records.isEmpty()) {
            m_state->leftOver = course.leftOver();
            co_return Result<> {};
        }
        const qint64 before = course.takenCount();
        if (auto done = course.accepted(*batch, answer->notKept, *number); !done)
            co_return done;
        m_state->report.setAside = course.setAsideCount();
        m_state->report.pushed += course.takenCount() - before;
        advance(pushed.records.size());
        m_state->sending.took(static_cast<int>(pushed.records.size()), took);
    }
}

QCoro::Task<Result<>> SyncCycle::waitForIdle()
{
    const auto self = shared_from_this();
    enter(Step::WaitForIdle, 0);
    co_return co_await pollUntilIdle(idlePollPeriod, idlePollLimit, ErrorCode::IntegrationTimeout);
}

QCoro::Task<Result<>> SyncCycle::finishFirst()
{
    const auto self = shared_from_this();
    if (m_state->initialised)
        co_return Result<> {};
    // the stores are known now: what was put before the first sync goes on its way, or to quarantine with its reason
    const Result<qint64> refused = m_state->datafile.satelliteRecords().reviewOutbox();
    if (!refused)
        co_return failure(refused.error());
    m_state->report.quarantined += *refused;
    if (auto done = m_state->datafile.state().setInitialised(true); !done)
        co_return done;
    m_state->initialised = true;
    const Result<qint64> waiting = m_state->datafile.outbox().waiting();
    if (!waiting)
        co_return failure(waiting.error());
    if (*waiting == 0)
        co_return Result<> {};
    co_return co_await pushIfInitialised();
}

} // namespace mailboat
