// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/signinthrottle.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QHostAddress here(QStringLiteral("10.0.0.1"));
const QHostAddress elsewhere(QStringLiteral("10.0.0.2"));
constexpr SyncId hill {2};
constexpr SyncId valley {3};

struct Throttled {
    FakeClock clock;
    SignInThrottle throttle {clock};
    void wrong(int times, std::optional<SyncId> site = hill, const QHostAddress &address = here)
    {
        for (int i = 0; i < times; ++i)
            throttle.wrong(site, address, 3);
    }
};

} // namespace

TEST_CASE("After the free wrong sign-ins pauses grow to a limit")
{
    Throttled t;
    t.wrong(2);
    CHECK(t.throttle.pause(hill, here) == 0s);
    t.wrong(1);
    CHECK(t.throttle.pause(hill, here) == 5s);
    t.clock.advance(4999ms);
    CHECK(t.throttle.pause(hill, here) == 1s);
    t.clock.advance(1ms);
    CHECK(t.throttle.pause(hill, here) == 0s);
    t.wrong(1);
    CHECK(t.throttle.pause(hill, here) == 10s);
    t.wrong(50);
    CHECK(t.throttle.pause(hill, here) == 300s);
}

TEST_CASE("Nobody locks a site out from another address")
{
    Throttled t;
    t.wrong(100, hill, elsewhere);
    CHECK(t.throttle.pause(hill, elsewhere) > 0s);
    CHECK(t.throttle.pause(hill, here) == 0s);
}

TEST_CASE("A site that has been right at an address is not held up by others there")
{
    Throttled t;
    t.throttle.right(valley, here);
    t.wrong(10, hill);
    t.wrong(10, {});
    CHECK(t.throttle.pause(hill, here) > 0s);
    CHECK(t.throttle.pause({}, here) > 0s);
    CHECK(t.throttle.pause(valley, here) == 0s);
    t.wrong(3, valley); // but by its own wrong ones
    CHECK(t.throttle.pause(valley, here) > 0s);
}

TEST_CASE("Guessing many user names from one address is slowed down too")
{
    Throttled t;
    t.wrong(1, SyncId {4});
    t.wrong(1, SyncId {5});
    t.wrong(1, {});
    CHECK(t.throttle.pause(SyncId {6}, here) == 5s);
}

TEST_CASE("A right sign-in and an hour of silence forget the wrong ones")
{
    Throttled t;
    t.wrong(2);
    t.throttle.right(hill, here);
    t.throttle.wrong(hill, elsewhere, 3);
    t.wrong(2, hill, elsewhere);
    CHECK(t.throttle.pause(hill, elsewhere) == 5s);
    t.clock.advance(61min);
    t.wrong(2, hill, elsewhere);
    CHECK(t.throttle.pause(hill, elsewhere) == 0s);
}

TEST_CASE("All addresses of one IPv6 network count as one")
{
    Throttled t;
    t.wrong(3, {}, QHostAddress(QStringLiteral("2001:db8::1")));
    CHECK(t.throttle.pause({}, QHostAddress(QStringLiteral("2001:db8::ffff"))) > 0s);
    CHECK(t.throttle.pause({}, QHostAddress(QStringLiteral("2001:db8:0:1::1"))) == 0s);
}
