// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/storingthread.h"

#include "core/domain/recordbytes.h"
#include "core/records/datafile.h"
#include "core/records/intake.h"
#include "core/records/integrator.h"
#include "core/sql/connection.h"
#include "core/store/enginerequests.h"
#include "core/store/landing.h"
#include "core/store/loadfigures.h"
#include "core/sync/noprogress.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace mailboat {

namespace {

/// What may wait to be stored, be it one batch or many: as much as one large batch, so that a slow disk has few transactions to make.
constexpr qint64 mostWaiting = 2 * 1024 * 1024;
/// How long a small batch waits for others, and what is not small any more. Measured at 20 records a request over the loopback
/// (PERFORMANCE.md); on a slow line nothing waits for it, since the next batch is on its way meanwhile.
constexpr auto gathering = std::chrono::milliseconds(40);
constexpr qint64 worthStoring = 500; // records
/// Landed records that are merged between batches (design §10).
constexpr qint64 worthMerging = 5000;

void join(PulledLog &into, PulledLog &&next)
{
    Q_ASSERT(into.next == next.cursor);
    into.records += std::move(next.records);
    into.next = next.next;
    into.nameless.join(std::move(next.nameless));
    into.wire += next.wire;
}

/// Whatever is acknowledged was stored by an earlier transaction: it goes before all that is stored now.
void join(PulledQueue &into, PulledQueue &&next)
{
    into.records += std::move(next.records);
    into.acknowledged += std::move(next.acknowledged);
    into.nameless.join(std::move(next.nameless));
    into.wire += next.wire;
    into.left = next.left;
}

LoadFigures::Brought broughtBy(const PulledLog &batch)
{
    return {batch.count(), bytesOf(batch.records), batch.wire};
}

LoadFigures::Brought broughtBy(const PulledQueue &batch)
{
    return {batch.count(), bytesOf(batch.records), batch.wire, batch.left};
}

Result<Intake::Taken> put(Datafile &datafile, const PulledLog &batch)
{
    return Intake(datafile).takeCentral(batch.records, batch.cursor, batch.next, batch.nameless);
}

Result<Intake::Taken> put(Datafile &datafile, const PulledQueue &batch)
{
    const Result<> heard
        = batch.acknowledged.isEmpty() ? Result<>() : datafile.landing().acknowledged(batch.acknowledged);
    return heard.and_then([&] { return Intake(datafile).takeQueued(batch.records, batch.nameless); });
}

/// How many went to quarantine.
Result<qint64> mergeLanded(Datafile &datafile)
{
    qint64 quarantined = 0;
    while (true) {
        const Result<qint64> waiting = datafile.landing().waiting();
        if (!waiting)
            return waiting;
        if (*waiting < worthMerging)
            return quarantined;
        const auto outcome = datafile.integrator().step();
        if (!outcome)
            return failure(outcome.error());
        if (outcome->left >= *waiting)
            return failure(noProgress(Step::Integrate, 1));
        quarantined += outcome->quarantined;
    }
}

/// What other processes see of it, and of a first load what is kept of it.
struct Shown {
    qint64 records = 0;
    std::optional<Progress> progress {};
    bool isFirst = false;
};

Result<> show(Datafile &datafile, const std::variant<PulledLog, PulledQueue> &batch, const Shown &shown)
{
    const Result<> kept = shown.isFirst
        ? LoadFigures(datafile.connection()).add(std::visit([](const auto &one) { return broughtBy(one); }, batch))
        : Result<>();
    if (!kept || !shown.progress)
        return kept;
    Progress progress = *shown.progress;
    progress.done += shown.records;
    progress.total = std::max(progress.total, progress.done);
    progress.stepDone += shown.records;
    progress.stepTotal = std::max(progress.stepTotal, progress.stepDone);
    return datafile.requests().setProgress(progress);
}

Result<Intake::Taken> commit(Datafile &datafile, const std::variant<PulledLog, PulledQueue> &batch, const Shown &shown)
{
    return datafile.connection().transact([&]() -> Result<Intake::Taken> {
        const auto taken = std::visit([&datafile](const auto &one) { return put(datafile, one); }, batch);
        if (!taken)
            return taken;
        return show(datafile, batch, shown).map([&taken] { return *taken; });
    });
}

} // namespace

StoringThread::StoringThread(DatafileAddress datafile, const Clock &clock, bool isFirst)
    : m_address(std::move(datafile))
    , m_clock(clock)
    , m_isFirst(isFirst)
{
}

StoringThread::~StoringThread()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void StoringThread::store(PulledLog batch)
{
    const qint64 records = batch.count();
    const qint64 bytes = bytesOf(batch.records);
    hand({std::move(batch), 1, records, bytes});
}

void StoringThread::store(PulledQueue batch)
{
    const qint64 records = batch.count();
    const qint64 bytes = bytesOf(batch.records);
    hand({std::move(batch), 1, records, bytes});
}

void StoringThread::hand(Work work)
{
    if (m_failure)
        return;
    ++m_batchesGiven;
    m_bytesWaiting += work.bytes;
    {
        const std::lock_guard lock(m_mutex);
        if (m_next) {
            Q_ASSERT(m_next->batch.index() == work.batch.index());
            std::visit(
                [&work](auto &into) { join(into, std::get<std::decay_t<decltype(into)>>(std::move(work.batch))); },
                m_next->batch);
            m_next->batches += work.batches;
            m_next->records += work.records;
            m_next->bytes += work.bytes;
        } else {
            m_next = std::move(work);
        }
    }
    if (m_thread.joinable())
        m_changed.notify_one();
    else
        start();
}

void StoringThread::start()
{
    try {
        m_thread = std::thread([this] { run(); });
    } catch (const std::system_error &error) { // of threads there are no more
        m_failure = Error {ErrorCode::TooManyOpenFiles,
            {{QStringLiteral("why"), QString::fromLocal8Bit(error.what())}}}; // says memory, too
    }
}

void StoringThread::show(const Progress &progress)
{
    const std::lock_guard lock(m_mutex);
    m_progress = progress;
}

std::optional<std::pair<StoringThread::Work, std::optional<Progress>>> StoringThread::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_next || m_isEnding; });
    // Small batches that come quickly are stored together: a commit waits for the disk, and so does its acknowledgement there.
    m_changed.wait_for(lock, gathering, [this] {
        return m_isAwaited || m_isEnding || m_next->records >= worthStoring || m_next->bytes >= mostWaiting;
    });
    if (m_isEnding)
        return {};
    return std::pair(*std::exchange(m_next, {}), std::exchange(m_progress, {}));
}

void StoringThread::run()
{
    if (const Result<> done = runUntilEnd(); !done)
        tell(failure(done.error()));
}

Result<> StoringThread::runUntilEnd()
{
    std::unique_ptr<Datafile> datafile;
    while (const auto given = next()) {
        const auto &[work, progress] = *given;
        if (!datafile) {
            Result<std::unique_ptr<Datafile>> opened = Datafile::open(m_address, m_clock);
            if (!opened)
                return failure(opened.error());
            datafile = std::move(*opened);
        }
        const auto taken = commit(*datafile, work.batch, {work.records, progress, m_isFirst});
        if (!taken)
            return failure(taken.error());
        // Before anything is merged: it may be acknowledged now.
        const int queueBatches = std::holds_alternative<PulledQueue>(work.batch) ? work.batches : 0;
        tell(News {
            work.batches, queueBatches, {work.records, taken->quarantined}, work.bytes, m_isFirst ? 0 : work.batches});
        if (!m_isFirst)
            continue;
        const Result<qint64> quarantined = mergeLanded(*datafile);
        if (!quarantined)
            return failure(quarantined.error());
        tell(News {0, 0, {0, *quarantined}, 0, work.batches});
    }
    return {};
}

void StoringThread::tell(const Result<News> &news)
{
    QMetaObject::invokeMethod(
        &m_context, [this, news] { hear(news); }, Qt::QueuedConnection);
}

void StoringThread::hear(const Result<News> &news)
{
    if (news) {
        m_batches += news->batches;
        m_queueBatches += news->queueBatches;
        m_batchesFinished += news->finished;
        m_stored.records += news->stored.records;
        m_stored.quarantined += news->stored.quarantined;
        m_bytesWaiting -= news->bytes;
    } else {
        m_failure = news.error();
    }
    if (const auto gate = std::exchange(m_gate, {}))
        gate->open();
}

QCoro::Task<> StoringThread::untilNews()
{
    const auto gate = std::make_shared<Gate>();
    m_gate = gate;
    co_await *gate;
}

QCoro::Task<Result<>> StoringThread::room()
{
    while (!m_failure && m_batchesGiven - m_batches > 1 && m_bytesWaiting > mostWaiting)
        co_await untilNews();
    co_return m_failure ? failure(*m_failure) : Result<>();
}

void StoringThread::setAwaited(bool isAwaited)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAwaited = isAwaited;
    }
    m_changed.notify_one();
}

QCoro::Task<Result<>> StoringThread::allStored()
{
    setAwaited(true);
    while (!m_failure && m_batchesFinished < m_batchesGiven)
        co_await untilNews();
    setAwaited(false);
    co_return m_failure ? failure(*m_failure) : Result<>();
}

StoringThread::Stored StoringThread::take()
{
    return std::exchange(m_stored, {});
}

} // namespace mailboat
