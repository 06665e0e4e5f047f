// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The primary as a whole: what waits for what, stop and start, TLS. That something does not wait is shown by the order of
// answers: a transaction of the test holds the datafile's one writer.
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "tests/support/catch.h"
#include "tests/support/heldwriter.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

#include <QSslCertificate>

#include <thread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QString busyCode(V5Caller &caller)
{
    return jsonOf(caller.get(statusCall)).value(QStringLiteral("code")).toString();
}

QByteArray pushOf(const QByteArray &id, const QByteArray &store)
{
    return R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"Location","recordId":")" + id
        + R"(","action":"Update","recordData":{"ID":")" + id + R"(","store_ID":")" + store + R"("}}]})";
}

/// Both sites signed in once, so that nothing is left to be written at the sign-in.
void greet(V5Caller &caller)
{
    REQUIRE(caller.get(queueCall).status == 200);
}

} // namespace

TEST_CASE("/site and /site_status answer while an initialise waits for the datafile, and say so")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    V5Caller second = primary.hill();
    V5Caller valley = primary.valley();
    greet(hill);
    greet(valley);
    HeldWriter writer(primary.path());
    hill.begin("POST", initialiseCall, "{}");
    while (busyCode(second) == QStringLiteral("idle")) {} // until the request has arrived
    CHECK(busyCode(second) == QStringLiteral("initialisation_in_progress"));
    CHECK(jsonOf(second.get(siteCall)).value(QStringLiteral("initialisationStatus")) == QStringLiteral("started"));
    CHECK(busyCode(valley) == QStringLiteral("idle"));
    CHECK(valley.get(siteCall).status == 200);
    CHECK(primary.server().isBusy());
    CHECK_FALSE(hill.connection().hasSomething());
    writer.release();
    const auto initialised = hill.connection().reply();
    REQUIRE(initialised);
    CHECK(initialised->status == 200);
    CHECK(busyCode(second) == QStringLiteral("idle"));
    CHECK(jsonOf(second.get(siteCall)).value(QStringLiteral("initialisationStatus")) == QStringLiteral("completed"));
}

TEST_CASE("A first /site is answered while others wait for the datafile, and its machine is bound all the same")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    V5Caller valley = primary.valley();
    V5Caller stranger = primary.valley();
    stranger.hardwareId = "another machine";
    greet(hill);
    HeldWriter writer(primary.path());
    hill.begin("POST", initialiseCall, "{}");
    CHECK(valley.get(siteCall).status == 200);
    CHECK(outcome(stranger.get(siteCall)) == "401 site_incorrect_hardware_id"); // known before it is written
    CHECK_FALSE(hill.connection().hasSomething());
    writer.release();
    CHECK(hill.connection().reply().value().status == 200);
    primary.stop();
    CHECK(primary.datafile().peerStates().caller(QStringLiteral("valley")).value().value().hardwareId
        == QStringLiteral("machine"));
}

TEST_CASE("A site that reads goes on while another writes, and a push is told as integration")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    V5Caller second = primary.hill();
    V5Caller valley = primary.valley();
    greet(hill);
    greet(valley);
    HeldWriter writer(primary.path());
    hill.begin("POST", queueCall, pushOf("loc-1", "store_a"));
    while (busyCode(second) == QStringLiteral("idle")) {}
    CHECK(busyCode(second) == QStringLiteral("integration_in_progress"));
    CHECK(valley.get("/sync/v5/central_records").status == 200);
    CHECK(valley.get(queueCall).status == 200);
    CHECK_FALSE(hill.connection().hasSomething());
    writer.release();
    CHECK(hill.connection().reply().value().status == 200);
}

TEST_CASE("A POST that is repeated while the first still runs waits for it, and does nothing twice")
{
    ServedPrimary primary;
    primary.start();
    V5Caller first = primary.hill();
    V5Caller repeated = primary.hill();
    V5Caller watcher = primary.hill();
    greet(first);
    HeldWriter writer(primary.path());
    first.begin("POST", queueCall, pushOf("loc-1", "store_a"));
    while (busyCode(watcher) == QStringLiteral("idle")) {}
    repeated.begin("POST", queueCall, pushOf("loc-1", "store_a"));
    CHECK(watcher.get(siteCall).status == 200);
    CHECK_FALSE(repeated.connection().hasSomething());
    writer.release();
    CHECK(first.connection().reply().value().status == 200);
    CHECK(repeated.connection().reply().value().status == 200);
    CHECK(primary.dataOf("Location", "loc-1"));
    CHECK(busyCode(watcher) == QStringLiteral("idle"));
}

TEST_CASE("Many requests of one site at once: each is worked on or told to come again")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("workers"), QStringLiteral("1"));
    primary.start();
    V5Caller hill = primary.hill();
    greet(hill);
    HeldWriter writer(primary.path());
    std::vector<std::unique_ptr<V5Caller>> callers;
    for (int i = 0; i < 20; ++i) {
        callers.push_back(std::make_unique<V5Caller>(primary.hill()));
        callers.back()->begin("POST", queueCall, pushOf("loc-" + QByteArray::number(i), "store_a"));
    }
    int told = 0;
    while (told < 11) { // eight wait, and one may have begun
        told = 0;
        for (const auto &caller : callers)
            told += caller->connection().hasSomething() ? 1 : 0;
    }
    writer.release();
    int done = 0;
    for (const auto &caller : callers) {
        const RawReply reply = caller->connection().reply().value();
        done += reply.status == 200 ? 1 : 0;
        if (reply.status != 200) {
            CHECK(outcome(reply) == "503 sync_is_running");
            CHECK_FALSE(reply.header("retry-after").isEmpty());
        }
    }
    CHECK((done == 8 || done == 9));
}

TEST_CASE("Sites write at the same time, and nothing gets lost")
{
    ServedPrimary primary;
    primary.start();
    const auto pushAll = [&](const QString &user, const QString &password, const QByteArray &store) {
        V5Caller caller(primary.port(), user, password);
        int taken = 0;
        for (int i = 0; i < 30; ++i)
            taken += caller.post(queueCall, pushOf(store + QByteArray::number(i), store)).status == 200 ? 1 : 0;
        return taken;
    };
    int hillTook = 0;
    std::thread hill([&] { hillTook = pushAll(QStringLiteral("hill"), QStringLiteral("secret-2"), "store_a"); });
    const int valleyTook = pushAll(QStringLiteral("valley"), QStringLiteral("secret-3"), "store_b");
    hill.join();
    CHECK(hillTook == 30);
    CHECK(valleyTook == 30);
    for (int i = 0; i < 30; ++i) {
        CHECK(primary.dataOf("Location", "store_a" + QByteArray::number(i)));
        CHECK(primary.dataOf("Location", "store_b" + QByteArray::number(i)));
    }
}

TEST_CASE("A stop lets the request in hand finish, and refuses what waits behind it")
{
    ServedPrimary primary;
    primary.start();
    const quint16 port = primary.port();
    V5Caller running = primary.hill();
    V5Caller waiting = primary.hill();
    V5Caller watcher = primary.hill();
    greet(running);
    HeldWriter writer(primary.path());
    running.begin("POST", queueCall, pushOf("loc-1", "store_a"));
    while (busyCode(watcher) == QStringLiteral("idle")) {}
    waiting.begin("POST", queueCall, pushOf("loc-2", "store_a"));
    CHECK(watcher.get(siteCall).status == 200);
    std::thread stopping([&] { primary.server().stop(); });
    CHECK(outcome(waiting.connection().reply().value()) == "503 server_full");
    CHECK_FALSE(running.connection().hasSomething());
    writer.release();
    const auto answered = running.connection().reply();
    stopping.join();
    REQUIRE(answered);
    CHECK(answered->status == 200);
    CHECK(primary.dataOf("Location", "loc-1"));
    CHECK_FALSE(primary.dataOf("Location", "loc-2"));
    CHECK_FALSE(RawConnection(port).isConnected());
    CHECK(primary.server().address().isEmpty());
}

TEST_CASE("A restart keeps queues, and what was not acknowledged comes again")
{
    ServedPrimary primary;
    primary.start();
    primary.put("Location", "loc-1", R"({"ID":"loc-1","store_ID":"store_a"})");
    primary.put("Location", "loc-2", R"({"ID":"loc-2","store_ID":"store_a"})");
    QByteArray before;
    {
        V5Caller hill = primary.hill();
        hill.post(initialiseCall, "{}");
        before = hill.get(queueCall).body;
    }
    primary.stop();
    primary.start();
    CHECK(primary.hill().get(queueCall).body == before);
    CHECK(jsonOf(primary.hill().get(queueCall)).value(QStringLiteral("queueLength")) == 2);
}

TEST_CASE("A server says why it cannot start")
{
    ServedPrimary primary;
    primary.start();
    const QString used = primary.server().address().mid(7);
    const auto startOn = [&](const QString &datafile, const QString &listen, const QByteArray &certificate = {}) {
        SyncServer server(DatafileAddress::ofFile(datafile), {listen, certificate, certificate}, primary.clock());
        const Result<> started = server.start();
        return started ? QStringLiteral("started") : codeOf(started.error().code);
    };
    CHECK(startOn(primary.path(), used) == QStringLiteral("port_in_use"));
    CHECK(startOn(primary.path(), QStringLiteral("nowhere")) == QStringLiteral("listen_address_invalid"));
    CHECK(startOn(primary.path() + QStringLiteral("x"), QStringLiteral("127.0.0.1:0"))
        == QStringLiteral("datafile_missing"));
    CHECK(startOn(primary.path(), QStringLiteral("127.0.0.1:0"), "no certificate")
        == QStringLiteral("certificate_unusable"));
    CHECK(startOn(primary.path(), QStringLiteral("127.0.0.1:0")) == QStringLiteral("started"));
    CHECK(primary.hill().get(siteCall).status == 200);
}

TEST_CASE("With a certificate the primary is reached by https")
{
    const TestCertificate made = TestCertificate::selfSigned();
    ServedPrimary primary;
    primary.start({{}, made.certificate, made.key});
    CHECK(primary.server().address().startsWith(QStringLiteral("https://127.0.0.1:")));
    RawConnection client(primary.port(), QSslCertificate(made.certificate));
    REQUIRE(client.isConnected());
    client.send(primary.hill().request("GET", siteCall));
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(jsonOf(*reply).value(QStringLiteral("omSupplyCentralServerUrl")).toString() == primary.server().address());
    RawConnection plain(primary.port());
    plain.send(primary.hill().request("GET", siteCall));
    CHECK_FALSE(plain.reply());
}
