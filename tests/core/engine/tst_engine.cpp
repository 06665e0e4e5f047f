// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"

#include "core/engine/status.h"
#include "core/engine/syncrequest.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/outbox.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"
#include "tests/support/fakeclock.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTimer>
#include <qtestsupport_core.h>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 10000; // ms: an event that does not come by then has been lost

struct Pair {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> satellite;

    Pair()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        satellite = std::make_unique<SatelliteSite>(2, primary.url());
    }
};

/// Turns the clock wherever the engine waits for it, until it has happened so often.
void turnUntil(FakeClock &clock, const QSignalSpy &events, int often)
{
    QElapsedTimer limit;
    limit.start();
    while (events.size() < often && limit.elapsed() < patience) {
        if (clock.waitingTimers() > 0)
            clock.advanceToNextTimer();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    REQUIRE(events.size() == often);
}

void stopEngine(Engine &engine)
{
    QSignalSpy stopped(&engine, &Engine::stopped);
    engine.stop();
    if (stopped.isEmpty())
        REQUIRE(stopped.wait(patience));
}

} // namespace

TEST_CASE("exactly one process runs the engine of a datafile")
{
    Pair sites;
    Engine first(sites.satellite->address(), sites.satellite->clock(), {});
    const EngineEnd firstEnd(first);
    REQUIRE(first.start().has_value());
    Engine second(sites.satellite->address(), sites.satellite->clock(), {});
    const EngineEnd secondEnd(second);
    const Result<> refused = second.start();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::EngineLockHeld);
    stopEngine(first);
    REQUIRE(second.start().has_value());
    stopEngine(second);
}

TEST_CASE("an engine gives up what it does, and has ended when it says so")
{
    SilentPrimary silence;
    silence.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("1"));
    FakeClock clock; // which stands still: nothing is waited for
    Engine engine(silence.satellite.address(), clock, {});
    const EngineEnd end(engine);
    QSignalSpy finished(&engine, &Engine::cycleFinished);
    QSignalSpy stopped(&engine, &Engine::stopped);
    REQUIRE(engine.start());
    clock.advanceToNextTimer();
    silence.awaitRequest();
    if (GENERATE(false, true)) {
        engine.stop();
        QCoreApplication::processEvents();
        CHECK(stopped.isEmpty());
    }
    engine.giveUp();
    until([&] { return !stopped.isEmpty(); });
    engine.giveUp(); // it has
    CHECK(stopped.size() == 1);
    REQUIRE(finished.size() == 1);
    CHECK(lastOf<CycleReport>(finished).error->code == ErrorCode::Cancelled);
    CHECK_FALSE(EngineLock::isHeld(silence.satellite.address()));
}

TEST_CASE("a satellite's engine syncs at once and then on request of another process")
{
    Pair sites;
    sites.satellite->setPreference(
        QStringLiteral("sync-interval"), QStringLiteral("10080")); // no third cycle meanwhile
    Engine engine(sites.satellite->address(), sites.satellite->clock(), {});
    const EngineEnd end(engine);
    QSignalSpy finished(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start().has_value());
    REQUIRE(finished.wait(patience));
    CHECK(sites.satellite->dataOf("store", "A").has_value());

    sites.satellite->put("Location", "new", R"({"ID":"new","store_ID":"A"})");
    const auto request = SyncRequest::create(sites.satellite->datafile(), sites.satellite->clock());
    const CycleReport report = QCoro::waitFor(request->run());
    CHECK(report.ok);
    CHECK(report.pushed == 1);
    CHECK(sites.primary.dataOf("Location", "new").has_value());
    const Result<Status> status = readStatus(sites.satellite->datafile());
    REQUIRE(status.has_value());
    CHECK(status->engineRunning);
    CHECK(status->initialised);
    CHECK(status->lastSuccess.isValid());
    CHECK(status->nextSync.isValid());
    stopEngine(engine);
    CHECK_FALSE(readStatus(sites.satellite->datafile())->engineRunning);
}

TEST_CASE("an engine whose machine has slept, or whose clock was set, tries again soon")
{
    Pair sites;
    sites.satellite->setPreference(QStringLiteral("sync-interval"), QStringLiteral("10080"));
    sites.satellite->editPeerUrl(primarySyncId, QStringLiteral("http://127.0.0.1:1"));
    FakeClock clock;
    Engine engine(sites.satellite->address(), clock, {});
    const EngineEnd end(engine);
    QSignalSpy finished(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start().has_value());
    turnUntil(clock, finished, 1);
    REQUIRE_FALSE(finished.last().first().value<CycleReport>().ok);
    REQUIRE(clock.untilNextTimer() > std::chrono::hours(1));
    const bool sleeps = GENERATE(true, false);
    if (sleeps)
        clock.sleep(std::chrono::hours(8));
    else
        clock.setUtcNow(clock.utcNow().addDays(-400));
    REQUIRE(QTest::qWaitFor([&] { return clock.untilNextTimer() < std::chrono::minutes(1); }, patience));
    stopEngine(engine);
}

TEST_CASE("without an engine a sync by hand runs in the asking process")
{
    Pair sites;
    const auto request = SyncRequest::create(sites.satellite->datafile(), sites.satellite->clock());
    const CycleReport report = QCoro::waitFor(request->run());
    CHECK(report.ok);
    CHECK_FALSE(EngineLock::isHeld(sites.satellite->address()));
}

TEST_CASE("two syncs by hand at once are one cycle, and stopping it stops both")
{
    const bool isStopped = GENERATE(false, true);
    QTcpServer primary; // silent until the second has been taken, then away
    REQUIRE(primary.listen(QHostAddress::LocalHost));
    SatelliteSite satellite(2, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(primary.serverPort())));
    const auto first = SyncRequest::create(satellite.datafile(), satellite.clock());
    const auto other = Datafile::open(satellite.address(), satellite.clock()); // as another process has
    REQUIRE(other);
    const auto second = SyncRequest::create(**other, satellite.clock());
    QCoro::Task<CycleReport> running = first->run();
    QCoro::Task<CycleReport> asking = second->run();
    const EngineRequests &requests = satellite.datafile().requests();
    REQUIRE(QTest::qWaitFor([&] { return primary.hasPendingConnections() && requests.open()->isEmpty(); }, patience));
    if (isStopped) {
        second->cancel();
    } else {
        delete primary.nextPendingConnection();
        primary.close();
    }
    const CycleReport report = QCoro::waitFor(running);
    const CycleReport same = QCoro::waitFor(asking);
    CHECK(same.started == report.started);
    REQUIRE(report.error);
    REQUIRE(same.error);
    CHECK(same.error->code == report.error->code);
    CHECK((report.error->code == ErrorCode::Cancelled) == isStopped);
}

TEST_CASE("a request to a program that holds the lock and does not react fails, or can be given up")
{
    SatelliteSite satellite(2, QUrl(QStringLiteral("http://127.0.0.1:1")));
    const auto lock = EngineLock::take(satellite.address()); // of a program that is stopped, or hangs
    REQUIRE(lock.has_value());
    FakeClock clock;
    const auto request = SyncRequest::create(satellite.datafile(), clock);
    QCoro::Task<CycleReport> asking = request->run();
    const bool isGivenUp = GENERATE(false, true);
    if (isGivenUp)
        request->cancel();
    const EngineRequests &requests = satellite.datafile().requests();
    REQUIRE(QTest::qWaitFor([&] { return requests.open()->size() == (isGivenUp ? 2 : 1); }, patience));
    clock.advance(isGivenUp ? 10s : 50s);
    const CycleReport report = QCoro::waitFor(asking);
    REQUIRE(report.error);
    CHECK(report.error->code == (isGivenUp ? ErrorCode::Cancelled : ErrorCode::EngineStopped));
}

TEST_CASE("interval 0 pauses the engine, a sync by hand still works")
{
    Pair sites;
    sites.satellite->setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    Engine engine(sites.satellite->address(), sites.satellite->clock(), {});
    const EngineEnd end(engine);
    QSignalSpy finished(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start().has_value());
    CHECK(readStatus(sites.satellite->datafile())->blocked == Blocked::Paused);
    const auto request = SyncRequest::create(sites.satellite->datafile(), sites.satellite->clock());
    CHECK(QCoro::waitFor(request->run()).ok);
    CHECK(finished.size() == 1); // the one by hand, and none before it
    stopEngine(engine);
}

TEST_CASE("an engine follows a changed role: the primary begins to answer")
{
    TestSite site(primarySyncId);
    Engine engine(site.address(), site.clock(), {QStringLiteral("127.0.0.1:0")});
    const EngineEnd end(engine);
    QSignalSpy listening(&engine, &Engine::listening);
    REQUIRE(engine.start().has_value());
    CHECK(engine.role() == SiteRole::Off);
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    REQUIRE(listening.wait(patience));
    CHECK(engine.role() == SiteRole::Primary);
    CHECK(QUrl(engine.address()).port() > 0);
    stopEngine(engine);
}

TEST_CASE("a sync where there is nothing to synchronise with says so")
{
    TestSite off(SyncId {});
    const auto request = SyncRequest::create(off.datafile(), off.clock());
    const CycleReport report = QCoro::waitFor(request->run());
    REQUIRE_FALSE(report.ok);
    CHECK(report.error->code == ErrorCode::NotSetUp);

    TestSite primary(primarySyncId);
    primary.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    const auto asked = SyncRequest::create(primary.datafile(), primary.clock());
    CHECK(QCoro::waitFor(asked->run()).error->code == ErrorCode::NotASatellite);
}
