// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/strictreader.h"

#include "core/domain/jsontext.h"
#include "tests/support/catch.h"

#include <QElapsedTimer>

using namespace mailboat;

namespace {

QByteArray nested(int depth)
{
    return QByteArray(R"({"n":)" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}');
}

QByteArray numbered(const QByteArray &number)
{
    return R"({"n":)" + number + '}';
}

} // namespace

TEST_CASE("A3: what a strict reader cannot take of a record is named with its byte")
{
    struct Case {
        QByteArray data;
        QByteArray words;
    };
    const QByteArray beyond = "a number is larger than a double can be";
    const Case cases[] = {
        {R"({"ID":"a","n":1e400})", beyond + ", at byte 15"},
        {R"({"n":[0,-1E+309]})", beyond + ", at byte 9"},
        {R"({"n":1.8e308,"m":1})", beyond + ", at byte 6"},
        {R"({"n":0.00001e314})", beyond + ", at byte 6"},
        {R"({"n":123e99999999999999999999})", beyond + ", at byte 6"},
        {numbered(QByteArray(400, '9')), beyond + ", at byte 6"},
        {numbered(QByteArray(400, '9') + ".5"), beyond + ", at byte 6"},
        {nested(101), "it nests deeper than 100 levels, at byte 105"},
        {R"({"t":"a\u0000b"})", "a text has the character U+0000, at byte 8"},
        {R"({"t":"\\\u0000"})", "a text has the character U+0000, at byte 9"},
        {R"({"a\u0000":1})", "a text has the character U+0000, at byte 4"},
        {R"({"ID":"a","ID":"a"})", "the key ID stands there twice, at byte 11"},
        {R"({"ID":"a","\u0049D":"a"})", "the key \\u0049D stands there twice, at byte 11"},
        {R"({"a":{"ID":1,"b":{},"ID":2}})", "the key ID stands there twice, at byte 21"},
        {R"({"a":[{"b":1},{"b":1,"c":[{"b":2}],"b" :3}]})", "the key b stands there twice, at byte 36"},
        {R"({"data":1,"data":2})", "the key data stands there twice, at byte 11"},
        {R"({"data":{"a":1,"a":2},"x":{"a":1,"a":2}})", "the key a stands there twice, at byte 34"},
        {R"({"data":"1e400","x":{"data":{"a":1,"a":2}}})", "the key a stands there twice, at byte 36"},
        {R"({"data":[1e400]})", beyond + ", at byte 10"},
    };
    for (const Case &wrong : cases) {
        CAPTURE(wrong.data.toStdString());
        REQUIRE(normalisedObject(wrong.data) == wrong.data);
        const auto fault = strictFault(wrong.data, {"data"});
        REQUIRE(fault.has_value());
        CHECK(fault->words().toUtf8() == wrong.words);
    }
}

TEST_CASE("A3: what a strict reader takes is not held against a record")
{
    const QByteArray records[] = {
        "{}",
        R"({"ID":"a","n":1.797693134862314e308,"m":-1e-400,"k":0e999,"l":0.0,"i":12345678901234567890123,"z":-0})",
        numbered(QByteArray(400, '9') + "e-200"),
        numbered("0." + QByteArray(400, '0') + '1'),
        numbered(QByteArray(300, '9')),
        nested(100),
        R"({"t":"1e400 \\u0000 \"ID\":1,\"ID\":2","ID":"{[{[{["})",
        R"({"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":2}],"x":"x","X":"x"})",
        R"({"data":{"a":1,"a":[{"b":1,"b":2}]},"a":1})",
        R"({"data" : [{"a":1,"a":2}], "a" : {"data":1}})",
    };
    for (const QByteArray &record : records) {
        CAPTURE(record.toStdString());
        REQUIRE(normalisedObject(record) == record);
        const auto fault = strictFault(record, {"data"});
        CHECK_FALSE(fault.has_value());
    }
}

TEST_CASE("A3: a key that stands twice is found among any number of keys, in time that grows with them")
{
    for (const int count : {2, 63, 64, 65, 100'000}) {
        QByteArray keys;
        for (int n = 0; n < count; ++n)
            keys += "\"key" + QByteArray::number(n) + "\":0,";
        QElapsedTimer timer;
        timer.start();
        const auto none = strictFault(QByteArray("{" + keys + "\"last\":0}"));
        const auto first = strictFault(QByteArray("{" + keys + "\"key0\":0}"));
        const auto escaped = strictFault(QByteArray("{\"a\":{\"\\u006bey1\":0," + keys + "\"last\":0}}"));
        CHECK(timer.elapsed() < 5000);
        CHECK_FALSE(none.has_value());
        REQUIRE(first.has_value());
        CHECK(first->at == keys.size() + 1);
        CHECK(escaped.has_value());
    }
}

TEST_CASE("A3: text that is no JSON is left alone, and no byte beyond it read")
{
    const QByteArray whole = R"({"a\u0000":[{"b":1e400,"a":"\\"},"x"],"a":1})";
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const QByteArray cut(whole.constData(), length); // a copy of its own, so that the sanitizer sees its end
        (void)strictFault(cut);
    }
    for (const QByteArray &text : {QByteArray("}]}"), QByteArray("\"\\"), QByteArray("-"), QByteArray("1e")})
        CHECK_FALSE(strictFault(text).has_value());
}
