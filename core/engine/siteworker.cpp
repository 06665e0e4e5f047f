// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteworker.h"

#include "core/engine/failurenews.h"
#include "core/store/enginelock.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon a change by another process shows: a PRAGMA that reads one number.
constexpr std::chrono::milliseconds siteLookInterval = 250ms;
/// How often a datafile that cannot be used is tried again.
constexpr std::chrono::milliseconds siteRetryInterval = 2s;
/// How often what changes at the peers is read: all rows of the list.
constexpr std::chrono::milliseconds peersInterval = 1s;

} // namespace

SiteWorker::SiteWorker(DatafileAddress address, Clock &clock, Datafile::Options options)
    : m_address(std::move(address))
    , m_clock(clock)
    , m_options(options)
    , m_lookTimer(this)
{
    m_lookTimer.setInterval(siteLookInterval);
    connect(&m_lookTimer, &QTimer::timeout, this, &SiteWorker::look);
}

SiteWorker::~SiteWorker() = default;

void SiteWorker::open()
{
    if (m_lookTimer.isActive())
        return;
    m_lookTimer.start();
    look();
}

Result<> SiteWorker::openDatafile()
{
    m_tried = m_clock.monotonic();
    m_watch.reset();
    m_datafile.reset();
    Result<std::unique_ptr<Datafile>> opened = Datafile::open(m_address, m_clock, m_options);
    if (!opened)
        return failure(opened.error());
    m_datafile = std::move(*opened);
    m_watch.emplace(m_datafile->connection());
    m_toldPeers = *m_tried - peersInterval;
    return {};
}

Result<Datafile *> SiteWorker::datafile()
{
    if (m_datafile)
        return m_datafile.get();
    return failure(
        m_failure.value_or(Error {ErrorCode::DatafileMissing, {{QStringLiteral("path"), m_address.shown()}}}));
}

void SiteWorker::wrote()
{
    if (m_watch)
        m_watch->expectNews();
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
    const bool isEngineRunning = EngineLock::isAtWork(m_address);
    if (isEngineRunning != m_isEngineRunning)
        m_watch->expectNews();
    if (const Result<> followed = m_watch->follow([this] { return tell(); }); !followed)
        return followed;
    m_isEngineRunning = isEngineRunning;
    const bool isDue = m_hasNews && m_clock.monotonic() - m_toldPeers >= peersInterval;
    return isDue && m_role == SiteRole::Primary ? tellPeers() : Result<>();
}

Result<> SiteWorker::tell()
{
    const Result<Status> status = readStatus(*m_datafile);
    if (!status)
        return failure(status.error());
    std::optional<qint64> changed;
    const Result<> followed = m_watch->followSettings([&changed](qint64 revision) -> Result<> {
        changed = revision;
        return {};
    });
    if (!followed)
        return followed;
    m_role = status->role;
    m_hasNews = true;
    const bool wasTold = std::exchange(m_isTold, true);
    if (std::exchange(m_failure, {})) {
        emit recovered();
    } else if (!wasTold) {
        emit opened();
    }
    emit statusChanged(*status);
    if (changed)
        emit settingsChanged(*changed);
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
