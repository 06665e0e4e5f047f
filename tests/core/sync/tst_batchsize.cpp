// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/batchsize.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;

TEST_CASE("the first batch follows the round trip, 20 where there is none")
{
    BatchSize batch;
    CHECK(batch.size() == 20);
    batch.startFrom(2ms);
    CHECK(batch.size() == 22);
    batch.startFrom(400ms);
    CHECK(batch.size() == 420);
    batch.startFrom(10min);
    CHECK(batch.size() == 1000);
}

TEST_CASE("full batches grow and shrink towards 5 s a request, by steps that are bounded")
{
    BatchSize batch;
    batch.took(20, 0ms);
    CHECK(batch.size() == 160);
    batch.took(160, 2s);
    CHECK(batch.size() == 400);
    batch.took(400, 10s);
    CHECK(batch.size() == 200);
    batch.took(200, 10min);
    CHECK(batch.size() == 50);
    for (int i = 0; i < 10; ++i)
        batch.took(batch.size(), 1ms);
    CHECK(batch.size() == 10000);
    for (int i = 0; i < 20; ++i)
        batch.took(batch.size(), 1h);
    CHECK(batch.size() == 1);
}

TEST_CASE("a batch that was not full tells only that it was too slow")
{
    BatchSize batch;
    batch.took(3, 1ms);
    batch.took(0, 20s);
    CHECK(batch.size() == 20);
    batch.took(10, 10s);
    CHECK(batch.size() == 5);
}

TEST_CASE("the request size is the ceiling, and what is measured under it counts")
{
    BatchSize batch;
    batch.setCeiling(7);
    CHECK(batch.size() == 7);
    batch.startFrom(3s);
    CHECK(batch.size() == 7);
    batch.took(7, 35s);
    CHECK(batch.size() == 1);
    batch.took(1, 1ms);
    CHECK(batch.size() == 7);
    batch.setCeiling(0);
    CHECK(batch.size() == 8);
}

TEST_CASE("13.2: no more records are asked for than two megabytes hold, as large as the last ones were")
{
    constexpr qint64 kilobyte = 1024;
    BatchSize batch;
    batch.took(20, 0ms, 20 * kilobyte);
    CHECK(batch.size() == 160);
    batch.took(160, 0ms, 160 * kilobyte);
    CHECK(batch.size() == 1280);
    batch.took(1280, 0ms, 1280 * kilobyte);
    CHECK(batch.size() == 2048);
    batch.took(3, 0ms, 3 * 1024 * kilobyte); // fewer than asked for, and larger
    CHECK(batch.size() == 2);
    batch.took(2, 0ms, 2 * 64 * 1024 * kilobyte);
    CHECK(batch.size() == 1);
    batch.took(1, 0ms, kilobyte);
    CHECK(batch.size() == 8);
}

TEST_CASE("a batch that was lost on the line comes back in halves")
{
    BatchSize batch;
    batch.broke();
    CHECK(batch.size() == 10);
    for (int i = 0; i < 10; ++i)
        batch.broke();
    CHECK(batch.size() == 1);
}
