// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/idlethreads.h"
#include "tests/support/catch.h"

#include <string>
#include <thread>

using namespace mailboat;

namespace {

/// Threads that wait in the order of their letters; each takes one piece of work and says so.
class Waiters
{
public:
    ~Waiters()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
            m_idle.callAll();
        }
        for (std::thread &thread : m_threads)
            thread.join();
    }
    void add(char letter)
    {
        m_threads.emplace_back([this, letter] {
            std::unique_lock lock(m_mutex);
            ++m_begun;
            m_changed.notify_all();
            m_idle.wait(lock, [this] { return m_isOver || m_work > 0; });
            m_work -= m_isOver ? 0 : 1;
            m_order += m_isOver ? "" : std::string(1, letter);
            m_changed.notify_all();
        });
        std::unique_lock lock(m_mutex); // which the thread gives up only where it waits
        m_changed.wait(lock, [this] { return m_begun == m_threads.size(); });
    }
    std::string call()
    {
        std::unique_lock lock(m_mutex);
        ++m_work;
        m_idle.callOne();
        m_changed.wait(lock, [this] { return m_work == 0; });
        return m_order;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    IdleThreads m_idle;
    std::vector<std::thread> m_threads;
    size_t m_begun = 0;
    int m_work = 0;
    bool m_isOver = false;
    std::string m_order;
};

} // namespace

TEST_CASE("13.5: of threads that wait for work the one that has waited shortest gets it")
{
    Waiters waiters;
    for (const char letter : {'a', 'b', 'c'})
        waiters.add(letter);
    CHECK(waiters.call() == "c");
    waiters.add('d');
    CHECK(waiters.call() == "cd");
    CHECK(waiters.call() == "cdb");
}
