// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginethread.h"

#include "core/engine/status.h"
#include "core/store/enginelock.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <atomic>
#include <thread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// An engine in its thread, and what it has said since.
struct Running {
    explicit Running(TestSite &site)
        : thread(std::make_unique<EngineThread>(site.address(), site.clock()))
    {
        thread->start();
    }

    std::unique_ptr<EngineThread> thread;
    QSignalSpy running {thread.get(), &EngineThread::runningChanged};
    QSignalSpy failed {thread.get(), &EngineThread::failed};
    QSignalSpy stopped {thread.get(), &EngineThread::stopped};

    void awaitRunning() const
    {
        until([this] { return thread->isRunning(); });
    }
};

ErrorCode lastFailure(const Running &engine)
{
    return lastOf<Error>(engine.failed).code;
}

} // namespace

TEST_CASE("The engine runs in a thread of its own until it is stopped", "[enginethread]")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    SatelliteSite satellite(2, primary.url());
    Running engine(satellite);
    CHECK_FALSE(engine.thread->isRunning()); // it is told by a signal
    engine.awaitRunning();
    CHECK(EngineLock::isHeld(satellite.address()));
    Connected window(satellite);
    until([&] { return lastOf<Status>(window.status).lastSuccess.isValid(); });
    CHECK(satellite.dataOf("store", "A").has_value());

    engine.thread->stop();
    until([&] { return !engine.stopped.isEmpty(); });
    CHECK_FALSE(engine.thread->isRunning());
    CHECK_FALSE(EngineLock::isHeld(satellite.address()));
    CHECK(engine.running.size() == 2);
    CHECK(engine.failed.isEmpty());

    engine.thread->stop(); // it has
    until([&] { return engine.stopped.size() == 2; });
    engine.thread->start();
    engine.awaitRunning();
}

TEST_CASE("While another process runs the engine this one waits, and takes over where that ends", "[enginethread]")
{
    TestSite site(SyncId {});
    auto other = EngineLock::take(site.address());
    REQUIRE(other);
    Running engine(site);
    Running rival(site);
    Connected window(site); // time passes, and the loop turns
    REQUIRE(window.draft());
    CHECK_FALSE(engine.thread->isRunning());
    other->reset();
    until([&] { return engine.thread->isRunning() || rival.thread->isRunning(); });
    CHECK(engine.thread->isRunning() != rival.thread->isRunning());
    CHECK(engine.failed.isEmpty()); // that another one runs is no failure
    CHECK(rival.failed.isEmpty());
    Running &first = engine.thread->isRunning() ? engine : rival;
    Running &second = engine.thread->isRunning() ? rival : engine;
    first.thread->stop();
    until([&] { return second.thread->isRunning(); });
    CHECK_FALSE(first.thread->isRunning());
}

TEST_CASE("D6: a window's engine does not listen by plain http beyond this machine either, until it is told to",
    "[enginethread]")
{
    PrimarySite site;
    site.setPreference(QStringLiteral("listen"), QStringLiteral("0.0.0.0:0"));
    Running engine(site);
    until([&] { return !engine.failed.isEmpty(); });
    CHECK(lastFailure(engine) == ErrorCode::PlainHttpRefused);
    CHECK(advise(lastOf<Error>(engine.failed)).contains(QStringLiteral("plain-http")));
    site.setPreference(QStringLiteral("plain-http"), QStringLiteral("true"));
    engine.awaitRunning();
    site.setPreference(QStringLiteral("plain-http"), QStringLiteral("false"));
    until([&] { return engine.failed.size() == 2; });
    CHECK(lastFailure(engine) == ErrorCode::PlainHttpRefused);
    until([&] { return !engine.thread->isRunning(); });
}

TEST_CASE("A primary whose port is in use says so once, and answers once it is free", "[enginethread]")
{
    QTcpServer inTheWay;
    REQUIRE(inTheWay.listen(QHostAddress::LocalHost));
    const quint16 port = inTheWay.serverPort();
    PrimarySite site;
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(port));
    Running engine(site);
    until([&] { return !engine.failed.isEmpty(); });
    CHECK(lastFailure(engine) == ErrorCode::PortInUse);
    CHECK_FALSE(engine.thread->isRunning());
    inTheWay.close();
    engine.awaitRunning();
    CHECK(engine.failed.size() == 1);
    QTcpSocket caller;
    QSignalSpy connected(&caller, &QTcpSocket::connected);
    caller.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    until([&] { return !connected.isEmpty(); });
}

TEST_CASE("A primary that tries and cannot listen is never shown as running", "[enginethread]")
{
    QTcpServer inTheWay;
    REQUIRE(inTheWay.listen(QHostAddress::LocalHost));
    PrimarySite site;
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(inTheWay.serverPort()));
    std::atomic<bool> isOver = false;
    std::atomic<int> looks = 0;
    int seenRunning = 0;
    std::thread looker([&] {
        const auto datafile = Datafile::open(site.address(), site.clock());
        while (datafile && !isOver) {
            const Result<Status> status = readStatus(**datafile);
            seenRunning += status && status->engineRunning ? 1 : 0;
            ++looks;
        }
    });
    until([&] { return looks > 0; });
    for (int tries = 0; tries < 20; ++tries) {
        Engine engine(site.address(), site.clock(), {});
        const Result<> started = engine.start();
        CHECK(refusal(started) == ErrorCode::PortInUse);
    }
    isOver = true;
    looker.join();
    CHECK(seenRunning == 0);
    inTheWay.close();
    Engine engine(site.address(), site.clock(), {});
    const EngineEnd end(engine);
    REQUIRE(engine.start());
    const Result<Status> status = readStatus(site.datafile());
    CHECK((status && status->engineRunning));
}

TEST_CASE("An engine whose changed role cannot be taken ends, says why, and is tried again", "[enginethread]")
{
    QTcpServer inTheWay;
    REQUIRE(inTheWay.listen(QHostAddress::LocalHost));
    TestSite site(primarySyncId);
    Running engine(site);
    engine.awaitRunning();
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(inTheWay.serverPort()));
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    until([&] { return !engine.thread->isRunning(); });
    CHECK(lastFailure(engine) == ErrorCode::PortInUse);
    CHECK(engine.stopped.isEmpty()); // nobody has stopped it
    inTheWay.close();
    engine.awaitRunning();
    CHECK(engine.failed.size() == 1);
}

TEST_CASE("An engine whose datafile has vanished ends, and runs again when it is back", "[enginethread]")
{
    TestSite site(SyncId {});
    Running engine(site);
    engine.awaitRunning();
    site.close();
    const QString kept = site.path() + QStringLiteral("-kept");
    REQUIRE(QFile::rename(site.path(), kept));
    until([&] { return !engine.thread->isRunning(); });
    CHECK(lastFailure(engine) == ErrorCode::DatafileVanished);
    REQUIRE(QFile::rename(kept, site.path()));
    engine.awaitRunning();
    CHECK(engine.failed.size() == 1);
}

TEST_CASE("An engine goes with its window in the middle of a cycle", "[enginethread]")
{
    ScriptedServer server;
    server.handle([](const ScriptedRequest &) { return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; });
    SatelliteSite satellite(2, server.url());
    Running engine(satellite);
    SECTION("at its beginning") {}
    SECTION("while it waits")
    {
        until([&] { return !server.requests().isEmpty(); });
    }
    SECTION("that is being stopped")
    {
        until([&] { return !server.requests().isEmpty(); });
        engine.thread->stop();
    }
    SECTION("whose datafile has vanished")
    {
        until([&] { return !server.requests().isEmpty(); });
        satellite.close();
        REQUIRE(QFile::rename(satellite.path(), satellite.path() + QStringLiteral("-kept")));
        until([&] { return !engine.failed.isEmpty(); });
    }
    engine.thread.reset();
    CHECK_FALSE(EngineLock::isHeld(satellite.address()));
}

TEST_CASE("An engine thread that was never started ends", "[enginethread]")
{
    TestSite site(SyncId {});
    const EngineThread never(site.address(), site.clock());
    CHECK_FALSE(never.isRunning());
}
