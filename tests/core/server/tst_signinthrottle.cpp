// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/signinthrottle.h"

#include "core/server/calleraddress.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

constexpr SyncId hill {2};
constexpr SyncId valley {3};
constexpr SignInThrottle::Limits limits {3, 5};

SignInThrottle::Key at(SyncId site, const char *address = "10.0.0.1")
{
    return {site, networkOf(QHostAddress(QString::fromLatin1(address)))};
}

struct Throttled {
    FakeClock clock;
    SignInThrottle throttle {clock};
    int guesses = 0;
    void wrong(int times, const SignInThrottle::Key &key = at(hill), bool isNew = true)
    {
        for (int i = 0; i < times; ++i)
            throttle.wrong(key, QByteArray::number(++guesses), isNew, limits);
    }
    std::chrono::seconds closed(const SignInThrottle::Key &key = at(hill))
    {
        return throttle.closedAsNew(key, limits.triesAnHour).remaining;
    }
};

} // namespace

TEST_CASE("After the free wrong sign-ins pauses grow to a limit")
{
    Throttled t;
    t.wrong(2);
    CHECK(t.throttle.pause(at(hill)) == 0s);
    t.wrong(1);
    CHECK(t.throttle.pause(at(hill)) == 5s);
    t.wrong(20); // in the pause, which is no longer for that
    CHECK(t.throttle.pause(at(hill)) == 5s);
    t.clock.advance(4999ms);
    CHECK(t.throttle.pause(at(hill)) == 1s);
    t.clock.advance(1ms);
    CHECK(t.throttle.pause(at(hill)) == 0s);
    t.wrong(1);
    CHECK(t.throttle.pause(at(hill)) == 10s);
    for (int i = 0; i < 20; ++i) {
        t.clock.advance(t.throttle.pause(at(hill)));
        t.wrong(1);
    }
    CHECK(t.throttle.pause(at(hill)) == 300s);
}

TEST_CASE("D5: wrong sign-ins of a site at a network hold up neither another site there nor itself elsewhere")
{
    Throttled t;
    t.wrong(1000);
    CHECK(t.throttle.pause(at(hill)) > 0s);
    CHECK(t.closed() > 0s);
    CHECK(t.throttle.pause(at(valley)) == 0s);
    CHECK(t.closed(at(valley)) == 0s);
    CHECK(t.throttle.pause(at(hill, "10.0.0.2")) == 0s);
}

TEST_CASE("D5: a new network has so many tries an hour from the first on")
{
    Throttled t;
    t.wrong(1);
    t.clock.advance(59min);
    t.wrong(3);
    CHECK(t.closed() == 0s);
    t.wrong(1);
    CHECK(t.closed() == 60s);
    CHECK_FALSE(t.throttle.closedAsNew(at(hill), limits.triesAnHour).isForAllNew);
    t.clock.advance(60s);
    CHECK(t.closed() == 0s);
    t.wrong(4);
    CHECK(t.closed() == 0s);
}

TEST_CASE("D5: all new networks of a site have so many tries together, known ones do not count")
{
    Throttled t;
    t.wrong(1000, at(hill, "10.9.9.9"), false);
    CHECK(t.closed(at(hill, "10.0.0.2")) == 0s);
    for (int i = 0; i < SignInThrottle::newNetworks * limits.triesAnHour; ++i) {
        CHECK(t.closed(at(hill, "10.0.0.2")) == 0s);
        t.wrong(1, {hill, "network " + QByteArray::number(i)});
    }
    CHECK(t.closed(at(hill, "10.0.0.2")) > 0s);
    CHECK(t.throttle.closedAsNew(at(hill, "10.0.0.2"), limits.triesAnHour).isForAllNew);
    CHECK(t.closed(at(valley, "10.0.0.2")) == 0s);
    t.clock.advance(61min);
    CHECK(t.closed(at(hill, "10.0.0.2")) == 0s);
}

TEST_CASE("D5: a network where a site has signed in is closed to guesses only after very many")
{
    Throttled t;
    t.wrong(SignInThrottle::triesAtKnown - 1, at(hill), false);
    CHECK(t.throttle.closedAsKnown(at(hill)) == 0s);
    t.wrong(1, at(hill), false);
    CHECK(t.throttle.closedAsKnown(at(hill)) > 0s);
}

TEST_CASE("D5: the same wrong password again counts for the pause, and as a tenth of a try")
{
    Throttled t;
    for (int i = 0; i < SignInThrottle::sameForOneTry * (limits.triesAnHour - 1); ++i)
        t.throttle.wrong(at(hill), "stale", true, limits);
    CHECK(t.throttle.pause(at(hill)) > 0s);
    CHECK(t.closed() == 0s);
    t.throttle.wrong(at(hill), "stale", true, limits);
    CHECK(t.closed() > 0s);
    CHECK(t.throttle.wasLastWrong(at(hill), "stale"));
    CHECK_FALSE(t.throttle.wasLastWrong(at(valley), "stale"));
    t.wrong(1);
    CHECK_FALSE(t.throttle.wasLastWrong(at(hill), "stale"));
}

TEST_CASE("A right sign-in and an hour of silence forget the wrong ones")
{
    Throttled t;
    t.wrong(2);
    t.throttle.right(at(hill));
    t.wrong(2);
    CHECK(t.throttle.pause(at(hill)) == 0s);
    t.wrong(1);
    CHECK(t.throttle.pause(at(hill)) == 5s);
    t.clock.advance(61min);
    t.wrong(2);
    CHECK(t.throttle.pause(at(hill)) == 0s);
}

TEST_CASE("D5: what strangers make it remember is bounded, and all new networks stay closed")
{
    Throttled t;
    for (int i = 0; i < 120'000; ++i)
        t.throttle.wrong({SyncId {2 + i % 3}, "network " + QByteArray::number(i)}, "guess", true, limits);
    for (int site = 2; site < 5; ++site)
        CHECK(t.closed(at(SyncId {site}, "10.0.0.2")) > 0s);
}

TEST_CASE("All addresses of one IPv6 network count as one")
{
    Throttled t;
    t.wrong(3, at(hill, "2001:db8::1"));
    CHECK(t.throttle.pause(at(hill, "2001:db8::ffff")) > 0s);
    CHECK(t.throttle.pause(at(hill, "2001:db8:0:1::1")) == 0s);
}
