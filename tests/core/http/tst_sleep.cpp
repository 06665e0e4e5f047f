// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/sleep.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <QCoroTask>
#include <QTimer>

using namespace mailboat;
using namespace std::chrono_literals;

TEST_CASE("a pause ends with its time")
{
    FakeClock clock;
    Sleep sleep(clock);
    QCoro::Task<> pause = sleep.pause(60s);
    clock.advance(59s);
    QCoreApplication::processEvents();
    CHECK_FALSE(pause.isReady());
    clock.advance(1s);
    QCoro::waitFor(pause);
    CHECK(pause.isReady());
}

TEST_CASE("a pause can be cut short, and the next one is whole again")
{
    FakeClock clock;
    Sleep sleep(clock);
    QCoro::Task<> pause = sleep.pause(60s);
    sleep.wake();
    QCoro::waitFor(pause);
    CHECK(pause.isReady());
    QCoro::Task<> next = sleep.pause(60s);
    QCoreApplication::processEvents();
    CHECK_FALSE(next.isReady());
    sleep.wake();
    QCoro::waitFor(next);
}
