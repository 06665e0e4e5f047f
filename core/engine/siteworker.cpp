// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteworker.h"

#include "core/engine/failurenews.h"
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
    if (m_watch.isActive())
        return;
    m_watch.start();
    look();
}

Result<> SiteWorker::openDatafile()
{
    m_tried = m_clock.monotonic();
    m_datafile.reset();
    Result<std::unique_ptr<Datafile>> opened = Datafile::open(m_path, m_clock);
    if (!opened)
        return failure(opened.error());
    m_datafile = std::move(*opened);
    m_version = -1;
    m_revision = -1;
    m_toldPeers = *m_tried - peersInterval;
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
    QMetaObject::invokeMethod(this, &SiteWorker::look, Qt::QueuedConnection); // the answer to what wrote goes first
}

void SiteWorker::report(const Error &error)
{
    if (m_failure && !isNews(m_failure->code, error.code))
        return;
    m_failure = error;
    emit failed(error);
}

void SiteWorker::look()
{
    if (m_isFinishing)
        return;
    if (const Result<> read = readNews(); !read)
        report(read.error());
}

/// Opens the datafile where that is due, and tells what is new in it.
Result<> SiteWorker::readNews()
{
    if (!m_datafile || (m_failure && m_tasks == 0)) {
        if (m_tried && m_clock.monotonic() - *m_tried < retryInterval)
            return {};
        if (const Result<> opened = openDatafile(); !opened)
            return opened;
    }
    const Result<qint64> version = m_datafile->dataVersion();
    if (!version)
        return failure(version.error());
    const bool isEngineRunning = EngineLock::isHeld(m_path);
    if (*version != m_version || isEngineRunning != m_isEngineRunning) {
        if (const Result<> told = tell(); !told)
            return told;
        m_version = *version;
        m_isEngineRunning = isEngineRunning;
    }
    const bool isDue = m_hasNews && m_clock.monotonic() - m_toldPeers >= peersInterval;
    return isDue && m_role == SiteRole::Primary ? tellPeers() : Result<>();
}

Result<> SiteWorker::tell()
{
    const Result<Status> status = readStatus(*m_datafile);
    if (!status)
        return failure(status.error());
    const Result<qint64> revision = m_datafile->settings().revision();
    if (!revision)
        return failure(revision.error());
    m_role = status->role;
    m_hasNews = true;
    const bool wasTold = std::exchange(m_isTold, true);
    if (std::exchange(m_failure, {}))
        emit recovered();
    else if (!wasTold)
        emit opened();
    emit statusChanged(*status);
    if (std::exchange(m_revision, *revision) != *revision)
        emit settingsChanged(*revision);
    return {};
}

Result<> SiteWorker::tellPeers()
{
    m_toldPeers = m_clock.monotonic();
    const Result<QList<PeerNews>> news = m_datafile->peerStates().news();
    if (!news)
        return failure(news.error());
    m_hasNews = false;
    emit peersChanged(*news);
    return {};
}

void SiteWorker::check(Settings shown, std::optional<QString> newPassword)
{
    if (m_check) { // what was shown then is shown no more: nobody waits for its answer
        m_check->disconnect(this);
        m_check->cancel();
        m_check.reset();
    }
    const Result<Datafile *> open = datafile();
    if (!open)
        return checkFailed(open.error());
    m_check = std::make_shared<SiteCheck>(**open, m_clock, std::move(shown));
    if (newPassword)
        m_check->setPassword(*newPassword);
    connect(m_check.get(), &SiteCheck::stepStarted, this, &SiteWorker::checkStepStarted);
    connect(m_check.get(), &SiteCheck::stepFinished, this, &SiteWorker::checkStepFinished);
    ++m_tasks;
    runCheck(m_check);
}

/// It never came to a first step.
void SiteWorker::checkFailed(const Error &error)
{
    CheckReport none;
    none.findings += CheckFinding {QStringLiteral("address"), CheckLevel::Failed, error};
    emit checked(none);
}

QCoro::Task<> SiteWorker::runCheck(std::shared_ptr<SiteCheck> check)
{
    const Result<CheckReport> found = co_await check->run();
    if (m_check == check) {
        m_check.reset();
        if (found)
            emit checked(*found);
        else
            checkFailed(found.error());
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
        m_retrieving->close();
}

void SiteWorker::finish()
{
    m_isFinishing = true;
    m_watch.stop();
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
    m_datafile.reset();
    emit finished();
}

} // namespace mailboat
