// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncstate.h"
#include "core/sync/scheduler.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

#include <QEventLoop>
#include <QTimer>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;
using Change = LineWatch::Change;

namespace {

struct SchedulerFixture {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};
    Scheduler scheduler {satellite.datafile(), satellite.clock};
    QList<CycleReport> reports;
    bool isStopped = false;

    SchedulerFixture()
    {
        QObject::connect(&scheduler, &Scheduler::cycleFinished, &scheduler,
            [this](const CycleReport &report) { reports.append(report); });
        QObject::connect(&scheduler, &Scheduler::stopped, &scheduler, [this] { isStopped = true; });
    }
    ~SchedulerFixture()
    {
        scheduler.stop();
        scheduler.stopCycle();
        (void)satellite.runUntil([this] { return !scheduler.isRunning(); });
    }
    Q_DISABLE_COPY_MOVE(SchedulerFixture)

    /// Time passes while a cycle runs, up to its end.
    void runCycle(int idleTimers = 0)
    {
        const auto before = reports.size();
        REQUIRE(satellite.runUntil([&] { return reports.size() > before; }, idleTimers));
    }
    /// Lets what is posted happen, without time passing.
    void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    QDateTime nextSync() { return satellite.datafile().state().times()->nextSync; }
    std::chrono::milliseconds untilNext()
    {
        return std::chrono::milliseconds(satellite.clock.utcNow().msecsTo(nextSync()));
    }
};

} // namespace

TEST_CASE("the first cycle starts at once, the next after the interval, counted from its end")
{
    SchedulerFixture f;
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("5"));
    f.scheduler.start();
    f.runCycle();
    CHECK(f.reports.last().ok);
    CHECK_FALSE(f.reports.last().byHand);
    CHECK(f.untilNext() == 5min);
    CHECK_FALSE(f.scheduler.isRunning());
    const auto ended = f.satellite.clock.monotonic();
    f.runCycle();
    CHECK(f.satellite.clock.monotonic() - ended >= 5min);
    CHECK(f.satellite.clock.monotonic() - ended < 6min);
}

TEST_CASE("interval 0 runs nothing until there is one, or somebody asks")
{
    SchedulerFixture f;
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    f.scheduler.start();
    f.settle();
    CHECK_FALSE(f.scheduler.isRunning());
    CHECK_FALSE(f.nextSync().isValid());
    f.scheduler.syncNow();
    f.runCycle(1); // the watch over its patience waits all the time
    CHECK(f.reports.last().ok);
    CHECK(f.reports.last().byHand);
    CHECK_FALSE(f.nextSync().isValid());
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("3"));
    f.scheduler.preferencesChanged();
    CHECK(f.untilNext() == 3min);
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    f.scheduler.preferencesChanged();
    CHECK_FALSE(f.nextSync().isValid());
    f.satellite.clock.advance(1h);
    f.settle();
    CHECK(f.reports.size() == 1);
}

TEST_CASE("after failures the pause stretches, and a success brings it back")
{
    SchedulerFixture f;
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("10"));
    f.primary.siteId = "9";
    f.scheduler.start();
    f.runCycle();
    f.runCycle();
    f.runCycle();
    CHECK(f.reports.last().error->code == ErrorCode::SyncIdDiffers);
    CHECK(f.untilNext() >= 30min);
    CHECK(f.untilNext() <= 50min);
    f.primary.siteId = "2";
    f.runCycle();
    CHECK(f.reports.last().ok);
    CHECK(f.untilNext() == 10min);
}

TEST_CASE("what a primary asks for in Retry-After is obeyed between cycles")
{
    SchedulerFixture f;
    f.primary.fault = [](const ScriptedRequest &) -> std::optional<ScriptedAnswer> {
        return ScriptedAnswer {.status = 503, .body = "", .headers = {{"Retry-After", "1800"}}};
    };
    f.scheduler.start();
    f.runCycle();
    CHECK_FALSE(f.reports.last().ok);
    CHECK(f.primary.server.requests().size() == 1);
    CHECK(f.untilNext() == 30min);
}

TEST_CASE("a sync by hand while a cycle runs makes that one count")
{
    SchedulerFixture f;
    f.scheduler.start();
    REQUIRE(f.satellite.runUntil([&] { return f.scheduler.isRunning(); }));
    f.scheduler.syncNow();
    f.runCycle(1); // the watch over its patience waits all the time
    CHECK(f.reports.size() == 1);
    CHECK(f.reports.last().byHand);
}

TEST_CASE("settings that change after a failure are tried soon")
{
    SchedulerFixture f;
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("600"));
    f.primary.siteId = "9";
    f.scheduler.start();
    f.runCycle();
    CHECK(f.untilNext() > 1h);
    f.primary.siteId = "2";
    f.scheduler.preferencesChanged();
    CHECK(f.untilNext() <= 1s);
    f.runCycle();
    CHECK(f.reports.last().ok);
}

TEST_CASE("stop finishes what runs, says so, and plans nothing more")
{
    SchedulerFixture f;
    f.scheduler.start();
    REQUIRE(f.satellite.runUntil([&] { return f.scheduler.isRunning(); }));
    f.scheduler.stop();
    REQUIRE(f.satellite.runUntil([&] { return f.isStopped; }));
    CHECK_FALSE(f.scheduler.isRunning());
    CHECK_FALSE(f.nextSync().isValid());
    f.scheduler.syncNow();
    CHECK_FALSE(f.scheduler.isRunning());
}

TEST_CASE("what stop waits for can be given up")
{
    SchedulerFixture f;
    f.primary.fault = [](const ScriptedRequest &) { return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; };
    f.scheduler.start();
    REQUIRE(f.satellite.runUntil([&] { return !f.primary.server.requests().isEmpty(); }));
    f.scheduler.stop();
    const auto before = f.satellite.clock.monotonic();
    f.scheduler.stopCycle();
    REQUIRE(f.satellite.runUntil([&] { return f.isStopped; }, 1)); // the answer in hand has its time
    CHECK(f.satellite.clock.monotonic() == before);
    CHECK(f.reports.last().error->code == ErrorCode::Cancelled);
}

TEST_CASE("stop says so where nothing runs, once")
{
    SchedulerFixture f;
    f.scheduler.stop();
    CHECK(f.isStopped);
    f.isStopped = false;
    f.scheduler.stop();
    CHECK_FALSE(f.isStopped);
}

TEST_CASE("a cycle can be stopped, and the next one comes at its time")
{
    SchedulerFixture f;
    f.scheduler.start();
    REQUIRE(f.satellite.runUntil([&] { return f.scheduler.isRunning(); }));
    f.scheduler.stopCycle();
    f.runCycle();
    CHECK(f.reports.last().error->code == ErrorCode::Cancelled);
    CHECK(f.untilNext() == 1min);
}

TEST_CASE("24 hours of failure: the attempts are bounded and as documented")
{
    SchedulerFixture f;
    QList<std::chrono::milliseconds> attempts;
    f.primary.fault = [&](const ScriptedRequest &) -> std::optional<ScriptedAnswer> {
        attempts.append(f.satellite.clock.monotonic());
        return ScriptedAnswer {.status = 503, .body = "busy", .type = "text/plain"};
    };
    const auto begun = f.satellite.clock.monotonic();
    QList<std::chrono::milliseconds> starts;
    QObject::connect(&f.scheduler, &Scheduler::cycleStarted, &f.scheduler,
        [&] { starts.append(f.satellite.clock.monotonic() - begun); });
    f.scheduler.start();
    while (f.satellite.clock.monotonic() - begun < 24h)
        f.runCycle();

    // 1, 2, 4, 8, 16, 32 minutes, then an hour at most: by a quarter more or less, so that sites do not come in step
    CHECK(starts.size() > 24);
    CHECK(starts.size() < 45);
    for (qsizetype i = 1; i < starts.size(); ++i) {
        const std::chrono::milliseconds documented
            = std::min<std::chrono::milliseconds>(1min * (1 << std::min<qsizetype>(i - 1, 6)), 1h);
        const std::chrono::milliseconds pause = starts[i] - starts[i - 1];
        CAPTURE(i, pause.count(), documented.count());
        CHECK(pause >= documented * 3 / 4);
        CHECK(pause <= std::min<std::chrono::milliseconds>(documented * 5 / 4, 1h)
                + 30s); // the cycle itself pauses 1, 4 and 16 s
    }
    CHECK(attempts.size() == starts.size() * 4);
}

TEST_CASE("24 hours with a wrong password: it is tried once a cycle, and less and less often")
{
    SchedulerFixture f;
    f.primary.fault = [](const ScriptedRequest &) -> std::optional<ScriptedAnswer> {
        return ScriptedAnswer {.status = 401, .body = R"({"error":{"code":"site_incorrect_password","message":"no"}})"};
    };
    f.scheduler.start();
    const auto begun = f.satellite.clock.monotonic();
    while (f.satellite.clock.monotonic() - begun < 24h)
        f.runCycle();
    CHECK(f.reports.last().error->code == ErrorCode::SiteIncorrectPassword);
    CHECK(f.primary.server.requests().size() == f.reports.size());
    CHECK(f.reports.size() > 24);
    CHECK(f.reports.size() < 45);
}

TEST_CASE("after a change of the line a cycle comes soon, not at the end of a stretched pause, once a minute at most")
{
    SchedulerFixture f;
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("600"));
    f.primary.siteId = "9";
    f.scheduler.start();
    f.runCycle();
    REQUIRE(f.untilNext() > 1h);
    f.satellite.clock.sleep(3h);
    f.scheduler.lineChanged(Change::Woke);
    CHECK(f.untilNext() == 5s);
    f.satellite.clock.advance(2s);
    f.scheduler.lineChanged(Change::AddressesChanged); // the cycle that is planned will see to it
    CHECK(f.untilNext() == 3s);
    f.runCycle(1); // the timer of the stretched pause waits on, and counts no more
    REQUIRE(f.untilNext() > 1h);
    f.scheduler.lineChanged(Change::AddressesChanged); // a network that comes and goes
    CHECK(f.untilNext() == 60s);
    f.satellite.clock.advance(2s);
    f.scheduler.lineChanged(Change::AddressesChanged);
    CHECK(f.untilNext() == 58s);
    f.runCycle(1);
    f.satellite.clock.advance(2min);
    f.scheduler.lineChanged(Change::ClockSet);
    CHECK(f.untilNext() == 5s);
}

TEST_CASE("a cycle under way asks again on a new connection after a sleep, and goes on")
{
    SchedulerFixture f;
    int asked = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/initialise" || ++asked > 1)
            return std::nullopt;
        f.satellite.clock.sleep(1h);
        f.scheduler.lineChanged(Change::Woke);
        return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; // nothing comes over the old line any more
    };
    f.scheduler.start();
    f.runCycle();
    CHECK(f.reports.last().ok);
    CHECK(asked == 2);
}

TEST_CASE("a request under way stays where only another address has come")
{
    SchedulerFixture f;
    int asked = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/initialise" && ++asked == 1)
            f.scheduler.lineChanged(Change::AddressesChanged);
        return std::nullopt;
    };
    f.scheduler.start();
    f.runCycle();
    CHECK(f.reports.last().ok);
    CHECK(asked == 1);
}

TEST_CASE("a change of the line neither outruns Retry-After nor starts a sync that is paused")
{
    SchedulerFixture f;
    f.primary.fault = [](const ScriptedRequest &) -> std::optional<ScriptedAnswer> {
        return ScriptedAnswer {.status = 503, .body = "", .headers = {{"Retry-After", "1800"}}};
    };
    f.scheduler.start();
    f.runCycle();
    f.satellite.clock.advance(10min);
    f.scheduler.lineChanged(Change::Woke);
    CHECK(f.untilNext() == 20min);
    f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    f.scheduler.preferencesChanged();
    f.satellite.clock.advance(10min);
    f.scheduler.lineChanged(Change::Woke);
    CHECK_FALSE(f.nextSync().isValid());
}
