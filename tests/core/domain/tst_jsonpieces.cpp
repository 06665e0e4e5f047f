// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonpieces.h"

#include "core/domain/jsoncheck.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"

#include <QElapsedTimer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

JsonPieces cut(const QByteArray &body)
{
    return JsonPieces::cut(body, "data", "recordId");
}

QByteArray record(const QByteArray &id, const QByteArray &data)
{
    return R"({"tableName":"item","recordId":")" + id + R"(","action":"insert","recordData":)" + data + '}';
}

QByteArray between(const QByteArray &middle)
{
    return R"({"maxCursor":7,"data":[)" + record("first", "{}") + ',' + middle + ", " + record("last", "{}")
        + R"( ],"more":[1,{"a":2}]})";
}

} // namespace

TEST_CASE("A1: what is no JSON is named with its byte, whatever is wrong with it")
{
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        const auto fault = jsonFault(broken.data, maxJsonDepth + 8);
        REQUIRE(fault);
        CHECK(fault->at + 1 == broken.byte);
        CHECK_FALSE(fault->why.isEmpty());
        const auto problem = jsonProblem(QByteArrayView(broken.data));
        REQUIRE(problem);
        CHECK(problem->endsWith(QStringLiteral(", at byte %1").arg(broken.byte)));
    }
}

TEST_CASE("No fault is found in what is JSON")
{
    for (const char *text : {"{}", "[]", "0", "-0.10e+5", "\"\"", " { \"a\" : [ true , false , null , {} ] } ",
             R"("\u0000\ud83d\ude00\/\"\\b")", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"",
             "12345678901234567890123e999"}) {
        CAPTURE(text);
        CHECK_FALSE(jsonFault(text, maxJsonDepth));
        CHECK_FALSE(jsonProblem(QByteArrayView(text)));
    }
    for (const char *text :
        {"", " ", "{", "[1", "\"a", "tru", "{\"a\"", "{\"a\":", "-", "[1 2]", "{} {}", "]", "{\"a\":1]"}) {
        CAPTURE(text);
        CHECK(jsonFault(text, maxJsonDepth));
    }
}

TEST_CASE("A1: a record that is no JSON is a piece of its own, between its neighbours")
{
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        const QByteArray middle = record("bad", broken.data);
        const QByteArray body = between(middle);
        const JsonPieces pieces = cut(body);
        REQUIRE_FALSE(pieces.fault);
        REQUIRE(pieces.elements.size() == 3);
        CHECK(pieces.elements[0] == record("first", "{}"));
        CHECK(pieces.elements[1] == middle);
        CHECK(pieces.elements[2] == record("last", "{}"));
        CHECK(pieces.envelope == R"({"maxCursor":7,"data":[],"more":[1,{"a":2}]})");

        const JsonFields fields = fieldsOfBroken(pieces.elements[1]);
        CHECK(fields.value("tableName").toString() == QByteArray("item"));
        CHECK(fields.value("recordId").toString() == QByteArray("bad"));
        CHECK(fields.value("action").toString() == QByteArray("insert"));
        if (!QByteArray(broken.kind).contains("too many") && QByteArray(broken.kind) != "text behind it")
            CHECK(fields.value("recordData").text == broken.data);
    }
}

TEST_CASE("A1: what stands where a record should is a piece, and commas too many between records are nothing")
{
    const QByteArray body = R"({"data":[,,1,nonsense,{"recordId":007},,]})";
    const JsonPieces pieces = cut(body);
    REQUIRE_FALSE(pieces.fault);
    CHECK(pieces.elements == QList<QByteArrayView> {"1", "nonsense", R"({"recordId":007})"});
    CHECK(cut(R"({"data":[ ],"n":1})").elements.isEmpty());
}

TEST_CASE("A1: what breaks the envelope is a fault with its byte, and the records before it are there")
{
    const QByteArray first = R"({"data":[)" + record("first", "{}") + ',';
    const auto [body, whole] = GENERATE_COPY(table<QByteArray, int>({
        {first + record("open", R"({"n":"a)") + ',' + record("last", "{}") + "]}", 1}, // a string without an end
        {first + record("open", R"({"n":"5" pipe"})") + ',' + record("mid", R"({"n":"6" pipe"})") + ','
                + record("last", "{}") + "]}",
            1}, // two, which would take in what stands between them
        {first + record("open", R"({"n":{"m":1})") + ',' + record("last", "{}") + "]}", 1},
        {first + record("open", R"({"n":[{"m":1})") + ',' + record("last", "{}") + "]}", 1},
        {first + record("cut", R"({"n":)"), 1},
        {first.chopped(1), 0},
        {first + "]", 1},
        {first + "],}", 1},
        {first + "]} x", 1},
        {first + R"(],"n":007})", 1},
        {first + R"(],"data":[{}]})", 1},
        {R"({"data":[)", 0},
        {R"({"n":007,"data":[]})", 0},
        {R"({"data")", 0},
        {"{", 0},
        {"[]x", 0},
    }));
    CAPTURE(body);
    const JsonPieces pieces = cut(body);
    REQUIRE(pieces.fault);
    CHECK(pieces.elements.size() == whole);
    CHECK(pieces.fault->at <= body.size());
    CHECK_FALSE(pieces.fault->why.isEmpty());
    if (body.contains("007"))
        CHECK(body.sliced(pieces.fault->at).startsWith("007"));
}

TEST_CASE("A1: hostile batches cost no more than their length")
{
    constexpr int size = 4000000;
    const QByteArray body = GENERATE_COPY(as<QByteArray>(), R"({"data":[)" + QByteArray(size, '['),
        R"({"data":[)" + QByteArray(size / 2, '[') + QByteArray(size / 2, '}') + "]}",
        R"({"data":[)" + QByteArray("[}").repeated(size / 2) + "]}",
        R"({"data":[)" + QByteArray("{\"recordId\"").repeated(size / 11) + "]}",
        R"({"data":[)" + QByteArray("{\"a").repeated(size / 3),
        R"({"data":[)" + QByteArray("007,").repeated(size / 4) + "]}", QByteArray("{\"a\":").repeated(size / 5));
    QElapsedTimer time;
    time.start();
    const JsonPieces pieces = cut(body);
    for (const QByteArrayView element : pieces.elements)
        fieldsOfBroken(element);
    CHECK(time.elapsed() < 20000); // seconds where it should be tenths: quadratic would be hours
}

TEST_CASE("D2: a body is cut into so many pieces and no more")
{
    const QByteArray body = "{\"data\":[" + QByteArray("x,").repeated(1000) + "y]}";
    CHECK(JsonPieces::cut(body, "data", "recordId").elements.size() == 1001);
    const JsonPieces few = JsonPieces::cut(body, "data", "recordId", 10);
    CHECK(few.isTooMany);
    CHECK(few.elements.size() == 10);
    CHECK_FALSE(JsonPieces::cut(body, "data", "recordId", 1001).isTooMany);
    // brackets that do not add up hide none of them
    const QByteArray unbalanced = "{\"data\":[{[}," + QByteArray("{[},").repeated(1000) + "0]}";
    CHECK(JsonPieces::cut(unbalanced, "data", "recordId", 10).isTooMany);
}

TEST_CASE("11.2: the values of some keys are found among broken ones, the last of each, and nothing else is kept")
{
    const QByteArray text = R"({"a":1,"b":{"a":2,"x":007},"c":"\ud800","a":[1,,],"d":{"b":3},"b":null,)"
                            R"("\u0065":true,"f":"}","g")";
    const QList<JsonValue> values = valuesOfBroken(text, {"b", "d", "missing", "f", "e"});
    REQUIRE(values.size() == 5);
    CHECK(values.at(0).type == JsonType::Null);
    CHECK(values.at(1).text == QByteArrayView(R"({"b":3})"));
    CHECK(values.at(2).type == JsonType::Absent);
    CHECK(values.at(3).toString() == "}");
    CHECK(values.at(4).text == QByteArrayView("true"));
    for (const QByteArray &none :
        {QByteArray(), QByteArray("["), QByteArray("{"), QByteArray("{\"a\""), QByteArray("x")})
        CHECK(valuesOfBroken(none, {"a"}).constFirst().isAbsentOrNull());
}
