// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/workerpool.h"

namespace mailboat {

namespace {

/// A client repeats a request twice at most (protocol.md §2.4); more than a few waiting for one site are no use to it.
constexpr size_t longestLane = 8;

} // namespace

WorkerPool::~WorkerPool()
{
    stop();
}

Result<> WorkerPool::start(int workers, int receptionists, const DeskMaker &makeDesk)
{
    for (int i = 0; i < workers + receptionists; ++i)
        m_threads.emplace_back(
            [this, kind = i < workers ? Kind::Worker : Kind::Receptionist, makeDesk] { run(kind, makeDesk); });
    Result<> made;
    {
        std::unique_lock lock(m_mutex);
        m_deskMade.wait(lock, [this] { return m_desks.size() == m_threads.size(); });
        for (const Result<> &desk : m_desks)
            if (!desk)
                made = desk;
    }
    if (!made)
        stop();
    return made;
}

void WorkerPool::stop()
{
    std::deque<Job> refused;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        refused.swap(m_reception);
        for (Job &job : m_strangers)
            refused.push_back(std::move(job));
        m_strangers.clear();
        for (const auto &lane : std::as_const(m_lanes)) {
            for (Job &job : lane->waiting)
                refused.push_back(std::move(job));
            lane->waiting.clear();
        }
        m_ready.clear();
        m_workers.callAll();
        m_receptionists.callAll();
    }
    for (const Job &job : refused)
        job.refuse();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void WorkerPool::receive(Job job, Order order)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping) {
            (order == Order::Stranger ? m_strangers : m_reception).push_back(std::move(job));
            m_receptionists.callOne();
            return;
        }
    }
    job.refuse();
}

bool WorkerPool::queue(int lane, Job job)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return false;
    std::shared_ptr<Lane> &entry = m_lanes[lane];
    if (!entry)
        entry = std::make_shared<Lane>();
    if (entry->waiting.size() >= longestLane)
        return false;
    entry->waiting.push_back(std::move(job));
    if (!entry->isRunning && entry->waiting.size() == 1) {
        m_ready.push_back(lane);
        m_workers.callOne();
    }
    return true;
}

bool WorkerPool::isStopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

WorkerPool::Work WorkerPool::currentWork(int lane) const
{
    const std::lock_guard lock(m_mutex);
    const std::shared_ptr<Lane> entry = m_lanes.value(lane);
    if (!entry || (entry->running == Work::None && entry->waiting.empty()))
        return Work::None;
    return entry->running != Work::None ? entry->running : entry->waiting.front().work;
}

void WorkerPool::run(Kind kind, const DeskMaker &makeDesk)
{
    const Result<std::unique_ptr<Desk>> desk = makeDesk();
    reportDesk(desk ? Result<>() : failure(desk.error()));
    if (!desk)
        return;
    if (kind == Kind::Worker)
        work(**desk);
    else
        attend(**desk);
}

void WorkerPool::reportDesk(const Result<> &made)
{
    const std::lock_guard lock(m_mutex);
    m_desks.push_back(made);
    m_deskMade.notify_all();
}

void WorkerPool::work(Desk &desk)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_workers.wait(lock, [this] { return m_stopping || !m_ready.empty(); });
        if (m_ready.empty())
            return;
        const int number = m_ready.front();
        m_ready.pop_front();
        const std::shared_ptr<Lane> lane = m_lanes.value(number);
        const Job job = std::move(lane->waiting.front());
        lane->waiting.pop_front();
        lane->isRunning = true;
        lane->running = job.work;
        lock.unlock();
        const Answering answer = job.run(desk);
        lock.lock();
        lane->isRunning = false;
        lane->running = Work::None;
        if (lane->waiting.empty()) {
            m_lanes.remove(number);
        } else {
            m_ready.push_back(number);
            m_workers.callOne();
        }
        lock.unlock();
        answer();
        lock.lock();
    }
}

/// Under the lock, where there is one.
WorkerPool::Job WorkerPool::nextReceived()
{
    const bool isStrangers = m_reception.empty() || (!m_strangers.empty() && m_sinceStranger + 1 >= strangersTurn);
    m_sinceStranger = isStrangers ? 0 : m_sinceStranger + 1;
    std::deque<Job> &from = isStrangers ? m_strangers : m_reception;
    Job job = std::move(from.front());
    from.pop_front();
    return job;
}

void WorkerPool::attend(Desk &desk)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_receptionists.wait(lock, [this] { return m_stopping || !m_reception.empty() || !m_strangers.empty(); });
        if (m_reception.empty() && m_strangers.empty())
            return;
        const Job job = nextReceived();
        lock.unlock();
        job.run(desk)();
        lock.lock();
    }
}

} // namespace mailboat
