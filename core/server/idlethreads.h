// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

namespace mailboat {

/// Threads that wait for something to do. Who began to wait last is called first: what its connection has read of the datafile, and
/// keeps until somebody else commits, is the newest; and threads that are seldom needed keep nothing. All under the owner's mutex.
class IdleThreads
{
public:
    template<class IsReady>
    void wait(std::unique_lock<std::mutex> &lock, IsReady isReady)
    {
        while (!isReady()) {
            Waiting one;
            m_waiting.push_back(&one);
            one.called.wait(lock, [&one] { return one.isCalled; });
        }
    }
    void callOne()
    {
        if (m_waiting.empty())
            return; // whoever is at work looks before it waits
        Waiting *one = m_waiting.back();
        m_waiting.pop_back();
        one->isCalled = true;
        one->called.notify_one();
    }
    void callAll()
    {
        while (!m_waiting.empty())
            callOne();
    }

private:
    struct Waiting {
        std::condition_variable called;
        bool isCalled = false;
    };
    std::vector<Waiting *> m_waiting;
};

} // namespace mailboat
