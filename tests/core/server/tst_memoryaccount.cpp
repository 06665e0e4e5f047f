// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/memoryaccount.h"

#include "tests/support/catch.h"

#include <atomic>
#include <memory>
#include <random>
#include <thread>
#include <vector>

using namespace mailboat;
using Part = MemoryAccount::Part;
using Use = MemoryAccount::Use;

namespace {

constexpr qint64 mebi = 1 << 20;

/// Why there is no room; empty: there is.
QString whyNot(const Result<> &grown)
{
    if (grown)
        return {};
    CHECK(grown.error().code == ErrorCode::ServerFull);
    return grown.error().values.value(QStringLiteral("why")).toString();
}

} // namespace

TEST_CASE("D2: what is taken is given back, whoever had it and however it ended")
{
    MemoryAccount account(120 * mebi);
    {
        Part body(account, MemoryAccount::nobody, Use::Waits);
        Part work(account, 2, Use::Works);
        CHECK(body.grow(mebi));
        CHECK(work.grow(5 * mebi));
        CHECK(account.taken() == 6 * mebi);
        CHECK(account.takenBy(2) == 5 * mebi);
        body.moveTo(2);
        CHECK(account.takenBy(MemoryAccount::nobody) == 0);
        CHECK(account.takenBy(2) == 6 * mebi);
        work.set(2 * mebi);
        CHECK(account.taken() == 3 * mebi);
        CHECK_FALSE(work.grow(119 * mebi));
        CHECK(work.bytes() == 2 * mebi);
        CHECK(account.taken() == 3 * mebi);
    }
    CHECK(account.taken() == 0);
    CHECK(account.takenBy(2) == 0);
    CHECK(account.roomToWait(2) == 20 * mebi);
}

TEST_CASE("D2: what waits for a site is a sixth of the account at most, and says so")
{
    MemoryAccount account(120 * mebi);
    Part first(account, 2, Use::Waits);
    Part second(account, 2, Use::Waits);
    CHECK(first.grow(15 * mebi));
    CHECK(account.roomToWait(2) == 5 * mebi);
    CHECK(whyNot(second.grow(6 * mebi)).contains(QStringLiteral("has not read")));
    CHECK(second.grow(5 * mebi));
    Part third(account, 3, Use::Waits);
    CHECK(third.grow(20 * mebi)); // another site has a share of its own
    second.set(9 * mebi); // what has to be said is said
    CHECK(account.roomToWait(2) == 0);
}

TEST_CASE("D2: callers who have not signed in have a small share together")
{
    MemoryAccount account(120 * mebi);
    std::vector<std::unique_ptr<Part>> parts;
    int taken = 0;
    for (int i = 0; i < 1000; ++i) {
        parts.push_back(std::make_unique<Part>(account, MemoryAccount::nobody, Use::Waits));
        taken += parts.back()->grow(64 << 10) ? 1 : 0;
    }
    CHECK(taken == 160);
    CHECK(whyNot(parts.back()->grow(1)).contains(QStringLiteral("signed in")));
    Part site(account, 2, Use::Waits);
    CHECK(site.grow(20 * mebi));
    parts.clear();
    CHECK(account.taken() == 20 * mebi);
}

TEST_CASE("D2: no site holds the account, and who takes little is served whatever the others do")
{
    MemoryAccount account(120 * mebi);
    Part greedy(account, 2, Use::Works);
    CHECK_FALSE(greedy.grow(91 * mebi));
    CHECK(greedy.grow(90 * mebi));
    Part greedyToo(account, 3, Use::Works);
    CHECK(greedyToo.grow(20 * mebi));
    Part another(account, 4, Use::Works);
    CHECK_FALSE(whyNot(another.grow(9 * mebi)).isEmpty());
    Part little(account, 5, Use::Works);
    CHECK(little.grow(8 * mebi));
    CHECK_FALSE(little.grow(1));
    Part last(account, 6, Use::Works);
    CHECK(last.grow(2 * mebi));
    Part full(account, 7, Use::Works);
    CHECK_FALSE(full.grow(1));
    CHECK(account.taken() == 120 * mebi);
}

TEST_CASE("D2: threads that take and give at once leave nothing behind and never take more than there is")
{
    MemoryAccount account(12 * mebi);
    std::vector<std::thread> threads;
    threads.reserve(4);
    std::atomic<bool> isBounded {true};
    for (int site = 0; site < 4; ++site) {
        threads.emplace_back([&account, &isBounded, site] {
            std::mt19937 random(static_cast<unsigned>(site));
            for (int i = 0; i < 2000; ++i) {
                Part part(account, site, random() % 2 == 0 ? Use::Waits : Use::Works);
                (void)part.grow(static_cast<qint64>(random() % (2 * mebi)));
                (void)part.grow(static_cast<qint64>(random() % mebi));
                const qint64 taken = account.taken();
                isBounded = isBounded && taken >= 0 && taken <= account.total();
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    CHECK(isBounded);
    CHECK(account.taken() == 0);
    for (int site = 0; site < 4; ++site)
        CHECK(account.takenBy(site) == 0);
}
