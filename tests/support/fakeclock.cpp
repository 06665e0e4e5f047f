// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"

#include <QThread>

#include <algorithm>

namespace mailboat {

using std::chrono::milliseconds;

FakeClock::FakeClock(const QDateTime &start)
    : m_start(start)
{
}

QDateTime FakeClock::utcNow() const
{
    const QMutexLocker lock(&m_mutex);
    return m_start.addMSecs((m_passed + m_slept + m_set).count());
}

milliseconds FakeClock::monotonic() const
{
    const QMutexLocker lock(&m_mutex);
    return m_passed;
}

milliseconds FakeClock::sinceBoot() const
{
    const QMutexLocker lock(&m_mutex);
    return m_passed + m_slept;
}

void FakeClock::after(milliseconds delay, QObject *context, std::function<void()> work)
{
    const QMutexLocker lock(&m_mutex);
    const milliseconds due = m_passed + std::max(delay, milliseconds {0});
    const auto place = std::upper_bound(
        m_timers.begin(), m_timers.end(), due, [](milliseconds time, const Timer &timer) { return time < timer.due; });
    m_timers.insert(place, Timer {due, context, std::move(work)});
}

bool FakeClock::runNextDue(milliseconds until)
{
    QMutexLocker lock(&m_mutex);
    std::erase_if(m_timers, [](const Timer &timer) { return timer.context.isNull(); });
    if (m_timers.empty() || m_timers.front().due > until)
        return false;
    const Timer timer = std::move(m_timers.front());
    m_timers.erase(m_timers.begin());
    m_passed = std::max(m_passed, timer.due);
    lock.unlock();

    if (timer.context->thread() == QThread::currentThread())
        timer.work();
    else
        QMetaObject::invokeMethod(timer.context.data(), timer.work, Qt::QueuedConnection);
    return true;
}

void FakeClock::advance(milliseconds by)
{
    const milliseconds until = monotonic() + by;
    while (runNextDue(until)) {}
    const QMutexLocker lock(&m_mutex);
    m_passed = std::max(m_passed, until);
}

bool FakeClock::advanceToNextTimer()
{
    return runNextDue(milliseconds::max());
}

void FakeClock::sleep(milliseconds by)
{
    const QMutexLocker lock(&m_mutex);
    m_slept += by;
}

void FakeClock::setUtcNow(const QDateTime &now)
{
    const QMutexLocker lock(&m_mutex);
    m_set = milliseconds {m_start.msecsTo(now)} - m_passed - m_slept;
}

int FakeClock::waitingTimers() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(
        std::count_if(m_timers.begin(), m_timers.end(), [](const Timer &timer) { return !timer.context.isNull(); }));
}

milliseconds FakeClock::untilNextTimer() const
{
    const QMutexLocker lock(&m_mutex);
    const auto next
        = std::find_if(m_timers.begin(), m_timers.end(), [](const Timer &timer) { return !timer.context.isNull(); });
    return next == m_timers.end() ? milliseconds {-1} : next->due - m_passed;
}

} // namespace mailboat
