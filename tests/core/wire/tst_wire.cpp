// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wire.h"
#include "tests/support/catch.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace mailboat;
using namespace mailboat::wire;

namespace {

SiteInfo someSite()
{
    SiteInfo info;
    info.id = QStringLiteral("7d1c0b3e");
    info.siteId = SyncId {12};
    info.code = QStringLiteral("S12");
    info.name = QStringLiteral("Hill \"clinic\"");
    info.initialisationStatus = "new";
    info.omSupplyCentralServerUrl = QStringLiteral("http://hub.local:8080");
    info.mSupplyCentralSiteId = 1;
    return info;
}

template<class T>
Error errorOf(const Result<T> &result)
{
    REQUIRE_FALSE(result.has_value());
    return result.error();
}

} // namespace

TEST_CASE("site information is written with exactly the protocol's keys")
{
    const QByteArray written = compose(someSite());
    REQUIRE(written
        == R"({"id":"7d1c0b3e","siteId":12,"code":"S12","name":"Hill \"clinic\"","initialisationStatus":"new",)"
           R"("isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"http://hub.local:8080","mSupplyCentralSiteId":1})");
}

TEST_CASE("an empty address of the second central server is written as a text, never as null")
{
    SiteInfo info = someSite();
    info.omSupplyCentralServerUrl = QString();
    REQUIRE(compose(info).contains(R"("omSupplyCentralServerUrl":"")"));
}

TEST_CASE("site information comes back as it was written, our extension too")
{
    SiteInfo info = someSite();
    info.resendRequested = true;
    info.syncDisabled = QStringLiteral("a URL on the list");
    info.queueLength = 0;
    const Result<SiteInfo> read = parseSiteInfo(compose(info));
    REQUIRE(read.has_value());
    CHECK(read->id == info.id);
    CHECK(read->siteId == SyncId {12});
    CHECK(read->name == info.name);
    CHECK(read->initialisationStatus == "new");
    CHECK(read->mSupplyCentralSiteId == 1);
    CHECK(read->resendRequested);
    CHECK(read->syncDisabled == info.syncDisabled);
    CHECK(read->queueLength == 0);
    CHECK_FALSE(parseSiteInfo(compose(someSite()))->queueLength);
    CHECK_FALSE(parseSiteInfo(compose(someSite()))->resendRequested);
}

TEST_CASE("site information of another program may lack code and name and have keys of its own")
{
    const Result<SiteInfo> read = parseSiteInfo(
        R"({"id":"a","siteId":3,"initialisationStatus":"completed","isOmSupplyCentralServer":true,"omSupplyCentralServerUrl":null,
            "mSupplyCentralSiteId":7,"colour":{"deep":[1,{}]}})");
    REQUIRE(read.has_value());
    CHECK(read->isOmSupplyCentralServer);
    CHECK(read->mSupplyCentralSiteId == 7);
}

TEST_CASE("site information that cannot be relied on is refused with the key named")
{
    const auto [body, key] = GENERATE(table<const char *, const char *>({
        {R"({"siteId":3,"initialisationStatus":"new","mSupplyCentralSiteId":1})", "id"},
        {R"({"id":"a","siteId":3.0,"initialisationStatus":"new","mSupplyCentralSiteId":1})", "siteId"},
        {R"({"id":"a","siteId":"3","initialisationStatus":"new","mSupplyCentralSiteId":1})", "siteId"},
        {R"({"id":"a","siteId":0,"initialisationStatus":"new","mSupplyCentralSiteId":1})", "siteId"},
        {R"({"id":"a","siteId":2147483648,"initialisationStatus":"new","mSupplyCentralSiteId":1})", "siteId"},
        {R"({"id":"a","siteId":3,"initialisationStatus":"ready","mSupplyCentralSiteId":1})", "initialisationStatus"},
        {R"({"id":"a","siteId":3,"initialisationStatus":"new"})", "mSupplyCentralSiteId"},
    }));
    const Error error = errorOf(parseSiteInfo(body));
    CHECK(error.code == ErrorCode::AnswerInvalid);
    CHECK(error.values.value(QStringLiteral("what")).toString().contains(QLatin1String(key)));
}

TEST_CASE("every state of a primary comes back as it was written, an unknown one is refused")
{
    for (const Busy busy :
        {Busy::Idle, Busy::SyncIsRunning, Busy::IntegrationInProgress, Busy::InitialisationInProgress}) {
        const Result<SiteStatus> read = parseSiteStatus(compose(SiteStatus {busy, QStringLiteral("words")}));
        REQUIRE(read.has_value());
        CHECK(read->code == busy);
        CHECK(read->message == QStringLiteral("words"));
    }
    CHECK(compose(SiteStatus {Busy::Idle, QStringLiteral("x")}) == R"({"code":"idle","message":"x","data":null})");
    CHECK(errorOf(parseSiteStatus(R"({"code":"asleep","message":"","data":null})")).code == ErrorCode::AnswerInvalid);
}

TEST_CASE("counts are whole numbers from zero up, or the answer is refused")
{
    const QByteArray bad
        = GENERATE(as<QByteArray>(), "-1", "1.0", "1e3", "\"4\"", "null", "true", "99999999999999999999");
    CAPTURE(bad);
    CHECK(errorOf(parseInitialiseAnswer("{\"queueLength\":" + bad + "}")).code == ErrorCode::AnswerInvalid);
    CHECK(errorOf(parseQueueBatch("{\"data\":[],\"queueLength\":" + bad + "}")).code == ErrorCode::AnswerInvalid);
    CHECK(errorOf(parseCentralBatch("{\"data\":[],\"maxCursor\":" + bad + "}")).code == ErrorCode::AnswerInvalid);
    CHECK(errorOf(parseQueueBatch(QByteArray("{\"queueLength\":" + bad + "}"), Reading::Request)).code
        == ErrorCode::RequestMalformed);
    CHECK(errorOf(parseInitialiseAnswer("{}")).code == ErrorCode::AnswerInvalid);
}

TEST_CASE("a central batch keeps serials, actions and the bytes of recordData")
{
    const CentralBatch batch {731,
        {{730, {"unit", "u-tab", Action::Insert, R"({"a":0.10,"b":1E+2,"c":12345678901234567890,"d":"\u00e9"})"}},
            {731, {"unit", "u-old", Action::Delete, {}}}}};
    const QByteArray written = compose(batch);
    CHECK(written
        == R"({"maxCursor":731,"data":[{"ID":730,"tableName":"unit","recordId":"u-tab","action":"insert",)"
           R"("recordData":{"a":0.10,"b":1E+2,"c":12345678901234567890,"d":"\u00e9"}},)"
           R"({"ID":731,"tableName":"unit","recordId":"u-old","action":"delete"}]})");
    const Result<CentralBatch> read = parseCentralBatch(written);
    REQUIRE(read.has_value());
    CHECK(read->maxCursor == 731);
    CHECK(read->records == batch.records);
}

TEST_CASE("a queue batch keeps ids, actions and the bytes of recordData, and carries the token of our extension")
{
    const QueueBatch batch {2,
        {{"q-901", {"name_store_join", "nsj-7", Action::Update, R"({"ID":"nsj-7", "inactive":false})"}},
            {"q-902", {"name", "n-1", Action::Merge, R"({"mergeIdToKeep":"n-2"})"}}},
        "t\"1"};
    const Result<QueueBatch> read = parseQueueBatch(compose(batch));
    REQUIRE(read.has_value());
    CHECK(read->queueLength == 2);
    CHECK(read->token == "t\"1");
    CHECK(read->records == batch.records);
    CHECK_FALSE(compose(QueueBatch {0, {}}).contains("batch"));
}

TEST_CASE("a satellite pushes Update and Delete alone, capitalised, a delete with recordData null")
{
    const QueueBatch batch {3,
        {{"5512", {"Location", "loc-2", Action::Insert, R"({"ID":"loc-2"})"}},
            {"5519", {"trans_line", "tl-8", Action::Delete, {}}}}};
    CHECK(compose(batch, Writing::Satellite)
        == R"({"queueLength":3,"data":[{"syncOutId":"5512","tableName":"Location","recordId":"loc-2","action":"Update",)"
           R"("recordData":{"ID":"loc-2"}},{"syncOutId":"5519","tableName":"trans_line","recordId":"tl-8",)"
           R"("action":"Delete","recordData":null}]})");
}

TEST_CASE("a pushed batch is read whichever way its actions and deletes are written")
{
    const auto [action, meant] = GENERATE(table<QByteArray, Action>({
        {"insert", Action::Insert},
        {"Insert", Action::Insert},
        {"update", Action::Update},
        {"Update", Action::Update},
        {"merge", Action::Merge},
        {"Merge", Action::Merge},
    }));
    const Result<QueueBatch> read
        = parseQueueBatch("{\"queueLength\":1,\"data\":[{\"syncOutId\":\"1\",\"tableName\":\"t\","
                          "\"recordId\":\"r\",\"action\":\""
                + action + "\",\"recordData\":{\"a\":1},\"extra\":[1,2]}]}",
            Reading::Request);
    REQUIRE(read.has_value());
    CHECK(read->records.first().record == Record {"t", "r", meant, R"({"a":1})"});
}

TEST_CASE("recordData of a delete may be missing, null, or there: it is not kept")
{
    const QByteArray data = GENERATE(as<QByteArray>(), "", ",\"recordData\":null", ",\"recordData\":{\"a\":1}");
    const Result<QueueBatch> read = parseQueueBatch(
        R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"t","recordId":"r","action":"Delete")" + data + "}]}");
    REQUIRE(read.has_value());
    CHECK(read->records.first().record == Record {"t", "r", Action::Delete, {}});
}

TEST_CASE("a record that cannot be taken stays in its batch without data, so that the rest goes on")
{
    const QByteArray entry = GENERATE(as<QByteArray>(), //
        R"({"syncOutId":"7","tableName":"t","recordId":"r","action":"update"})",
        R"({"syncOutId":"7","tableName":"t","recordId":"r","action":"update","recordData":null})",
        R"({"syncOutId":"7","tableName":"t","recordId":"r","action":"INSERT","recordData":{"a":1}})",
        R"({"syncOutId":"7","tableName":"t","recordId":"r","recordData":{"a":1}})");
    CAPTURE(entry);
    const Result<QueueBatch> read = parseQueueBatch("{\"queueLength\":2,\"data\":[" + entry
        + R"(,{"syncOutId":"8","tableName":"t","recordId":"s","action":"update","recordData":{}}]})");
    REQUIRE(read.has_value());
    REQUIRE(read->records.size() == 2);
    CHECK(read->records[0] == QueuedRecord {"7", {"t", "r", Action::Update, {}}});
    CHECK(read->records[1].record.data == "{}");
}

TEST_CASE("an entry without names, or that is no object, stays in its batch without names")
{
    const Result<QueueBatch> read
        = parseQueueBatch(R"({"queueLength":2,"data":[{"syncOutId":"7","action":"update","recordData":{}},5]})");
    REQUIRE(read.has_value());
    REQUIRE(read->records.size() == 2);
    CHECK(read->records[0].syncOutId == "7");
    CHECK(read->records[0].record.table.isEmpty());
    CHECK(read->records[1].syncOutId.isEmpty());
}

TEST_CASE("data may be absent or null, but nothing else than an array")
{
    CHECK(parseQueueBatch(R"({"queueLength":3})")->records.isEmpty());
    CHECK(parseQueueBatch(R"({"queueLength":3,"data":null})")->queueLength == 3);
    CHECK(parseCentralBatch(R"({"maxCursor":3})")->maxCursor == 3);
    CHECK(errorOf(parseQueueBatch(R"({"queueLength":3,"data":{}})")).code == ErrorCode::AnswerInvalid);
    CHECK(errorOf(parseCentralBatch(R"({"maxCursor":3,"data":"x"})")).code == ErrorCode::AnswerInvalid);
}

TEST_CASE("an id written as a number is read, a serial written as a text is not")
{
    const Result<QueueBatch> read = parseQueueBatch(
        R"({"queueLength":1,"data":[{"syncOutId":55,"tableName":"t","recordId":"r","action":"delete"}]})");
    CHECK(read->records.first().syncOutId == "55");
    CHECK(errorOf(parseCentralBatch(
                      R"({"maxCursor":1,"data":[{"ID":"1","tableName":"t","recordId":"r","action":"delete"}]})"))
              .code
        == ErrorCode::AnswerInvalid);
}

TEST_CASE("broken JSON around the records refuses the whole body")
{
    const QByteArray body
        = GENERATE(as<QByteArray>(), R"({"queueLength":1,"data":[{"syncOutId":"1","recordData":{"a":1}]})",
            R"({"queueLength":1,"data":[],})", R"({"queueLength":01,"data":[]})", R"({"queueLength":1,"data":[{}]} {})",
            R"({"queueLength":1,"data":[{"a":"}]})", "{\"queueLength\":1,\"data\":[],\"more\":\"\n\"}");
    CAPTURE(body);
    CHECK(errorOf(parseQueueBatch(body)).code == ErrorCode::AnswerNotJson);
    CHECK(errorOf(parseQueueBatch(body, Reading::Request)).code == ErrorCode::RequestMalformed);
}

TEST_CASE("line breaks between tokens of recordData go, its other bytes stay")
{
    const Result<QueueBatch> read = parseQueueBatch("{\"queueLength\":1,\"data\":[{\"syncOutId\":\"1\",\"tableName\":"
                                                    "\"t\",\"recordId\":\"r\",\"action\":\"update\","
                                                    "\"recordData\":{\n  \"a\" : 0.10,\r\n \"b\":\"x\\ny\" }}]}");
    CHECK(read->records.first().record.data == R"({  "a" : 0.10, "b":"x\ny" })");
}

TEST_CASE("the answer to a push says whether integration has started, or is refused")
{
    CHECK(parsePushAnswer(compose(PushAnswer {true}))->integrationStarted);
    CHECK_FALSE(parsePushAnswer(R"({"integrationStarted":false})")->integrationStarted);
    CHECK(errorOf(parsePushAnswer("{}")).code == ErrorCode::AnswerInvalid);
    CHECK(errorOf(parsePushAnswer("[]")).code == ErrorCode::AnswerInvalid);
}

TEST_CASE("A4: the answer to a push names what was not kept, and others need not")
{
    const PushAnswer answer {
        false, {{"5", QStringLiteral("record_data_broken"), QStringLiteral("a \"b\"")}, {"6", {}, {}}}};
    const QByteArray written = compose(answer);
    CHECK(written
        == R"({"integrationStarted":false,"notKept":[{"syncOutId":"5","code":"record_data_broken","message":"a \"b\""},)"
           R"({"syncOutId":"6","code":"","message":""}]})");
    const Result<PushAnswer> read = parsePushAnswer(written);
    REQUIRE(read);
    REQUIRE(read->notKept.size() == 2);
    CHECK(read->notKept.at(0).syncOutId == "5");
    CHECK(read->notKept.at(0).message == QStringLiteral("a \"b\""));
    CHECK(compose(PushAnswer {true}) == R"({"integrationStarted":true})");
    CHECK(parsePushAnswer(R"({"integrationStarted":true,"notKept":7})")->notKept.isEmpty());
}

TEST_CASE("acknowledged ids come back as they were written")
{
    const QList<QByteArray> ids {"q-901", "a\"b", "7"};
    CHECK(composeAcknowledgement(ids) == R"({"syncIDs":["q-901","a\"b","7"]})");
    CHECK(*parseAcknowledgement(composeAcknowledgement(ids)) == ids);
    CHECK(parseAcknowledgement(composeAcknowledgement({}))->isEmpty());
    CHECK(*parseAcknowledgement(R"({"syncIDs":[5],"more":1})") == QList<QByteArray> {"5"});
    CHECK(errorOf(parseAcknowledgement(R"({"syncIDs":[{}]})")).code == ErrorCode::RequestMalformed);
    CHECK(errorOf(parseAcknowledgement("{}")).code == ErrorCode::RequestMalformed);
}

TEST_CASE("an error in an answer of 2xx is that error, not a puzzle")
{
    const QByteArray body = R"({"error":{"code":"site_incorrect_password","message":"no","data":null}})";
    CHECK(errorOf(parseSiteInfo(body)).code == ErrorCode::SiteIncorrectPassword);
    CHECK(errorOf(parseQueueBatch(body)).code == ErrorCode::SiteIncorrectPassword);
}
