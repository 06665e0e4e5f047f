// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much a SyncCycle has to do, and how a first load stands between its cycles.
#include "core/domain/recordbytes.h"
#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/loadfigures.h"
#include "core/store/outbox.h"
#include "core/sync/synccycle_state.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mailboat {

namespace {

using Part = JobEstimate::Part;

} // namespace

/// A first load goes on where an earlier cycle has left it.
Result<> SyncCycle::beginJob()
{
    JobEstimate &job = m_state->job;
    m_state->progress.isFirstLoad = !m_state->initialised;
    const Result<qint64> waiting = m_state->datafile.outbox().waiting();
    if (!waiting)
        return failure(waiting.error());
    job.expect(Part::Push, *waiting);
    if (m_state->initialised)
        return {};
    const LoadFigures figures(m_state->datafile.connection());
    const auto brought = figures.brought();
    if (!brought)
        return failure(brought.error());
    job.goOn({brought->records, brought->bytes}, brought->wire);
    if (brought->queueLeft)
        job.expect(Part::Queue, *brought->queueLeft);
    return figures.waiting().map([this](const std::optional<Progress> &before) { m_state->loadBefore = before; });
}

void SyncCycle::promise(const wire::Waiting &waiting, bool isQueuePrepared)
{
    m_state->job.promise(Part::Central, {waiting.central, waiting.centralBytes});
    if (waiting.queued && isQueuePrepared)
        m_state->job.promise(Part::Queue, {*waiting.queued, waiting.queuedBytes});
    show(false);
}

/// Serials are not records: those that edits have left behind are nobody's, and a log that was numbered anew begins far above the
/// cursor. What is left is at most a record a serial, which says nothing before the first record has come.
void SyncCycle::expect(Part part, qint64 pulled, qint64 left)
{
    m_state->progress.stepTotal = pulled > 0 ? pulled + std::max<qint64>(left, 0) : 0;
    if (part == Part::Queue)
        m_state->job.expect(part, left);
    else if (pulled > 0)
        m_state->job.expect(part, left, JobEstimate::Left::AtMost);
    show(false);
}

/// What the line has carried since this was last asked.
qint64 SyncCycle::takeWire()
{
    const qint64 given = std::exchange(m_state->wireGiven, m_state->job.wire());
    return m_state->wireGiven - given;
}

/// Of a first load what an earlier cycle has heard counts until the primary says it again: it may not be reached this time.
void SyncCycle::tell()
{
    Progress &progress = m_state->progress;
    m_state->job.tell(progress, m_state->clock.monotonic());
    if (!m_state->loadBefore || m_state->job.isKnown(Part::Central))
        return;
    const Progress &before = *m_state->loadBefore;
    progress.done = std::max(progress.done, before.done);
    progress.total = std::max(progress.total, before.total);
    progress.isAtLeast = before.isAtLeast;
    progress.bytesTotal = progress.bytes + std::max<qint64>(before.bytesTotal - before.bytes, 0);
    progress.remaining = before.remaining;
}

/// How it stands where it has not come to its end; what was measured before counts where nothing has been this time.
Result<> SyncCycle::noteFirstLoad()
{
    if (m_state->initialised)
        return {};
    LoadFigures figures(m_state->datafile.connection());
    const auto before = figures.waiting();
    if (!before)
        return failure(before.error());
    m_state->loadBefore = *before; // it may begin anew meanwhile
    tell();
    Progress &progress = m_state->progress;
    if (progress.total == 0) // the primary was not reached
        return {};
    if (progress.bytesPerSecond <= 0 && *before && (*before)->bytesPerSecond > 0) {
        progress.bytesPerSecond = (*before)->bytesPerSecond;
        const auto left = static_cast<double>(progress.bytesTotal - progress.bytes);
        progress.remaining
            = std::chrono::seconds(std::llround(std::min(left / progress.bytesPerSecond, mostSecondsEstimated)));
    }
    return figures.add({0, 0, takeWire()}).and_then([&] { return figures.setWaiting(progress); });
}

} // namespace mailboat
