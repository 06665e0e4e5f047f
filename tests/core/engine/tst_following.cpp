// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What others write into a datafile that is busy when an engine, a request or a window looks at it.
#include "core/engine/syncrequest.h"
#include "core/sql/connection.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"
#include "tests/support/fakeclock.h"
#include "tests/support/heldwriter.h"
#include "tests/support/restoring.h"

#include <QCoroTask>
#include <atomic>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

constexpr Datafile::Options impatient {.patience = 10ms};

/// The system's time, which counts how often it is asked for: who follows a datafile does at every look.
class AskedClock final : public Clock
{
public:
    QDateTime utcNow() const override { return m_system.utcNow(); }
    std::chrono::milliseconds monotonic() const override
    {
        ++m_times;
        return m_system.monotonic();
    }
    std::chrono::milliseconds sinceBoot() const override { return m_system.sinceBoot(); }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override
    {
        m_system.after(delay, context, std::move(work));
    }

    /// Returns once there has been more than one look.
    void awaitLooks()
    {
        m_times = 0;
        until([this] { return m_times > 6; });
    }

private:
    SystemClock m_system;
    mutable std::atomic<int> m_times = 0;
};

/// A site that is off, with its engine; it would be a primary on a free port.
struct Off : TestSite {
    Off()
        : TestSite(primarySyncId)
    {
        REQUIRE(engine.start());
    }

    AskedClock clock;
    Engine engine {address(), clock, {.listen = QStringLiteral("127.0.0.1:0"), .datafile = impatient}};
    EngineEnd end {engine};
    QSignalSpy listening {&engine, &Engine::listening};
    QSignalSpy failed {&engine, &Engine::failed};
};

} // namespace

TEST_CASE("An engine outlasts a busy datafile, and follows a setting that was changed then", "[following]")
{
    Off site;
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    Restoring restoring(site.path());
    restoring.begin();
    site.clock.awaitLooks();
    CHECK(site.listening.isEmpty());
    restoring.end();
    until([&] { return !site.listening.isEmpty(); });
    CHECK(site.failed.isEmpty());
}

TEST_CASE("A setting that could not be read when it was changed is followed once it can be", "[following]")
{
    Off site;
    Connection &connection = site.datafile().connection();
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    REQUIRE(connection.execute(QStringLiteral("ALTER TABLE preference RENAME TO away")));
    site.clock.awaitLooks();
    CHECK(lastOf<Error>(site.failed).code == ErrorCode::DatafileDamaged);
    REQUIRE(connection.execute(QStringLiteral("ALTER TABLE away RENAME TO preference")));
    until([&] { return !site.listening.isEmpty(); });
}

TEST_CASE("A request is taken, though another connection wrote when it came", "[following]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    site.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    AskedClock clock;
    Engine engine(site.address(), clock, {.datafile = impatient});
    const EngineEnd end(engine);
    REQUIRE(engine.start());
    EngineRequests &requests = site.datafile().requests();
    REQUIRE(requests.ask(EngineRequests::Kind::StopCycle));
    {
        const HeldWriter writing(site.path());
        clock.awaitLooks();
        CHECK(requests.open()->size() == 1);
    }
    until([&] { return requests.open()->isEmpty(); });
}

TEST_CASE("Who waits for the answer of an engine gets it, though the datafile was busy meanwhile", "[following]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    const auto lock = EngineLock::take(site.address());
    REQUIRE(lock);
    const auto datafile = Datafile::open(site.address(), site.clock(), impatient);
    REQUIRE(datafile);
    AskedClock clock;
    const auto request = SyncRequest::create(**datafile, clock);
    QCoro::Task<CycleReport> asking = request->run();
    EngineRequests &requests = site.datafile().requests();
    until([&] { return requests.open()->size() == 1; });
    Restoring restoring(site.path());
    restoring.begin();
    clock.awaitLooks();
    restoring.end();
    CycleReport given;
    given.ok = true;
    given.pushed = 7;
    REQUIRE(requests.answer(1, given));
    const CycleReport report = QCoro::waitFor(asking);
    CHECK(report.ok);
    CHECK(report.pushed == 7);
}

TEST_CASE("What was changed shows in a window whose datafile was busy for a moment", "[following]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    FakeClock clock;
    Connected window(site.address(), clock, impatient);
    Restoring restoring(site.path());
    site.setPreference(QStringLiteral("request-size"), QStringLiteral("50"));
    restoring.begin();
    until([&] { return !window.failed.isEmpty(); });
    CHECK(lastOf<Error>(window.failed).code == ErrorCode::DatafileBusy);
    restoring.end();
    until([&] {
        clock.advance(2s);
        return !window.recovered.isEmpty() && lastOf<qint64>(window.settings) == *site.datafile().settings().revision();
    });
    CHECK(window.failed.size() == 1);
}
