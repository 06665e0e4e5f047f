// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/slowlane.h"

#include <sys/resource.h>

namespace mailboat {

namespace {

/// Linux keeps that for each thread, and means the calling one by 0. A machine that refuses it is slower for the others, no more.
void giveWay()
{
    (void)setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + SlowLane::niceness);
}

} // namespace

SlowLane::~SlowLane()
{
    stop();
}

void SlowLane::start()
{
    m_isOpen = true;
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] {
            giveWay();
            run();
        });
}

void SlowLane::stop()
{
    std::deque<Job> refused;
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
        refused.swap(m_waiting);
        for (const Job &job : refused)
            take(job, -1);
        m_wake.notify_all();
    }
    for (const Job &job : refused)
        job.refuse();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool SlowLane::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpen;
}

bool SlowLane::enter(Job job)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isOpen || !hasPlaceFor(job))
        return false;
    take(job, 1);
    m_waiting.push_back(std::move(job));
    m_wake.notify_one();
    return true;
}

bool SlowLane::hasPlaceFor(const Job &job) const
{
    const Taken ofSite = m_ofSite.value(job.site);
    if (m_taken.all >= places || ofSite.all >= placesOfSite)
        return false;
    return !job.isStranger || (m_taken.strangers < places / 2 && ofSite.strangers < placesOfSite / 2);
}

void SlowLane::take(const Job &job, int count)
{
    Taken &ofSite = m_ofSite[job.site];
    for (Taken *taken : {&m_taken, &ofSite}) {
        taken->all += count;
        if (job.isStranger)
            taken->strangers += count;
    }
    if (ofSite.all == 0)
        m_ofSite.remove(job.site);
}

void SlowLane::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return !m_isOpen || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        const Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        job.run();
        lock.lock();
        take(job, -1);
    }
}

} // namespace mailboat
