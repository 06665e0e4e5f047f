// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The calls of version 3 as mSupply Mobile makes them (protocol.md §6).
#include "core/prefs/draft.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/syncqueue.h"
#include "tests/core/server/v3/mobilehill.h"
#include "tests/support/catch.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What the user of a device sees.
template<class Work>
std::string shownBy(Work work)
{
    try {
        work();
    } catch (const MobileCaller::MobileStops &stop) {
        return stop.what();
    }
    return {};
}

void putUnits(ServedPrimary &primary, int count, int from = 0)
{
    for (int i = from; i < from + count; ++i) {
        const QByteArray id = "unit-" + QByteArray::number(i);
        primary.put("unit", id, R"({"ID":")" + id + R"(","units":"each","comment":"","order_number":"1"})");
    }
}

QJsonObject batchOf(const char *id, const char *quantity)
{
    return {{QStringLiteral("ID"), QLatin1StringView(id)}, {QStringLiteral("store_ID"), QStringLiteral("store_a")},
        {QStringLiteral("item_ID"), QStringLiteral("item-1")},
        {QStringLiteral("quantity"), QLatin1StringView(quantity)}, {QStringLiteral("pack_size"), QStringLiteral("1")},
        {QStringLiteral("batch"), QStringLiteral("B7")}, {QStringLiteral("expiry_date"), QStringLiteral("0000-00-00")},
        {QStringLiteral("cost_price"), QStringLiteral("0.10")}, {QStringLiteral("sell_price"), QStringLiteral("0.2")},
        {QStringLiteral("donor_id"), QString()}, {QStringLiteral("location_ID"), QString()}};
}

} // namespace

TEST_CASE("11.3: a device signs in, is told its store and who supplies it, and initialises")
{
    ServedPrimary primary;
    putUnits(primary, 25);
    primary.put("name", "name_store_a",
        R"({"ID":"name_store_a","name":"Hill","type":"store","customer":"True","supplier":"False","manufacturer":"False",)"
        R"("code":"H","barcode":"","supplying_store_id":"store_b"})");
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    CHECK(QJsonDocument(hill.site).toJson(QJsonDocument::Compact)
        == R"({"NameID":"name_store_a","ServerID":1,"ServerVersion":806,"SiteID":2,"StoreID":"store_a",)"
           R"("SupplyingStoreID":"store_b","SupplyingStoreNameID":"name_store_b"})");
    CHECK(hill.held.contains(QStringLiteral("unit unit-0")));
    CHECK(hill.held.contains(QStringLiteral("unit unit-24")));
    CHECK(hill.count() == 0);
    CHECK(hill.fetch(10).isEmpty());
    hill.acknowledge({});
    primary.stop();
    CHECK(primary.datafile().settings().read()->peers.first().app.words() == QStringLiteral("mSupply Mobile 8.7.4"));
}

TEST_CASE("11.3: every path is answered with and without a slash at its end, and with JSON")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.signIn();
    for (const char *path :
        {"/sync/v3/site", "/sync/v3/initial_dump", "/sync/v3/queued_records/count", "/sync/v3/queued_records"}) {
        CAPTURE(path);
        for (const QByteArray &way : {QByteArray(path), QByteArray(QByteArray(path) + '/')}) {
            const RawReply reply = hill.get(way);
            CHECK(reply.status == 200);
            CHECK_FALSE(QJsonDocument::fromJson(reply.body).isNull());
        }
    }
    for (const char *path : {"/sync/v3/acknowledged_records", "/sync/v3/acknowledged_records/"})
        CHECK(hill.http.post(path, R"({"SyncRecordIDs":[]})").body == "{}");
    for (const char *path : {"/sync/v3/queued_records", "/sync/v3/queued_records/"})
        CHECK(hill.http.post(path, "[]").body == "{}");
    const RawReply nowhere = hill.http.get("/sync/v3/nowhere");
    CHECK(nowhere.status == 404);
    CHECK(jsonOf(nowhere).value(QStringLiteral("error")).isString());
    const RawReply wrongVerb = hill.http.post("/sync/v3/site", "{}");
    CHECK(wrongVerb.status == 405);
    CHECK(jsonOf(wrongVerb).value(QStringLiteral("error")).isString());
    CHECK(outcome(hill.http.get("/sync/v5/nowhere")) == "404 request_path_unknown"); // as version 5 says it
}

TEST_CASE("11.3: what a person has to act upon is shown to the device's user")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    const std::string prefix = "Site registration doesn't match. ";
    MobileCaller wrong = hillOf(primary);
    wrong.http.password = QStringLiteral("guess");
    CHECK(shownBy([&] { wrong.signIn(); }).rfind(prefix, 0) == 0);
    CHECK(shownBy([&] { wrong.count(); }).rfind(prefix, 0) == 0);
    MobileCaller nobody(primary.port(), QStringLiteral("nobody"), QStringLiteral("x"));
    CHECK(shownBy([&] { nobody.signIn(); }).rfind(prefix, 0) == 0);
    MobileCaller elsewhere = hillOf(primary);
    elsewhere.http.hardwareId = "another device";
    CHECK(shownBy([&] { elsewhere.signIn(); }).rfind(prefix, 0) == 0);
    CHECK(shownBy([&] { elsewhere.initialDump(); }).rfind(prefix, 0) == 0);
    CHECK(shownBy([&] { elsewhere.push({}); }).rfind(prefix, 0) == 0);
    const RawReply bare = RawConnection(primary.port()).isConnected() ? hill.http.get("/sync/v3/site") : RawReply {};
    CHECK(bare.status == 200);
    // What heals by itself is no answer to the data calls, so that the device comes again with all it has.
    const RawReply broken = hill.http.post("/sync/v3/queued_records", "{}");
    CHECK(broken.status == 400);
    CHECK(jsonOf(broken).value(QStringLiteral("error")).isString());
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {3});
        peer.url = QStringLiteral("https://valley.example.org");
        return draft.peers.edit(SyncId {3}, peer, {});
    });
    CHECK(shownBy([&] { hill.count(); }).rfind(prefix, 0) == 0);
}

TEST_CASE("11.3: a site without exactly one store is told so, and nothing is queued for it")
{
    ServedPrimary primary;
    primary.putStore("store_c", 2);
    primary.start();
    MobileCaller hill = hillOf(primary);
    for (const std::string &shown : {shownBy([&] { hill.signIn(); }), shownBy([&] { hill.initialDump(); }),
             shownBy([&] { hill.count(); }), shownBy([&] { hill.fetch(10); })}) {
        CAPTURE(shown);
        CHECK(shown.find("exactly one store, and this one has 2") != std::string::npos);
    }
    primary.stop();
    CHECK(primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(primary.datafile().settings().read()->peers.first().status == PeerStatus::New);
}

TEST_CASE("11.3: a device whose initial_dump failed finds its queue filled when it counts")
{
    ServedPrimary primary;
    putUnits(primary, 3);
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.signIn();
    SECTION("nothing had been done")
    {
        hill.pull();
    }
    SECTION("the answer was lost")
    {
        hill.http.begin("GET", "/sync/v3/initial_dump/?from_site=2&to_site=1");
        hill.http.connection().disconnect();
        hill.pull();
    }
    SECTION("it fetches at once")
    {
        CHECK(hill.fetch(500).size() >= 3);
        hill.pull();
    }
    CHECK(hill.held.contains(QStringLiteral("unit unit-2")));
    CHECK(hill.held.contains(QStringLiteral("store store_b")));
}

TEST_CASE(
    "11.3: a later change of central data reaches a device by its queue, once and in its newest form; deletes too")
{
    ServedPrimary primary;
    putUnits(primary, 3);
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    const qsizetype before = hill.order.size();
    putUnits(primary, 2, 3);
    primary.put("unit", "unit-0", R"({"ID":"unit-0","units":"tablet","comment":"","order_number":"1"})");
    primary.put("unit", "unit-0", R"({"ID":"unit-0","units":"capsule","comment":"","order_number":"1"})");
    REQUIRE(primary.datafile().records().remove("unit", "unit-1"));
    hill.pull();
    CHECK(hill.order.size() - before == 4);
    CHECK(hill.held.value(QStringLiteral("unit unit-0")).value(QStringLiteral("units")) == QStringLiteral("capsule"));
    CHECK_FALSE(hill.held.contains(QStringLiteral("unit unit-1")));
    CHECK(hill.held.contains(QStringLiteral("unit unit-4")));

    // What changes while a batch is under way is not lost by its acknowledgement.
    putUnits(primary, 1, 9);
    CHECK(hill.count() == 1);
    const QJsonArray handed = hill.fetch(10);
    primary.put("unit", "unit-9", R"({"ID":"unit-9","units":"vial","comment":"","order_number":"1"})");
    CHECK(hill.count() == 1);
    hill.acknowledge(handed);
    hill.pull();
    CHECK(hill.held.value(QStringLiteral("unit unit-9")).value(QStringLiteral("units")) == QStringLiteral("vial"));
    CHECK(hill.count() == 0);
}

TEST_CASE("11.3: a change of central data costs nothing for the sites that run Mobile, until they call")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    putUnits(primary, 5);
    CHECK(primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(hill.count() == 5);
    CHECK(primary.datafile().queue().length(SyncId {2}) == 5);
}

TEST_CASE(
    "11.3: what a device pushes is stored as pushed; what it may not write goes to quarantine and holds nothing up")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    QJsonObject foreign = batchOf("b-3", "1");
    foreign.insert(QStringLiteral("store_ID"), QStringLiteral("store_b"));
    hill.push({MobileCaller::edited(QStringLiteral("item_line"), QStringLiteral("b-1"), batchOf("b-1", "5")),
        MobileCaller::edited(QStringLiteral("item_line"), QStringLiteral("b-3"), foreign),
        MobileCaller::edited(QStringLiteral("item_line"), QStringLiteral("b-2"), batchOf("b-2", "undefined"))});
    CHECK(primary.dataOf("item_line", "b-1") == QJsonDocument(batchOf("b-1", "5")).toJson(QJsonDocument::Compact));
    CHECK(primary.dataOf("item_line", "b-2").has_value());
    CHECK_FALSE(primary.dataOf("item_line", "b-3").has_value());
    CHECK_FALSE(primary.datafile().quarantine().isEmpty().value());
    CHECK(hill.count() == 0); // no echo
    hill.push({MobileCaller::deleted(QStringLiteral("item_line"), QStringLiteral("b-1"))});
    CHECK_FALSE(primary.dataOf("item_line", "b-1").has_value());
}

TEST_CASE("11.7: a site goes over from one program to the other by initialising")
{
    ServedPrimary primary;
    putUnits(primary, 3);
    primary.start();
    V5Caller openMsupply = primary.hill();
    openMsupply.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.20.00"}};
    REQUIRE(openMsupply.post(initialiseCall, "{}").status == 200);
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    CHECK(hill.held.contains(QStringLiteral("unit unit-2")));
    putUnits(primary, 1, 5);
    CHECK(hill.count() == 1);
    CHECK(openMsupply.get(siteCall).status == 200); // a look changes nothing
    putUnits(primary, 1, 6);
    CHECK(hill.count() == 2);
    REQUIRE(openMsupply.post(initialiseCall, "{}").status == 200);
    putUnits(primary, 1, 7);
    const RawReply batch = openMsupply.get(queueCall);
    CHECK_FALSE(batch.body.contains("unit-7")); // it pulls the change log again
}
