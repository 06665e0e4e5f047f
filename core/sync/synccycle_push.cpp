// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordbytes.h"
#include "core/http/gate.h"
#include "core/http/httpclient.h"
#include "core/records/datafile.h"
#include "core/records/recordstore.h"
#include "core/store/syncstate.h"
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
    m_state->job.expect(JobEstimate::Part::Push, *waiting);
    enter(Step::Push, *waiting);
    const auto course = std::make_shared<PushCourse>(m_state->datafile);
    const Result<> pushed = co_await pushParts(course);
    const Result<> settled = course->settle();
    m_state->job.expect(JobEstimate::Part::Push, 0);
    m_state->report.pushed += course->takenCount();
    m_state->report.setAside += course->setAsideCount();
    if (pushed)
        m_state->leftOver = course->leftOver();
    co_return settled ? pushed : settled;
}

/// While the answer to one part is awaited, the one before it leaves the outbox, and the next one is composed.
QCoro::Task<Result<>> SyncCycle::pushParts(std::shared_ptr<PushCourse> course)
{
    const auto self = shared_from_this();
    std::optional<PushCourse::Part> ahead;
    while (true) {
        if (auto read = readAgain(); !read)
            co_return read;
        const Result<PushCourse::Part> part = nextPart(*course, std::exchange(ahead, {}));
        if (!part)
            co_return failure(part.error());
        const bool isNumbered = m_state->api->canEpoch() && !part->isEmpty();
        const Result<qint64> number = isNumbered ? m_state->datafile.state().nextPush() : Result<qint64>(0);
        if (!number)
            co_return failure(number.error());
        const PushMark mark = isNumbered ? PushMark {*number, part->base, part->over} : PushMark {};
        // One is on the wire at a time: two could overtake each other, and the older form of a record would win.
        const auto isSent = std::make_shared<Gate>();
        QCoro::Task<Result<wire::PushAnswer>> sending = send(*part, mark, isSent);
        co_await *isSent;
        const Result<> settled = course->settle();
        const Result<PushCourse::Part> behind
            = part->isEmpty() ? PushCourse::Part {} : course->behind(*part, m_state->sending.size());
        const Result<wire::PushAnswer> answer = co_await sending;
        if (!settled)
            co_return settled;
        if (!behind)
            co_return failure(behind.error());
        if (!answer && wire::isRefusal(answer.error()) && !part->isEmpty()) {
            m_state->gotOn();
            if (const Result<> goesOn = course->refused(*part, answer.error()); !goesOn)
                co_return goesOn;
            continue;
        }
        if (!answer)
            co_return failure(answer.error());
        m_state->gotOn();
        if (part->isEmpty())
            co_return Result<> {};
        course->accepted({*part, answer->notKept, *number});
        const qint64 records = part->batch.records.size();
        m_state->job.arrive(JobEstimate::Part::Push, {records, bytesOf(part->batch.records)});
        m_state->job.expect(
            JobEstimate::Part::Push, m_state->progress.stepTotal - m_state->progress.stepDone - records);
        m_state->job.store(JobEstimate::Part::Push, records);
        advance(records);
        ahead = *behind;
    }
}

/// What was composed while the last part was under way, if it still holds.
Result<PushCourse::Part> SyncCycle::nextPart(PushCourse &course, std::optional<PushCourse::Part> ahead)
{
    const int wanted = m_state->sending.size();
    const Result<bool> isNext = ahead ? course.isNext(*ahead, wanted) : false;
    if (!isNext)
        return failure(isNext.error());
    return *isNext ? Result<PushCourse::Part>(std::move(*ahead)) : course.next(wanted);
}

/// `isSent` opens when all of it has gone out, or has failed.
QCoro::Task<Result<wire::PushAnswer>> SyncCycle::send(
    PushCourse::Part part, PushMark mark, std::shared_ptr<Gate> isSent)
{
    const auto self = shared_from_this();
    const QMetaObject::Connection sent
        = connect(&m_state->http, &HttpClient::bodySent, this, [isSent] { isSent->open(); });
    std::chrono::milliseconds asked {};
    const Call<wire::PushAnswer> call = [this, &part, &asked, mark] {
        asked = m_state->clock.monotonic();
        return m_state->api->push(part.body, part.isEmpty(), mark);
    };
    const Result<wire::PushAnswer> answer = co_await repeated(call);
    disconnect(sent);
    isSent->open();
    if (answer && !part.isEmpty())
        m_state->sending.took(static_cast<int>(part.batch.records.size()), m_state->clock.monotonic() - asked);
    co_return answer;
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
