// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"

#include <QTimeZone>
#include <QTimer>
#include <ctime>

namespace mailboat {

namespace {

std::chrono::milliseconds read(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace

QDateTime SystemClock::utcNow() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return read(CLOCK_MONOTONIC);
}

std::chrono::milliseconds SystemClock::sinceBoot() const
{
#ifdef CLOCK_BOOTTIME
    return read(CLOCK_BOOTTIME);
#else
    return read(CLOCK_MONOTONIC);
#endif
}

void SystemClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(work));
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace mailboat
