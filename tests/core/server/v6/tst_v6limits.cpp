// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is no honest request, or too much of one.
#include "tests/core/server/v6/v6records.h"

#include <QHostAddress>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray v6Element(const QByteArray &id, const QByteArray &data)
{
    return R"({"cursor":1,"record":{"tableName":"asset","recordId":")" + id + R"(","action":"Update","recordData":)"
        + data + "}}";
}

/// A body of about that size.
QByteArray largePush(V6Caller &caller, qsizetype bytes)
{
    return caller.body(R"("batch":{"end_cursor":1,"total_records":1,"is_last_batch":true,"records":[)"
        + v6Element("large", assetRecord("large", "store_a", QByteArray(bytes, 'x')).data) + "]}");
}

} // namespace

TEST_CASE("11.2: a record that is no JSON stands in quarantine by itself, and the others are kept")
{
    ServedPrimary primary;
    primary.start();
    V6Caller hill(primary.hill());
    const QByteArray broken[] {R"({"id":"b1","n":007})", R"({"id":"b1","n":"\ud800"})",
        "{\"id\":\"b1\",\"n\":\"\xff\"}",
        R"({"id":"b1","n":)" + QByteArray("[").repeated(300) + QByteArray("]").repeated(300) + '}', R"({"id":"b1",,})"};
    for (const QByteArray &data : broken) {
        CAPTURE(data);
        const QByteArray three = v6Element("a1", assetRecord("a1").data) + ',' + v6Element("b1", data) + ','
            + v6Element("a2", assetRecord("a2").data);
        CHECK(outcomeOfV6(hill.pushText(three)) == "data");
        CHECK(refusedAt(primary) == Names {"asset/b1 record_data_broken"});
        CHECK(primary.dataOf("asset", "a1") == assetRecord("a1").data);
        CHECK(primary.dataOf("asset", "a2") == assetRecord("a2").data);
        CHECK(primary.datafile().records().remove("asset", "a1"));
        CHECK(primary.datafile().records().remove("asset", "a2"));
    }
    CHECK(outcomeOfV6(hill.pushText(v6Element("b1", assetRecord("b1").data))) == "data");
    CHECK(refusedAt(primary).isEmpty());
}

TEST_CASE("11.2: a malformed push is refused with version 6's own error, and nothing is kept")
{
    ServedPrimary primary;
    primary.start();
    V6Caller hill(primary.hill());
    CHECK(outcomeOfV6(hill.call("site_status", "")) == "data");
    const auto before = primary.tables();
    for (const QByteArray &fields : {QByteArrayLiteral(R"("batch":null)"), QByteArrayLiteral(R"("batch":[])"),
             QByteArrayLiteral(R"("batch":{})"), QByteArrayLiteral(R"("batch":{"records":null})"),
             QByteArrayLiteral(R"("batch":{"records":{}})"), QByteArrayLiteral(R"("other":1)")}) {
        CAPTURE(fields);
        const RawReply reply = hill.call("push", fields);
        CHECK(reply.status == 200);
        CHECK(outcomeOfV6(reply) == "otherServerError");
    }
    for (const QByteArray &fields : {QByteArrayLiteral(R"("cursor":-1,"batchSize":5)"),
             QByteArrayLiteral(R"("cursor":1)"), QByteArrayLiteral(R"("cursor":1.5,"batchSize":5)"),
             QByteArrayLiteral(R"("cursor":"1","batchSize":5)"), QByteArrayLiteral(R"("cursor":1,"batchSize":0)"),
             QByteArrayLiteral(R"("cursor":99999999999999999999,"batchSize":5)")}) {
        CAPTURE(fields);
        CHECK(outcomeOfV6(hill.call("pull", fields)) == "otherServerError");
    }
    CHECK(outcomeOfV6(hill.call("patient-pull", R"("cursor":0,"batchSize":5)")) == "otherServerError");
    CHECK(hill.call("pull", R"("cursor":2000000000,"batchSize":2000000000,"isInitialised":true)").status == 200);
    CHECK(primary.tables() == before);
}

TEST_CASE("11.2: a large body is read only from an address where a site has signed in within the hour")
{
    ServedPrimary primary;
    primary.start();
    V6Caller hill(primary.hill());
    const QByteArray body = largePush(hill, 100'000);
    const RawReply refused = hill.post("/central/sync/push", body);
    CHECK(refused.status == 200);
    CHECK(outcomeOfV6(refused) == "otherServerError");
    CHECK(refused.body.contains("within the hour"));
    CHECK(outcomeOfV6(hill.upload("f1", QByteArray(100'000, 'x'))) == "otherServerError");
    CHECK_FALSE(primary.dataOf("asset", "large"));

    V5Caller signsIn = primary.hill();
    CHECK(signsIn.get(siteCall).status == 200);
    CHECK(outcomeOfV6(hill.post("/central/sync/push", body)) == "data");
    CHECK(primary.dataOf("asset", "large"));
    // From elsewhere it is as before.
    RawConnection elsewhere(primary.port(), QHostAddress(QStringLiteral("127.0.0.9")));
    elsewhere.send(rawRequest("POST", "/central/sync/push", {}, body));
    const auto answer = elsewhere.reply();
    REQUIRE(answer);
    CHECK(outcomeOfV6(*answer) == "otherServerError");
    // And here, too, an hour later.
    primary.clock().advance(std::chrono::minutes(61));
    CHECK(outcomeOfV6(hill.post("/central/sync/push", body)) == "otherServerError");
    CHECK(outcomeOfV6(hill.call("site_status", "")) == "data");
    CHECK(outcomeOfV6(hill.post("/central/sync/push", body)) == "data");
}

TEST_CASE("11.2: a large push of who has signed in is taken whole, and comes back in pages")
{
    ServedPrimary primary;
    primary.start();
    V5Caller signsIn = primary.hill();
    CHECK(signsIn.get(siteCall).status == 200);
    V6Caller hill(primary.hill());
    QList<Record> records;
    for (int i = 0; i < 3000; ++i)
        records.append(assetRecord("a" + QByteArray::number(i), "store_a", QByteArray(3000, 'x')));
    const RawReply pushed = hill.push(records);
    CHECK(pushed.body == R"({"data":{"records_pushed":3000}})");
    CHECK(hill.pull(false).size() == 3000);
    CHECK(hill.requests() == 7);
}

TEST_CASE("11.2: a push of 64 MB, or of too many records, is refused with version 6's own error")
{
    ServedPrimary primary;
    primary.start();
    V5Caller signsIn = primary.hill();
    CHECK(signsIn.get(siteCall).status == 200);
    V6Caller hill(primary.hill());
    const RawReply reply = hill.post("/central/sync/push", largePush(hill, 64 << 20));
    CHECK(reply.status == 200);
    CHECK(outcomeOfV6(reply) == "otherServerError");
    CHECK_FALSE(primary.dataOf("asset", "large"));
    QByteArrayList many;
    for (int i = 0; i < 10001; ++i)
        many.append("{}");
    const RawReply tooMany = hill.pushText(many.join(','));
    CHECK(outcomeOfV6(tooMany) == "otherServerError");
    CAPTURE(tooMany.body);
    CHECK(tooMany.body.contains("10,000"));
    CHECK(outcomeOfV6(hill.pushText(many.mid(1).join(','))) == "data");
}
