// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteworker.h"

#include "core/engine/failurenews.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon a change by another process shows: a PRAGMA that reads one number.
constexpr std::chrono::milliseconds siteWatchInterval = 250ms;
/// How often a datafile that cannot be used is tried again.
constexpr std::chrono::milliseconds siteRetryInterval = 2s;
/// How often what changes at the peers is read: all rows of the list.
constexpr std::chrono::milliseconds peersInterval = 1s;

} // namespace

SiteWorker::SiteWorker(QString path, Clock &clock)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_watch(this)
{
    m_watch.setInterval(siteWatchInterval);
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
        if (m_tried && m_clock.monotonic() - *m_tried < siteRetryInterval)
            return {};
        if (const Result<> opened = openDatafile(); !opened)
            return opened;
    }
    const Result<qint64> version = m_datafile->dataVersion();
    if (!version)
        return failure(version.error());
    const bool isEngineRunning = EngineLock::isAtWork(m_path);
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
    if (std::exchange(m_failure, {})) {
        emit recovered();
    } else if (!wasTold) {
        emit opened();
    }
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

} // namespace mailboat
