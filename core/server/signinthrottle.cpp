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

template<class Who>
ThrottleOf<Who>::ThrottleOf(const Clock &clock)
    : m_clock(clock)
{
}

template<class Who>
typename ThrottleOf<Who>::Closed ThrottleOf<Who>::closedAsNew(const Key &key, int triesAnHour)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    if (const auto remaining = count ? closed(count->tries, triesAnHour) : std::chrono::seconds(0);
        remaining.count() > 0)
        return {remaining, false};
    return {closed(m_newTries.value(key.first), triesAnHour * newNetworks), true};
}

template<class Who>
std::chrono::seconds ThrottleOf<Who>::closedAsKnown(const Key &key, int triesAnHour)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count ? closed(count->tries, triesAnHour) : std::chrono::seconds(0);
}

template<class Who>
std::chrono::seconds ThrottleOf<Who>::pause(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count ? until(count->pausedUntil) : std::chrono::seconds(0);
}

template<class Who>
bool ThrottleOf<Who>::wasLastWrong(const Key &key, const QByteArray &digest)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    return count && count->lastWrong == digest;
}

template<class Who>
void ThrottleOf<Who>::tried(const Key &key, const QByteArray &digest, bool isNew)
{
    const std::lock_guard lock(m_mutex);
    count(key, digest, isNew);
}

template<class Who>
void ThrottleOf<Who>::wrong(const Key &key, const QByteArray &digest, bool isNew, const Limits &limits)
{
    const std::lock_guard lock(m_mutex);
    Count &entry = count(key, digest, isNew);
    if (entry.last < entry.pausedUntil) // one that was told to come later
        return;
    ++entry.wrong;
    if (entry.wrong >= limits.free)
        entry.pausedUntil = entry.last + pauseFor(entry.wrong - limits.free);
}

template<class Who>
typename ThrottleOf<Who>::Count &ThrottleOf<Who>::count(const Key &key, const QByteArray &digest, bool isNew)
{
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
    return entry;
}

template<class Who>
void ThrottleOf<Who>::right(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    m_counts.remove(key);
}

template<class Who>
typename ThrottleOf<Who>::Kept ThrottleOf<Who>::kept(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    const Count *count = fresh(key);
    if (!count)
        return {};
    const QDateTime now = m_clock.utcNow();
    const auto atTime
        = [&](std::chrono::milliseconds time) { return now.addMSecs((time - m_clock.monotonic()).count()); };
    return {
        count->wrong, atTime(count->last), atTime(count->pausedUntil), count->tries.count, atTime(count->tries.since)};
}

template<class Who>
void ThrottleOf<Who>::restore(const Key &key, const Kept &kept)
{
    const std::lock_guard lock(m_mutex);
    const QDateTime now = m_clock.utcNow();
    if (m_counts.contains(key) || !kept.last.isValid()
        || kept.last.addMSecs(std::chrono::milliseconds(memory).count()) < now)
        return;
    // Whatever the clock of the day has done since: nothing was in the future then, and no pause is longer than the longest.
    const auto since = [&](const QDateTime &time) {
        const std::chrono::milliseconds ago(time.isValid() ? std::max<qint64>(time.msecsTo(now), 0) : 0);
        return m_clock.monotonic() - std::min<std::chrono::milliseconds>(ago, memory);
    };
    const std::chrono::milliseconds left(kept.pausedUntil.isValid() ? now.msecsTo(kept.pausedUntil) : 0);
    makeRoom();
    m_counts.insert(key,
        Count {kept.wrong, since(kept.last),
            m_clock.monotonic() + std::clamp<std::chrono::milliseconds>(left, -memory, longestPause),
            Tries {kept.tries, since(kept.triesSince)}, {}, 0});
}

template<class Who>
typename ThrottleOf<Who>::Count *ThrottleOf<Who>::fresh(const Key &key)
{
    const auto found = m_counts.find(key);
    if (found == m_counts.end())
        return nullptr;
    if (m_clock.monotonic() - found->last > memory)
        *found = Count {};
    return &*found;
}

template<class Who>
std::chrono::seconds ThrottleOf<Who>::until(std::chrono::milliseconds time) const
{
    return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(time - m_clock.monotonic()));
}

template<class Who>
std::chrono::seconds ThrottleOf<Who>::closed(const Tries &tries, int most) const
{
    return tries.count >= most ? until(tries.since + memory) : std::chrono::seconds(0);
}

template<class Who>
void ThrottleOf<Who>::add(Tries &tries) const
{
    const auto now = m_clock.monotonic();
    if (tries.count == 0 || now - tries.since >= memory)
        tries = {0, now};
    ++tries.count;
}

/// Bounds what strangers can make us remember; what all new networks together have is remembered in any case.
template<class Who>
void ThrottleOf<Who>::makeRoom()
{
    if (m_counts.size() < mostCounts)
        return;
    const auto now = m_clock.monotonic();
    m_counts.removeIf([now](const auto &entry) { return now - entry.value().last > memory; });
    if (m_counts.size() >= mostCounts)
        m_counts.clear();
}

template class ThrottleOf<SyncId>;
template class ThrottleOf<PersonNumber>;

} // namespace mailboat
