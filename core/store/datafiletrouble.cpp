// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafiletrouble.h"

#include "core/domain/datafilefault.h"
#include "core/sql/diskroom.h"
#include "core/store/enginelock.h"
#include "core/store/synclog.h"

#include <algorithm>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds tryInterval = 2s;
constexpr std::chrono::milliseconds tellInterval = 10min;
constexpr qsizetype mostUnwritten = 100;
/// What a change needs on the disk, journal and datafile together, for each of its bytes.
constexpr qint64 roomForByte = 3;
constexpr qint64 leastRoom = 1024 * 1024;

/// How long nothing may have failed before a write that succeeds is believed: one sector that cannot be read is not met with at
/// every request, nor is the moment at which all files are in use.
std::chrono::milliseconds calmAfter(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DiskFull:
    case ErrorCode::DatafileReadOnly:
    case ErrorCode::DatafileOnShare:
        return 0ms;
    case ErrorCode::TooManyOpenFiles:
        return 10s;
    default:
        return 10min;
    }
}

} // namespace

DatafileTrouble::DatafileTrouble(DatafileAddress datafile, EngineLock &lock, const Clock &clock)
    : m_datafile(std::move(datafile))
    , m_lock(lock)
    , m_clock(clock)
{
}

void DatafileTrouble::failed(const Error &error, qint64 bytes)
{
    if (!isDatafileFault(error.code))
        return;
    const std::lock_guard lock(m_mutex);
    m_lastFailure = m_clock.monotonic();
    m_needed = std::max(m_needed, bytes);
    if (!m_standing || m_standing->error.code != error.code)
        begin(error);
}

void DatafileTrouble::stored()
{
    if (!m_stands)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_standing && isCalm())
        end();
}

bool DatafileTrouble::isCalm() const
{
    return m_clock.monotonic() - m_lastFailure >= calmAfter(m_standing->error.code);
}

void DatafileTrouble::begin(const Error &error)
{
    m_standing = Standing {error, m_clock.utcNow()};
    m_stands = true;
    m_lastTry.reset(); // into the log at once, if that is possible
    m_lock.showTrouble(EngineLock::Trouble {error.code, m_standing->since});
    tellIfDue();
}

/// One that comes and goes is told now and then; one that came back and stays is told as well, once that is due.
void DatafileTrouble::tellIfDue()
{
    const auto now = m_clock.monotonic();
    const auto last = m_lastTold.find(m_standing->error.code);
    if (m_standing->isTold || (last != m_lastTold.end() && now - last->second < tellInterval))
        return;
    m_standing->isTold = true;
    m_lastTold[m_standing->error.code] = now;
    m_news.append({m_standing->since, m_standing->error});
    m_unwritten.append(m_news.constLast());
    if (m_unwritten.size() > mostUnwritten)
        m_unwritten.removeFirst();
}

void DatafileTrouble::end()
{
    if (!m_standing)
        return;
    if (m_standing->isTold) {
        m_news.append({m_clock.utcNow(), {}});
        m_unwritten.append(m_news.constLast());
    }
    m_standing.reset();
    m_stands = false;
    m_needed = 0;
    m_lastTry.reset();
    m_lock.showTrouble({});
}

bool DatafileTrouble::mayBeOver(ErrorCode code, qint64 needed) const
{
    return code != ErrorCode::DiskFull
        || (hasRoom(m_datafile.path(), std::max(leastRoom, needed * roomForByte))
            && hasRoom(temporaryFile(), leastRoom));
}

/// Whether all is in the log now. Without the mutex: whoever writes may have to wait, and requests must not wait for that.
bool DatafileTrouble::writeLog(SyncLog &log)
{
    QList<News> unwritten;
    {
        const std::lock_guard lock(m_mutex);
        unwritten.swap(m_unwritten);
    }
    while (!unwritten.isEmpty() && log.addTrouble(unwritten.constFirst().when, unwritten.constFirst().error))
        unwritten.removeFirst();
    if (unwritten.isEmpty())
        return true;
    const std::lock_guard lock(m_mutex);
    m_unwritten = unwritten + m_unwritten;
    return false;
}

/// Whether it is over: asked once more under the mutex, for something may have failed meanwhile.
bool DatafileTrouble::endIfOver(SyncLog &log)
{
    ErrorCode code {};
    qint64 needed = 0;
    std::chrono::milliseconds lastFailure {};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_standing || !isCalm())
            return false;
        code = m_standing->error.code;
        needed = m_needed;
        lastFailure = m_lastFailure;
    }
    if (!mayBeOver(code, needed) || !log.tryToWrite())
        return false;
    const std::lock_guard lock(m_mutex);
    if (m_lastFailure != lastFailure)
        return false;
    end();
    return true;
}

QList<DatafileTrouble::News> DatafileTrouble::look(SyncLog &log)
{
    bool isDue = false;
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_clock.monotonic();
        if (m_standing)
            tellIfDue();
        const bool hasWork = m_standing || !m_unwritten.isEmpty();
        isDue = hasWork && (!m_lastTry || now - *m_lastTry >= tryInterval);
        if (isDue)
            m_lastTry = now;
    }
    if (isDue && writeLog(log) && endIfOver(log))
        writeLog(log);
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, {});
}

} // namespace mailboat
