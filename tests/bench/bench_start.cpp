// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long it takes from the start of the program until its window is to be seen, beside a program that shows an empty QDialog.
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/bench/figures.h"
#include "tests/bench/watchedscreen.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 15;

void lookUntil(const WatchedScreen &screen, bool blank)
{
    const QDeadlineTimer patience(30s);
    while (screen.isBlank() != blank) {
        REQUIRE_FALSE(patience.hasExpired());
        std::this_thread::sleep_for(200us); // how fine it is measured
    }
}

/// Milliseconds.
double untilSeen(
    const WatchedScreen &screen, const QString &program, const QStringList &arguments, QStringList more = {})
{
    lookUntil(screen, true);
    QElapsedTimer timer;
    timer.start();
    Child child(program, arguments, screen.environment() + more);
    lookUntil(screen, false);
    const double seen = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    child.killNow();
    child.exitStatus();
    return seen;
}

} // namespace

TEST_CASE("From the start of the program to its first paint", "[window][start]")
{
    const WatchedScreen screen;
    CtlSite satellite(2);
    satellite.must(words("peers add 1 --user clinic2 --password-file - --url http://192.0.2.1:2048"), "secret-2\n");
    CtlSite primary(1);
    QByteArray sites = "syncId,userName,password\n";
    for (int id = 2; id < 302; ++id)
        sites
            += QByteArray::number(id) + ",clinic" + QByteArray::number(id) + ",Secret-" + QByteArray::number(id) + '\n';
    primary.must(words("peers import") << primary.write(QStringLiteral("sites.csv"), sites));

    struct Started {
        const char *name;
        QString program;
        QStringList arguments;
        QStringList environment;
        QList<double> times {};
    };
    QList<Started> all {
        {"an empty QDialog", QCoreApplication::applicationDirPath() + QStringLiteral("/emptydialog"), {}, {}},
        {"a satellite's window", mailboatProgram(), satellite.withDatafile({}), satellite.environment()},
        {"the window of a primary with 300 sites", mailboatProgram(), primary.withDatafile({}), primary.environment()}};
    for (int round = 0; round <= rounds; ++round) { // in turn: what else the machine does meets all
        for (Started &started : all) {
            const double seen = untilSeen(screen, started.program, started.arguments, started.environment);
            if (round > 0) // by then what they need is in memory
                started.times += seen;
        }
    }
    const double floor = median(all.constFirst().times);
    for (const Started &started : std::as_const(all)) {
        const auto [least, most] = std::ranges::minmax(started.times);
        std::printf("first paint of %-40s %6.0f ms (%.0f to %.0f), %5.2f times the floor (goal: 1.5)\n", started.name,
            median(started.times), least, most, median(started.times) / floor);
    }
}
