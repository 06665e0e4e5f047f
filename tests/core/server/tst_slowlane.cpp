// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/slowlane.h"
#include "tests/support/catch.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <semaphore>

using namespace mailboat;

namespace {

/// A lane whose threads are all at work until it is let go.
class HeldLane
{
public:
    HeldLane()
    {
        lane.start();
        for (int i = 0; i < SlowLane::threads; ++i)
            REQUIRE(lane.enter({SyncId {1000 + i}, false,
                [this] {
                    m_begun.release();
                    m_gate.wait();
                },
                [] {}}));
        for (int i = 0; i < SlowLane::threads; ++i)
            m_begun.acquire();
    }
    ~HeldLane() { letGo(); }
    Q_DISABLE_COPY_MOVE(HeldLane)
    bool enter(int site, bool isStranger)
    {
        return lane.enter({SyncId {site}, isStranger, [this] { ++ran; },
            [this] {
                ++refused;
                refused.notify_all();
            }});
    }
    int entered(int site, bool isStranger, int times)
    {
        int count = 0;
        for (int i = 0; i < times; ++i)
            count += enter(site, isStranger) ? 1 : 0;
        return count;
    }
    void letGo()
    {
        if (!m_gate.try_wait())
            m_gate.count_down();
    }
    std::atomic<int> ran {0};
    std::atomic<int> refused {0};

private:
    std::latch m_gate {1};
    std::counting_semaphore<> m_begun {0};

public:
    SlowLane lane; ///< ends before what its jobs use
};

} // namespace

TEST_CASE("D5: a site has a share of the slow lane, strangers half of it")
{
    HeldLane held;
    CHECK(held.entered(2, true, 100) == SlowLane::placesOfSite / 2);
    CHECK(held.entered(2, false, 100) == SlowLane::placesOfSite / 2);
    CHECK(held.entered(3, true, 100) == SlowLane::placesOfSite / 2);
    CHECK(held.enter(4, false));
}

TEST_CASE("D5: strangers take half of the slow lane's places, and nobody more than all")
{
    HeldLane held;
    int strangers = 0;
    for (int site = 2; site < 200; ++site)
        strangers += held.entered(site, true, 1);
    CHECK(strangers == SlowLane::places / 2);
    int all = strangers + SlowLane::threads;
    for (int site = 2; site < 200; ++site)
        all += held.entered(site, false, 1);
    CHECK(all == SlowLane::places);
}

TEST_CASE("D5: a stop of the slow lane finishes what is under way and refuses what waits")
{
    HeldLane held;
    REQUIRE(held.entered(2, false, 3) == 3);
    std::thread stopping([&held] { held.lane.stop(); });
    for (int refused = 0; refused < 3; refused = held.refused)
        held.refused.wait(refused);
    held.letGo();
    stopping.join();
    CHECK(held.ran == 0);
    CHECK_FALSE(held.enter(2, false));
    held.lane.start();
    std::latch done {1};
    REQUIRE(held.lane.enter({SyncId {2}, true, [&done] { done.count_down(); }, [] {}}));
    done.wait();
}

TEST_CASE("10, done when: the slow lane's threads give way to those that answer")
{
    SlowLane lane;
    lane.start();
    std::binary_semaphore done {0};
    int niceness = 0;
    REQUIRE(lane.enter({SyncId {2}, false,
        [&] {
            niceness = getpriority(PRIO_PROCESS, 0); // of this thread
            done.release();
        },
        [] {}}));
    done.acquire();
    CHECK(niceness == std::min(19, getpriority(PRIO_PROCESS, 0) + SlowLane::niceness));
}
