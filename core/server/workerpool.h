// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/server/idlethreads.h"

#include <QHash>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace mailboat {

/// What a thread of the pool has for itself: a connection to the datafile and what it remembers of it.
class Desk
{
public:
    virtual ~Desk() = default;
};

/// Threads that answer requests. Work of one lane (a site) is done in its order, one piece at a time; lanes go on in
/// parallel, and a lane that waits blocks no thread. The reception has threads of its own, which no lane ever keeps busy.
class WorkerPool
{
public:
    enum class Work { None, Pull, Push, Initialise };
    /// What is still to do once the lane is free: an answer's receiver may ask at once what the lane does.
    using Answering = std::function<void()>;
    struct Job {
        Work work = Work::None;
        std::function<Answering(Desk &)> run;
        std::function<void()> refuse; ///< in place of run where the pool stops first
    };
    using DeskMaker = std::function<Result<std::unique_ptr<Desk>>()>; ///< called in the thread that gets the desk

    WorkerPool() = default;
    ~WorkerPool();
    Q_DISABLE_COPY_MOVE(WorkerPool)
    /// The first error of a desk; then nothing runs.
    Result<> start(int workers, int receptionists, const DeskMaker &makeDesk);
    /// Work that is under way is finished, what waits is refused.
    void stop();

    /// A stranger's job waits for all others, but for one in every `strangersTurn`, so that nobody waits for ever.
    enum class Order { AsItCame, Stranger };
    void receive(Job job, Order order = Order::AsItCame);
    static constexpr int strangersTurn = 8;
    /// False, and the job is not taken, where so many wait in that lane that its site had better come again.
    bool queue(int lane, Job job);
    bool isStopping() const;
    /// What that lane does now, or else will do next.
    Work currentWork(int lane) const;

private:
    struct Lane {
        bool isRunning = false; ///< whatever it is: there is work that says None of itself
        Work running = Work::None;
        std::deque<Job> waiting;
    };
    enum class Kind { Worker, Receptionist };
    void run(Kind kind, const DeskMaker &makeDesk);
    void work(Desk &desk);
    void attend(Desk &desk);
    Job nextReceived();
    void reportDesk(const Result<> &made);

    mutable std::mutex m_mutex;
    IdleThreads m_workers;
    IdleThreads m_receptionists;
    std::condition_variable m_deskMade;
    QHash<int, std::shared_ptr<Lane>> m_lanes; ///< those with something to do
    std::deque<int> m_ready; ///< lanes with something that may begin
    std::deque<Job> m_reception;
    std::deque<Job> m_strangers; ///< at the reception
    int m_sinceStranger = 0; ///< jobs of others that went before one
    std::vector<std::thread> m_threads;
    std::vector<Result<>> m_desks;
    bool m_stopping = false;
};

} // namespace mailboat
