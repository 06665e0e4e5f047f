// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a primary's sites stand, as real callers bring it about.
#include "core/prefs/draft.h"
#include "core/records/sitestates.h"
#include "core/server/calleraddress.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/peerstates.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/mobilecaller.h"
#include "tests/support/servedprimary.h"

#include <QJsonDocument>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

SiteRow siteRowOf(ServedPrimary &primary, int site)
{
    const Result<QList<SiteRow>> rows = SiteStates(primary.datafile()).read();
    REQUIRE(rows);
    const auto found = std::ranges::find(*rows, SyncId {site}, &SiteRow::syncId);
    REQUIRE(found != rows->cend());
    return *found;
}

/// The row once all that was noted is written.
SiteRow writtenSiteRowOf(ServedPrimary &primary, int site = 2)
{
    primary.stop();
    const SiteRow row = siteRowOf(primary, site);
    primary.start();
    return row;
}

/// Pulls and acknowledges as Open mSupply does, until there is nothing more.
void pullAll(V5Caller &hill)
{
    qint64 cursor = 0;
    while (true) {
        const QJsonObject page = jsonOf(hill.get(centralCall + "?cursor=" + QByteArray::number(cursor)));
        const QJsonArray records = page.value(QStringLiteral("data")).toArray();
        if (records.isEmpty())
            break;
        cursor = records.last().toObject().value(QStringLiteral("ID")).toInteger();
    }
    while (true) {
        const QJsonArray records = jsonOf(hill.get(queueCall + "?limit=2")).value(QStringLiteral("data")).toArray();
        if (records.isEmpty())
            return;
        QJsonArray ids;
        for (const auto &record : records)
            ids.append(record.toObject().value(QStringLiteral("syncOutId")));
        const QByteArray body = QJsonDocument(QJsonObject {{QStringLiteral("syncIDs"), ids}}).toJson();
        REQUIRE(hill.post(acknowledgeCall, body).status == 204);
    }
}

V5Caller initialisedHill(ServedPrimary &primary)
{
    V5Caller hill = primary.hill();
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
    pullAll(hill);
    return hill;
}

int contactsOf(ServedPrimary &primary, int site)
{
    const auto entries = primary.datafile().log().page({SyncLog::Filter::Kind::Contact, SyncId {site}}, 0, 1000);
    REQUIRE(entries);
    return static_cast<int>(std::ranges::count(*entries, QStringLiteral("site-contact"), &SyncLog::Entry::what));
}

} // namespace

TEST_CASE("14.B1: a foreign site is never, initialising, ok, behind, silent, one after the other")
{
    ServedPrimary primary;
    primary.put("Location", "l", R"({"ID":"l","store_ID":"store_a"})");
    primary.start();
    CHECK(siteRowOf(primary, 2).state == SiteState::Never);
    V5Caller hill = primary.hill();
    hill.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.11.0"}};
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
    SiteRow row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Initialising);
    CHECK_FALSE(row.lastSuccess.isValid());
    REQUIRE(row.load);
    CHECK(row.load->done == 0);
    CHECK(row.load->total > row.waiting); // central ones, too
    CHECK(row.waiting > 0);
    CHECK(row.oldestWaiting == primary.clock().utcNow());
    CHECK(row.stores == QStringList {QStringLiteral("Store (code store_a)")});
    CHECK(row.address == QStringLiteral("127.0.0.1"));
    CHECK(row.hardwareId == QStringLiteral("machine"));
    CHECK(row.app == SiteApp {QStringLiteral("Open mSupply Desktop"), QStringLiteral("2.11.0")});

    primary.clock().advance(10min);
    V5Caller again = primary.hill(); // its port is another one
    again.headers = hill.headers;
    pullAll(again);
    row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Ok);
    CHECK(row.lastSuccess == primary.clock().utcNow());
    CHECK_FALSE(row.load);
    CHECK(row.waiting == 0);

    REQUIRE(primary.datafile().queue().add(SyncId {2}, {"Location", "l"}));
    const QDateTime put = primary.clock().utcNow();
    primary.clock().advance(25h);
    CHECK(primary.hill().get(siteCall).status == 200); // which pulls nothing
    row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Behind);
    CHECK(row.oldestWaiting == put);
    CHECK(row.waiting == 1);
    CHECK(row.lastContact == primary.clock().utcNow());
    CHECK(row.lastSuccess < row.lastContact);

    primary.clock().advance(25h);
    CHECK(siteRowOf(primary, 2).state == SiteState::Silent);
    primary.setPreference(QStringLiteral("silent-after"), QStringLiteral("48"));
    CHECK(siteRowOf(primary, 2).state == SiteState::Behind);
}

TEST_CASE("14.B1: what refuses a site is its state with its reason, until it is let in")
{
    ServedPrimary primary;
    primary.start();
    initialisedHill(primary);
    primary.clock().advance(1min);
    V5Caller refused = primary.hill();
    SiteReason reason {};
    SECTION("a wrong password")
    {
        refused.password = QStringLiteral("guess");
        reason = SiteReason::WrongPassword;
    }
    SECTION("another machine")
    {
        refused.hardwareId = "another";
        reason = SiteReason::WrongMachine;
    }
    SECTION("an old program")
    {
        refused.version = "0";
        reason = SiteReason::OldVersion;
    }
    CHECK(refused.get(siteCall).status >= 400);
    SiteRow row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Refused);
    CHECK(row.reason == reason);
    REQUIRE(row.lastRefusal);
    CHECK(row.lastRefusal->when == primary.clock().utcNow());
    CHECK(row.lastContact < row.lastRefusal->when);
    primary.clock().advance(1min);
    if (reason == SiteReason::WrongMachine)
        primary.edit([](Draft &draft) { return draft.peers.clearHardwareId(SyncId {2}); });
    CHECK(primary.hill().get(siteCall).status == 200);
    row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Ok);
    CHECK_FALSE(row.reason);
    CHECK(row.lastRefusal.has_value() == (reason != SiteReason::WrongMachine));
}

TEST_CASE(
    "14.B1: a site that is answered while this primary's synchronisation is off is refused, and not let in by that")
{
    ServedPrimary primary;
    primary.start();
    initialisedHill(primary);
    primary.stop();
    const int contacts = contactsOf(primary, 2);
    primary.edit([](Draft &draft) {
        Peer valley = *draft.peers.find(SyncId {3});
        valley.url = QStringLiteral("http://elsewhere:2048");
        return draft.peers.edit(SyncId {3}, valley, {});
    });
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch, idle"},
        {"mailboat-positions", "cursor=" + QByteArray::number(*primary.datafile().changeLog().highest())}};
    for (int call = 0; call < 3; ++call) {
        primary.clock().advance(2min);
        CHECK(hill.get(siteCall).status == 200);
    }
    const SiteRow row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Refused);
    REQUIRE(row.lastRefusal);
    CHECK(row.lastRefusal->why == ErrorCode::SyncDisabled);
    CHECK(row.lastSuccess < row.lastRefusal->when);
    CHECK(contactsOf(primary, 2) == contacts);
}

TEST_CASE("14.B1: twelve wrong passwords pause the sign-in, and a new password ends the site's being refused")
{
    ServedPrimary primary;
    primary.start();
    initialisedHill(primary);
    primary.clock().advance(1min);
    for (int i = 0; i < 12; ++i) {
        V5Caller guess = primary.hill();
        guess.password = QStringLiteral("guess %1").arg(i);
        CHECK(guess.get(siteCall).status >= 400);
    }
    const SiteRow row = writtenSiteRowOf(primary);
    CHECK(row.state == SiteState::Refused);
    CHECK(row.reason == SiteReason::Paused);
    primary.edit([](Draft &draft) {
        return draft.peers.edit(SyncId {2}, *draft.peers.find(SyncId {2}), QStringLiteral("a new one"));
    });
    CHECK(siteRowOf(primary, 2).state == SiteState::Ok);
}

TEST_CASE("14.B1: a site without a store is refused for that, until one is active on it")
{
    ServedPrimary primary;
    primary.start();
    V5Caller empty(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
    CHECK(empty.get(siteCall).status >= 400);
    CHECK(writtenSiteRowOf(primary, 4).reason == SiteReason::NoStore);
    primary.putStore("store_c", 4);
    CHECK(siteRowOf(primary, 4).state == SiteState::Initialising);
}

TEST_CASE("14.B1: Mobile initialises and is ok once it has acknowledged all")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller mobile(primary.port(), QStringLiteral("hill"), QStringLiteral("secret-2"));
    mobile.initialise();
    primary.stop();
    const SiteRow row = siteRowOf(primary, 2);
    CHECK(row.state == SiteState::Ok);
    CHECK(row.lastSuccess == primary.clock().utcNow());
    CHECK(row.app.isMobile());
}

TEST_CASE("14.B1: bytes are counted both ways in the month in which they came")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    for (int i = 0; i < 10; ++i)
        CHECK(hill.get(siteCall).status == 200);
    const qint64 some = writtenSiteRowOf(primary).bytesThisMonth;
    CHECK(some > 10 * 300);
    CHECK(some < 10 * 3000);
    CHECK(primary.hill().get(siteCall).status == 200);
    CHECK(writtenSiteRowOf(primary).bytesThisMonth > some);
    primary.clock().advance(24h * 32);
    CHECK(siteRowOf(primary, 2).bytesThisMonth == 0);
    CHECK(primary.hill().get(siteCall).status == 200);
    CHECK(writtenSiteRowOf(primary).bytesThisMonth < some / 2);
}

TEST_CASE(
    "14.B6: contacts stand in the log with address and program, at most once a minute, one an hour while they go on")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.11.0"}};
    for (int minute = 0; minute < 61; ++minute) {
        CHECK(hill.get(siteCall).status == 200);
        primary.clock().advance(1min);
    }
    hill.headers[1].second = "2.12.0"; // comes otherwise than before
    CHECK(hill.get(siteCall).status == 200);
    hill.headers[1].second = "2.13.0"; // within the minute
    CHECK(hill.get(siteCall).status == 200);
    primary.stop();
    const auto entries = primary.datafile().log().page({SyncLog::Filter::Kind::Contact, SyncId {2}}, 0, 100);
    REQUIRE(entries);
    QStringList told;
    for (const SyncLog::Entry &entry : *entries)
        if (entry.what == QStringLiteral("site-contact"))
            told.append(entry.details.value(QStringLiteral("appVersion")).toString() + u' '
                + QString::number(entry.details.value(QStringLiteral("times")).toInt(1)));
    CHECK(told.constLast() == QStringLiteral("2.12.0 1"));
    CHECK(contactsOf(primary, 2) <= 3);
    CHECK(entries->first().details.value(QStringLiteral("address")) == QStringLiteral("127.0.0.1"));
    CHECK(entries->first().details.value(QStringLiteral("result")) == QStringLiteral("ok"));
    CHECK(contactsOf(primary, 3) == 0);
}

TEST_CASE("14.B6: a connection check is no contact of the log, and its bytes are none of the site's")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.11.0"}};
    CHECK(hill.get(siteCall).status == 200);
    const SiteRow before = writtenSiteRowOf(primary);
    primary.clock().advance(2h);
    V5Caller check = primary.hill();
    check.headers = {{"mailboat", "1"}, {"mailboat-check", "1"}};
    CHECK(check.get(siteCall).status == 200);
    CHECK(check.get(statusCall).status == 200);
    CHECK(check.get(statusCall).status == 200);
    const SiteRow after = writtenSiteRowOf(primary);
    CHECK(after.bytesThisMonth == before.bytesThisMonth);
    CHECK(contactsOf(primary, 2) == 1);
}

TEST_CASE("14.B1: a site that goes on coming and finds nothing new costs the primary no commit")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = initialisedHill(primary);
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch, idle"},
        {"mailboat-positions", "cursor=" + QByteArray::number(*primary.datafile().changeLog().highest())}};
    CHECK(hill.get(siteCall).status == 200);
    // What it began with is news, and is written; the networks last.
    Connection &connection = primary.datafile().connection();
    const auto isWritten = [&] {
        return siteRowOf(primary, 2).lastSuccess.isValid()
            && *primary.datafile().peerStates().hasNetwork(SyncId {2}, networkOf(QHostAddress::LocalHost));
    };
    while (!isWritten()) {}
    const Result<qint64> before = connection.dataVersion();
    for (int i = 0; i < 200; ++i) {
        CHECK(hill.get(siteCall).status == 200);
        primary.clock().advance(1s);
    }
    CHECK(connection.dataVersion() == before);
    primary.stop();
    CHECK(siteRowOf(primary, 2).lastContact == primary.clock().utcNow().addSecs(-1));
    CHECK(siteRowOf(primary, 2).lastSuccess == primary.clock().utcNow().addSecs(-1));
}

TEST_CASE("14.B1: what is noted of a site goes with its Sync ID, and with the site")
{
    ServedPrimary primary;
    primary.start();
    initialisedHill(primary);
    primary.stop();
    primary.putStore("store_a", 3);
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.syncId = SyncId {20};
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    CHECK(siteRowOf(primary, 20).lastSuccess.isValid());
    CHECK(siteRowOf(primary, 20).bytesThisMonth > 0);
    primary.edit([](Draft &draft) { return draft.peers.remove({SyncId {20}}); });
    primary.edit([](Draft &draft) {
        Peer peer;
        peer.syncId = SyncId {20};
        peer.userName = QStringLiteral("another");
        return draft.peers.add(peer, QStringLiteral("secret"));
    });
    CHECK(siteRowOf(primary, 20).state == SiteState::Never);
    CHECK(siteRowOf(primary, 20).bytesThisMonth == 0);
}
