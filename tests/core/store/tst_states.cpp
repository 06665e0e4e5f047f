// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PeerStates, SyncState, SyncLog, EngineRequests: what sites remember besides records and settings.
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("A primary knows of a caller what it needs to answer it")
{
    StoreSite primary(1);
    CHECK_FALSE(valueOf(primary->peerStates().caller(QStringLiteral("nobody"))));
    primary.addPeer(2, PeerStatus::New);
    auto caller = valueOf(primary->peerStates().caller(QStringLiteral("site 2")));
    REQUIRE(caller);
    CHECK(caller->syncId == SyncId {2});
    CHECK(caller->status == PeerStatus::New);
    CHECK_FALSE(caller->hasStore);
    CHECK(caller->code.isEmpty());
    CHECK(caller->hardwareId.isEmpty());
    CHECK_FALSE(caller->siteUuid.isEmpty());
    primary.put("store", "z", R"({"sync_id_remote_site":2,"code":"ZZ"})");
    primary.put("store", "a", R"({"sync_id_remote_site":2,"code":"AA"})");
    require(primary->peerStates().setStatus(SyncId {2}, PeerStatus::Initialising));
    require(primary->peerStates().setResendRequested(SyncId {2}, true));
    caller = valueOf(primary->peerStates().caller(QStringLiteral("site 2")));
    CHECK(caller->hasStore);
    CHECK(caller->code == "AA");
    CHECK(caller->status == PeerStatus::Initialising);
    CHECK(caller->resendRequested);
}

TEST_CASE("13.5: who calls again, and whom nothing waits for, is answered without a look at any record")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.put("store", "a", R"({"sync_id_remote_site":2,"code":"AA"})");
    const QString name = QStringLiteral("site 2");
    REQUIRE(valueOf(primary->peerStates().caller(name))->code == "AA");
    primary.put("store", "a", R"({"sync_id_remote_site":2,"code":"BB"})");
    REQUIRE(valueOf(primary->peerStates().caller(name))->code == "BB"); // an edit is heeded
    const qint64 serial = valueOf(primary->changeLog().highest());
    primary.drain(2);

    primary.sql("ALTER TABLE record RENAME TO out_of_reach"); // from now on each record that is read is an error
    primary.sql("CREATE VIEW record AS SELECT table_name, record_id, author, origin, store_site,"
                " abs(origin * 0 - 9223372036854775807 - 1) AS data FROM out_of_reach");
    REQUIRE_FALSE(primary->changeLog().after(0, 500).has_value());
    const auto caller = valueOf(primary->peerStates().caller(name));
    CHECK(caller->code == "BB");
    CHECK(caller->hasStore);
    CHECK(valueOf(primary->queue().first(SyncId {2}, 500)).records.isEmpty());
    CHECK(valueOf(primary->changeLog().after(serial, 500)).records.isEmpty());
}

TEST_CASE("D6: of two rows whose names count as one each is called by its own, letter by letter, and by nothing else")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addPeer(3);
    const auto idOf = [&primary](const QString &name) {
        const auto caller = valueOf(primary->peerStates().caller(name));
        return caller ? caller->syncId.value() : 0;
    };
    CHECK(idOf(QStringLiteral(" SITE\u00a02")) == 2);
    primary.sql("UPDATE peer SET user_name = 'SITE 2', name_key = 'site 2' WHERE sync_id = 3");
    CHECK(idOf(QStringLiteral("site 2")) == 2);
    CHECK(idOf(QStringLiteral("SITE 2")) == 3);
    CHECK(idOf(QStringLiteral("Site 2")) == 0);
    CHECK(idOf(QStringLiteral("site 3")) == 0);
}

TEST_CASE("What changes at the sites without an edit is news, with the queue of each")
{
    StoreSite primary(1);
    CHECK(valueOf(primary->peerStates().news()).isEmpty());
    CHECK(valueOf(primary->queue().total()) == 0);
    primary.addPeer(3, PeerStatus::New);
    primary.addPeer(2);
    primary.addStore("a", 2);
    const qint64 waiting = valueOf(primary->primaryRecords().generate(SyncId {2}));
    CHECK(waiting > 0);
    CHECK(valueOf(primary->primaryRecords().generate(SyncId {3})) > 0);
    CHECK(valueOf(primary->queue().length(SyncId {2})) == waiting);
    CHECK(valueOf(primary->queue().total()) == waiting + valueOf(primary->queue().length(SyncId {3})));
    const QDateTime now = primary.clock().utcNow();
    require(primary->peerStates().recordContacts({{SyncId {2}, {now, 0}}}));
    REQUIRE(valueOf(primary->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("one"))));
    const QList<PeerNews> news = valueOf(primary->peerStates().news());
    REQUIRE(news.size() == 2);
    CHECK(news.first() == PeerNews {SyncId {2}, now, waiting, PeerStatus::Ready, QStringLiteral("one")});
    CHECK(news.last().syncId == SyncId {3});
    CHECK(news.last().status == PeerStatus::New);
    CHECK_FALSE(news.last().lastContact.isValid());
}

TEST_CASE("Whether any site has a URL is known without reading the list")
{
    StoreSite primary(1);
    CHECK_FALSE(valueOf(primary->peerStates().anyHasUrl()));
    primary.addPeer(2);
    primary.addPeer(3);
    CHECK_FALSE(valueOf(primary->peerStates().anyHasUrl()));
    CHECK(valueOf(primary->peerStates().withUrl()).isEmpty());
    primary.sql("UPDATE peer SET url = 'http://10.0.0.7:2048' WHERE sync_id = 3");
    CHECK(valueOf(primary->peerStates().anyHasUrl()));
    CHECK(valueOf(primary->peerStates().withUrl()) == QList<SyncId> {SyncId {3}});
}

TEST_CASE("Sites with a URL are found by an index: among very many there is none")
{
    StoreSite primary(1);
    for (const Statement *sql : {&"EXPLAIN QUERY PLAN SELECT EXISTS (SELECT 1 FROM peer WHERE url <> '')"_sql,
             &"EXPLAIN QUERY PLAN SELECT sync_id FROM peer WHERE url <> '' ORDER BY sync_id"_sql}) {
        QString plan;
        require(primary->connection().each(*sql, {}, [&plan](const Row &row) -> Result<> {
            plan += row.value(3).toString();
            return {};
        }));
        CHECK(plan.contains(QStringLiteral("peer_with_url")));
    }
}

TEST_CASE("Nobody can be asked to push again who is not on the list")
{
    StoreSite primary(1);
    CHECK(codeOfFailure(primary->peerStates().setResendRequested(SyncId {2}, true)) == ErrorCode::PeerUnknown);
    require(primary->peerStates().setResendRequested(SyncId {2}, false)); // it has gone meanwhile
}

TEST_CASE("The first machine is recorded, another one is not, until it is cleared")
{
    StoreSite primary(1);
    primary.addPeer(2);
    const auto other = primary.another();
    CHECK(valueOf(primary->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("one"))));
    CHECK_FALSE(valueOf(other->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("two"))));
    CHECK(valueOf(other->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("one"))));
    Peer peer = valueOf(primary->settings().read()).peers.constFirst();
    CHECK(peer.hardwareId == QStringLiteral("one"));
    SettingsChange clear;
    clear.peers.append({peer.syncId, peer, {}, true});
    require(primary->settings().commit(clear, {}, valueOf(primary->settings().read()).revision));
    CHECK(valueOf(primary->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("two"))));
}

TEST_CASE("Contacts are recorded, wrong sign-ins counted and taken back")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addPeer(3);
    const QDateTime now = primary.clock().utcNow();
    require(primary->peerStates().recordContacts({{SyncId {2}, {now, 3}}, {SyncId {9}, {now, 1}}}));
    require(primary->peerStates().recordContacts({{SyncId {2}, {now.addSecs(-60), 2}}, {SyncId {3}, {{}, 1}}}));
    Settings settings = valueOf(primary->settings().read());
    CHECK(settings.peers.at(0).lastContact == now);
    CHECK(settings.peers.at(0).wrongSignIns == 5);
    CHECK_FALSE(settings.peers.at(1).lastContact.isValid());
    CHECK(settings.peers.at(1).wrongSignIns == 1);
    require(primary->peerStates().recordContacts({{SyncId {2}, {now, -1}}}));
    CHECK(valueOf(primary->settings().read()).peers.at(0).wrongSignIns == 0);
}

TEST_CASE("What a satellite knows of its primary survives, and Retrieve forgets it")
{
    StoreSite site(2);
    CHECK_FALSE(valueOf(site->state().known()));
    CHECK_FALSE(valueOf(site->state().isQueuePrepared()));
    require(site->state().setKnown(KnownPrimary {7, QStringLiteral("uuid")}));
    require(site->state().setCursor(42));
    require(site->state().setQueuePrepared(true));
    require(site->state().setBlocked(Error {ErrorCode::WrongPrimary, {{QStringLiteral("known"), 7}}, {}}));
    require(site->landing().landQueued({{"q1", upsert("pref", "a", "{}")}}));
    site.reopen();
    CHECK(valueOf(site->state().known()) == KnownPrimary {7, QStringLiteral("uuid")});
    CHECK(valueOf(site->state().cursor()) == 42);
    CHECK(valueOf(site->state().isQueuePrepared()));
    CHECK(valueOf(site->state().isInitialised()));
    CHECK(valueOf(site->state().blocked())->code == ErrorCode::WrongPrimary);

    require(site->state().resetForRetrieve(false));
    CHECK_FALSE(valueOf(site->state().known()));
    CHECK(valueOf(site->state().cursor()) == 0);
    CHECK_FALSE(valueOf(site->state().isQueuePrepared()));
    CHECK_FALSE(valueOf(site->state().blocked()));
    CHECK(valueOf(site->state().isInitialised()));
    // Ids of another primary's queue are not acknowledged to this one; what has landed stays.
    CHECK(valueOf(site->landing().toAcknowledge()).isEmpty());
    CHECK(valueOf(site->landing().waiting()) == 1);
}

TEST_CASE("The times of cycles: last, last good, failures in a row, next")
{
    StoreSite site(2);
    const QDateTime now = site.clock().utcNow();
    CHECK_FALSE(valueOf(site->state().times()).lastSync.isValid());
    require(site->state().setCycleEnd(now, {}));
    require(site->state().setCycleEnd(
        now.addSecs(60), Error {ErrorCode::NoRoute, {{QStringLiteral("host"), QStringLiteral("h")}}, {}}));
    require(site->state().setCycleEnd(now.addSecs(120), Error {ErrorCode::AnswerTimeout}));
    require(site->state().setNextSync(now.addSecs(180)));
    auto times = valueOf(site->state().times());
    CHECK(times.lastSync == now.addSecs(120));
    CHECK(times.lastSuccess == now);
    CHECK(times.failuresInARow == 2);
    CHECK(times.failingSince == now.addSecs(60));
    CHECK(times.lastError->code == ErrorCode::AnswerTimeout);
    CHECK(times.nextSync == now.addSecs(180));
    require(site->state().setCycleEnd(now.addSecs(240), {}));
    require(site->state().setNextSync({}));
    times = valueOf(site->state().times());
    CHECK(times.failuresInARow == 0);
    CHECK_FALSE(times.failingSince.isValid());
    CHECK_FALSE(times.lastError);
    CHECK_FALSE(times.nextSync.isValid());
}

TEST_CASE("Cycles and audit entries stand in one order, only old cycles are purged")
{
    StoreSite site(0);
    CycleReport report;
    report.started = site.clock().utcNow();
    report.pushed = 3;
    require(site->log().addCycle(report));
    site.clock().advance(std::chrono::hours(1));
    require(site->log().addAudit(QStringLiteral("unlock"), QStringLiteral("support"), {}));
    site.clock().advance(std::chrono::hours(1));
    require(site->log().addCycle(report));
    auto entries = valueOf(site->log().last(10));
    REQUIRE(entries.size() == 3);
    CHECK(entries.at(0).kind == QStringLiteral("cycle"));
    CHECK(reportFromJson(entries.at(0).details)->pushed == 3);
    CHECK(entries.at(1).what == QStringLiteral("unlock"));
    CHECK(entries.at(0).when < entries.at(1).when);
    CHECK(valueOf(site->log().last(1)).constFirst().number == entries.at(2).number);
    CHECK(valueOf(site->log().since(entries.at(0).number)).size() == 2);
    CHECK(valueOf(site->log().last(0)).isEmpty());
    require(site->log().purge(site.clock().utcNow(), 1000));
    entries = valueOf(site->log().last(10));
    CHECK(entries.size() == 2);
    CHECK(entries.at(0).kind == QStringLiteral("audit"));
    require(site->log().purge(site.clock().utcNow().addDays(1), 1000));
    CHECK(valueOf(site->log().last(10)).size() == 1);
}

TEST_CASE("What is asked of the engine is taken once and answered to who asked")
{
    StoreSite site(2);
    const auto engine = site.another();
    const qint64 old = valueOf(site->requests().ask(EngineRequests::Kind::StopCycle));
    site.clock().advance(std::chrono::minutes(1));
    require(engine->requests().dropOld(site.clock().utcNow()));
    CHECK_FALSE(valueOf(site->requests().find(old)));
    const qint64 number = valueOf(site->requests().ask(EngineRequests::Kind::SyncNow));
    CHECK(number != old);
    REQUIRE(valueOf(engine->requests().open()).size() == 1);
    CHECK(valueOf(engine->requests().open()).constFirst().kind == EngineRequests::Kind::SyncNow);
    require(engine->requests().take(number));
    CHECK(valueOf(engine->requests().open()).isEmpty());
    CHECK(valueOf(site->requests().find(number))->taken);
    CHECK_FALSE(valueOf(site->requests().find(number))->report);
    CycleReport report;
    report.ok = true;
    report.pulledCentral = 12;
    require(engine->requests().answer(number, report));
    CHECK(valueOf(site->requests().find(number))->report->pulledCentral == 12);
}

TEST_CASE("The running cycle shows its progress to other processes")
{
    StoreSite site(2);
    const auto engine = site.another();
    CHECK_FALSE(valueOf(site->requests().progress()));
    Progress progress;
    progress.step = Step::PullQueued;
    progress.done = 20;
    progress.total = 100;
    require(engine->requests().setProgress(progress));
    CHECK(valueOf(site->requests().progress())->done == 20);
    CHECK(valueOf(site->requests().progress())->step == Step::PullQueued);
    require(engine->requests().setProgress({}));
    CHECK_FALSE(valueOf(site->requests().progress()));
}

TEST_CASE("13.2: a push that was sent before the last one's answer was noted is still known as this copy's own")
{
    StoreSite satellite(2);
    SyncState &state = satellite->state();
    const qint64 first = valueOf(state.nextPush());
    const qint64 second = valueOf(state.nextPush());
    require(state.notePushAnswered(first));
    (void)valueOf(state.nextPush());
    CHECK(valueOf(state.isOwnPush(first)));
    CHECK(valueOf(state.isOwnPush(second)));
    CHECK(second > first);
    require(state.notePushAnswered(second));
    CHECK(valueOf(state.isOwnPush(second)));
}
