// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/syncrequest.h"

#include "core/engine/cycleelsewhere.h"
#include "core/engine/cyclehere.h"
#include "core/engine/thismachine.h"
#include "core/records/datafile.h"
#include "core/store/enginelock.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

std::shared_ptr<SyncRequest> SyncRequest::create(Datafile &datafile, Clock &clock)
{
    return std::shared_ptr<SyncRequest>(new SyncRequest(datafile, clock));
}

SyncRequest::SyncRequest(Datafile &datafile, Clock &clock)
    : m_datafile(datafile)
    , m_clock(clock)
{
}

SyncRequest::~SyncRequest() = default;

CycleReport SyncRequest::notBegun(Error error, const Clock &clock)
{
    CycleReport report;
    report.started = clock.utcNow();
    report.byHand = true;
    report.error = std::move(error);
    return report;
}

void SyncRequest::cancel()
{
    m_isCancelled = true;
    if (m_here)
        m_here->cancel();
    if (m_elsewhere)
        m_elsewhere->cancel();
}

void SyncRequest::leave()
{
    if (m_elsewhere)
        m_elsewhere->leave();
    cancel();
}

QCoro::Task<CycleReport> SyncRequest::run()
{
    const auto self = shared_from_this(); // the frame keeps the request alive
    const Result<CycleReport> report = co_await runWherePossible();
    co_return report ? *report : notBegun(report.error(), m_clock);
}

QCoro::Task<Result<CycleReport>> SyncRequest::runWherePossible()
{
    const auto self = shared_from_this();
    // What cannot work at all is said before anybody is asked.
    if (const Result<Endpoint> endpoint = primaryEndpoint(m_datafile); !endpoint) {
        if (endpoint.error().code == ErrorCode::OtherMachine)
            if (const auto lock = EngineLock::take(m_datafile.address()); lock)
                compareMachine(m_datafile); // the copy remembers that, and its log
        co_return failure(endpoint.error());
    }

    while (!m_isCancelled) {
        const Result<std::unique_ptr<EngineLock>> lock = EngineLock::take(m_datafile.address());
        if (lock) {
            (*lock)->setAtWork();
            m_here = std::make_shared<CycleHere>(m_datafile, m_clock);
            connect(m_here.get(), &CycleHere::progressed, this, &SyncRequest::progressed);
            co_return co_await m_here->run();
        }
        if (lock.error().code != ErrorCode::EngineLockHeld)
            co_return failure(lock.error());
        m_elsewhere = std::make_shared<CycleElsewhere>(m_datafile, m_clock);
        connect(m_elsewhere.get(), &CycleElsewhere::progressed, this, &SyncRequest::progressed);
        const Result<std::optional<CycleReport>> report = co_await m_elsewhere->run();
        m_elsewhere.reset();
        if (!report)
            co_return failure(report.error());
        if (*report)
            co_return **report;
        // the engine ended before it answered: the lock is free now, or somebody else's
    }
    co_return failure(ErrorCode::Cancelled);
}

} // namespace mailboat
