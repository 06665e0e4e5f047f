// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/linewatch.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

using namespace mailboat;
using namespace std::chrono_literals;
using Change = LineWatch::Change;

namespace {

struct WatchFixture {
    FakeClock clock;
    QStringList addresses {QStringLiteral("10.0.0.5")};
    LineWatch watch {clock, [this] { return addresses; }};
    WatchFixture() { CHECK_FALSE(watch.look()); }
};

} // namespace

TEST_CASE("time that passes is no change of the line")
{
    WatchFixture f;
    for (int i = 0; i < 100; ++i) {
        f.clock.advance(10min);
        CHECK_FALSE(f.watch.look());
    }
}

TEST_CASE("sleep is seen once, from a jump between the two clocks")
{
    WatchFixture f;
    f.clock.sleep(2s);
    CHECK_FALSE(f.watch.look());
    f.clock.sleep(8h);
    CHECK(f.watch.look() == Change::Woke);
    CHECK_FALSE(f.watch.look());
}

TEST_CASE("a clock that is set is seen once, small corrections are not")
{
    WatchFixture f;
    f.clock.setUtcNow(f.clock.utcNow().addSecs(20));
    CHECK_FALSE(f.watch.look());
    f.clock.setUtcNow(f.clock.utcNow().addDays(-400));
    CHECK(f.watch.look() == Change::ClockSet);
    CHECK_FALSE(f.watch.look());
}

TEST_CASE("another address is seen once, none at all is not, and addresses are not read all the time")
{
    WatchFixture f;
    f.addresses = {QStringLiteral("192.168.1.7")};
    CHECK_FALSE(f.watch.look());
    f.clock.advance(5s);
    CHECK(f.watch.look() == Change::AddressGone);
    CHECK_FALSE(f.watch.look());
    f.addresses.clear();
    f.clock.advance(5s);
    CHECK_FALSE(f.watch.look());
    f.addresses = {QStringLiteral("192.168.1.7")};
    f.clock.advance(5s);
    CHECK(f.watch.look() == Change::AddressesChanged);
}

TEST_CASE("an address that is gone is told from one that has come, also where there was none for a while")
{
    WatchFixture f;
    const auto after = [&f](const QStringList &addresses) {
        f.addresses = addresses;
        f.clock.advance(5s);
        return f.watch.look();
    };
    const QString first = f.addresses.first();
    const auto container = QStringLiteral("172.17.0.1");
    CHECK(after({first, container}) == Change::AddressesChanged);
    CHECK(after({first}) == Change::AddressGone);
    CHECK_FALSE(after({}));
    CHECK(after({first}) == Change::AddressesChanged);
    CHECK_FALSE(after({}));
    CHECK(after({container}) == Change::AddressGone);
}

TEST_CASE("what this machine's own addresses are can be asked")
{
    const SystemClock clock;
    LineWatch watch(clock);
    CHECK_FALSE(watch.look());
    CHECK_FALSE(watch.look());
}
