// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/linespeed.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

using Body = LineSpeed::Body;
constexpr qint64 batch = 350'000; // 500 records, plain
constexpr qint64 codedBatch = 30'000;

/// What a line of that speed and round trip would show of a body.
void carry(LineSpeed &line, qint64 bytes, qint64 bytesPerSecond, std::chrono::microseconds roundTrip, Body body)
{
    line.carried(bytes, roundTrip + std::chrono::microseconds(bytes * 1'000'000 / bytesPerSecond), body);
}

/// As a client does: each body in the form that the line asks for. How many bytes that took.
qint64 load(LineSpeed &line, int batches, qint64 bytesPerSecond, std::chrono::microseconds roundTrip)
{
    qint64 moved = 0;
    for (int i = 0; i < batches; ++i) {
        const Body body = line.isFast() ? Body::Plain : Body::Coded;
        const qint64 bytes = body == Body::Plain ? batch : codedBatch;
        carry(line, bytes, bytesPerSecond, roundTrip, body);
        moved += bytes;
    }
    return moved;
}

} // namespace

TEST_CASE("13.4: nothing known, bodies are coded")
{
    CHECK_FALSE(LineSpeed().isFast());
}

TEST_CASE("13.4: on a slow line every body is coded, for ever")
{
    for (const qint64 bytesPerSecond : {2'000, 16'000, 250'000}) {
        LineSpeed line;
        CHECK(load(line, 10'000, bytesPerSecond, 600ms) == 10'000 * codedBatch);
    }
    LineSpeed far; // much goes through it at a time, and each answer is long in coming
    CHECK(load(far, 10'000, 100'000'000, 600ms) == 10'000 * codedBatch);
}

TEST_CASE("13.4: on a loopback or a gigabit bodies are plain from the second on")
{
    for (const qint64 bytesPerSecond : {100'000'000, 1'000'000'000}) {
        LineSpeed line;
        CHECK(load(line, 200, bytesPerSecond, 1ms) == codedBatch + 199 * batch);
    }
}

TEST_CASE("13.4: small bodies on a near line are plain")
{
    LineSpeed line;
    carry(line, 2'500, 1'000'000'000, 2ms, Body::Coded);
    CHECK(line.isFast());
    for (int i = 0; i < 1000; ++i) {
        carry(line, 14'000, 1'000'000'000, 2ms, Body::Plain);
        CHECK(line.isFast());
    }
}

TEST_CASE("13.4: a line that only looks fast is tried less and less")
{
    LineSpeed line;
    constexpr int batches = 20'000;
    const qint64 moved = load(line, batches, 3'000'000, 1ms);
    CHECK(moved < batches * codedBatch * 11 / 10);
    CHECK_FALSE(line.isFast());
}

TEST_CASE("13.4: a reader that was busy now and then takes a fast line for no slow one")
{
    LineSpeed line;
    for (int i = 0; i < 1000; ++i)
        line.carried(batch, i % 5 == 0 ? 5ms : 60ms, line.isFast() ? Body::Plain : Body::Coded);
    CHECK(line.isFast());
}

TEST_CASE("13.4: a line that has become slow has its bodies coded again")
{
    LineSpeed line;
    load(line, 10, 1'000'000'000, 1ms);
    REQUIRE(line.isFast());
    carry(line, batch, 16'000, 600ms, Body::Plain);
    CHECK_FALSE(line.isFast());
    line.forget();
    CHECK_FALSE(line.isFast());
}

TEST_CASE("13.4: what is tiny says nothing, however quick it was")
{
    LineSpeed line;
    line.carried(LineSpeed::small - 1, 1us, Body::Plain);
    CHECK_FALSE(line.isFast());
    line.carried(codedBatch, 0us, Body::Coded); // no time at all
    CHECK(line.isFast());
}
