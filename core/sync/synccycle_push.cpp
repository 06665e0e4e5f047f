// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"
#include "core/records/recordstore.h"
#include "core/store/outbox.h"
#include "core/store/syncstate.h"
#include "core/sync/synccycle_repeat.h"

#include <algorithm>
#include <limits>

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
    Outbox &outbox = m_state->datafile.outbox();
    const Result<qint64> waiting = outbox.waiting();
    if (!waiting)
        co_return failure(waiting.error());
    enter(Step::Push, *waiting);
    QByteArray lastSent;
    int mostRecords = std::numeric_limits<int>::max(); // as many as the primary takes in one body
    while (true) {
        if (auto read = readAgain(); !read)
            co_return read;
        const Result<Outbox::Batch> batch = outbox.first(std::min(m_state->sending.size(), mostRecords));
        if (!batch)
            co_return failure(batch.error());
        wire::QueueBatch pushed {batch->waiting, batch->records};
        if (!pushed.records.isEmpty() && pushed.records.first().syncOutId == lastSent)
            co_return failure(ErrorCode::NoProgress,
                {{QStringLiteral("step"), stepTitle(Step::Push)}, {QStringLiteral("rounds"), 1}});
        // what waits without a record to send would never end the push: the last request says 0
        if (pushed.records.isEmpty())
            pushed.queueLength = 0;
        std::chrono::milliseconds asked {};
        const Call<wire::PushAnswer> call = [this, pushed, &asked] {
            asked = m_state->clock.monotonic();
            return m_state->api->push(pushed);
        };
        const auto answer = co_await repeated(call);
        if (!answer && answer.error().code == ErrorCode::RequestTooLarge && pushed.records.size() > 1) {
            mostRecords = static_cast<int>(pushed.records.size() / 2);
            continue;
        }
        if (!answer)
            co_return failure(answer.error());
        const std::chrono::milliseconds took = m_state->clock.monotonic() - asked;
        m_state->gotOn();
        if (pushed.records.isEmpty())
            co_return Result<> {};
        QList<QByteArray> sent;
        for (const QueuedRecord &record : pushed.records)
            sent.append(record.syncOutId);
        if (auto done = outbox.acknowledge(sent); !done)
            co_return done;
        lastSent = sent.first();
        m_state->sending.took(static_cast<int>(sent.size()), took);
        m_state->report.pushed += sent.size();
        advance(sent.size());
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
