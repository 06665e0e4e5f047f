// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordbytes.h"
#include "core/records/datafile.h"
#include "core/records/integrator.h"
#include "core/records/reconciliation.h"
#include "core/store/landing.h"
#include "core/store/syncstate.h"
#include "core/sync/noprogress.h"
#include "core/sync/synccycle_repeat.h"

#include <algorithm>

namespace mailboat {

namespace {

using Part = JobEstimate::Part;

/// Empty batches in a row below maxCursor that are followed serial by serial (protocol.md §2.2); more wait for the next
/// cycle, which goes on from there.
constexpr int longestGap = 10000;
/// Records that one request acknowledges by name: a primary takes only so many (ours 20,000).
constexpr qsizetype mostNamed = 5000;

bool hasReadableSerial(const wire::CentralBatch &batch)
{
    return std::ranges::any_of(
        batch.records, [](const LoggedRecord &record) { return record.serial != wire::unreadableSerial; });
}

/// A primary gives less than was asked for where that is much: a Mailboat by bytes, of which it always has so many.
bool isFull(const wire::QueueBatch &batch, int askedFor)
{
    constexpr qint64 bytesGiven = 256LL * 1024;
    return batch.count() >= askedFor || bytesOf(batch.records) >= bytesGiven;
}

} // namespace

QCoro::Task<Result<>> SyncCycle::pullCentral()
{
    const auto self = shared_from_this();
    const Result<qint64> stored = m_state->datafile.state().cursor();
    if (!stored)
        co_return failure(stored.error());
    qint64 cursor = *stored;
    enter(Step::PullCentral, 0);
    if (auto read = readAgain(); !read)
        co_return read;
    bool isEarly
        = m_state->central.has_value(); // asked for while the primary had other work: it may have failed for that
    if (!isEarly)
        m_state->central = fetchCentral(cursor);
    int empty = 0;
    qint64 pulled = 0;
    while (true) {
        Result<wire::CentralBatch> batch = co_await *m_state->central;
        m_state->central.reset();
        if (!batch && std::exchange(isEarly, false) && isWorthRepeating(batch.error().code)) {
            m_state->central = fetchCentral(cursor);
            continue;
        }
        if (!batch)
            co_return failure(batch.error());
        m_state->gotOn();
        if (batch->records.isEmpty() && cursor >= batch->maxCursor) {
            m_state->job.expect(Part::Central, 0);
            co_return co_await allStored();
        }
        empty = hasReadableSerial(*batch) ? 0 : empty + 1;
        if (empty > longestGap)
            co_return failure(noProgress(Step::PullCentral, empty));
        const Result<qint64> next = cursorAfter(*batch, cursor);
        if (!next)
            co_return failure(next.error());
        pulled += batch->count();
        m_state->job.arrive(Part::Central, {batch->count(), bytesOf(batch->records)});
        expect(Part::Central, pulled, batch->maxCursor - *next);
        storing().store(PulledLog {std::move(batch->records), cursor, *next, std::move(batch->nameless), takeWire()});
        cursor = *next;
        if (m_state->api->isMailboat() && cursor >= batch->maxCursor)
            co_return co_await allStored();
        // The next batch is on its way while this one is stored.
        if (Result<> room = co_await roomToStore(); !room)
            co_return room;
        if (auto read = readAgain(); !read)
            co_return read;
        m_state->central = fetchCentral(cursor);
    }
}

StoringThread &SyncCycle::storing()
{
    if (!m_state->storing)
        m_state->storing
            = std::make_unique<StoringThread>(m_state->datafile.address(), m_state->clock, !m_state->initialised);
    return *m_state->storing;
}

/// What has been stored since is counted, and shown.
void SyncCycle::countStored()
{
    const StoringThread::Stored stored = m_state->storing->take();
    m_state->report.quarantined += stored.quarantined;
    if (stored.records == 0)
        return;
    const bool isCentral = m_state->progress.step == Step::PullCentral;
    (isCentral ? m_state->report.pulledCentral : m_state->report.pulledRemote) += stored.records;
    m_state->job.store(isCentral ? Part::Central : Part::Queue, stored.records);
    advance(stored.records);
}

/// The patience with the primary does not run out meanwhile.
QCoro::Task<Result<>> SyncCycle::waitForDisk(QCoro::Task<Result<>> stored)
{
    const auto self = shared_from_this();
    m_state->waitsForDisk = true;
    Result<> done = co_await stored;
    m_state->waitsForDisk = false;
    m_state->gotOn();
    countStored();
    co_return done;
}

QCoro::Task<Result<>> SyncCycle::roomToStore()
{
    const auto self = shared_from_this();
    if (!m_state->storing)
        co_return Result<> {};
    co_return co_await waitForDisk(m_state->storing->room());
}

QCoro::Task<Result<>> SyncCycle::allStored()
{
    const auto self = shared_from_this();
    if (!m_state->storing)
        co_return Result<> {};
    co_return co_await waitForDisk(m_state->storing->allStored());
}

QCoro::Task<Result<wire::CentralBatch>> SyncCycle::fetchCentral(qint64 cursor)
{
    const auto self = shared_from_this();
    std::chrono::milliseconds asked {};
    const Call<wire::CentralBatch> call = [this, cursor, &asked] {
        asked = m_state->clock.monotonic();
        return m_state->api->centralRecords(cursor, m_state->receiving.size());
    };
    const Result<wire::CentralBatch> batch = co_await repeated(call);
    if (batch)
        m_state->receiving.took(
            static_cast<int>(batch->count()), m_state->clock.monotonic() - asked, bytesOf(batch->records));
    co_return batch;
}

QCoro::Task<Result<wire::QueueBatch>> SyncCycle::fetchQueued(QueueCourse::Question question)
{
    const auto self = shared_from_this();
    std::chrono::milliseconds asked {};
    const Call<wire::QueueBatch> call = [this, question, &asked] {
        asked = m_state->clock.monotonic();
        m_state->queuedAskedFor = m_state->receiving.size() + question.more;
        return m_state->api->queuedRecords(m_state->queuedAskedFor, question.acknowledge, question.after);
    };
    const Result<wire::QueueBatch> batch = co_await repeated(call);
    if (batch)
        m_state->receiving.took(
            static_cast<int>(batch->count()), m_state->clock.monotonic() - asked, bytesOf(batch->records));
    co_return batch;
}

/// Ends what was asked for ahead: the client outlives what it has given out.
QCoro::Task<> SyncCycle::dropAhead()
{
    const auto self = shared_from_this();
    if (!m_state->central && !m_state->queued)
        co_return;
    m_state->dropsAhead = true;
    m_state->http.cancel();
    m_state->sleep.wake();
    if (m_state->central)
        co_await *m_state->central;
    if (m_state->queued)
        co_await *m_state->queued;
    m_state->central.reset();
    m_state->queued.reset();
    m_state->dropsAhead = false;
}

Result<qint64> SyncCycle::cursorAfter(const wire::CentralBatch &batch, qint64 cursor)
{
    qint64 next = hasReadableSerial(batch) ? cursor : cursor + 1;
    for (const LoggedRecord &record : batch.records) {
        if (record.serial == wire::unreadableSerial)
            continue; // the next one says; where there is none, it comes again and is passed serial by serial
        if (record.serial <= next)
            return failure(ErrorCode::AnswerInvalid,
                {{QStringLiteral("what"), QStringLiteral("ID %1 after %2").arg(record.serial).arg(next)}});
        next = record.serial;
    }
    return next;
}

QCoro::Task<Result<>> SyncCycle::acknowledgeLanded()
{
    const auto self = shared_from_this();
    const Result<QList<QByteArray>> pending = m_state->datafile.landing().toAcknowledge();
    if (!pending)
        co_return failure(pending.error());
    for (qsizetype from = 0; from < pending->size(); from += mostNamed) {
        const QList<QByteArray> ids = pending->mid(from, mostNamed);
        const Call<void> call = [this, ids] { return m_state->api->acknowledge(ids); };
        if (const Result<> done = co_await repeated(call); !done)
            co_return done;
        m_state->gotOn();
        if (const Result<> noted = m_state->datafile.landing().acknowledged(ids); !noted)
            co_return noted;
    }
    co_return Result<> {};
}

QCoro::Task<Result<>> SyncCycle::pullQueued()
{
    const auto self = shared_from_this();
    enter(Step::PullQueued, 0);
    if (Result<> done = co_await acknowledgeLanded(); !done) // what an earlier cycle could not say any more
        co_return done;
    QueueCourse course;
    qint64 pulled = 0;
    bool isEarly = m_state->queued.has_value();
    while (true) {
        if (Result<> room = co_await roomToStore(); !room)
            co_return room;
        if (auto read = readAgain(); !read)
            co_return read;
        if (!m_state->queued)
            m_state->queued = fetchQueued(course.next(m_state->storing ? m_state->storing->queueBatches() : 0));
        Result<wire::QueueBatch> batch = co_await *m_state->queued;
        m_state->queued.reset();
        if (!batch && std::exchange(isEarly, false) && isWorthRepeating(batch.error().code))
            continue;
        if (!batch)
            co_return failure(batch.error());
        m_state->gotOn();
        const Result<QueueCourse::Turn> turn
            = course.answered(*batch, m_state->api->isMailboat(), isFull(*batch, m_state->queuedAskedFor));
        if (!turn)
            co_return failure(turn.error());
        if (!batch->records.isEmpty() || !turn->acknowledged.isEmpty()) {
            pulled += batch->count();
            m_state->job.arrive(Part::Queue, {batch->count(), bytesOf(batch->records)});
            expect(Part::Queue, pulled, turn->left);
            storing().store(PulledQueue {
                std::move(batch->records), turn->acknowledged, std::move(batch->nameless), takeWire(), turn->left});
        }
        if (turn->isLast)
            m_state->job.expect(Part::Queue, 0);
        const bool isNamed = turn->isLast || turn->token.isEmpty();
        if (isNamed || !m_state->api->canAhead() || !course.mayGoAhead()) {
            if (Result<> stored = co_await allStored(); !stored)
                co_return stored;
        }
        if (isNamed) {
            if (Result<> done = co_await acknowledgeLanded(); !done)
                co_return done;
            course.acknowledgedAll();
        }
        if (turn->isLast)
            co_return Result<> {};
    }
}

QCoro::Task<Result<>> SyncCycle::integrateLanded()
{
    const auto self = shared_from_this();
    const Result<qint64> waiting = m_state->datafile.landing().waiting();
    if (!waiting)
        co_return failure(waiting.error());
    qint64 left = *waiting;
    while (left > 0) {
        const auto outcome = m_state->datafile.integrator().step();
        if (!outcome)
            co_return failure(outcome.error());
        if (outcome->left >= left)
            co_return failure(noProgress(Step::Integrate, 1));
        m_state->report.quarantined += outcome->quarantined;
        if (m_state->progress.step == Step::Integrate) {
            m_state->job.expectIntegration(outcome->left);
            advance(left - outcome->left);
        }
        left = outcome->left;
        co_await m_state->sleep.pause(std::chrono::milliseconds(0)); // let the thread hear what it is asked
        if (m_state->cancelled)
            co_return failure(ErrorCode::Cancelled);
    }
    co_return Result<> {};
}

QCoro::Task<Result<>> SyncCycle::integrate()
{
    const auto self = shared_from_this();
    const Result<qint64> waiting = m_state->datafile.landing().waiting();
    if (!waiting)
        co_return failure(waiting.error());
    m_state->storing.reset(); // nothing more comes
    m_state->job.expectIntegration(*waiting);
    enter(Step::Integrate, *waiting);
    co_return co_await integrateLanded();
}

/// Both pulls have come to their ends: what they have not brought, the primary has not.
QCoro::Task<Result<>> SyncCycle::reconcile()
{
    const auto self = shared_from_this();
    if (m_state->reconciliation == 0)
        co_return Result<> {};
    Reconciliation reconciliation(m_state->datafile);
    qint64 sentAgain = 0;
    for (bool isDone = false; !isDone;) {
        const auto outcome = reconciliation.finish(m_state->reconciliation);
        if (!outcome)
            co_return failure(outcome.error());
        sentAgain += outcome->sentAgain;
        m_state->report.quarantined += outcome->quarantined;
        isDone = outcome->isDone;
        co_await m_state->sleep.pause(std::chrono::milliseconds(0)); // let the thread hear what it is asked
        if (m_state->cancelled)
            co_return failure(ErrorCode::Cancelled);
    }
    if (sentAgain == 0)
        co_return Result<> {};
    co_return co_await pushIfInitialised();
}

} // namespace mailboat
