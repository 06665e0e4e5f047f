// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsoncheck.h"
#include "core/wire/wire.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;
using namespace mailboat::wire;

namespace {

QByteArray entry(
    const QByteArray &number, const QByteArray &id, const QByteArray &data, const QByteArray &action = "update")
{
    return R"({"ID":)" + number + R"(,"syncOutId":")" + number + R"(","tableName":"item","recordId":")" + id
        + R"(","action":")" + action + R"(","recordData":)" + data + '}';
}

QByteArray batchOf(const QByteArrayList &entries)
{
    return R"({"maxCursor":9,"queueLength":3,"batch":"token","data":[)" + entries.join(',') + "]}";
}

QByteArray around(const QByteArray &middle)
{
    return batchOf({entry("1", "a", R"({"n":0.10})"), middle, entry("3", "c", "{}", "delete")});
}

} // namespace

TEST_CASE("A1: of a batch with a record that is no JSON every other record is read, and that one with its bytes")
{
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        const QByteArray middle = entry("2", "bad", broken.data);
        const Result<CentralBatch> central = parseCentralBatch(around(middle));
        REQUIRE(central);
        CHECK(central->maxCursor == 9);
        REQUIRE(central->records.size() == 3);
        CHECK(central->records[0].record == Record {"item", "a", Action::Update, R"({"n":0.10})"});
        CHECK(central->records[1].serial == 2);
        CHECK(central->records[2].record == Record {"item", "c", Action::Delete, {}});
        const Record &bad = central->records[1].record;
        CHECK(bad.table == "item");
        CHECK(bad.id == "bad");
        CHECK(bad.action == Action::Update);
        CHECK(jsonProblem(QByteArrayView(bad.data)));
        CHECK(middle.contains(bad.data)); // nothing of it is changed

        for (const Reading reading : {Reading::Answer, Reading::Request}) {
            const Result<QueueBatch> queue = parseQueueBatch(around(middle), reading);
            REQUIRE(queue);
            CHECK(queue->queueLength == 3);
            CHECK(queue->token == "token");
            REQUIRE(queue->records.size() == 3);
            CHECK(queue->records[1].syncOutId == "2");
            CHECK(queue->records[1].record == bad);
            CHECK(queue->records[2].syncOutId == "3");
        }
        CHECK(parseInitialiseAnswer(around(middle))->queueLength == 3);
    }
}

TEST_CASE("A1: a record that is at fault outside of its recordData is kept whole, and never taken for what it names")
{
    const QByteArray bad = GENERATE(as<QByteArray>(), //
        R"({"ID":2,"syncOutId":"2","tableName":"item","recordId":"bad","action":"delete","more":007})",
        R"({"ID":2,"syncOutId":"2","tableName":"item","recordId":"bad","action":"update","recordData":{"n":1},"more":nul})",
        R"({"ID":2,"syncOutId":"2",,"tableName":"item","recordId":"bad","action":"insert","recordData":{"n":1}})",
        R"({"recordData":{"n":1},"recordId":"bad","tableName":"item","action":"merge","syncOutId":"2","ID":2,})");
    const Result<CentralBatch> central = parseCentralBatch(around(bad));
    REQUIRE(central);
    CHECK(central->records[1].serial == 2);
    CHECK(central->records[1].record == Record {"item", "bad", Action::Update, bad});
}

TEST_CASE("A1: where neither table nor ID nor number of a bad record can be read, it stands in its place without them")
{
    const QByteArray bad = GENERATE(as<QByteArray>(), "nonsense", "{nonsense}",
        R"({"tableName:1})"
        "\"}",
        "007", "{]}");
    CAPTURE(bad);
    const Result<CentralBatch> central = parseCentralBatch(around(bad));
    REQUIRE(central);
    REQUIRE(central->records.size() == 3);
    CHECK(central->records[1].serial == unreadableSerial);
    CHECK(central->records[1].record == Record {"", "", Action::Update, bad});
    const Result<QueueBatch> queue = parseQueueBatch(around(bad));
    CHECK(queue->records[1].syncOutId.isEmpty());
    CHECK(queue->records[2].syncOutId == "3");
}

TEST_CASE("A1: what breaks the envelope refuses the batch, and names the byte and the last whole record")
{
    const QByteArray body
        = batchOf({entry("1", "a", "{}"), entry("2", "b", R"({"n":"\ud83d"})"), entry("3", "c", R"({"n":"x)")});
    const QByteArray byte = "at byte " + QByteArray::number(body.indexOf(R"({"ID":3)") + 1);
    const Result<QueueBatch> answer = parseQueueBatch(body);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::AnswerNotJson);
    CHECK(describe(answer.error()).toUtf8().contains(byte));
    CHECK(describe(answer.error()).contains(QStringLiteral("b of item")));
    const Result<QueueBatch> request = parseQueueBatch(body, Reading::Request);
    REQUIRE_FALSE(request);
    CHECK(request.error().code == ErrorCode::RequestMalformed);
    CHECK(describe(request.error()).toUtf8().contains(byte));
    const Result<CentralBatch> none = parseCentralBatch(R"({"maxCursor":1,"data":[{"ID":1,)");
    REQUIRE_FALSE(none);
    CHECK(describe(none.error()).contains(QStringLiteral("no whole record")));
}

TEST_CASE("A1: data that is JSON and cannot be taken keeps its bytes, too")
{
    const QByteArray deep = "{\"n\":" + QByteArray(256, '[') + QByteArray(256, ']') + '}';
    for (const QByteArray &data : {QByteArray("[{\"a\":1}]"), QByteArray("\"{}\""), QByteArray("7"), deep}) {
        const Result<CentralBatch> central = parseCentralBatch(around(entry("2", "bad", data)));
        REQUIRE(central);
        CHECK(central->records[1].record.data == data);
    }
}

TEST_CASE("D2: records and IDs are counted while they are read, also where one is no JSON")
{
    const auto bodyOf = [](int count, const QByteArray &first) {
        return batchOf({first, QByteArray("{},").repeated(count - 2) + "{}"});
    };
    for (const QByteArray &first : {QByteArray("{}"), QByteArray("nonsense")}) {
        CAPTURE(first);
        const Result<QueueBatch> ten = parseQueueBatch(bodyOf(10, first), Reading::Request, 10);
        REQUIRE(ten);
        CHECK(ten->records.size() == 10);
        const Result<QueueBatch> eleven = parseQueueBatch(bodyOf(11, first), Reading::Request, 10);
        REQUIRE_FALSE(eleven);
        CHECK(eleven.error().code == ErrorCode::TooManyRecords);
        CHECK(eleven.error().values.value(QStringLiteral("limit")).toLongLong() == 10);
    }
    CHECK(parseAcknowledgement(R"({"syncIDs":[1,2,3]})", Reading::Request, 3)->size() == 3);
    const auto four = parseAcknowledgement(R"({"syncIDs":[1,2,3,4]})", Reading::Request, 3);
    REQUIRE_FALSE(four);
    CHECK(four.error().code == ErrorCode::TooManyRecords);
}

TEST_CASE("13.7: of records that cannot be named the first hundred of a body are read, the others are counted")
{
    constexpr int many = 1000;
    QByteArrayList entries;
    for (int n = 0; n < many; ++n) {
        entries.append("{}");
        if (n % 250 == 0) // what has a name stays in its place
            entries.append(entry(QByteArray::number(n + 1), "named" + QByteArray::number(n), R"({"n":0.10})"));
    }
    entries.append(R"({"syncOutId":"last","tableName":"item","recordData":{"n":1}})");
    entries.append(
        R"({"syncOutId":"m","tableName":"item","action":"merge","recordData":{"n":1}})"); // names itself there
    for (const bool isBroken : {false, true}) { // each is then read by itself
        CAPTURE(isBroken);
        if (isBroken)
            entries.append("x");
        const Result<QueueBatch> batch = parseQueueBatch(batchOf(entries));
        REQUIRE(batch);
        CHECK(batch->records.size() == NamelessRecords::mostKept + 5);
        CHECK(batch->records.at(1).record.id == "named0");
        CHECK(batch->records.constLast().record.action == Action::Merge);
        CHECK(batch->records.at(batch->records.size() - 2).record.id == "named750");
        CHECK(batch->nameless.records == many + (isBroken ? 2 : 1) - NamelessRecords::mostKept);
        CHECK(batch->nameless.syncOutIds == QList<QByteArray> {"last"});
        CHECK(batch->nameless.newest.table == (isBroken ? "" : "item"));
        CHECK(batch->nameless.newest.data.isEmpty());
        CHECK(batch->count() == entries.size());
    }
}

TEST_CASE("13.7: of records of the log that cannot be named a row is counted, and its last serial stays")
{
    QByteArrayList entries;
    for (int n = 1; n <= 500; ++n)
        entries.append(R"({"ID":)" + QByteArray::number(n) + '}');
    entries.append(entry("501", "a", "{}"));
    entries.append({R"({"ID":502})", R"({"ID":503})"});
    const Result<CentralBatch> batch = parseCentralBatch(batchOf(entries));
    REQUIRE(batch);
    CHECK(batch->count() == 503);
    REQUIRE(batch->records.size() == 103);
    CHECK(batch->records.at(99).serial == 100);
    CHECK(batch->records.at(100).serial == 500);
    CHECK(batch->records.at(101).record.id == "a");
    CHECK(batch->records.at(102).serial == 503);
    CHECK(batch->nameless.records == 400);

    entries.append({R"({"ID":7})", R"({"ID":8})"}); // what is out of order is the caller's to see
    const Result<CentralBatch> unordered = parseCentralBatch(batchOf(entries));
    REQUIRE(unordered);
    REQUIRE(unordered->records.size() == 105);
    CHECK(unordered->records.at(103).serial == 7);

    entries.append(R"({"ID" nonsense})"); // where one has no serial to be read
    entries.append(R"({"ID":600})");
    const Result<CentralBatch> unreadable = parseCentralBatch(batchOf(entries));
    REQUIRE(unreadable);
    CHECK(unreadable->records.constLast().serial == 600);
    CHECK(unreadable->count() == 507);
}
