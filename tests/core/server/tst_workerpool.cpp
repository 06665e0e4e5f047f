// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/workerpool.h"
#include "tests/support/catch.h"

#include <QStringList>

#include <atomic>
#include <latch>
#include <semaphore>

using namespace mailboat;
using Work = WorkerPool::Work;

namespace {

Result<std::unique_ptr<Desk>> anyDesk()
{
    return std::make_unique<Desk>();
}

WorkerPool::Job job(
    Work work, const std::function<void()> &run, const std::function<void()> &refuse = [] {})
{
    return {work,
        [run](Desk &) -> WorkerPool::Answering {
            run();
            return [] {};
        },
        refuse};
}

/// Work that runs until it is let go.
struct Gate {
    std::binary_semaphore entered {0};
    std::binary_semaphore open {0};
    WorkerPool::Job jobOf(Work work = Work::Push)
    {
        return job(work, [this] {
            entered.release();
            open.acquire();
        });
    }
};

} // namespace

TEST_CASE("Work of one lane is done in its order, one piece at a time")
{
    WorkerPool pool;
    REQUIRE(pool.start(4, 1, &anyDesk));
    std::atomic<int> atOnce {0};
    std::atomic<int> mostAtOnce {0};
    std::vector<int> order;
    std::latch done {6};
    for (int i = 0; i < 6; ++i) {
        REQUIRE(pool.queue(7, job(Work::Pull, [&, i] {
            mostAtOnce = std::max(mostAtOnce.load(), ++atOnce);
            order.push_back(i);
            --atOnce;
            done.count_down();
        })));
    }
    done.wait();
    CHECK(order == std::vector<int> {0, 1, 2, 3, 4, 5});
    CHECK(mostAtOnce == 1);
}

TEST_CASE("Lanes go on in parallel")
{
    WorkerPool pool;
    REQUIRE(pool.start(2, 1, &anyDesk));
    std::latch meeting {2}; // each waits for the other: one after the other this would never end
    std::latch done {2};
    const auto meet = [&] {
        meeting.arrive_and_wait();
        done.count_down();
    };
    REQUIRE(pool.queue(2, job(Work::Push, meet)));
    REQUIRE(pool.queue(3, job(Work::Push, meet)));
    done.wait();
    SUCCEED();
}

TEST_CASE("A lane that waits for its turn keeps no worker busy")
{
    WorkerPool pool;
    REQUIRE(pool.start(2, 1, &anyDesk));
    Gate first;
    REQUIRE(pool.queue(2, first.jobOf()));
    first.entered.acquire();
    for (int i = 0; i < 3; ++i)
        REQUIRE(pool.queue(2, job(Work::Pull, [] {})));
    std::latch other {1};
    REQUIRE(pool.queue(3, job(Work::Pull, [&] { other.count_down(); })));
    other.wait();
    first.open.release();
    SUCCEED();
}

TEST_CASE("The reception goes on while every worker is busy")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    Gate busy;
    REQUIRE(pool.queue(2, busy.jobOf()));
    busy.entered.acquire();
    std::latch received {1};
    pool.receive(job(Work::None, [&] { received.count_down(); }));
    received.wait();
    busy.open.release();
    SUCCEED();
}

TEST_CASE("D5: at the reception strangers wait for others, and come to their turn")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    Gate busy;
    pool.receive(busy.jobOf());
    busy.entered.acquire();
    QStringList order;
    std::latch done {22};
    const auto receive = [&](const QString &who, WorkerPool::Order as) {
        pool.receive(job(Work::None,
                         [&order, &done, who] {
                             order.append(who);
                             done.count_down();
                         }),
            as);
    };
    for (int i = 0; i < 4; ++i)
        receive(QStringLiteral("s"), WorkerPool::Order::Stranger);
    for (int i = 0; i < 18; ++i)
        receive(QStringLiteral("-"), WorkerPool::Order::AsItCame);
    busy.open.release();
    done.wait();
    CHECK(order.join(QString()) == QStringLiteral("------s-------s-----ss"));
}

TEST_CASE("Work that says nothing of itself keeps its lane as any other does")
{
    WorkerPool pool;
    REQUIRE(pool.start(3, 1, &anyDesk));
    Gate silent;
    REQUIRE(pool.queue(2, silent.jobOf(Work::None)));
    silent.entered.acquire();
    std::atomic<bool> hasEnded {false};
    std::atomic<int> tooEarly {0};
    std::latch done {2};
    for (int i = 0; i < 2; ++i) {
        REQUIRE(pool.queue(2, job(Work::None, [&] {
            tooEarly += hasEnded ? 0 : 1;
            done.count_down();
        })));
    }
    std::latch other {2}; // were the lane given out, its work would be begun before this
    for (int lane : {3, 4})
        REQUIRE(pool.queue(lane, job(Work::Pull, [&] { other.count_down(); })));
    other.wait();
    hasEnded = true;
    silent.open.release();
    done.wait();
    CHECK(tooEarly == 0);
}

TEST_CASE("A lane whose silent work ends before the next one is taken is given out once")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    Gate silent;
    REQUIRE(pool.queue(2, silent.jobOf(Work::None)));
    silent.entered.acquire();
    std::latch done {2};
    REQUIRE(pool.queue(2, job(Work::Pull, [&] { done.count_down(); }))); // the only worker is not free to take it
    silent.open.release();
    REQUIRE(pool.queue(3, job(Work::Pull, [&] { done.count_down(); })));
    done.wait();
    CHECK(pool.currentWork(2) == Work::None);
}

TEST_CASE("A lane says what it does, and takes a bounded number of requests")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    CHECK(pool.currentWork(2) == Work::None);
    Gate busy;
    REQUIRE(pool.queue(2, busy.jobOf(Work::Initialise)));
    busy.entered.acquire();
    CHECK(pool.currentWork(2) == Work::Initialise);
    REQUIRE(pool.queue(3, job(Work::Push, [] {})));
    CHECK(pool.currentWork(3) == Work::Push); // waits for the only worker
    int taken = 0;
    std::latch done {8};
    while (taken < 100 && pool.queue(2, job(Work::Pull, [&] { done.count_down(); })))
        ++taken;
    CHECK(taken == 8);
    busy.open.release();
    done.wait();
}

TEST_CASE("Whoever has an answer finds the lane free")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    Work seen = Work::Push;
    std::latch answered {1};
    REQUIRE(pool.queue(2,
        {Work::Push,
            [&](Desk &) -> WorkerPool::Answering {
                return [&] {
                    seen = pool.currentWork(2);
                    answered.count_down();
                };
            },
            [] {}}));
    answered.wait();
    CHECK(seen == Work::None);
}

TEST_CASE("A stop finishes what is under way and refuses what waits")
{
    WorkerPool pool;
    REQUIRE(pool.start(1, 1, &anyDesk));
    Gate busy;
    std::atomic<bool> finished {false};
    REQUIRE(pool.queue(2, job(Work::Push, [&] {
        busy.entered.release();
        busy.open.acquire();
        finished = true;
    })));
    busy.entered.acquire();
    std::atomic<bool> ran {false};
    std::binary_semaphore refused {0};
    REQUIRE(pool.queue(2,
        job(
            Work::Pull, [&] { ran = true; }, [&] { refused.release(); })));
    std::thread stopping([&] { pool.stop(); });
    refused.acquire();
    CHECK_FALSE(finished);
    busy.open.release();
    stopping.join();
    CHECK(finished);
    CHECK_FALSE(ran);
    CHECK_FALSE(pool.queue(2, job(Work::Pull, [] {})));
    bool refusedLater = false;
    pool.receive(job(
        Work::None, [] {}, [&] { refusedLater = true; }));
    CHECK(refusedLater);
}

TEST_CASE("A pool whose datafile cannot be opened does not start")
{
    WorkerPool pool;
    const Result<> started = pool.start(2, 1, []() -> Result<std::unique_ptr<Desk>> {
        return failure(ErrorCode::DatafileMissing, {{QStringLiteral("path"), QStringLiteral("nowhere")}});
    });
    REQUIRE_FALSE(started);
    CHECK(started.error().code == ErrorCode::DatafileMissing);
}
