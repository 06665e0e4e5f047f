// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/watcheddatafile.h"

#include "core/engine/failurenews.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon a change by another process shows: a PRAGMA that reads one number.
constexpr std::chrono::milliseconds siteLookInterval = 250ms;
/// How often a datafile that cannot be used is tried again.
constexpr std::chrono::milliseconds siteRetryInterval = 2s;
/// How often what changes at the sites is read: all rows of the list.
constexpr std::chrono::milliseconds newsInterval = 1s;
/// How often the states of sites are worked out anew where nothing is committed: a site grows silent by itself.
constexpr std::chrono::milliseconds sitesInterval = 30s;

} // namespace

WatchedDatafile::WatchedDatafile(DatafileAddress address, Clock &clock, Datafile::Options options, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_clock(clock)
    , m_options(options)
    , m_lookTimer(this)
{
    m_lookTimer.setInterval(siteLookInterval);
    connect(&m_lookTimer, &QTimer::timeout, this, &WatchedDatafile::look);
}

WatchedDatafile::Hold::Hold(WatchedDatafile &datafile)
    : m_datafile(datafile)
{
    ++m_datafile.m_holds;
}

WatchedDatafile::Hold::~Hold()
{
    --m_datafile.m_holds;
    m_datafile.closeIfUnheld();
}

void WatchedDatafile::open()
{
    if (m_lookTimer.isActive())
        return;
    m_lookTimer.start();
    look();
}

void WatchedDatafile::close()
{
    m_isClosing = true;
    m_lookTimer.stop();
    closeIfUnheld();
}

void WatchedDatafile::closeIfUnheld()
{
    if (!m_isClosing || m_holds > 0)
        return;
    m_watch.reset();
    m_sites.reset();
    m_datafile.reset();
    emit closed();
}

Result<> WatchedDatafile::openDatafile()
{
    m_tried = m_clock.monotonic();
    m_watch.reset();
    m_sites.reset();
    m_datafile.reset();
    Result<std::unique_ptr<Datafile>> opened = Datafile::open(m_address, m_clock, m_options);
    if (!opened)
        return failure(opened.error());
    m_datafile = std::move(*opened);
    m_watch.emplace(m_datafile->connection());
    m_sites.emplace(*m_datafile);
    m_nextSites = *m_tried;
    m_toldMisfits = *m_tried - newsInterval;
    return {};
}

Result<Datafile *> WatchedDatafile::get()
{
    if (m_datafile)
        return m_datafile.get();
    return failure(
        m_failure.value_or(Error {ErrorCode::DatafileMissing, {{QStringLiteral("path"), m_address.shown()}}}));
}

void WatchedDatafile::wrote()
{
    if (m_watch)
        m_watch->expectNews();
    QMetaObject::invokeMethod(
        this, &WatchedDatafile::look, Qt::QueuedConnection); // the answer to what wrote goes first
}

void WatchedDatafile::report(const Error &error)
{
    if (m_failure && !isNews(m_failure->code, error.code))
        return;
    m_failure = error;
    emit failed(error);
}

void WatchedDatafile::look()
{
    if (m_isClosing)
        return;
    if (const Result<> read = readNews(); !read)
        report(read.error());
}

/// Opens the datafile where that is due, and tells what is new in it.
Result<> WatchedDatafile::readNews()
{
    if (!m_datafile || (m_failure && m_holds == 0)) {
        if (m_tried && m_clock.monotonic() - *m_tried < siteRetryInterval)
            return {};
        if (const Result<> opened = openDatafile(); !opened)
            return opened;
    }
    const bool isEngineRunning = EngineLock::isAtWork(m_address);
    const std::optional<EngineLock::Trouble> trouble = EngineLock::troubleOf(m_address);
    if (isEngineRunning != m_isEngineRunning || trouble != m_trouble)
        m_watch->expectNews();
    if (const Result<> followed = m_watch->follow([this] { return tell(); }); !followed)
        return followed;
    m_isEngineRunning = isEngineRunning;
    m_trouble = trouble;
    if (m_role != SiteRole::Primary) {
        if (m_rows && !std::exchange(m_rows, std::nullopt)->isEmpty()) // it was one until now
            emit sitesChanged({});
        return {};
    }
    const auto now = m_clock.monotonic();
    const bool isDue = m_hasNews && now - m_toldMisfits >= newsInterval;
    if (isDue || now >= m_nextSites)
        if (const Result<> told = tellSites(); !told)
            return told;
    return isDue ? tellMisfits() : Result<>();
}

Result<> WatchedDatafile::tell()
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

Result<> WatchedDatafile::tellSites()
{
    const Result<QList<SiteRow>> rows = m_sites->read();
    if (!rows)
        return failure(rows.error());
    m_nextSites = m_clock.monotonic() + sitesInterval;
    if (std::exchange(m_rows, *rows) != *rows)
        emit sitesChanged(*rows);
    return {};
}

Result<> WatchedDatafile::tellMisfits()
{
    m_toldMisfits = m_clock.monotonic();
    const auto found = SitePositions(m_datafile->connection()).misfits();
    if (!found)
        return failure(found.error());
    m_hasNews = false;
    const QHash<SyncId, Error> misfits(found->cbegin(), found->cend());
    if (std::exchange(m_misfits, misfits) != misfits)
        emit misfitsChanged(misfits);
    return {};
}

} // namespace mailboat
