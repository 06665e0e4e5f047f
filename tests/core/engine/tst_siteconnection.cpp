// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SiteConnection: what it says of its datafile, what it is asked about it.
#include "core/store/enginelock.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("A connection that opens says so, and what stands in the datafile", "[siteconnection]")
{
    SatelliteSite site(7, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected window(site);
    CHECK(window.connection->datafile() == site.address());
    CHECK(window.opened.size() == 1);
    CHECK(window.failed.isEmpty());
    CHECK(window.recovered.isEmpty());
    const auto status = lastOf<Status>(window.status);
    CHECK(status.syncId == SyncId {7});
    CHECK(status.role == SiteRole::Satellite);
    CHECK_FALSE(status.engineRunning);
    CHECK(lastOf<qint64>(window.settings) == *site.datafile().settings().revision());

    window.connection->open(); // again: nothing comes of it
    REQUIRE(window.draft());
    CHECK(window.opened.size() == 1);
}

TEST_CASE("What another connection commits shows", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    const int before = static_cast<int>(window.status.size());
    site.addSatellite(2);
    until([&] { return lastOf<qint64>(window.settings) == *site.datafile().settings().revision(); });
    CHECK(window.status.size() > before);
    site.editPeerUrl(SyncId {2}, QStringLiteral("http://10.0.0.7:2048"));
    until([&] { return lastOf<Status>(window.status).blocked == Blocked::UrlOnPrimary; });
    until([&] { return lastOf<qint64>(window.settings) == *site.datafile().settings().revision(); });

    const int revisions = static_cast<int>(window.settings.size());
    site.put("unit", "u", R"({"ID":"u"})"); // no setting
    const int states = static_cast<int>(window.status.size());
    until([&] { return window.status.size() > states; });
    CHECK(window.settings.size() == revisions);
}

TEST_CASE("An engine that begins and ends elsewhere shows", "[siteconnection]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected window(site);
    {
        const auto lock = EngineLock::take(site.address());
        REQUIRE(lock);
        (*lock)->setAtWork();
        until([&] { return lastOf<Status>(window.status).engineRunning; });
    }
    until([&] { return !lastOf<Status>(window.status).engineRunning; });
}

TEST_CASE("At a primary the contacts, queues and machines of its sites are told", "[siteconnection]")
{
    PrimarySite site;
    site.addSatellite(2);
    site.addSatellite(3);
    addStore(site, "A", 3);
    Connected window(site);
    until([&] { return !window.sites.isEmpty(); });
    CHECK(lastOf<QList<SiteRow>>(window.sites).size() == 2);

    const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    REQUIRE(site.datafile().peerStates().recordContacts({{SyncId {3}, {now, 0}}}));
    REQUIRE(*site.datafile().peerStates().bindHardwareId(SyncId {3}, QStringLiteral("MACHINE")));
    const Result<qint64> queued = window.generate(3);
    REQUIRE(queued);
    until([&] {
        const SiteRow row = lastOf<QList<SiteRow>>(window.sites).value(1);
        return row.syncId == SyncId {3} && row.lastContact == now && row.waiting == *queued
            && row.status == PeerStatus::New && row.hardwareId == QStringLiteral("MACHINE");
    });

    SatelliteSite satellite(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected other(satellite);
    REQUIRE(other.draft());
    CHECK(other.sites.isEmpty());
}

TEST_CASE("What is committed is answered with what stands there then, before it is told", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    const auto draft = window.draft();
    REQUIRE(draft);
    Peer peer;
    peer.syncId = SyncId {2};
    peer.userName = QStringLiteral("north");
    REQUIRE((*draft)->peers.add(peer, QStringLiteral("s3cret")));
    CHECK(refusal(stagedChange(**draft, {})) == ErrorCode::CodeMissing);
    const auto staged = stagedChange(**draft, window.unlocked());
    REQUIRE(staged);
    window.settings.clear();
    QObject context;
    std::optional<Result<std::shared_ptr<Draft>>> committed;
    window.connection->commit(*staged, false, &context, [&](const auto &answer) {
        CHECK(window.settings.isEmpty());
        committed = answer;
    });
    until([&] { return committed.has_value(); });
    REQUIRE(*committed);
    CHECK_FALSE((**committed)->isModified());
    REQUIRE((**committed)->peers.find(SyncId {2}));
    CHECK((**committed)->peers.find(SyncId {2})->userName == QStringLiteral("north"));
    until([&] { return !window.settings.isEmpty(); });
    CHECK(lastOf<qint64>(window.settings) == *site.datafile().settings().revision());
    CHECK(window.settings.size() == 1);
}

TEST_CASE("What somebody else changed meanwhile is not overwritten, unless that is wished for", "[siteconnection]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected window(site);
    const auto draft = window.draft();
    REQUIRE(draft);
    REQUIRE((*draft)->preferences.requestSize.set(60));
    const auto staged = stagedChange(**draft, window.unlocked());
    site.setPreference(QStringLiteral("request-size"), QStringLiteral("50"));
    CHECK(refusal(window.commit(*staged)) == ErrorCode::SettingsChanged);
    CHECK((*window.draft())->preferences.requestSize.value() == 50);
    const auto overwritten = window.commit(*staged, true);
    REQUIRE(overwritten);
    CHECK((*overwritten)->preferences.requestSize.value() == 60);
    CHECK((*window.draft())->preferences.requestSize.value() == 60);
}

TEST_CASE("A code is checked in the connection's thread, and a wrong one counts", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    const auto tried = [&](const QString &code) {
        return window.answerOf<Authorisation>(
            [&](QObject *context, auto answer) { window.connection->authorise(code, context, std::move(answer)); });
    };
    CHECK(tried(QStringLiteral("test code"))->label() == QStringLiteral("first"));
    CHECK(refusal(tried(QStringLiteral(" "))) == ErrorCode::CodeMissing);
    for (int times = 0; times < 5; ++times)
        CHECK(refusal(tried(QStringLiteral("guess"))) == ErrorCode::CodeWrong);
    CHECK(refusal(tried(QStringLiteral("test code"))) == ErrorCode::CodeTooManyTries);
}

TEST_CASE("The log is read, newest last", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    site.setPreference(QStringLiteral("request-size"), QStringLiteral("50"));
    const auto log = [&](int count) {
        return window.answerOf<QList<SyncLog::Entry>>(
            [&](QObject *context, auto answer) { window.connection->readLog(count, context, std::move(answer)); });
    };
    REQUIRE(log(100));
    CHECK(log(100)->last().what == QStringLiteral("preference-set"));
    CHECK(log(1)->size() == 1);
    CHECK(log(0)->isEmpty());
}

TEST_CASE("An answer that nobody waits for any more is dropped", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    int answers = 0;
    {
        QObject gone;
        window.connection->readDraft(&gone, [&answers](const auto &) { ++answers; });
        window.connection->countForRetrieve(SyncId {2}, &gone, [&answers](const auto &) { ++answers; });
    }
    window.connection->readDraft(nullptr, [&answers](const auto &) { ++answers; });
    REQUIRE(window.draft()); // in order: the others have been answered by now
    CHECK(answers == 0);
}

TEST_CASE("Questions are answered in the order in which they were put", "[siteconnection]")
{
    PrimarySite site;
    SiteConnection connection(site.address(), site.clock());
    QObject context;
    QStringList order;
    connection.readDraft(&context, [&](const auto &answer) {
        CHECK(refusal(answer) == ErrorCode::DatafileMissing); // not opened yet
        order.append(QStringLiteral("early"));
    });
    connection.open();
    connection.countForRetrieve(SyncId {2}, &context, [&](const auto &) { order.append(QStringLiteral("count")); });
    connection.readDraft(&context, [&](const auto &) { order.append(QStringLiteral("draft")); });
    until([&] { return order.size() == 3; });
    CHECK(order == QStringList {QStringLiteral("early"), QStringLiteral("count"), QStringLiteral("draft")});
}

TEST_CASE("11.7: what stores are called is read in the connection's thread", "[siteconnection]")
{
    PrimarySite site;
    addStore(site, "A", 2);
    Connected window(site);
    const Result<QList<StoreName>> names = window.answerOf<QList<StoreName>>([&](QObject *context, auto answer) {
        window.connection->readStoreNames({QStringLiteral("A"), QStringLiteral("B")}, context, answer);
    });
    REQUIRE(names);
    CHECK(names->value(0).words() == QStringLiteral("Store A (A)"));
    CHECK(names->value(1).words() == QStringLiteral("B"));
}

TEST_CASE(
    "14.B7: the hashing of many passwords tells how far it is, is given up, and nothing is saved", "[siteconnection]")
{
    PrimarySite site;
    Connected window(site);
    const auto draft = window.draft();
    REQUIRE(draft);
    for (int id = 2; id < 302; ++id) {
        Peer peer;
        peer.syncId = SyncId {id};
        peer.userName = QStringLiteral("site %1").arg(id);
        REQUIRE((*draft)->peers.add(peer, QStringLiteral("s3cret")));
    }
    const auto staged = stagedChange(**draft, window.unlocked());
    REQUIRE(staged);
    const QSignalSpy hashed(window.connection.get(), &SiteConnection::hashed);
    const auto saved = window.answerOf<std::shared_ptr<Draft>>([&](QObject *context, auto answer) {
        window.connection->commit(*staged, false, context, std::move(answer));
        window.connection->cancelCommit();
    });
    CHECK(refusal(saved) == ErrorCode::Cancelled);
    REQUIRE_FALSE(hashed.isEmpty());
    CHECK(hashed.first().last().toLongLong() == 300);
    CHECK((*window.draft())->peers.all().isEmpty());
}
