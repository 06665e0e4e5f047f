// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"
#include "core/records/intake.h"
#include "core/records/integrator.h"
#include "core/records/reconciliation.h"
#include "core/store/landing.h"
#include "core/store/syncstate.h"
#include "core/sync/synccycle_repeat.h"

#include <algorithm>

namespace mailboat {

namespace {

/// Empty batches in a row below maxCursor that are followed serial by serial (protocol.md §2.2); more wait for the next
/// cycle, which goes on from there.
constexpr int longestGap = 10000;
/// How often the same batch may come back although it was acknowledged.
constexpr int mostRepeats = 3;
/// Landed records that are merged between batches while the first sync runs (design §10).
constexpr qint64 firstSyncLanding = 5000;

Error noProgress(Step step, int rounds)
{
    return {ErrorCode::NoProgress, {{QStringLiteral("step"), stepTitle(step)}, {QStringLiteral("rounds"), rounds}}};
}

QList<QByteArray> idsOf(const QList<QueuedRecord> &records)
{
    QList<QByteArray> ids;
    ids.reserve(records.size());
    for (const QueuedRecord &record : records) {
        if (!record.syncOutId.isEmpty())
            ids.append(record.syncOutId);
    }
    return ids;
}

bool hasReadableSerial(const wire::CentralBatch &batch)
{
    return std::ranges::any_of(
        batch.records, [](const LoggedRecord &record) { return record.serial != wire::unreadableSerial; });
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
    while (true) {
        const Result<wire::CentralBatch> batch = co_await *m_state->central;
        m_state->central.reset();
        if (!batch && std::exchange(isEarly, false) && isWorthRepeating(batch.error().code)) {
            m_state->central = fetchCentral(cursor);
            continue;
        }
        if (!batch)
            co_return failure(batch.error());
        m_state->gotOn();
        if (batch->records.isEmpty() && cursor >= batch->maxCursor)
            co_return Result<> {};
        empty = hasReadableSerial(*batch) ? 0 : empty + 1;
        if (empty > longestGap)
            co_return failure(noProgress(Step::PullCentral, empty));
        const Result<qint64> next = cursorAfter(*batch, cursor);
        if (!next)
            co_return failure(next.error());

        // The next batch is on its way while this one is stored.
        const bool isLast = m_state->api->isMailboat() && *next >= batch->maxCursor;
        const Result<> goesOn = isLast ? Result<> {} : readAgain();
        if (goesOn && !isLast)
            m_state->central = fetchCentral(*next);
        const auto taken = Intake(m_state->datafile).takeCentral(batch->records, cursor, *next);
        if (!taken)
            co_return failure(taken.error());
        m_state->report.quarantined += taken->quarantined;
        m_state->report.pulledCentral += batch->records.size();
        advanceCentral(batch->records.size(), batch->maxCursor - *next);
        cursor = *next;
        if (isLast || !goesOn)
            co_return goesOn;
        if (!m_state->initialised) {
            if (Result<> merged = co_await integrateLanded(); !merged)
                co_return merged;
        }
    }
}

/// Serials are not records: those that edits have left behind are nobody's, and a log that was numbered anew begins far above the
/// cursor. What is left is at most a record a serial, which says nothing before the first record has come.
void SyncCycle::advanceCentral(qint64 records, qint64 serialsLeft)
{
    const qint64 done = m_state->progress.done + records;
    m_state->progress.total = done > 0 ? done + std::max<qint64>(serialsLeft, 0) : 0;
    advance(records);
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
        m_state->receiving.took(static_cast<int>(batch->records.size()), m_state->clock.monotonic() - asked);
    co_return batch;
}

QCoro::Task<Result<wire::QueueBatch>> SyncCycle::fetchQueued(QByteArray token)
{
    const auto self = shared_from_this();
    std::chrono::milliseconds asked {};
    const Call<wire::QueueBatch> call = [this, token, &asked] {
        asked = m_state->clock.monotonic();
        return m_state->api->queuedRecords(m_state->receiving.size() + m_state->nameless, token);
    };
    const Result<wire::QueueBatch> batch = co_await repeated(call);
    if (batch)
        m_state->receiving.took(static_cast<int>(batch->records.size()), m_state->clock.monotonic() - asked);
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
    const Result<Landing::Pending> pending = m_state->datafile.landing().toAcknowledge();
    if (!pending)
        co_return failure(pending.error());
    if (pending->syncOutIds.isEmpty())
        co_return Result<> {};
    const QList<QByteArray> ids = pending->syncOutIds;
    const Call<void> call = [this, ids] { return m_state->api->acknowledge(ids); };
    if (const Result<> done = co_await repeated(call); !done)
        co_return done;
    m_state->gotOn();
    co_return m_state->datafile.landing().acknowledged(ids);
}

QCoro::Task<Result<>> SyncCycle::pullQueued()
{
    const auto self = shared_from_this();
    Landing &landing = m_state->datafile.landing();
    enter(Step::PullQueued, 0);
    if (Result<> done = co_await acknowledgeLanded(); !done) // what an earlier cycle could not say any more
        co_return done;
    QList<QByteArray> last;
    QByteArray token; // acknowledges `last` with the next request (protocol.md §2.9)
    int repeats = 0;
    bool isEarly = m_state->queued.has_value();
    while (true) {
        if (auto read = readAgain(); !read)
            co_return read;
        if (!m_state->queued)
            m_state->queued = fetchQueued(token);
        const Result<wire::QueueBatch> batch = co_await *m_state->queued;
        m_state->queued.reset();
        if (!batch && std::exchange(isEarly, false) && isWorthRepeating(batch.error().code))
            continue;
        if (!batch)
            co_return failure(batch.error());
        m_state->gotOn();
        if (!token.isEmpty()) {
            if (auto done = landing.acknowledged(last); !done)
                co_return done;
        }
        if (batch->records.isEmpty())
            co_return Result<> {};
        const QList<QByteArray> ids = idsOf(batch->records);
        const bool isAllThereIs = ids.isEmpty() && batch->records.size() <= m_state->nameless;
        m_state->nameless = static_cast<int>(batch->records.size() - ids.size());
        repeats = ids == last ? repeats + 1 : 0;
        if (repeats >= mostRepeats)
            co_return failure(noProgress(Step::PullQueued, repeats));
        last = ids;
        m_state->progress.total = std::max(m_state->progress.total, m_state->progress.done + batch->queueLength);
        // a batch that comes back shows that its token was not understood: then the ids are named
        token = m_state->api->isMailboat() && repeats == 0 ? batch->token : QByteArray();
        const auto taken = Intake(m_state->datafile).takeQueued(batch->records, token);
        if (!taken)
            co_return failure(taken.error());
        m_state->report.quarantined += taken->quarantined;
        m_state->report.pulledRemote += batch->records.size();
        advance(batch->records.size());
        const bool isLast = isAllThereIs || (m_state->api->isMailboat() && batch->queueLength <= batch->records.size());
        if (isLast || token.isEmpty()) {
            token.clear();
            if (Result<> done = co_await acknowledgeLanded(); !done)
                co_return done;
        }
        if (isLast)
            co_return Result<> {};
        if (!m_state->initialised) {
            if (Result<> merged = co_await integrateLanded(); !merged)
                co_return merged;
        }
    }
}

QCoro::Task<Result<>> SyncCycle::integrateLanded()
{
    const auto self = shared_from_this();
    const Result<qint64> waiting = m_state->datafile.landing().waiting();
    if (!waiting)
        co_return failure(waiting.error());
    const bool isDuringFirstPull
        = !m_state->initialised && m_state->progress.step != Step::Integrate && m_state->progress.step != Step::Site;
    if (*waiting == 0 || (isDuringFirstPull && *waiting < firstSyncLanding))
        co_return Result<> {};
    qint64 left = *waiting;
    while (left > 0) {
        const auto outcome = m_state->datafile.integrator().step();
        if (!outcome)
            co_return failure(outcome.error());
        if (outcome->left >= left)
            co_return failure(noProgress(Step::Integrate, 1));
        m_state->report.quarantined += outcome->quarantined;
        if (m_state->progress.step == Step::Integrate)
            advance(left - outcome->left);
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
