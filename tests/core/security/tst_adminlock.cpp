// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/adminlock.h"

#include "core/records/datafile.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

/// A padlock, and what opens it: a code of a real datafile.
struct Padlock {
    Padlock()
    {
        auto datafile
            = Datafile::create(DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat"))), clock);
        REQUIRE(datafile);
        Authoriser authoriser((*datafile)->settings(), clock);
        const Result<QString> code = authoriser.createFirst({});
        REQUIRE(code);
        const Result<Authorisation> accepted = authoriser.authorise(*code);
        REQUIRE(accepted);
        by = *accepted;
        lock.unlock(*by);
        REQUIRE(changed.size() == 1);
    }

    int timesChanged() const { return static_cast<int>(changed.size()); }

    QTemporaryDir folder;
    FakeClock clock;
    std::optional<Authorisation> by;
    AdminLock lock {clock};
    QSignalSpy changed {&lock, &AdminLock::changed};
};

} // namespace

TEST_CASE("The padlock is closed until a code was accepted, and knows by whom it was opened")
{
    FakeClock clock;
    AdminLock lock(clock);
    CHECK_FALSE(lock.isUnlocked());
    CHECK_FALSE(lock.authorisation());
    Padlock padlock;
    CHECK(padlock.lock.isUnlocked());
    REQUIRE(padlock.lock.authorisation());
    CHECK(padlock.lock.authorisation()->label() == QStringLiteral("first"));
    CHECK(padlock.changed.first().first().toBool());
}

TEST_CASE("The padlock closes after five idle minutes")
{
    Padlock padlock;
    padlock.clock.advance(5min - 1ms);
    CHECK(padlock.lock.isUnlocked());
    padlock.clock.advance(1ms);
    CHECK_FALSE(padlock.lock.isUnlocked());
    CHECK_FALSE(padlock.lock.authorisation());
    REQUIRE(padlock.timesChanged() == 2);
    CHECK_FALSE(padlock.changed.last().first().toBool());
    padlock.clock.advance(1h);
    CHECK(padlock.timesChanged() == 2);
    CHECK(padlock.clock.waitingTimers() == 0);
}

TEST_CASE("Whoever does something keeps the padlock open")
{
    Padlock padlock;
    for (int times = 0; times < 5; ++times) {
        padlock.clock.advance(4min + 59s);
        padlock.lock.touch();
        CHECK(padlock.lock.isUnlocked());
    }
    padlock.clock.advance(5min);
    CHECK_FALSE(padlock.lock.isUnlocked());
    CHECK(padlock.timesChanged() == 2);
}

TEST_CASE("A touch that comes when the time is up closes the padlock")
{
    Padlock padlock;
    padlock.clock.advance(2s); // looks come at 5 s, 10 s, ... of the opening: the touch below comes between two
    padlock.lock.touch();
    padlock.clock.advance(5min);
    padlock.lock.touch();
    CHECK_FALSE(padlock.lock.isUnlocked());
    padlock.lock.touch();
    CHECK(padlock.timesChanged() == 2);
}

TEST_CASE("The padlock closes when the machine has slept, however short and however soon somebody is back")
{
    Padlock padlock;
    padlock.clock.advance(1s);
    padlock.clock.sleep(3s);
    SECTION("and nobody comes")
    {
        padlock.clock.advance(5s);
        CHECK_FALSE(padlock.lock.isUnlocked());
    }
    SECTION("and somebody comes at once")
    {
        padlock.lock.touch();
        CHECK_FALSE(padlock.lock.isUnlocked());
    }
    CHECK(padlock.timesChanged() == 2);

    padlock.lock.unlock(*padlock.by); // what was slept before does not count
    padlock.clock.advance(1min);
    CHECK(padlock.lock.isUnlocked());
}

TEST_CASE("The padlock is no matter of the wall clock")
{
    Padlock padlock;
    padlock.clock.setUtcNow(padlock.clock.utcNow().addDays(400));
    padlock.clock.advance(1min);
    CHECK(padlock.lock.isUnlocked());
    padlock.clock.setUtcNow(padlock.clock.utcNow().addDays(-800));
    padlock.clock.advance(4min);
    CHECK_FALSE(padlock.lock.isUnlocked());
}

TEST_CASE("The padlock closes by hand, once, and the old time does not count for the next opening")
{
    Padlock padlock;
    padlock.clock.advance(4min);
    padlock.lock.lock();
    padlock.lock.lock();
    CHECK_FALSE(padlock.lock.isUnlocked());
    CHECK(padlock.timesChanged() == 2);
    padlock.lock.unlock(*padlock.by);
    padlock.clock.advance(4min);
    CHECK(padlock.lock.isUnlocked());
    padlock.clock.advance(1min);
    CHECK_FALSE(padlock.lock.isUnlocked());
    CHECK(padlock.timesChanged() == 4);
}

TEST_CASE("Opening an open padlock starts the five minutes anew and changes nothing else")
{
    Padlock padlock;
    padlock.clock.advance(4min);
    padlock.lock.unlock(*padlock.by);
    CHECK(padlock.timesChanged() == 1);
    CHECK(padlock.clock.waitingTimers() <= 2); // the old one runs out without effect
    padlock.clock.advance(4min + 59s);
    CHECK(padlock.lock.isUnlocked());
    padlock.clock.advance(1s);
    CHECK_FALSE(padlock.lock.isUnlocked());
    CHECK(padlock.timesChanged() == 2);
}

TEST_CASE("A padlock that goes while it is open leaves nothing behind")
{
    FakeClock clock;
    {
        Padlock padlock;
        AdminLock lock(clock);
        lock.unlock(*padlock.by);
        CHECK(clock.waitingTimers() == 1);
    }
    CHECK(clock.waitingTimers() == 0);
    clock.advance(1h);
}
