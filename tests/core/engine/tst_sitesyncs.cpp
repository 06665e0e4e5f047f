// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Sync now" and its end through SiteConnection, with and without an engine elsewhere.
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("Sync now runs here where there is no engine, and shows", "[siteconnection]")
{
    SyncedPair sites;
    sites.satellite->put("Location", "new", R"({"ID":"new","store_ID":"A"})");
    Connected window(*sites.satellite);
    until([&] { return lastOf<Status>(window.status).waitingToPush == 1; });
    window.connection->syncNow();
    window.connection->syncNow(); // the one that runs
    until([&] { return !window.synced.isEmpty(); });
    const auto report = lastOf<CycleReport>(window.synced);
    CHECK(report.ok);
    CHECK(report.byHand);
    CHECK(report.pushed == 1);
    until([&] {
        const auto status = lastOf<Status>(window.status);
        return status.waitingToPush == 0 && !status.engineRunning;
    });
    CHECK(std::any_of(window.status.cbegin(), window.status.cend(),
        [](const QVariantList &told) { return told.first().value<Status>().progress.has_value(); }));
    CHECK(window.synced.size() == 1);
}

TEST_CASE("Sync now is for the engine where one runs", "[siteconnection]")
{
    SyncedPair sites;
    sites.satellite->setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    Engine engine(sites.satellite->address(), sites.satellite->clock(), {});
    const EngineEnd end(engine);
    QSignalSpy cycles(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start());
    Connected window(*sites.satellite);
    window.connection->syncNow();
    until([&] { return !window.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(window.synced).ok);
    CHECK(cycles.size() == 1);
}

TEST_CASE("Sync now where there is nothing to synchronise with says so", "[siteconnection]")
{
    PrimarySite primary;
    Connected window(primary);
    window.connection->syncNow();
    until([&] { return !window.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(window.synced).error->code == ErrorCode::NotASatellite);

    Connected without(DatafileAddress::ofFile(primary.path() + QStringLiteral("-not")), primary.clock());
    without.connection->syncNow();
    until([&] { return !without.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(without.synced).error->code == ErrorCode::DatafileMissing);
}

TEST_CASE("A cycle is stopped, whoever runs it", "[siteconnection]")
{
    SilentPrimary silence;
    Engine engine(silence.satellite.address(), silence.satellite.clock(), {});
    const EngineEnd end(engine);
    SECTION("here") {}
    SECTION("an engine elsewhere")
    {
        REQUIRE(engine.start());
    }
    Connected window(silence.satellite);
    window.connection->stopSync(); // nothing runs yet
    window.connection->syncNow();
    silence.awaitRequest();
    window.connection->stopSync();
    until([&] { return !window.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(window.synced).error->code == ErrorCode::Cancelled);
}

TEST_CASE("Stop asks nothing of an engine that cannot begin, which would hear it later", "[siteconnection]")
{
    PrimarySite primary;
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock); // and not at work
    const auto asked = [&primary] {
        Connected window(primary);
        window.connection->stopSync();
        REQUIRE(window.draft()); // so that was heard
        return primary.datafile().requests().open()->size();
    };
    CHECK(asked() == 0);
    (*lock)->setAtWork();
    CHECK(asked() == 1);
}

TEST_CASE("A cycle that somebody else began is stopped, too", "[siteconnection]")
{
    SilentPrimary silence;
    silence.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("1"));
    Engine engine(silence.satellite.address(), silence.satellite.clock(), {});
    const EngineEnd end(engine);
    QSignalSpy cycles(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start());
    silence.awaitRequest();
    Connected window(silence.satellite);
    window.connection->stopSync();
    until([&] { return !cycles.isEmpty(); });
    CHECK(lastOf<CycleReport>(cycles).error->code == ErrorCode::Cancelled);
}
