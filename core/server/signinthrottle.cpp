// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/signinthrottle.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr qsizetype mostCounts = 50000;

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

SignInThrottle::Closed SignInThrottle::closedAsNew(const Key &key, int triesAnHour)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    if (const auto remaining = count ? closed(count->tries, triesAnHour) : std::chrono::seconds(0);
        remaining.count() > 0)
        return {remaining, false};
    return {closed(m_newTries.value(key.first), triesAnHour * newNetworks), true};
}

std::chrono::seconds SignInThrottle::closedAsKnown(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count ? closed(count->tries, triesAtKnown) : std::chrono::seconds(0);
}

std::chrono::seconds SignInThrottle::pause(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count ? until(count->pausedUntil) : std::chrono::seconds(0);
}

bool SignInThrottle::wasLastWrong(const Key &key, const QByteArray &digest)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count && count->lastWrong == digest;
}

void SignInThrottle::wrong(const Key &key, const QByteArray &digest, bool isNew, const Limits &limits)
{
    const std::lock_guard lock(m_mutex);
    fresh(key);
    makeRoom();
    Count &entry = m_counts[key];
    entry.last = m_clock.monotonic();
    const bool isSame = entry.lastWrong == digest;
    entry.again = isSame ? entry.again + 1 : 0;
    entry.lastWrong = digest;
    if (entry.again % sameForOneTry == 0) {
        add(entry.tries);
        if (isNew)
            add(m_newTries[key.first]);
    }
    if (entry.last < entry.pausedUntil) // one that was told to come later
        return;
    ++entry.wrong;
    if (entry.wrong >= limits.free)
        entry.pausedUntil = entry.last + pauseFor(entry.wrong - limits.free);
}

void SignInThrottle::right(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    m_counts.remove(key);
}

SignInThrottle::Count *SignInThrottle::fresh(const Key &key)
{
    const auto found = m_counts.find(key);
    if (found == m_counts.end())
        return nullptr;
    if (m_clock.monotonic() - found->last > memory)
        *found = Count {};
    return &*found;
}

std::chrono::seconds SignInThrottle::until(std::chrono::milliseconds time) const
{
    return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(time - m_clock.monotonic()));
}

std::chrono::seconds SignInThrottle::closed(const Tries &tries, int most) const
{
    return tries.count >= most ? until(tries.since + memory) : std::chrono::seconds(0);
}

void SignInThrottle::add(Tries &tries) const
{
    const auto now = m_clock.monotonic();
    if (tries.count == 0 || now - tries.since >= memory)
        tries = {0, now};
    ++tries.count;
}

/// Bounds what strangers can make us remember; what all new networks of a site have together is remembered in any case.
void SignInThrottle::makeRoom()
{
    if (m_counts.size() < mostCounts)
        return;
    const auto now = m_clock.monotonic();
    m_counts.removeIf([now](const auto &entry) { return now - entry.value().last > memory; });
    if (m_counts.size() >= mostCounts)
        m_counts.clear();
}

} // namespace mailboat
