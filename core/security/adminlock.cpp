// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/adminlock.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How often it is looked whether the time is up: timers stand still while the machine sleeps.
constexpr std::chrono::milliseconds lookInterval = 5s;
/// The two clocks are read one after the other; more than this between them is sleep.
constexpr std::chrono::milliseconds sleepNoticed = 2s;

} // namespace

AdminLock::AdminLock(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void AdminLock::unlock(const Authorisation &by)
{
    const bool wasUnlocked = isUnlocked();
    m_authorisation = by;
    m_touched = m_clock.sinceBoot();
    m_asleep = m_touched - m_clock.monotonic();
    ++m_watch;
    watchOn();
    if (!wasUnlocked)
        emit changed(true);
}

void AdminLock::lock()
{
    if (!isUnlocked())
        return;
    m_authorisation.reset();
    ++m_watch;
    emit changed(false);
}

void AdminLock::touch()
{
    if (!isUnlocked())
        return;
    if (isOver()) // the first touch after a pause comes before the next look
        lock();
    else
        m_touched = m_clock.sinceBoot();
}

bool AdminLock::isOver() const
{
    const std::chrono::milliseconds now = m_clock.sinceBoot();
    const bool hasSlept = now - m_clock.monotonic() - m_asleep > sleepNoticed;
    return hasSlept || now - m_touched >= idleLimit;
}

void AdminLock::watchOn()
{
    m_clock.after(lookInterval, this, [this, watch = m_watch] { look(watch); });
}

void AdminLock::look(int watch)
{
    if (watch != m_watch)
        return;
    if (isOver())
        lock();
    else
        watchOn();
}

} // namespace mailboat
