// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsoncheck.h"
#include "core/domain/jsonscan.h"
#include "core/domain/jsontext.h"
#include "tests/support/catch.h"

#include <vector>

using namespace mailboat;

namespace {

JsonBody opened(const QByteArray &text)
{
    const Result<JsonBody> body = JsonBody::open(text, ErrorCode::RequestMalformed);
    REQUIRE(body);
    return *body;
}

} // namespace

TEST_CASE("A body gives its top-level values with their types")
{
    const JsonBody body = opened(
        R"( {"n":3,"d":3.0,"e":3e0,"neg":-5,"big":99999999999999999999,"s":"a\tb","b":true,"z":null,"o":{"n":1},"l":[]} )");
    CHECK(body.value("n").toInteger() == 3);
    CHECK(body.value("neg").toInteger() == -5);
    for (const char *key : {"d", "e", "big", "s", "b", "z", "o", "l", "absent"}) {
        CAPTURE(key);
        CHECK_FALSE(body.value(key).toInteger());
    }
    CHECK(body.value("d").type == JsonType::Number);
    CHECK(body.value("big").type == JsonType::Integer);
    CHECK(body.value("s").toString() == QByteArray("a\tb"));
    CHECK_FALSE(body.value("n").toString());
    CHECK(body.value("b").toBool() == true);
    CHECK_FALSE(body.value("n").toBool());
    CHECK(body.value("z").type == JsonType::Null);
    CHECK(body.value("z").isAbsentOrNull());
    CHECK(body.value("absent").type == JsonType::Absent);
    CHECK(fieldsOf(body.value("o")).value("n").toInteger() == 1);
    CHECK(body.fields().size() == 10);
}

TEST_CASE("A body gives the records of its array with their bytes")
{
    const JsonBody body
        = opened("{\"queueLength\":2,\"data\":[ {\"recordId\":\"1\",\"recordData\":{\"b\": 0.10,\n\"a\":\"]}\"} }\n, "
                 "{\"recordId\":\"2\",\"recordData\":null}],\"after\":7}");
    QList<QByteArray> ids;
    QList<Result<QByteArray>> data;
    const Result<> walked = body.forEachObject("data", [&](const JsonFields &record) -> Result<> {
        ids.append(record.value("recordId").toString().value_or("none"));
        data.append(storedObject(record.value("recordData")));
        return {};
    });
    CHECK(walked);
    CHECK(ids == QList<QByteArray> {"1", "2"});
    CHECK(data[0] == QByteArray("{\"b\": 0.10,\"a\":\"]}\"}"));
    CHECK(data[1].error().code == ErrorCode::RecordDataNotObject);
    CHECK(body.value("after").toInteger() == 7);
}

TEST_CASE("Elements that are no objects have no fields, and a failure ends the walk")
{
    const JsonBody body = opened(R"({"data":[1,"x",{"a":1},[{"a":2}],{},null,{"a":3}]})");
    QList<qint64> values;
    const auto walk = [&](qint64 last) {
        values.clear();
        return body.forEachObject("data", [&](const JsonFields &fields) -> Result<> {
            values.append(fields.value("a").toInteger().value_or(0));
            if (values.last() == last)
                return failure(ErrorCode::Cancelled);
            return {};
        });
    };
    CHECK(walk(3).error().code == ErrorCode::Cancelled);
    CHECK(values == QList<qint64> {0, 0, 1, 0, 0, 0, 3});
    CHECK_FALSE(walk(1));
    CHECK(values == QList<qint64> {0, 0, 1});
    CHECK(body.forEachObject("absent", [](const JsonFields &) -> Result<> { return failure(ErrorCode::Cancelled); }));
}

TEST_CASE("An array of strings and a body that is an array can be walked")
{
    const JsonBody body = opened(R"({"syncIDs":[ "a","b\"c" ,7 , [] ]})");
    QList<JsonValue> ids;
    const auto take = [&ids](const JsonValue &id) -> Result<> {
        ids.append(id);
        return {};
    };
    CHECK(forEachElement(body.value("syncIDs"), take));
    REQUIRE(ids.size() == 4);
    CHECK(ids[1].toString() == QByteArray("b\"c"));
    CHECK(ids[2].type == JsonType::Integer);
    CHECK(ids[3].isArray());

    const JsonBody list = opened(R"([{"a":1},{"a":2}])");
    CHECK(list.fields().size() == 0);
    int count = 0;
    CHECK(forEachObject(list.root(), [&](const JsonFields &fields) -> Result<> {
        count += fields.contains("a") ? 1 : 0;
        return {};
    }));
    CHECK(count == 2);
}

TEST_CASE("A body that is broken anywhere is refused whole, under the caller's code")
{
    for (const QByteArray text :
        {"", "{\"data\":[{\"recordData\":{\"a\":nul}}]}", "{\"data\":[{\"recordData\":{,,,}}]}",
            "{\"data\":[{\"recordData\":{\"a\":[1}]}]}", "{\"data\":[{\"recordData\":{\"a\":01.}}]}",
            "{\"data\":[{\"recordData\":{\"a\":\"\\q\"}}]}", "{\"data\":[]", "<html>"}) {
        CAPTURE(text);
        const Result<JsonBody> body = JsonBody::open(text, ErrorCode::AnswerNotJson);
        REQUIRE_FALSE(body);
        CHECK(body.error().code == ErrorCode::AnswerNotJson);
        CHECK_FALSE(body.error().values.value(QStringLiteral("why")).toString().isEmpty());
    }
}

TEST_CASE("Data nests as deep in a batch as it may on its own")
{
    const auto storedIn = [](int depth) {
        const QByteArray data = "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
        const JsonBody body = opened("{\"data\":[{\"recordData\":" + data + "}]}");
        Result<QByteArray> stored = failure(ErrorCode::RecordMissing);
        REQUIRE(body.forEachObject("data", [&](const JsonFields &record) -> Result<> {
            stored = storedObject(record.value("recordData"));
            return {};
        }));
        return stored ? stored->size() == data.size() : false;
    };
    CHECK(storedIn(maxJsonDepth));
    CHECK_FALSE(storedIn(maxJsonDepth + 1));
    const QByteArray tooDeep(100000, '[');
    CHECK_FALSE(JsonBody::open("{\"data\":" + tooDeep, ErrorCode::RequestMalformed));
}

TEST_CASE("13.7: the end of a string is found wherever its quote and what is escaped before it stand")
{
    // to the left of the end as many bytes as are looked at together, and some more
    for (int size = 0; size < 40; ++size) {
        for (const char *inside : {"", "\\\"", "\\\\", "\x01\xff", "\xa2\xdc", "!#[]"}) {
            for (int before = 0; before <= size; ++before) {
                const QByteArray text = QByteArray(before, 'x') + inside + QByteArray(size - before, 'y');
                const QByteArray whole = text + "\",\"more\"";
                CAPTURE(whole);
                CHECK(endOfJsonString(whole.begin(), whole.end()) - whole.begin() == text.size());
                const std::vector<char> cut(
                    text.begin(), text.end()); // so that the sanitizer sees a byte read too many
                CHECK(endOfJsonString(cut.data(), cut.data() + cut.size()) == cut.data() + cut.size());
            }
        }
        const QByteArray escaped = QByteArray(size, 'x') + '\\';
        CHECK(endOfJsonString(escaped.begin(), escaped.end()) == escaped.end());
    }
}

TEST_CASE("A body stays readable after it was moved, shared or given in as somebody else's bytes")
{
    const QByteArray source = R"({"a":"b"})";
    JsonBody first = opened(QByteArray::fromRawData(source.constData(), source.size()));
    const JsonBody copy = first;
    const JsonBody moved = std::move(first);
    CHECK(copy.value("a").toString() == QByteArray("b"));
    CHECK(moved.value("a").toString() == QByteArray("b"));
}
