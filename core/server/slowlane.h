// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QHash>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mailboat {

/// Where passwords wait for their slow hash: threads of its own, so that nobody else ever waits for that, and few places, each of
/// them some 30 ms long (beyond them whoever comes is to come again). A site has a share of the places, so that guesses at one
/// leave room for the others; and from networks that are new to a site only half of what there is. Where processors are short
/// its threads give way to all others, which answer those that are known. Any thread.
class SlowLane
{
public:
    struct Job {
        SyncId site;
        bool isStranger = false; ///< comes from a network where the site has not signed in yet
        std::function<void()> run;
        std::function<void()> refuse; ///< in place of run where the lane stops first
    };
    static constexpr int places = 64;
    static constexpr int placesOfSite = 8;
    static constexpr int threads = 2; ///< so many hashes of 19 MiB at once
    static constexpr int niceness = 10; ///< above that of the process; to have a tenth of what another thread has

    SlowLane() = default;
    ~SlowLane();
    Q_DISABLE_COPY_MOVE(SlowLane)
    void start();
    /// What is under way is finished, what waits is refused.
    void stop();
    /// False, and the job is not taken, where there is no place for it.
    bool enter(Job job);
    bool isOpen() const; ///< started, and not stopped

private:
    struct Taken {
        int all = 0;
        int strangers = 0;
    };
    bool hasPlaceFor(const Job &job) const;
    void take(const Job &job, int count);
    void run();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_waiting;
    Taken m_taken; ///< with those under way
    QHash<SyncId, Taken> m_ofSite;
    bool m_isOpen = false;
    std::vector<std::thread> m_threads;
};

} // namespace mailboat
