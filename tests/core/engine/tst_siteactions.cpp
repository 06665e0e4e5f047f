// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a window does at once, on saved values, through SiteConnection: Generate, Retrieve, Check connection, Sync now.
#include "core/engine/engine.h"
#include "core/store/enginerequests.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/recordstore.h"
#include "core/store/settingstable.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "tests/core/engine/connected.h"
#include "tests/support/scriptedserver.h"

#include <QTcpServer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary that answers, and its satellite 2, which has synchronised once.
struct Pair {
    Pair()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.put("unit", "u", R"({"ID":"u"})");
        primary.put("item_store_join", "j", R"({"ID":"j","store_ID":"A"})");
        primary.start();
        satellite = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(satellite->synchronise().ok);
        satellite->put("Location", "l", R"({"ID":"l","store_ID":"A"})");
        REQUIRE(satellite->synchronise().ok);
    }

    PrimarySite primary;
    std::unique_ptr<SatelliteSite> satellite;
};

/// A server that takes requests and never says a word.
struct Silence {
    Silence()
    {
        server.handle([](const ScriptedRequest &) { return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; });
    }
    void awaitRequest(qsizetype number = 1)
    {
        until([&] { return server.requests().size() >= number; });
    }

    ScriptedServer server;
    SatelliteSite satellite {2, server.url()};
};

Settings shownAt(Connected &window)
{
    const auto draft = window.draft();
    REQUIRE(draft);
    return (*draft)->shown();
}

ErrorCode lastCode(const CheckReport &report)
{
    REQUIRE_FALSE(report.findings.isEmpty());
    REQUIRE(report.findings.last().error);
    return report.findings.last().error->code;
}

} // namespace

TEST_CASE("Generate at the primary counts first, then queues as many", "[siteconnection]")
{
    Pair sites;
    Connected window(sites.primary);
    const Result<qint64> count = window.countForGenerate(2);
    REQUIRE(count);
    CHECK(*count == *sites.primary.datafile().records().countFor(SyncId {2}));
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(*window.generate(2) == *count);
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == *count);
    until([&] { return lastOf<Status>(window.status).waitingToPush == *count; });
    CHECK(refusal(window.generate(9)) == ErrorCode::PeerUnknown);
}

TEST_CASE("Generate at a satellite counts first, then queues what it owns", "[siteconnection]")
{
    Pair sites;
    Connected window(*sites.satellite);
    CHECK(*window.countForGenerate(1) == 1);
    CHECK(*sites.satellite->datafile().outbox().waiting() == 0);
    CHECK(*window.generate(1) == 1);
    CHECK(*sites.satellite->datafile().outbox().waiting() == 1);
    until([&] { return lastOf<Status>(window.status).waitingToPush == 1; });
}

TEST_CASE("Generate and Retrieve need a site that is set up", "[siteconnection]")
{
    TestSite site(SyncId {});
    Connected window(site);
    CHECK(refusal(window.countForGenerate(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.countForRetrieve(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.generate(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.retrieve(2)) == ErrorCode::NotSetUp);
}

TEST_CASE("A Generate that is given up queues nothing, and the next one works", "[siteconnection]")
{
    Pair sites;
    Connected window(sites.primary);
    const Authorisation by = window.unlocked();
    QObject context;
    QList<std::optional<ErrorCode>> ends;
    const auto note = [&ends](const Result<qint64> &answer) { ends.append(refusal(answer)); };
    window.connection->countForGenerate(SyncId {2}, &context, note);
    window.connection->generate(by, SyncId {2}, &context, note);
    window.connection->cancelGenerate();
    window.connection->cancelGenerate();
    window.connection->countForRetrieve(SyncId {2}, &context, note);
    until([&] { return ends.size() == 3; });
    CHECK_FALSE(ends.last());
    const qint64 waiting = *sites.primary.datafile().queue().length(SyncId {2});
    if (ends.at(1) == ErrorCode::Cancelled)
        CHECK(waiting == 0);
    else
        CHECK(waiting > 0); // it was done before
    CHECK(window.generate(2));
}

TEST_CASE("Retrieve at a satellite has the primary queue everything", "[siteconnection]")
{
    Pair sites;
    Connected window(*sites.satellite);
    CHECK(*window.countForRetrieve(1) == sites.satellite->holdings().size());
    const Result<qint64> queued = window.retrieve(1);
    REQUIRE(queued);
    CHECK(*queued > 0);
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == *queued);
    CHECK(*sites.satellite->datafile().state().cursor() == 0);
    sites.primary.stop();
    const Result<qint64> refused = window.retrieve(1);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::ConnectionRefused);
}

TEST_CASE("Retrieve at the primary is a wish that the satellite will hear of", "[siteconnection]")
{
    Pair sites;
    Connected window(sites.primary);
    CHECK(*window.countForRetrieve(2) == 1);
    CHECK(*window.retrieve(2) == 1);
    CHECK(sites.primary.datafile().settings().read()->peers.first().resendRequested);
    CHECK(refusal(window.retrieve(9)) == ErrorCode::PeerUnknown);
}

TEST_CASE("A Retrieve that waits for a silent primary can be given up, and the next one works", "[siteconnection]")
{
    Silence silence;
    Connected window(silence.satellite);
    const Authorisation by = window.unlocked();
    QObject context;
    std::optional<ErrorCode> end;
    window.connection->retrieve(by, primarySyncId, &context, [&end](const auto &answer) { end = refusal(answer); });
    silence.awaitRequest();
    CHECK(refusal(window.retrieve(1)) == ErrorCode::SyncRunning); // one at a time
    REQUIRE(window.draft()); // the window goes on meanwhile
    CHECK_FALSE(end);
    window.connection->cancelRetrieve();
    until([&] { return end.has_value(); });
    CHECK(end == ErrorCode::Cancelled);

    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    silence.satellite.editPeerUrl(primarySyncId, primary.url().toString());
    CHECK(window.retrieve(1));
}

TEST_CASE("The check takes what is shown, saved or not, a typed password too", "[siteconnection]")
{
    Pair sites;
    SatelliteSite fresh(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected window(fresh);
    const auto draft = window.draft();
    REQUIRE(draft);
    CHECK(lastCode(window.check((*draft)->shown())) == ErrorCode::ConnectionRefused);

    Peer peer = *(*draft)->peer(primarySyncId);
    peer.url = sites.primary.url().toString();
    REQUIRE((*draft)->editPeer(primarySyncId, peer, QStringLiteral("guess")));
    const CheckReport wrong = window.check((*draft)->shown(), (*draft)->newPassword(primarySyncId));
    CHECK(lastCode(wrong) == ErrorCode::SiteIncorrectPassword);
    CHECK(window.steps.size() == wrong.findings.size());

    REQUIRE((*draft)->editPeer(primarySyncId, peer, QStringLiteral("secret-2")));
    CHECK(window.check((*draft)->shown(), (*draft)->newPassword(primarySyncId)).isOk());
    CHECK(lastOf<CheckFinding>(window.steps).step == QStringLiteral("site"));
    CHECK_FALSE((*window.draft())->peer(primarySyncId)->url == peer.url); // nothing was saved
}

TEST_CASE("The check of a site that is not set up, and of one without a datafile, says so", "[siteconnection]")
{
    TestSite site(SyncId {});
    Connected window(site);
    CHECK(lastCode(window.check(shownAt(window))) == ErrorCode::NotSetUp);
    const QString nowhere = site.path() + QStringLiteral("-not");
    Connected without(nowhere, site.clock());
    CHECK(lastCode(without.check({})) == ErrorCode::DatafileMissing);
}

TEST_CASE("A check that waits for a silent primary can be given up", "[siteconnection]")
{
    Silence silence;
    Connected window(silence.satellite);
    window.connection->cancelCheck(); // of nothing
    window.connection->check(shownAt(window), {});
    silence.awaitRequest();
    window.connection->cancelCheck();
    until([&] { return !window.checked.isEmpty(); });
    CHECK(lastCode(lastOf<CheckReport>(window.checked)) == ErrorCode::Cancelled);
    CHECK(lastOf<CheckReport>(window.checked).findings.last().step == QStringLiteral("http"));
}

TEST_CASE("A newer check takes the place of an older one", "[siteconnection]")
{
    Silence silence;
    Pair sites;
    Connected window(silence.satellite);
    const Settings shown = shownAt(window);
    window.connection->check(shown, {});
    silence.awaitRequest();
    Settings other = shown;
    other.peers.first().url = sites.primary.url().toString();
    CHECK(window.check(other, QStringLiteral("secret-2")).isOk());
    REQUIRE(window.draft());
    CHECK(window.checked.size() == 1);
}

TEST_CASE("A primary's check of itself can be given up", "[siteconnection]")
{
    PrimarySite site;
    site.addSatellite(2);
    QTcpServer silent;
    REQUIRE(silent.listen(QHostAddress::LocalHost));
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(silent.serverPort()));
    const auto lock = EngineLock::take(site.path());
    REQUIRE(lock);
    Connected window(site);
    QSignalSpy called(&silent, &QTcpServer::newConnection);
    window.connection->check(shownAt(window), {});
    until([&] { return !called.isEmpty(); });
    SECTION("by hand")
    {
        window.connection->cancelCheck();
        until([&] { return !window.checked.isEmpty(); });
        CHECK(lastCode(lastOf<CheckReport>(window.checked)) == ErrorCode::Cancelled);
    }
    SECTION("with the window")
    {
        window.connection.reset();
    }
}

TEST_CASE("Sync now runs here where there is no engine, and shows", "[siteconnection]")
{
    Pair sites;
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
    Pair sites;
    sites.satellite->setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    Engine engine(sites.satellite->path(), sites.satellite->clock(), {});
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

    Connected without(primary.path() + QStringLiteral("-not"), primary.clock());
    without.connection->syncNow();
    until([&] { return !without.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(without.synced).error->code == ErrorCode::DatafileMissing);
}

TEST_CASE("A cycle is stopped, whoever runs it", "[siteconnection]")
{
    Silence silence;
    silence.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    std::unique_ptr<Engine> engine;
    SECTION("here") {}
    SECTION("an engine elsewhere")
    {
        engine = std::make_unique<Engine>(silence.satellite.path(), silence.satellite.clock(), Engine::Options {});
        REQUIRE(engine->start());
    }
    Connected window(silence.satellite);
    window.connection->stopSync(); // nothing runs yet
    window.connection->syncNow();
    silence.awaitRequest();
    window.connection->stopSync();
    until([&] { return !window.synced.isEmpty(); });
    CHECK(lastOf<CycleReport>(window.synced).error->code == ErrorCode::Cancelled);
}

TEST_CASE("A cycle that somebody else began is stopped, too", "[siteconnection]")
{
    Silence silence;
    Engine engine(silence.satellite.path(), silence.satellite.clock(), {});
    QSignalSpy cycles(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start());
    silence.awaitRequest();
    Connected window(silence.satellite);
    window.connection->stopSync();
    until([&] { return !cycles.isEmpty(); });
    CHECK(lastOf<CycleReport>(cycles).error->code == ErrorCode::Cancelled);
}
