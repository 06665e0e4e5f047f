// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteworker.h"

#include "core/prefs/syncpreferences.h"
#include "core/store/enginerequests.h"
#include "core/store/peerstates.h"
#include "core/store/recordstore.h"
#include "core/store/settingstable.h"
#include "core/sync/synccycle.h"

#include <QCoroTask>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon a change by another process shows: a PRAGMA that reads one number.
constexpr std::chrono::milliseconds watchInterval = 250ms;
/// How often a datafile that cannot be used is tried again.
constexpr std::chrono::milliseconds retryInterval = 2s;
/// How often what changes at the peers is read: all rows of the list.
constexpr std::chrono::milliseconds peersInterval = 1s;

} // namespace

SiteWorker::SiteWorker(QString path, Clock &clock)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_watch(this)
{
    m_watch.setInterval(watchInterval);
    connect(&m_watch, &QTimer::timeout, this, &SiteWorker::look);
}

SiteWorker::~SiteWorker() = default;

void SiteWorker::open()
{
    if (const Result<> done = openDatafile(); !done)
        report(done.error());
    else
        emit opened();
    m_watch.start();
    look();
}

Result<> SiteWorker::openDatafile()
{
    m_retried = m_clock.monotonic();
    Result<std::unique_ptr<Datafile>> opened = Datafile::open(m_path, m_clock);
    if (!opened)
        return failure(opened.error());
    m_datafile = std::move(*opened);
    m_version = -1;
    m_revision = -1;
    return {};
}

Result<Datafile *> SiteWorker::datafile()
{
    if (m_datafile)
        return m_datafile.get();
    return failure(m_failure.value_or(Error {ErrorCode::DatafileMissing, {{QStringLiteral("path"), m_path}}}));
}

void SiteWorker::wrote()
{
    m_version = -1;
    look();
}

void SiteWorker::report(const Error &error)
{
    if (m_failure && m_failure->code == error.code)
        return;
    m_failure = error;
    emit failed(error);
}

void SiteWorker::look()
{
    if (m_isFinishing)
        return;
    if (!m_datafile || (m_failure && m_tasks == 0)) {
        if (m_clock.monotonic() - m_retried < retryInterval)
            return;
        m_datafile.reset();
        if (const Result<> again = openDatafile(); !again)
            return report(again.error());
        const bool wasNeverOpen = !std::exchange(m_failure, {}).has_value();
        if (wasNeverOpen)
            emit opened();
        else
            emit recovered();
    }
    const Result<qint64> version = m_datafile->dataVersion();
    if (!version)
        return report(version.error());
    const bool isEngineRunning = EngineLock::isHeld(m_path);
    const bool isNew = *version != m_version || isEngineRunning != m_isEngineRunning;
    m_version = *version;
    m_isEngineRunning = isEngineRunning;
    tell(isNew);
}

void SiteWorker::tell(bool isNew)
{
    if (isNew) {
        const Result<Status> status = readStatus(*m_datafile);
        const Result<qint64> revision = m_datafile->settings().revision();
        if (!status)
            return report(status.error());
        if (!revision)
            return report(revision.error());
        m_role = status->role;
        m_hasNews = true;
        emit statusChanged(*status);
        if (std::exchange(m_revision, *revision) != *revision)
            emit settingsChanged(*revision);
    }
    if (m_role == SiteRole::Primary && m_hasNews && m_clock.monotonic() - m_toldPeers >= peersInterval)
        tellPeers();
}

void SiteWorker::tellPeers()
{
    m_toldPeers = m_clock.monotonic();
    m_hasNews = false;
    if (const Result<QList<PeerNews>> news = m_datafile->peerStates().news())
        emit peersChanged(*news);
}

void SiteWorker::check(Settings shown, std::optional<QString> newPassword)
{
    const Result<Datafile *> open = datafile();
    if (m_check || !open) {
        CheckReport none;
        none.findings += CheckFinding {
            QStringLiteral("address"), CheckLevel::Failed, open ? Error {ErrorCode::SyncRunning} : open.error()};
        emit checked(none);
        return;
    }
    m_check = std::make_shared<SiteCheck>(**open, m_clock, std::move(shown));
    if (newPassword)
        m_check->setPassword(*newPassword);
    connect(m_check.get(), &SiteCheck::stepStarted, this, &SiteWorker::checkStepStarted);
    connect(m_check.get(), &SiteCheck::stepFinished, this, &SiteWorker::checkStepFinished);
    ++m_tasks;
    runCheck(m_check);
}

QCoro::Task<> SiteWorker::runCheck(std::shared_ptr<SiteCheck> check)
{
    Result<CheckReport> found = co_await check->run();
    m_check.reset();
    if (found) {
        emit checked(*found);
    } else {
        CheckReport none;
        none.findings += CheckFinding {QStringLiteral("address"), CheckLevel::Failed, found.error()};
        emit checked(none);
    }
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
        CycleReport none;
        none.started = m_clock.utcNow();
        none.byHand = true;
        none.error = open.error();
        emit synced(none);
        return;
    }
    m_sync = SyncRequest::create(**open, m_clock);
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
    if (const Result<Datafile *> open = datafile(); open && EngineLock::isHeld(m_path)) {
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
    Result<qint64> known = m_datafile->records().countOwnedBy(peer);
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
        m_retrieving->cancel();
}

void SiteWorker::finish()
{
    m_isFinishing = true;
    m_watch.stop();
    cancelCheck();
    cancelRetrieve();
    if (m_sync)
        m_sync->cancel();
    ++m_tasks;
    taskEnded();
}

void SiteWorker::taskEnded()
{
    if (--m_tasks > 0 || !m_isFinishing)
        return;
    m_datafile.reset();
    emit finished();
}

} // namespace mailboat
