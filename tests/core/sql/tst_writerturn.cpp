// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/writerturn.h"

#include "tests/support/store/storesite.h"

#include <thread>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// Until so many wait for their turn.
void letThemAsk(const WriterTurn &turn, std::size_t count)
{
    while (turn.waiting() < count)
        std::this_thread::yield();
}

} // namespace

TEST_CASE("D2: who wants to write does so in the order of asking, and who comes again stands behind the others")
{
    WriterTurn turn;
    std::vector<int> order;
    std::vector<std::thread> threads;
    threads.reserve(5);
    std::optional<WriterTurn::Held> held = turn.wait(10s);
    REQUIRE(held);
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&turn, &order, i] {
            const auto mine = turn.wait(10s);
            order.push_back(i);
        });
        letThemAsk(turn, static_cast<std::size_t>(i) + 1);
    }
    held.reset();
    held.emplace(std::move(*turn.wait(10s))); // asked behind all of these
    order.push_back(5);
    held.reset();
    for (std::thread &thread : threads)
        thread.join();
    CHECK(order == std::vector<int> {0, 1, 2, 3, 4, 5});
    CHECK(turn.waiting() == 0);
}

TEST_CASE("D2: whose turn does not come in time goes without, and holds nobody up")
{
    WriterTurn turn;
    std::optional<WriterTurn::Held> held = turn.wait(10s);
    REQUIRE(held);
    CHECK_FALSE(turn.wait(1ms));
    bool hasCome = false;
    std::thread later([&turn, &hasCome] { hasCome = turn.wait(10s).has_value(); });
    letThemAsk(turn, 1);
    CHECK_FALSE(turn.wait(1ms));
    held.reset();
    later.join();
    CHECK(hasCome);
    CHECK(turn.wait(1ms));
}

TEST_CASE("D2: a transaction begins in its turn, and gives it back however it ends")
{
    StoreSite site(0);
    const auto turn = std::make_shared<WriterTurn>();
    site->connection().takeTurns(turn, 1ms);
    const auto nothing = []() -> Result<> { return {}; };
    std::optional<WriterTurn::Held> held = turn->wait(1ms);
    CHECK(codeOfFailure(site->connection().transact(nothing)) == ErrorCode::DatafileBusy);
    held.reset();
    CHECK(site->connection().transact(nothing));
    CHECK_FALSE(site->connection().transact([]() -> Result<> { return failure(ErrorCode::DiskFull); }));
    CHECK(turn->wait(1ms));
    CHECK(site->connection().transact([&] {
        CHECK_FALSE(turn->wait(1ms));
        return site->connection().transact(nothing); // a part of the one that has its turn
    }));
}
