// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/site.h"

#include <QHash>
#include <QHostAddress>

#include <mutex>

namespace mailboat {

/// Slows down who guesses passwords. Wrong sign-ins are counted per address, and per site at an address; beyond the free ones
/// each doubles the pause in which nothing more is looked at. A site that has signed in right from an address is not held up
/// by what others do there (many sites may share one), and nobody can lock a site out from another address.
/// Kept in memory. Any thread.
class SignInThrottle
{
public:
    explicit SignInThrottle(const Clock &clock);
    /// How long nothing is looked at; zero: now.
    std::chrono::seconds pause(std::optional<SyncId> site, const QHostAddress &address);
    /// `site`: empty where the user name is unknown. `free`: how many wrong ones cost no pause.
    void wrong(std::optional<SyncId> site, const QHostAddress &address, int free);
    void right(SyncId site, const QHostAddress &address);

    static constexpr std::chrono::seconds firstPause {5};
    static constexpr std::chrono::seconds longestPause {300};
    static constexpr std::chrono::hours memory {1}; ///< after that without a wrong one all is forgotten

private:
    struct Count {
        int wrong = 0;
        std::chrono::milliseconds last {};
        std::chrono::milliseconds pausedUntil {};
        bool hasBeenRight = false;
    };
    using Key = std::pair<int, QByteArray>; ///< site, or 0 for all at an address; address
    Count *fresh(const Key &key);
    void count(const Key &key, int free);
    void makeRoom();

    const Clock &m_clock;
    std::mutex m_mutex;
    QHash<Key, Count> m_counts;
};

} // namespace mailboat
