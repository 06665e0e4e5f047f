// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may call, in the order of protocol.md §4.5.
#include "core/prefs/draft.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <chrono>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

Peer peerOf(ServedPrimary &primary, int id)
{
    const auto settings = primary.datafile().settings().read();
    REQUIRE(settings);
    for (const Peer &peer : settings->peers)
        if (peer.syncId == SyncId {id})
            return peer;
    FAIL("no such peer");
    return {};
}

} // namespace

TEST_CASE("Each kind of wrong credentials has its own answer, on every call")
{
    ServedPrimary primary;
    primary.start();
    const QByteArray good = "Basic " + QByteArray("hill:secret").toBase64();
    for (const QByteArray &header : {QByteArray(), QByteArray("Authorization: Bearer abc\r\n"),
             QByteArray("Authorization: Basic\r\n"), QByteArray("Authorization: Basic !!!!\r\n"),
             QByteArray("Authorization: Basic " + QByteArray("hill").toBase64() + "\r\n"),
             QByteArray("Authorization: Basic " + QByteArray(":pass").toBase64() + "\r\n")}) {
        CAPTURE(header);
        RawConnection client(primary.port());
        client.send("GET /sync/v5/site HTTP/1.1\r\nHost: p\r\n" + header + "\r\n");
        CHECK(outcome(client.reply().value()) == "401 request_credentials_missing");
    }
    V5Caller nobody = primary.hill();
    nobody.user = QStringLiteral("nobody");
    V5Caller wrong = primary.hill();
    wrong.password = QStringLiteral("guess");
    for (const char *path :
        {"/sync/v5/site", "/sync/v5/site_status", "/sync/v5/central_records", "/sync/v5/queued_records"}) {
        CHECK(outcome(nobody.get(path)) == "401 site_name_not_found");
        CHECK(outcome(wrong.get(path)) == "401 site_incorrect_password");
    }
}

TEST_CASE("D6: a site signs in by its name in any case and Unicode form and with blanks around it, and has one machine")
{
    ServedPrimary primary;
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.userName = QStringLiteral("Caf\u00e9 7");
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    primary.start();
    V5Caller hill = primary.hill();
    for (const char *name :
        {"Caf\u00e9 7", "caf\u00e9 7", "CAF\u00c9 7", " Cafe\u0301 7\t", "\uff23\uff41\uff46\u00e9\u00a0\uff17 "}) {
        CAPTURE(name);
        hill.user = QString::fromUtf8(name);
        const RawReply reply = hill.get(siteCall);
        CHECK(reply.status == 200);
        CHECK(jsonOf(reply).value(QStringLiteral("name")) == QStringLiteral("Caf\u00e9 7"));
        V5Caller wrong(primary.port(), hill.user, QStringLiteral("guess"));
        CHECK(outcome(wrong.get(siteCall)) == "401 site_incorrect_password");
    }
    hill.user = QStringLiteral("HILL"); // no more
    CHECK(outcome(hill.get(siteCall)) == "401 site_name_not_found");
    hill.user = QString(100'000, u'\u0301').left(10'000);
    CHECK(outcome(hill.get(siteCall)) == "401 site_name_not_found");
    hill.user = QStringLiteral("CAF\u00c9 7");
    hill.hardwareId = "another";
    CHECK(outcome(hill.get(siteCall)) == "401 site_incorrect_hardware_id");
}

TEST_CASE("A large body of a stranger is refused before it is gathered")
{
    ServedPrimary primary;
    primary.start();
    V5Caller wrong = primary.hill();
    wrong.password = QStringLiteral("guess");
    CHECK(outcome(wrong.post(queueCall, QByteArray(1 << 20, ' '))) == "401 site_incorrect_password");
    V5Caller hill = primary.hill();
    CHECK(outcome(hill.post(queueCall, QByteArray(1 << 20, ' '))) == "400 request_malformed");
}

TEST_CASE("A changed password and a removed site count from the next request on")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    primary.edit([](Draft &draft) {
        return draft.peers.edit(SyncId {2}, *draft.peers.find(SyncId {2}), QStringLiteral("new"));
    });
    CHECK(outcome(hill.get(siteCall)) == "401 site_incorrect_password");
    hill.password = QStringLiteral("new");
    CHECK(hill.get(siteCall).status == 200);
    V5Caller empty = primary.hill();
    empty.user = QStringLiteral("empty");
    empty.password = QStringLiteral("secret-4");
    CHECK(outcome(empty.get(siteCall)) == "403 site_has_no_store");
    primary.edit([](Draft &draft) { return draft.peers.remove({SyncId {4}}); });
    CHECK(outcome(empty.get(siteCall)) == "401 site_name_not_found");
}

TEST_CASE("The machine of the first contact is bound, and another is refused until that is cleared")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.hardwareId = "";
    CHECK(hill.get(siteCall).status == 200);
    hill.hardwareId = {};
    CHECK(hill.get(queueCall).status == 200);
    CHECK(peerOf(primary, 2).hardwareId.isEmpty()); // none was presented

    const QByteArray first = GENERATE(siteCall, queueCall);
    hill.hardwareId = "one";
    CHECK(hill.get(first).status == 200);
    CHECK(peerOf(primary, 2).hardwareId == QStringLiteral("one"));
    hill.hardwareId = "two";
    CHECK(outcome(hill.get(siteCall)) == "401 site_incorrect_hardware_id");
    CHECK(outcome(hill.get(queueCall)) == "401 site_incorrect_hardware_id");
    hill.hardwareId = "";
    CHECK(hill.get(siteCall).status == 200);

    primary.edit([](Draft &draft) { return draft.peers.clearHardwareId(SyncId {2}); });
    hill.hardwareId = "two";
    CHECK(hill.get(siteCall).status == 200);
    hill.hardwareId = "one";
    CHECK(outcome(hill.get(siteCall)) == "401 site_incorrect_hardware_id");
    hill.hardwareId = QByteArray(300, 'x');
    CHECK(outcome(hill.get(siteCall)) == "400 request_malformed");
}

namespace {

/// "what site": the contacts that stand in the log, oldest first.
QStringList contactsIn(ServedPrimary &primary)
{
    QStringList contacts;
    const auto entries = primary.datafile().log().last(100);
    REQUIRE(entries);
    for (const SyncLog::Entry &entry : *entries) {
        if (entry.kind == QStringLiteral("contact") && entry.what != QStringLiteral("site-contact"))
            contacts.append(QStringLiteral("%1 %2 %3")
                                .arg(entry.what, QString::number(entry.details.value(QStringLiteral("syncId")).toInt()),
                                    entry.details.value(QStringLiteral("address")).toString()));
    }
    return contacts;
}

} // namespace

TEST_CASE("B2: a site whose machine is recorded moves no data without naming it, unless its row says that it may")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(hill.get(siteCall).status == 200);
    CHECK(peerOf(primary, 2).hardwareId == QStringLiteral("machine"));
    const auto without = GENERATE(std::optional<QByteArray>(), std::optional<QByteArray>(""));
    hill.hardwareId = without;
    CHECK(hill.get(siteCall).status == 200);
    CHECK(hill.get(statusCall).status == 200);
    const QMap<QString, QByteArrayList> before = primary.tables();
    for (const QByteArray &call : {QByteArray(centralCall + "?cursor=0&limit=10"), queueCall})
        CHECK(outcome(hill.get(call)) == "401 site_incorrect_hardware_id");
    for (const QByteArray &call : {initialiseCall, queueCall, acknowledgeCall})
        CHECK(outcome(hill.post(call, "{}")) == "401 site_incorrect_hardware_id");
    CHECK(primary.tables().value(QStringLiteral("queue")) == before.value(QStringLiteral("queue")));

    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.mayOmitHardwareId = true;
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    CHECK(hill.get(queueCall).status == 200);
    CHECK(hill.post(initialiseCall, "{}").status == 200);
    hill.hardwareId = "another";
    CHECK(outcome(hill.get(queueCall)) == "401 site_incorrect_hardware_id");
}

TEST_CASE("B2: calls of a bound site without its machine, as another one, or from a new address stand in the log, once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(hill.get(siteCall).status == 200);
    V5Caller valley = primary.valley(); // not bound: nothing is odd
    valley.hardwareId = {};
    CHECK(valley.get(queueCall).status == 200);
    for (int time = 0; time < 3; ++time) {
        hill.hardwareId = {};
        CHECK(outcome(hill.get(queueCall)) == "401 site_incorrect_hardware_id");
        hill.hardwareId = "another";
        CHECK(outcome(hill.get(siteCall)) == "401 site_incorrect_hardware_id");
    }
    primary.stop(); // writes what is left
    CHECK(contactsIn(primary)
        == QStringList {
            QStringLiteral("site-without-machine 2 127.0.0.1"), QStringLiteral("site-other-machine 2 127.0.0.1")});

    CHECK_FALSE(*primary.datafile().peerStates().noteNetwork(SyncId {2}, "127.0.0.1", primary.clock().utcNow()));
    CHECK(*primary.datafile().peerStates().noteNetwork(SyncId {2}, "10.0.0.9", primary.clock().utcNow()));
    CHECK_FALSE(*primary.datafile().peerStates().noteNetwork(SyncId {2}, "10.0.0.9", primary.clock().utcNow()));
    REQUIRE(primary.datafile().connection().execute(
        QStringLiteral("DELETE FROM peer_network WHERE network = CAST('127.0.0.1' AS BLOB)")));
    primary.start();
    V5Caller again = primary.hill();
    CHECK(again.get(siteCall).status == 200);
    primary.stop();
    CHECK(contactsIn(primary).constLast() == QStringLiteral("site-new-address 2 127.0.0.1"));
}

TEST_CASE("The version window is the preferences', and binds no machine where it refuses")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("min-version"), QStringLiteral("2"));
    primary.start();
    V5Caller hill = primary.hill();
    for (const char *bad : {"1", "15", "10000", "x", "1.5", "99999999999", "-3"}) {
        CAPTURE(bad);
        hill.version = bad;
        const RawReply reply = hill.get(siteCall);
        CHECK(outcome(reply) == "409 api_version_incompatible");
        CHECK(jsonOf(reply).value(QStringLiteral("error")).toObject().value(QStringLiteral("data")).isObject());
    }
    CHECK(peerOf(primary, 2).hardwareId.isEmpty());
    for (const char *fits : {"2", "14", ""}) {
        CAPTURE(fits);
        hill.version = fits;
        CHECK(hill.get(siteCall).status == 200);
    }
    hill.version = {};
    CHECK(hill.get(siteCall).status == 200);
    primary.setPreference(QStringLiteral("max-version"), QStringLiteral("15"));
    hill.version = "15";
    CHECK(hill.get(siteCall).status == 200);
}

TEST_CASE("A site's faults are told in order: password, machine, version, store")
{
    ServedPrimary primary;
    primary.start();
    V5Caller empty(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
    CHECK(outcome(empty.get(siteCall)) == "403 site_has_no_store");
    empty.version = "99";
    CHECK(outcome(empty.get(siteCall)) == "409 api_version_incompatible");
    empty.hardwareId = "another";
    CHECK(outcome(empty.get(siteCall)) == "401 site_incorrect_hardware_id"); // bound by the first call
    empty.password = QStringLiteral("guess");
    CHECK(outcome(empty.get(siteCall)) == "401 site_incorrect_password");
}

TEST_CASE("A connection check changes nothing but wrong sign-ins, and is no contact")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.post("/sync/v5/initialise", "{}");
    primary.edit([](Draft &draft) { return draft.peers.clearHardwareId(SyncId {2}); });
    primary.stop(); // writes what it had noted
    primary.start();
    V5Caller check = primary.hill();
    check.headers = {{"mailboat", "1"}, {"mailboat-check", "1"}};
    const QDateTime called = primary.clock().utcNow();
    primary.clock().advance(10min);
    const auto before = primary.tables();
    CHECK(check.get(siteCall).status == 200);
    CHECK(check.get("/sync/v5/site_status").status == 200);
    CHECK(check.get(queueCall + "?ack=1-00").status == 200);
    CHECK(check.get("/sync/v5/central_records").status == 200);
    for (const char *path : {"/sync/v5/initialise", "/sync/v5/queued_records", "/sync/v5/acknowledged_records"})
        CHECK(outcome(check.post(path, R"({"queueLength":0,"syncIDs":[]})")) == "400 request_malformed");
    check.password = QStringLiteral("guess");
    CHECK(outcome(check.get(siteCall)) == "401 site_incorrect_password");
    primary.stop();
    CHECK((primary.tables() == before));
    CHECK(peerOf(primary, 2).lastContact == called);
    CHECK(peerOf(primary, 2).wrongSignIns == 1);
}

TEST_CASE("A connection check that is let in ends what the site was refused for")
{
    ServedPrimary primary;
    primary.start();
    V5Caller check = primary.hill();
    check.headers = {{"mailboat", "1"}, {"mailboat-check", "1"}};
    CHECK(check.get(siteCall).status == 200);
    check.password = QStringLiteral("guess");
    CHECK(outcome(check.get(siteCall)) == "401 site_incorrect_password");
    primary.clock().advance(10min);
    check.password = primary.hill().password;
    CHECK(check.get(siteCall).status == 200);
    const QDateTime letIn = primary.clock().utcNow();
    primary.stop();
    CHECK(peerOf(primary, 2).lastContact == letIn);
}

TEST_CASE("Last contact and wrong sign-ins are kept")
{
    ServedPrimary primary;
    primary.start();
    V5Caller valley = primary.valley();
    valley.password = QStringLiteral("guess");
    valley.get(siteCall);
    valley.get(siteCall);
    primary.stop();
    CHECK_FALSE(peerOf(primary, 3).lastContact.isValid());
    CHECK(peerOf(primary, 3).wrongSignIns == 2);
    primary.clock().advance(std::chrono::hours(1));
    primary.start();
    V5Caller right = primary.valley();
    CHECK(right.get(siteCall).status == 200);
    primary.stop();
    CHECK(peerOf(primary, 3).lastContact == primary.clock().utcNow());
    CHECK(peerOf(primary, 3).wrongSignIns == 0);
}

TEST_CASE("Guessing is slowed down, a site that has been right goes on")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-sign-in-failures"), QStringLiteral("3"));
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    V5Caller thief = primary.valley();
    thief.password = QStringLiteral("guess");
    for (int i = 0; i < 3; ++i)
        CHECK(outcome(thief.get(siteCall)) == "401 site_incorrect_password");
    const RawReply paused = thief.get(siteCall);
    CHECK(outcome(paused).substr(4) == "site_auth_timeout");
    CHECK(paused.header("retry-after") == "5");
    CHECK(hill.get(siteCall).status == 200);

    primary.clock().advance(std::chrono::seconds(5));
    CHECK(outcome(thief.get(siteCall)) == "401 site_incorrect_password");
    CHECK(thief.get(siteCall).header("retry-after") == "10");
}

TEST_CASE("13.5: who has called before is known without being read again, until anything of it has changed")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const auto codeOfSite = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("code")).toString(); };
    const auto status
        = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("initialisationStatus")).toString(); };
    for (int call = 0; call < 3; ++call)
        CHECK(codeOfSite() == QStringLiteral("code store_a"));
    primary.put("store", "store_a", R"({"ID":"store_a","name_ID":"name_store_a","code":"A","sync_id_remote_site":2})");
    CHECK(codeOfSite() == QStringLiteral("A"));

    CHECK(status() == QStringLiteral("new"));
    REQUIRE(hill.post(initialiseCall, "{}").status == 200); // written by a thread of the same process
    CHECK(status() == QStringLiteral("completed"));
}
