// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an honest site has of it where strangers and one bad site do all at once that issue 10 lists (Attackers).
#include "core/prefs/syncpreferences.h"
#include "core/records/recordstore.h"
#include "core/server/slowlane.h"
#include "tests/app/ctlsite.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/bench/attackers.h"
#include "tests/bench/figures.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int attacks = 8;
constexpr int usualRounds = 5;
constexpr int recordsPerCycle = 50;
constexpr double hashMebibytes = 19;
constexpr double connectionMebibytes = 64.0 / 1024;

/// The seconds of one cycle that sends some records.
double cycle(SatelliteSite &satellite, int round)
{
    for (int i = 0; i < recordsPerCycle; ++i) {
        const QByteArray id = "loc-" + QByteArray::number(round) + '-' + QByteArray::number(i);
        satellite.put("Location", id, R"({"ID":")" + id + R"(","Description":"Shelf","store_ID":"S2"})");
    }
    QElapsedTimer timer;
    timer.start();
    const CycleReport report = satellite.synchronise();
    INFO((report.error ? codeOf(report.error->code) + u' ' + report.error->detail : QString()).toStdString());
    CHECK(report.ok);
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void addSites(const CtlSite &primary)
{
    for (const int site : {2, 3}) {
        const QByteArray id = QByteArray::number(site);
        primary.addPeer(site, QStringLiteral("site %1").arg(site));
        primary.must(words("records put name") << QStringLiteral("N%1").arg(site),
            R"({"ID":"N)" + id + R"(","name":"Clinic","type":"store"})");
        primary.must(words("records put store") << QStringLiteral("S%1").arg(site),
            R"({"ID":"S)" + id + R"(","code":"c","name_ID":"N)" + id + R"(","sync_id_remote_site":)" + id + '}');
    }
}

/// What the primary may take by its own rules, beside what it takes anyway.
double mostMemory()
{
    const SyncPreferences preferences;
    return static_cast<double>(preferences.maxRequestMemory.value()) + SlowLane::threads * hashMebibytes
        + preferences.maxConnections.value() * connectionMebibytes;
}

} // namespace

TEST_CASE("time a cycle: an honest site while the primary is attacked in every way at once", "[attack]")
{
    QList<double> usual;
    QList<double> attacked;
    double memoryBefore = 0;
    double memory = 0;
    for (int attack = 0; attack < attacks; ++attack) { // one is over within two seconds, a few cycles
        const CtlSite primary(1);
        addSites(primary);
        std::unique_ptr<Child> server;
        const QUrl url(serve(primary, server));
        SatelliteSite satellite(2, url);
        satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
        int round = 0;
        cycle(satellite, round++); // initialises
        for (int i = 0; i < usualRounds; ++i)
            usual += cycle(satellite, round++);
        memoryBefore = std::max(memoryBefore, peakMemory(server->processId()));
        const double timeBefore = processorTime(server->processId());
        const qsizetype cyclesBefore = attacked.size();
        Attackers attackers(static_cast<quint16>(url.port()));
        QElapsedTimer elapsed;
        elapsed.start();
        while (!attackers.isOver())
            attacked += cycle(satellite, round++);
        std::printf("  %s\n", attackers.told().constData());
        std::printf("  %.1f s, %d cycles; processor time of the primary: %.1f s\n",
            static_cast<double>(elapsed.elapsed()) / 1e3, static_cast<int>(attacked.size() - cyclesBefore),
            processorTime(server->processId()) - timeBefore);
        memory = std::max(memory, peakMemory(server->processId()));
    }
    REQUIRE_FALSE(attacked.isEmpty());
    std::printf(
        "a cycle with %d records: usually %.3f s, attacked %.3f s, ratio %.2f (goal: at most 2); slowest %.3f s\n",
        recordsPerCycle, median(usual), median(attacked), median(attacked) / median(usual),
        *std::max_element(attacked.cbegin(), attacked.cend()));
    std::printf("the primary's memory at its highest: %.0f MiB before, %.0f MiB after (goal: at most %.0f MiB more)\n",
        memoryBefore, memory, mostMemory());
    CHECK(memory <= memoryBefore + mostMemory());
}
