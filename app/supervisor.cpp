// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/supervisor.h"

#include <cstdint>
#include <ctime>
#include <systemd/sd-daemon.h>

namespace mailboat {

namespace {

constexpr int keepVariables = 0; // of the environment: what is said later finds its way by them, too

/// Who does not listen any more cannot be helped: the engine goes on.
void say(const QByteArray &state)
{
    (void)::sd_notify(keepVariables, state.constData());
}

} // namespace

Supervisor::Supervisor()
{
    constexpr int signsInTime = 3; // one that is late is no reason to end it
    std::uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(keepVariables, &microseconds) > 0)
        m_pause = std::chrono::microseconds(microseconds) / signsInTime;
}

bool Supervisor::isThere()
{
    return !qEnvironmentVariableIsEmpty("NOTIFY_SOCKET");
}

void Supervisor::ready() const
{
    say("READY=1");
}

void Supervisor::reloading() const
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const auto since = std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    const qint64 microseconds = std::chrono::duration_cast<std::chrono::microseconds>(since).count();
    say("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(microseconds));
}

void Supervisor::stopping() const
{
    say("STOPPING=1");
}

void Supervisor::status(const QString &line) const
{
    say("STATUS=" + line.simplified().toUtf8()); // a line break would begin another variable
}

void Supervisor::alive()
{
    const Clock::time_point now = Clock::now();
    if (m_pause == Clock::duration::zero() || now - m_last < m_pause)
        return;
    m_last = now;
    say("WATCHDOG=1");
}

} // namespace mailboat
