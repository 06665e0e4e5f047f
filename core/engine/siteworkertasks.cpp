// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of SiteWorker that waits for the network: the check, a cycle, Retrieve.
#include "core/engine/siteworker.h"

#include "core/prefs/syncpreferences.h"
#include "core/records/recordstore.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"

#include <QCoroTask>

namespace mailboat {

namespace {

/// It never came to a first step.
CheckReport withoutSteps(const Error &error)
{
    CheckReport none;
    none.findings += CheckFinding {QStringLiteral("address"), CheckLevel::Failed, error};
    return none;
}

} // namespace

void SiteWorker::check(Settings shown, std::optional<QString> newPassword, CheckObserver observer,
    std::function<void(const CheckReport &)> answer)
{
    cancelCheck(); // what was shown then is shown no more
    m_check.reset();
    const Result<Datafile *> open = datafile();
    if (!open)
        return answer(withoutSteps(open.error()));
    m_check = std::make_shared<SiteCheck>(**open, m_clock, std::move(shown));
    if (newPassword)
        m_check->setPassword(*newPassword);
    ++m_tasks;
    runCheck(m_check, std::move(observer), std::move(answer));
}

QCoro::Task<> SiteWorker::runCheck(
    std::shared_ptr<SiteCheck> check, CheckObserver observer, std::function<void(const CheckReport &)> answer)
{
    const Result<CheckReport> found = co_await check->run(std::move(observer));
    if (m_check == check)
        m_check.reset();
    answer(found ? *found : withoutSteps(found.error()));
    taskEnded();
}

void SiteWorker::cancelCheck()
{
    if (m_check)
        m_check->cancel();
}

void SiteWorker::syncNow()
{
    if (m_sync)
        return;
    const Result<Datafile *> open = datafile();
    if (!open) {
        emit synced(SyncRequest::notBegun(open.error(), m_clock));
        return;
    }
    m_sync = SyncRequest::create(**open, m_clock);
    connect(m_sync.get(), &SyncRequest::progressed, this, &SiteWorker::wrote); // where the cycle runs here
    ++m_tasks;
    runSync(m_sync);
}

QCoro::Task<> SiteWorker::runSync(std::shared_ptr<SyncRequest> request)
{
    const CycleReport report = co_await request->run();
    m_sync.reset();
    emit synced(report);
    taskEnded();
    if (!m_isFinishing)
        wrote();
}

void SiteWorker::stopSync()
{
    if (m_sync) {
        m_sync->cancel();
        return;
    }
    if (const Result<Datafile *> open = datafile(); open && EngineLock::isAtWork(m_address)) {
        if (const Result<qint64> asked = (*open)->requests().ask(EngineRequests::Kind::StopCycle); !asked)
            report(asked.error());
    }
}

void SiteWorker::retrieve(SyncId peer, std::function<void(const Result<qint64> &)> answer)
{
    const Result<SyncId> own = datafile().and_then([](Datafile *datafile) { return datafile->settings().ownSite(); });
    if (!own)
        answer(failure(own.error()));
    else if (own->isPrimary())
        answer(askSatellite(peer));
    else if (m_retrieving)
        answer(failure(ErrorCode::SyncRunning));
    else
        runRetrieve(std::move(answer));
}

Result<qint64> SiteWorker::askSatellite(SyncId peer)
{
    const Result<qint64> known = m_datafile->primaryRecords().countOwnedBy(peer);
    if (!known)
        return known;
    if (const Result<> asked = m_datafile->peerStates().setResendRequested(peer, true); !asked)
        return failure(asked.error());
    wrote();
    return known;
}

QCoro::Task<> SiteWorker::runRetrieve(std::function<void(const Result<qint64> &)> answer)
{
    SyncPreferences preferences;
    if (const Result<> read = m_datafile->settings().readPreferences(preferences); !read) {
        answer(failure(read.error()));
        co_return;
    }
    ++m_tasks;
    m_retrieving = std::make_unique<HttpClient>(httpOptions(preferences));
    const Result<qint64> queued = co_await retrieveFromPrimary(*m_datafile, *m_retrieving);
    m_retrieving.release()->deleteLater(); // what ended is still on the stack
    answer(queued);
    taskEnded();
    if (!m_isFinishing)
        wrote();
}

void SiteWorker::cancelRetrieve()
{
    if (m_retrieving)
        m_retrieving->close();
}

void SiteWorker::finish()
{
    m_isFinishing = true;
    m_lookTimer.stop();
    cancelCheck();
    cancelRetrieve();
    if (m_sync)
        m_sync->leave();
    ++m_tasks;
    taskEnded();
}

void SiteWorker::taskEnded()
{
    if (--m_tasks > 0 || !m_isFinishing)
        return;
    m_watch.reset();
    m_datafile.reset();
    emit finished();
}

} // namespace mailboat
