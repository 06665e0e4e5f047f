// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seven calls as a scripted client of protocol.md §2 sees them.
#include "core/http/coding.h"
#include "core/http/inflater.h"
#include "core/prefs/draft.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray location(const QByteArray &id, const QByteArray &description = "Shelf", const QByteArray &store = "store_a")
{
    return R"({"ID":")" + id + R"(","Description":")" + description + R"(","store_ID":")" + store
        + R"(","Volume":0.10})";
}

QByteArray update(const QByteArray &syncOutId, const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return R"({"syncOutId":")" + syncOutId + R"(","tableName":")" + table + R"(","recordId":")" + id
        + R"(","action":"Update","recordData":)" + data + '}';
}

QByteArray push(int queueLength, const QByteArrayList &records)
{
    return R"({"queueLength":)" + QByteArray::number(queueLength) + R"(,"data":[)" + records.join(',') + "]}";
}

QByteArray integrationStarted(const RawReply &reply)
{
    return reply.status == 200 ? reply.body : QByteArray::fromStdString(outcome(reply));
}

const QByteArray finished = R"({"integrationStarted":true})";
const QByteArray notFinished = R"({"integrationStarted":false})";

QStringList idsIn(const RawReply &batch, const QString &key)
{
    QStringList ids;
    const QJsonArray data = jsonOf(batch).value(QStringLiteral("data")).toArray();
    for (const auto &record : data)
        ids.append(record.toObject().value(key).toVariant().toString());
    return ids;
}

QByteArray acknowledgement(const QStringList &ids)
{
    return QJsonDocument(QJsonObject {{QStringLiteral("syncIDs"), QJsonArray::fromStringList(ids)}}).toJson();
}

int intOf(const RawReply &reply, const char *key)
{
    return jsonOf(reply).value(QLatin1String(key)).toInt(-1);
}

/// A primary with `count` locations of store_a, all in the queue of hill.
void fillQueue(ServedPrimary &primary, V5Caller &hill, int count)
{
    for (int i = 0; i < count; ++i)
        primary.put("Location", "loc-" + QByteArray::number(i), location("loc-" + QByteArray::number(i)));
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
}

} // namespace

TEST_CASE("/site says who the site is, and the same for ever")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const RawReply reply = hill.get(siteCall);
    REQUIRE(reply.status == 200);
    CHECK(reply.header("content-type") == "application/json");
    const QJsonObject site = jsonOf(reply);
    CHECK(site.value(QStringLiteral("siteId")) == 2);
    CHECK(site.value(QStringLiteral("name")) == QStringLiteral("hill"));
    CHECK(site.value(QStringLiteral("code")) == QStringLiteral("code store_a"));
    CHECK(site.value(QStringLiteral("initialisationStatus")) == QStringLiteral("new"));
    CHECK(site.value(QStringLiteral("isOmSupplyCentralServer")) == false);
    CHECK(site.value(QStringLiteral("omSupplyCentralServerUrl")).toString() == primary.server().address());
    CHECK(site.value(QStringLiteral("mSupplyCentralSiteId")) == 1);
    CHECK_FALSE(site.value(QStringLiteral("id")).toString().isEmpty());
    CHECK_FALSE(site.contains(QStringLiteral("resendRequested")));
    CHECK(reply.header("mailboat").isEmpty());

    hill.post(initialiseCall, "{}");
    primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://hub.example.org"));
    primary.stop();
    primary.start();
    const QJsonObject later = jsonOf(primary.hill().get(siteCall));
    CHECK(later.value(QStringLiteral("id")) == site.value(QStringLiteral("id")));
    CHECK(later.value(QStringLiteral("initialisationStatus")) == QStringLiteral("completed"));
    CHECK(later.value(QStringLiteral("omSupplyCentralServerUrl")) == QStringLiteral("https://hub.example.org"));
}

TEST_CASE("site_status is idle where nothing runs")
{
    ServedPrimary primary;
    primary.start();
    const QJsonObject status = jsonOf(primary.hill().get(statusCall));
    CHECK(status.value(QStringLiteral("code")) == QStringLiteral("idle"));
    CHECK(status.value(QStringLiteral("message")).isString());
    CHECK(status.value(QStringLiteral("data")).isNull());
}

TEST_CASE("A site initialises: its queue and the change log, batch by batch, each record once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    for (int i = 0; i < 5; ++i)
        primary.put("Location", "loc-" + QByteArray::number(i), location("loc-" + QByteArray::number(i)));
    primary.put("Location", "loc-b", location("loc-b", "Shelf", "store_b"));
    const RawReply initialised = hill.post(initialiseCall, "{}");
    CHECK(initialised.body == R"({"queueLength":5})");

    QStringList central;
    int cursor = 0;
    RawReply batch = hill.get(centralCall + "?cursor=0&limit=3");
    while (!idsIn(batch, QStringLiteral("recordId")).isEmpty()) {
        CHECK(idsIn(batch, QStringLiteral("ID")).size() <= 3);
        for (const QString &serial : idsIn(batch, QStringLiteral("ID"))) {
            CHECK(serial.toInt() > cursor);
            cursor = serial.toInt();
        }
        central += idsIn(batch, QStringLiteral("recordId"));
        CHECK(intOf(batch, "maxCursor") >= cursor);
        batch = hill.get(centralCall + "?cursor=" + QByteArray::number(cursor) + "&limit=3");
    }
    CHECK(intOf(batch, "maxCursor") == cursor);
    central.sort();
    CHECK(central
        == QStringList {QStringLiteral("name_store_a"), QStringLiteral("name_store_b"), QStringLiteral("store_a"),
            QStringLiteral("store_b")});

    QStringList queued;
    int left = 5;
    while (left > 0) {
        batch = hill.get(queueCall + "?limit=2");
        CHECK(intOf(batch, "queueLength") == left);
        const QStringList ids = idsIn(batch, QStringLiteral("syncOutId"));
        REQUIRE_FALSE(ids.isEmpty());
        CHECK(
            idsIn(hill.get(queueCall + "?limit=2"), QStringLiteral("syncOutId")) == ids); // the same until acknowledged
        queued += idsIn(batch, QStringLiteral("recordId"));
        const RawReply acknowledged = hill.post(acknowledgeCall, acknowledgement(ids));
        CHECK(acknowledged.status == 204);
        CHECK(acknowledged.body.isEmpty());
        left -= static_cast<int>(ids.size());
    }
    CHECK(hill.get(queueCall).body.contains(R"("queueLength":0)"));
    queued.sort();
    CHECK(queued
        == QStringList {QStringLiteral("loc-0"), QStringLiteral("loc-1"), QStringLiteral("loc-2"),
            QStringLiteral("loc-3"), QStringLiteral("loc-4")});
}

TEST_CASE("recordData goes out as the bytes that came in")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray data
        = R"({"store_ID":"store_a","n":[0.10,1E+2,12345678901234567890,-0],"t":"\u00e9\/\"é","ID":"loc-x"})";
    CHECK(integrationStarted(hill.post(queueCall, push(1, {update("1", "Location", "loc-x", data)}))) == notFinished);
    hill.post(initialiseCall, "{}");
    CHECK(hill.get(queueCall).body.contains(data.chopped(1))); // what its reader needs besides is added
    hill.headers = {{"mailboat", "1"}};
    CHECK(hill.get(queueCall).body.contains(data));
}

TEST_CASE("A push as the Open mSupply client writes it is taken")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(primary.valley().post(initialiseCall, "{}").status == 200);
    primary.put("Location", "loc-gone", location("loc-gone"));
    const QByteArray gone
        = R"({"syncOutId":"7","tableName":"Location","recordId":"loc-gone","action":"Delete","recordData":null})";
    const QByteArray neverThere
        = R"({"syncOutId":"7","tableName":"Location","recordId":"loc-never","action":"Delete","recordData":null})";
    const QByteArray line = R"({"ID":"line-1","transaction_ID":"inv-1","item_ID":"i","type":"stock_out"})";
    const QByteArray invoice
        = R"({"ID":"inv-1","store_ID":"store_a","name_ID":"name_store_b","type":"ci","entry_date":"2024-03-09"})";
    // Several records under one id, a line before its parent, extra keys.
    const QByteArray batch = push(9,
        {gone, update("7", "trans_line", "line-1", line), neverThere, update("7", "transact", "inv-1", invoice),
            R"({"extra":[1,{}],"syncOutId":"8","tableName":"Location","recordId":"loc-1","action":"Update","recordData":)"
                + location("loc-1") + '}'});
    CHECK(integrationStarted(hill.post(queueCall, batch)) == notFinished);
    CHECK_FALSE(primary.dataOf("Location", "loc-gone"));
    CHECK(primary.dataOf("Location", "loc-1") == location("loc-1"));
    CHECK(primary.dataOf("transact", "inv-1") == invoice);
    CHECK(primary.dataOf("trans_line", "line-1") == line);
    CHECK(idsIn(primary.valley().get(queueCall), QStringLiteral("recordId")).size() == 2); // the transfer and its line

    const auto before = primary.tables();
    CHECK(integrationStarted(hill.post(queueCall, batch)) == notFinished); // the answer got lost: once more
    CHECK((primary.tables() == before));
    CHECK(idsIn(hill.get(queueCall), QStringLiteral("recordId")).isEmpty()); // nothing comes back

    CHECK(integrationStarted(hill.post(queueCall, push(4, {}))) == notFinished);
    CHECK(integrationStarted(hill.post(queueCall, push(0, {}))) == finished);
    CHECK(integrationStarted(hill.post(queueCall, R"({"queueLength":0})")) == finished);
    CHECK(jsonOf(hill.get(statusCall)).value(QStringLiteral("code")) == QStringLiteral("idle"));
}

TEST_CASE("What a site may not write goes to quarantine, and the rest of its push is taken")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray batch = push(2,
        {update("1", "Location", "loc-b", location("loc-b", "mine now", "store_b")),
            update("2", "Location", "loc-a", location("loc-a"))});
    CHECK(integrationStarted(hill.post(queueCall, batch)) == notFinished);
    CHECK_FALSE(primary.dataOf("Location", "loc-b"));
    CHECK(primary.dataOf("Location", "loc-a"));
    CHECK(primary.datafile().quarantine().count().value() == 1);
}

TEST_CASE("A record that cannot be taken does not hold up the rest of its push")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray bad = GENERATE(as<QByteArray> {},
        R"({"syncOutId":"1","tableName":"Location","recordId":"l","action":"UPDATE","recordData":{}})",
        R"({"syncOutId":"1","tableName":5,"recordId":"l","action":"Update","recordData":{}})",
        R"({"syncOutId":"1","tableName":"Location","action":"Update","recordData":{}})",
        R"({"syncOutId":"1","tableName":"Location","recordId":"l","action":"Update"})",
        R"({"syncOutId":"1","tableName":"Location","recordId":"l","action":"Update","recordData":[]})",
        R"({"syncOutId":"1","tableName":"Location","recordId":"l","action":"Update","recordData":"{}"})", "1");
    const QByteArray batch = push(2, {bad, update("2", "Location", "loc-a", location("loc-a"))});
    CHECK(integrationStarted(hill.post(queueCall, batch)) == notFinished);
    CHECK_FALSE(primary.dataOf("Location", "l"));
    CHECK(primary.dataOf("Location", "loc-a"));
    CHECK(primary.datafile().quarantine().count().value() == 1);
}

TEST_CASE("An acknowledgement takes only what it names, and only from the caller's queue")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    V5Caller valley = primary.valley();
    fillQueue(primary, hill, 3);
    const QStringList ids = idsIn(hill.get(queueCall), QStringLiteral("syncOutId"));
    CHECK(valley.post(acknowledgeCall, acknowledgement(ids)).status == 204);
    CHECK(hill.post(acknowledgeCall, acknowledgement({QStringLiteral("999999"), QStringLiteral("no number")})).status
        == 204);
    CHECK(hill.post(acknowledgeCall, R"({"syncIDs":[]})").status == 204);
    CHECK(intOf(hill.get(queueCall), "queueLength") == 3);

    // A change made after a record was handed out survives the acknowledgement of what was handed out.
    CHECK(integrationStarted(hill.post(queueCall, push(0, {}))) == finished);
    primary.put("name_store_join", "nsj-1", R"({"ID":"nsj-1","store_ID":"store_a","name_ID":"n"})");
    const QStringList handedOut = idsIn(hill.get(queueCall), QStringLiteral("syncOutId"));
    primary.put("name_store_join", "nsj-1", R"({"ID":"nsj-1","store_ID":"store_a","name_ID":"n","inactive":true})");
    CHECK(hill.post(acknowledgeCall, acknowledgement(handedOut)).status == 204);
    CHECK(hill.post(acknowledgeCall, acknowledgement(handedOut)).status == 204);
    const RawReply left = hill.get(queueCall);
    CHECK(idsIn(left, QStringLiteral("recordId")) == QStringList {QStringLiteral("nsj-1")});
    CHECK(left.body.contains(R"("inactive":true)"));
}

TEST_CASE("initialise again gives the whole queue anew")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 3);
    hill.post(acknowledgeCall, acknowledgement(idsIn(hill.get(queueCall + "?limit=2"), QStringLiteral("syncOutId"))));
    CHECK(hill.post(initialiseCall, "{}").body == R"({"queueLength":3})");
    CHECK(hill.post(initialiseCall, "").body == R"({"queueLength":3})");
    CHECK(intOf(hill.get(queueCall), "queueLength") == 3);
}

TEST_CASE("Our extension: initialise brings the first batch of the new queue where it is asked to")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 3);
    CHECK(hill.post(initialiseCall + "?limit=2", "{}").body == R"({"queueLength":3})"); // it says not who it is
    hill.headers = {{"mailboat", "1"}};
    CHECK(hill.post(initialiseCall, "{}").body == R"({"queueLength":3})");
    CHECK(outcome(hill.post(initialiseCall + "?limit=0", "{}")) == "400 request_malformed");
    const RawReply brought = hill.post(initialiseCall + "?limit=2", "{}");
    CHECK(intOf(brought, "queueLength") == 3);
    CHECK(idsIn(brought, QStringLiteral("syncOutId")).size() == 2);
    CHECK(brought.body == hill.get(queueCall + "?limit=2").body);
}

TEST_CASE("Odd cursors and limits")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 3);
    CHECK(idsIn(hill.get(centralCall), QStringLiteral("ID")).size() == 4);
    CHECK(idsIn(hill.get(centralCall + "?limit=999999999&cursor=0"), QStringLiteral("ID")).size() == 4);
    CHECK(idsIn(hill.get(queueCall + "?limit=1&other=x"), QStringLiteral("syncOutId")).size() == 1);
    CHECK(idsIn(hill.get(queueCall + "?li%6Dit=2"), QStringLiteral("syncOutId")).size() == 2);
    for (const QByteArray &query : {QByteArrayLiteral("?cursor=-1"), QByteArrayLiteral("?cursor=x"),
             QByteArrayLiteral("?cursor="), QByteArrayLiteral("?cursor=1.5"), QByteArrayLiteral("?cursor=+1"),
             QByteArrayLiteral("?cursor=99999999999999999999"), QByteArrayLiteral("?limit=0"),
             QByteArrayLiteral("?limit=-5"), QByteArrayLiteral("?limit=1e3"), QByteArrayLiteral("?cursor=1&cursor=2"),
             QByteArrayLiteral("?limit=1&%6Cimit=2")}) {
        CAPTURE(query);
        CHECK(outcome(hill.get(centralCall + query)) == "400 request_malformed");
        if (query.contains("imit"))
            CHECK(outcome(hill.get(queueCall + query)) == "400 request_malformed");
    }
}

TEST_CASE("A body that cannot be read is refused with 400, and nothing has changed")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 2);
    const auto before = primary.tables();
    const QByteArray good = update("1", "Location", "loc-new", location("loc-new"));
    QByteArrayList bodies {"", " ", "nul", "{", "[]", "\"text\"", "{}{}", R"({"queueLength":1,"data":[)", "\xff\xfe",
        R"({"queueLength":"1","data":[]})", R"({"queueLength":-1,"data":[]})", R"({"queueLength":1.5,"data":[]})",
        R"({"data":[]})", R"({"queueLength":1,"data":{}})", QByteArray("[").repeated(100000),
        R"({"queueLength":1,"more":)" + QByteArray("[").repeated(5000) + QByteArray("]").repeated(5000) + "}"};
    for (const char *data : {R"({"a":")", R"({"a":{"b":1})", R"({"a":"5" pipe"})"})
        bodies.append(push(1, {good, update("2", "Location", "l", data), update("3", "Location", "m", "{}")}));
    for (const QByteArray &body : std::as_const(bodies)) {
        CAPTURE(body.left(200));
        const RawReply reply = hill.post(queueCall, body);
        CHECK(reply.status == 400);
        CHECK(outcome(reply).size() > 4); // the protocol's error
    }
    for (const char *body :
        {"", "{", "[]", R"({"syncIDs":"1"})", R"({"syncIDs":[{}]})", R"({"syncIDs":[null]})", "{}"}) {
        CAPTURE(body);
        CHECK(outcome(hill.post(acknowledgeCall, body)) == "400 request_malformed");
    }
    CHECK(outcome(hill.post(initialiseCall, "{nonsense")) == "400 request_malformed");
    CHECK((primary.tables() == before));
}

TEST_CASE("A body above max-body-size is refused with 413, coded or plain")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-body-size"), QStringLiteral("1"));
    primary.start();
    V5Caller hill = primary.hill();
    hill.get(siteCall);
    const auto before = primary.tables();
    const QByteArray big = push(1, {update("1", "Location", "l", location("l", QByteArray(1 << 20, 'x')))});
    CHECK(outcome(hill.post(queueCall, big)) == "413 request_too_large");
    hill.headers = {{"Content-Encoding", "gzip"}};
    CHECK(outcome(hill.post(queueCall, coded(big, Coding::Gzip))) == "413 request_too_large");
    CHECK((primary.tables() == before));
}

TEST_CASE("Codings: gzip both ways for who reads it, zstd between our own")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    for (const Coding coding : {Coding::Gzip, Coding::Zstd}) {
        const QByteArray id = codingName(coding);
        const QByteArray pushed = push(1, {update("1", "Location", id, location(id))});
        hill.headers = {{"Content-Encoding", id}};
        CHECK(integrationStarted(hill.post(queueCall, coded(pushed, coding))) == notFinished);
        CHECK(primary.dataOf("Location", id) == location(id));
        CHECK(outcome(hill.post(queueCall, push(0, {}))) == "400 request_malformed");
    }
    hill.headers = {{"Content-Encoding", "br"}};
    CHECK(outcome(hill.post(queueCall, push(0, {}))) == "400 request_malformed");

    hill.headers = {{"Accept-Encoding", "zstd, gzip"}};
    fillQueue(primary, hill, 30);
    const RawReply small = hill.get(queueCall);
    CHECK(small.header("content-encoding") == "gzip");
    hill.headers.emplaceBack("mailboat", "1");
    const RawReply smaller = hill.get(queueCall);
    CHECK(smaller.header("content-encoding") == "zstd");
    CHECK(decoded(smaller.body, Coding::Zstd, 1 << 20).value().contains(R"("batch":)"));
    hill.headers = {};
    const RawReply plain = hill.get(queueCall);
    CHECK(plain.header("content-encoding").isEmpty());
    CHECK(decoded(small.body, Coding::Gzip, 1 << 20).value() == plain.body);
    CHECK(plain.header("mailboat-accept-encoding").isEmpty());
    hill.headers = {{"mailboat", "1"}};
    CHECK(hill.get(siteCall).header("mailboat-accept-encoding") == "zstd, gzip");
    CHECK(hill.get(siteCall).header("mailboat") == "1");
}

TEST_CASE("Our extension: a token acknowledges exactly its batch, after a restart too")
{
    ServedPrimary primary;
    primary.start();
    auto hill = std::make_unique<V5Caller>(primary.hill());
    fillQueue(primary, *hill, 5);
    CHECK_FALSE(jsonOf(hill->get(queueCall)).contains(QStringLiteral("batch")));
    const auto tokenOf
        = [](const RawReply &batch) { return jsonOf(batch).value(QStringLiteral("batch")).toString().toLatin1(); };

    hill->headers = {{"mailboat", "1"}};
    const QByteArray first = tokenOf(hill->get(queueCall + "?limit=2"));
    REQUIRE_FALSE(first.isEmpty());
    CHECK(tokenOf(hill->get(queueCall + "?limit=2")) == first);
    for (const QByteArray &unknown :
        {QByteArrayLiteral("x"), QByteArrayLiteral("2-00"), QByteArrayLiteral(""), QByteArrayLiteral("-")})
        CHECK(intOf(hill->get(queueCall + "?limit=2&ack=" + unknown), "queueLength") == 5);
    const RawReply second = hill->get(queueCall + "?limit=2&ack=" + first);
    CHECK(intOf(second, "queueLength") == 3);
    CHECK(intOf(hill->get(queueCall + "?limit=2&ack=" + first), "queueLength") == 3); // once

    hill.reset();
    primary.stop();
    primary.start();
    V5Caller again = primary.hill();
    CHECK(
        intOf(again.get(queueCall + "?limit=2&ack=" + tokenOf(second)), "queueLength") == 3); // plain v5: no such thing
    V5Caller valley = primary.valley();
    valley.headers = again.headers = {{"mailboat", "1"}};
    CHECK(valley.get(queueCall + "?ack=" + tokenOf(second)).status == 200);
    const RawReply last = again.get(queueCall + "?limit=2&ack=" + tokenOf(second));
    CHECK(intOf(last, "queueLength") == 1);
    const RawReply empty = again.get(queueCall + "?limit=2&ack=" + tokenOf(last));
    CHECK(intOf(empty, "queueLength") == 0);
    CHECK(tokenOf(empty).isEmpty());
}

TEST_CASE("Our extension: a wish for all records is told, and met by the next finished push after that")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"mailboat", "1"}};
    const auto isWished
        = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("resendRequested")).toBool(); };
    CHECK_FALSE(isWished());
    REQUIRE(primary.datafile().peerStates().setResendRequested(SyncId {2}, true));
    hill.post(queueCall, push(0, {})); // the push of a cycle that had begun before
    CHECK(isWished());
    hill.post(queueCall, push(3, {}));
    CHECK(isWished());
    hill.post(queueCall, push(0, {}));
    CHECK_FALSE(isWished());
}

TEST_CASE(
    "12.3: a push says what its records know of, or it is refused as a whole; who says nothing is taken as before")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 0);
    const auto pushed = [](const QByteArray &description) {
        return push(1, {update("1", "Location", "l", location("l", description))});
    };
    const auto code = [&primary] { return primary.dataOf("Location", "l").value_or(QByteArray()).split('"').value(7); };
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch"}, {"mailboat-push", "7"}};
    REQUIRE(hill.post(queueCall, pushed("new")).status == 200);
    for (const QByteArray base : {"-1", "x", "1e2", "9007199254740993", "9223372036854775808", "7;7"}) {
        CAPTURE(base.toStdString());
        hill.headers = {{"mailboat", "1"}, {"mailboat-push", "8"}, {"mailboat-push-base", base}};
        CHECK(hill.post(queueCall, pushed("hostile")).status == 400);
    }
    for (const QByteArray over : {"7-6", "6-8", "0-9007199254740992", "6", "6-"}) {
        CAPTURE(over.toStdString());
        hill.headers = {{"mailboat", "1"}, {"mailboat-push", "8"}, {"mailboat-push-over", over}};
        CHECK(hill.post(queueCall, pushed("hostile")).status == 400);
    }
    hill.headers = {{"mailboat", "1"}, {"mailboat-push-over", "0-7"}}; // of no push
    CHECK(hill.post(queueCall, pushed("hostile")).status == 400);
    hill.headers = {{"mailboat", "1"}, {"mailboat-push", "8"}, {"mailboat-push-base", "6"}};
    CHECK(hill.post(queueCall, pushed("old")).status == 200);
    CHECK(code() == "new");
    hill.headers = {{"mailboat", "1"}, {"mailboat-push", "9"}}; // a build of before
    CHECK(hill.post(queueCall, pushed("old")).status == 200);
    CHECK(code() == "old");
}

TEST_CASE("13: what is remembered of who calls ends with any change of the datafile")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill, 1);
    const auto status
        = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("initialisationStatus")).toString(); };
    for (int i = 0; i < 4; ++i) // whoever attends
        CHECK(status() == QStringLiteral("completed"));
    REQUIRE(primary.datafile().peerStates().setStatus(SyncId {2}, PeerStatus::Blocked));
    CHECK(status() == QStringLiteral("error"));
    CHECK(hill.get(queueCall).status == 200);
    primary.putStore("store_a", 3);
    CHECK(hill.get(siteCall).status / 100 == 4);
    CHECK(hill.get(queueCall).status / 100 == 4);
    primary.putStore("store_a", 2);
    CHECK(hill.get(queueCall).status == 200);
    primary.edit([](Draft &draft) {
        return draft.peers.edit(SyncId {2}, *draft.peers.find(SyncId {2}), QStringLiteral("another one"));
    });
    CHECK(hill.get(queueCall).status == 401);
    CHECK(hill.get(siteCall).status == 401);
}

TEST_CASE("A URL on the list turns synchronisation off, and says why")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    V5Caller valley = primary.valley();
    fillQueue(primary, hill, 1);
    valley.get(siteCall);
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {3});
        peer.url = QStringLiteral("http://10.0.0.7:2048");
        return draft.peers.edit(SyncId {3}, peer, {});
    });
    const auto before = primary.tables();
    for (const RawReply &reply :
        {hill.get(centralCall), hill.get(queueCall), hill.post(initialiseCall, "{}"), hill.post(queueCall, push(0, {})),
            hill.post(acknowledgeCall, R"({"syncIDs":[]})"), valley.get(queueCall)}) {
        CHECK(outcome(reply) == "503 sync_is_disabled");
        CHECK(reply.body.contains('3')); // which site
    }
    CHECK((primary.tables() == before));
    const RawReply site = hill.get(siteCall);
    CHECK(site.status == 200);
    CHECK_FALSE(site.body.contains("syncDisabled"));
    CHECK(hill.get(statusCall).status == 200);
    hill.headers = {{"mailboat", "1"}};
    CHECK(jsonOf(hill.get(siteCall)).value(QStringLiteral("syncDisabled")).toString().contains(QLatin1Char('3')));

    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {3});
        peer.url.clear();
        return draft.peers.edit(SyncId {3}, peer, {});
    });
    CHECK(hill.get(queueCall).status == 200);
    CHECK_FALSE(hill.get(siteCall).body.contains("syncDisabled"));
}

TEST_CASE("A path with a slash at its end is the same path")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const RawReply site = hill.get(siteCall + '/');
    CHECK(site.status == 200);
    CHECK(site.body == hill.get(siteCall).body);
    fillQueue(primary, hill, 2);
    CHECK(
        idsIn(hill.get(queueCall + "/?limit=1"), QStringLiteral("recordId")) == QStringList {QStringLiteral("loc-0")});
    CHECK(integrationStarted(hill.post(queueCall + '/', push(0, {}))) == finished);
}

TEST_CASE("Unknown paths and wrong methods are answered in the protocol's form")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(outcome(hill.get("/")) == "404 request_path_unknown");
    CHECK(outcome(hill.get("/sync/v5/site//")) == "404 request_path_unknown");
    CHECK(outcome(hill.post("/sync/v6/pull", "{}")) == "404 request_path_unknown");
    const RawReply wrong = hill.post(siteCall, "{}");
    CHECK(outcome(wrong) == "405 request_method_wrong");
    CHECK(wrong.header("allow") == "GET");
    hill.begin("HEAD", queueCall);
    const auto head = hill.connection().reply(false);
    REQUIRE(head);
    CHECK(head->status == 405);
    CHECK(head->header("allow") == "GET, POST");
}

TEST_CASE("An error of our own says nothing of our insides")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    REQUIRE(primary.datafile().connection().execute(QStringLiteral("ALTER TABLE queue RENAME TO elsewhere")));
    const RawReply reply = hill.get(queueCall);
    CHECK(outcome(reply) == "503 datafile_damaged");
    CHECK_FALSE(reply.body.contains("queue"));
    CHECK_FALSE(reply.body.contains(primary.path().toUtf8()));
    CHECK(hill.get(siteCall).status == 200);
}
