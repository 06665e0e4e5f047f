// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A window may close at any moment: nothing of what it asked for holds it up, is left behind, or is answered any more.
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/enginelock.h"
#include "core/store/syncqueue.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"

#include <QElapsedTimer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Ends the connection. It gives up what waits: a minute later the silent server's time would have been up as well.
void close(Connected &window)
{
    QElapsedTimer timer;
    timer.start();
    window.connection.reset();
    CHECK(timer.elapsed() < 30'000);
}

} // namespace

TEST_CASE("A window closes before its datafile is open", "[siteconnection]")
{
    const SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    SystemClock clock;
    {
        const SiteConnection never(site.address(), clock);
    }
    SiteConnection connection(site.address(), clock);
    connection.open();
}

TEST_CASE("A window closes with questions unanswered", "[siteconnection]")
{
    PrimarySite site;
    site.addSatellite(2);
    Connected window(site);
    const Authorisation by = window.unlocked();
    QObject context;
    int answers = 0;
    const auto count = [&answers](const auto &) { ++answers; };
    window.connection->readDraft(&context, count);
    window.connection->authorise(QStringLiteral("guess"), &context, count);
    window.connection->countForGenerate(SyncId {2}, &context, count);
    window.connection->generate(by, SyncId {2}, &context, count);
    window.connection->retrieve(by, SyncId {2}, &context, count);
    window.connection->readLog(10, &context, count);
    close(window);
    QCoreApplication::processEvents();
    CHECK(answers == 0);
}

TEST_CASE("A window closes in the middle of a check", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    const auto draft = window.draft();
    REQUIRE(draft);
    window.connection->check((*draft)->shown(), {});
    SECTION("at its beginning") {}
    SECTION("while it waits")
    {
        silence.awaitRequest();
    }
    SECTION("of which a newer one has begun")
    {
        silence.awaitRequest();
        window.connection->check((*draft)->shown(), {});
    }
    SECTION("that was given up")
    {
        silence.awaitRequest();
        window.connection->cancelCheck();
    }
    close(window);
    CHECK(window.checked.isEmpty());
}

TEST_CASE("A window closes in the middle of a Retrieve", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    const Authorisation by = window.unlocked();
    QObject context;
    bool isAnswered = false;
    window.connection->retrieve(by, primarySyncId, &context, [&isAnswered](const auto &) { isAnswered = true; });
    SECTION("at its beginning") {}
    SECTION("while it waits")
    {
        silence.awaitRequest();
    }
    close(window);
    QCoreApplication::processEvents();
    CHECK_FALSE(isAnswered);
}

TEST_CASE("A window closes in the middle of its own cycle", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    window.connection->syncNow();
    SECTION("at its beginning") {}
    SECTION("while it waits")
    {
        silence.awaitRequest();
    }
    close(window);
    CHECK_FALSE(EngineLock::isHeld(silence.satellite.address()));
}

TEST_CASE("A window closes while it waits for a cycle elsewhere, which goes on", "[siteconnection]")
{
    SilentPrimary silence;
    Engine engine(silence.satellite.address(), silence.satellite.clock(), {});
    const EngineEnd end(engine);
    QSignalSpy cycles(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start());
    Connected window(silence.satellite);
    window.connection->syncNow();
    silence.awaitRequest();
    close(window);
    const Result<QVariant> asked
        = silence.satellite.datafile().connection().value("SELECT COUNT(*) FROM request WHERE kind = 1"_sql);
    REQUIRE(asked);
    CHECK(asked->toInt() == 0); // nobody asked the engine to stop
    CHECK(cycles.isEmpty());
}

TEST_CASE("A window closes in the middle of all that can go on at once", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    const auto draft = window.draft();
    REQUIRE(draft);
    const Authorisation by = window.unlocked();
    QObject context;
    window.connection->syncNow();
    window.connection->check((*draft)->shown(), {});
    window.connection->retrieve(by, primarySyncId, &context, [](const auto &) {});
    until([&] { return silence.server.requests().size() >= 3; });
    close(window);
}

TEST_CASE("A window closes while its datafile has vanished", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    window.connection->syncNow();
    silence.awaitRequest();
    silence.satellite.close();
    REQUIRE(QFile::rename(silence.satellite.path(), silence.satellite.path() + QStringLiteral("-kept")));
    until([&] { return !window.failed.isEmpty(); });
    CHECK(window.draft()); // what goes on holds on to it
    close(window);
}
