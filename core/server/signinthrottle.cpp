// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/signinthrottle.h"

#include "core/server/calleraddress.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr qsizetype mostCounts = 50000;
constexpr int wholeAddress = 0;

std::chrono::milliseconds pauseFor(int beyond)
{
    const int doublings = std::min(beyond, 10);
    return std::min<std::chrono::milliseconds>(
        SignInThrottle::firstPause * (1 << doublings), SignInThrottle::longestPause);
}

} // namespace

SignInThrottle::SignInThrottle(const Clock &clock)
    : m_clock(clock)
{
}

std::chrono::seconds SignInThrottle::pause(std::optional<SyncId> site, const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray name = networkOf(address);
    const Count *atAddress = fresh({wholeAddress, name});
    const Count *ofSite = site ? fresh({site->value(), name}) : nullptr;
    std::chrono::milliseconds until {0};
    if (ofSite)
        until = ofSite->pausedUntil;
    if (atAddress && !(ofSite && ofSite->hasBeenRight))
        until = std::max(until, atAddress->pausedUntil);
    return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(until - m_clock.monotonic()));
}

void SignInThrottle::wrong(std::optional<SyncId> site, const QHostAddress &address, int free)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray name = networkOf(address);
    makeRoom();
    count({wholeAddress, name}, free);
    if (site)
        count({site->value(), name}, free);
}

void SignInThrottle::right(SyncId site, const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    makeRoom();
    m_counts[{site.value(), networkOf(address)}] = Count {0, m_clock.monotonic(), {}, true};
}

SignInThrottle::Count *SignInThrottle::fresh(const Key &key)
{
    const auto found = m_counts.find(key);
    if (found == m_counts.end())
        return nullptr;
    if (found->wrong > 0 && m_clock.monotonic() - found->last > memory)
        found->wrong = 0;
    return &*found;
}

void SignInThrottle::count(const Key &key, int free)
{
    fresh(key);
    Count &entry = m_counts[key];
    ++entry.wrong;
    entry.last = m_clock.monotonic();
    if (entry.wrong >= free)
        entry.pausedUntil = entry.last + pauseFor(entry.wrong - free);
}

/// Bounds what strangers can make us remember: first goes what is old, then all but the sites that have been right.
void SignInThrottle::makeRoom()
{
    if (m_counts.size() < mostCounts)
        return;
    const auto now = m_clock.monotonic();
    m_counts.removeIf([now](const auto &entry) { return now - entry.value().last > memory; });
    if (m_counts.size() >= mostCounts)
        m_counts.removeIf([](const auto &entry) { return !entry.value().hasBeenRight; });
    if (m_counts.size() >= mostCounts)
        m_counts.clear();
}

} // namespace mailboat
