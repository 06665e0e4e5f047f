// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsoncheck.h"
#include "core/domain/jsontext.h"
#include "core/domain/recorddata.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

bool isBroken(const QByteArray &text)
{
    const Result<QByteArray> result = normalisedObject(text);
    return !result && result.error().code == ErrorCode::RecordDataBroken
        && !result.error().values.value(QStringLiteral("why")).toString().isEmpty();
}

QByteArray nested(int depth)
{
    return "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
}

} // namespace

TEST_CASE("Data keeps its bytes: numbers, escapes and the order of keys")
{
    const QByteArray data
        = R"({"z":0.10,"a":1E+2,"b":12345678901234567890,"c":-0.0,"d":"é\u00e9\/\"\n","e":[ 1 , 2 ],"a":null})";
    const Result<QByteArray> stored = normalisedObject(data);
    REQUIRE(stored);
    CHECK(*stored == data);
}

TEST_CASE("Numbers that fit no machine type are JSON all the same")
{
    for (const QByteArray number : {"123456789012345678901234567890", "-98765432109876543210987", "1e400", "1E-999",
             "0.1234567890123456789012345678901234567890e+12"}) {
        const QByteArray data = "{\"a\":[1," + number + "],\"b\":\"01. 2\"}";
        CAPTURE(data);
        CHECK(normalisedObject(data) == data);
        CHECK(isBroken("{\"a\":" + number + ",\"b\":01}"));
        CHECK(isBroken("{\"a\":" + number + ",\"b\":\"\\q\"}"));
        CHECK(isBroken("{\"a\":" + number + "x}"));
    }
}

TEST_CASE("White space around the data and line breaks between tokens go, other blanks stay")
{
    CHECK(normalisedObject(" \t\r\n{\r\n  \"a\" :\n1,\n\t\"b\":\"x\\ny\"\n}\n ")
        == QByteArray("{  \"a\" :1,\t\"b\":\"x\\ny\"}"));
    CHECK(normalisedObject("{}") == QByteArray("{}"));
}

TEST_CASE("Broken JSON is refused")
{
    const QByteArray broken[] = {"", " ", "{", "}", "{\"a\":nul}", "{,,,}", "{\"a\":[1}]", "{\"a\":[1}]}",
        "{\"a\":01.}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":-}", "{\"a\":1e}",
        "{\"a\":0x1F}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":\"\\q\"}", "{\"\\q\":1}", "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12G4\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800x\"}", "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\xc3\"}", "{\"a\":\"\xed\xa0\x80\"}",
        "{\"a\":\"\xc0\x80\"}", "{\"a\":\"x\ny\"}", "{\"a\":\"x\ry\"}", "{\"a\":\"x\ty\"}", "{\"a\":1}x",
        "{\"a\":1}{\"a\":2}", "{\"a\":1} {}", "{\"a\":1},", "{\"a\":1}]", "{\"a\" 1}", "{\"a\":}", "{\"a\"}", "{a:1}",
        "{'a':1}", "{\"a\":1,}", "{\"a\":[1,]}", "{\"a\":[,1]}", "{\"a\":true false}", "{\"a\":tru}", "{\"a\":truex}",
        "{\"a\":\"x}", "// c\n{}", "{/* c */}", "{\"a\":1", "{\"a\":[[[[", "[{]}", "nul",
        QByteArray("{\"a\":\"x\0y\"}", 11), QByteArray("{\"a\":1}\0", 8), QByteArray("\0", 1), QByteArray("{\0}", 3)};
    for (const QByteArray &text : broken) {
        CAPTURE(text);
        CHECK(isBroken(text));
    }
}

TEST_CASE("JSON that is no object is no data")
{
    for (const QByteArray text : {"[]", "[{}]", "1", "\"{}\"", "null", "true"}) {
        CAPTURE(text);
        const Result<QByteArray> result = normalisedObject(text);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::RecordDataNotObject);
    }
}

TEST_CASE("Nesting is accepted to the limit and refused beyond it")
{
    CHECK(normalisedObject(nested(maxJsonDepth)) == nested(maxJsonDepth));
    CHECK(isBroken(nested(maxJsonDepth + 1)));
    CHECK(isBroken(nested(maxJsonDepth + 100)));
    CHECK(isBroken(nested(1000000)));
    CHECK(isBroken("{\"a\":" + QByteArray(1000000, '[')));
}

TEST_CASE("Large and small texts are checked alike")
{
    const QByteArray large = "{\"a\":\"" + QByteArray(3000000, 'x') + "\"}";
    CHECK(normalisedObject(large) == large);
    CHECK(isBroken(large.chopped(1)));
    CHECK(isBroken(large + 'x'));
    CHECK(normalisedObject("{\"a\":1}") == QByteArray("{\"a\":1}"));
}

TEST_CASE("13.7: a large text that is nearly all marks is judged as any other")
{
    constexpr qsizetype many = 600'000;
    for (const QByteArray piece : {"{}", "1", "-0.5e400", "[{}]", "12345678901234567890", "{\"\":[]}", "\"\\u00e9\""}) {
        CAPTURE(piece);
        const QByteArray large = "{\"a\":[" + QByteArray(piece + ',').repeated(many) + piece + "]}";
        CHECK(normalisedObject(large) == large);
    }
    for (const QByteArray piece : {"{", "01", "1}", "[,]", "{1:1}", "tru", "\"\\ud800\"", "\"\xff\"", "\"\x01\"", ""}) {
        CAPTURE(piece);
        CHECK(isBroken("{\"a\":[" + QByteArray("{},").repeated(many) + piece + "]}"));
        CHECK(isBroken("{\"a\":[" + QByteArray("{},").repeated(many) + "{}]}" + piece + '{'));
    }
}

TEST_CASE("Top-level values are read as text")
{
    const QByteArray data
        = R"({"s":"a\u00e9\ud83d\ude00\n\"","n":0.10,"i":7,"t":true,"f":false,"z":null,"o":{"s":"inner"},)"
          R"("l":["s","x"],"e":"","\u0069d":"escaped key","d":1,"d":"last"})";
    const auto values = topLevelValues(data, {"s", "n", "i", "t", "f", "z", "o", "l", "e", "id", "d", "absent"});
    CHECK(values.value("s") == "aé😀\n\"");
    CHECK(values.value("n") == "0.10");
    CHECK(values.value("i") == "7");
    CHECK(values.value("t") == "true");
    CHECK(values.value("f") == "false");
    CHECK(values.value("id") == "escaped key");
    CHECK(values.value("d") == "last");
    CHECK(values.contains("e"));
    for (const QByteArray key : {"z", "o", "l", "absent"})
        CHECK_FALSE(values.contains(key));
}

TEST_CASE("Damaged data gives no values and does no harm")
{
    const QByteArray whole = R"({"a":"x\u00e9\\","b":[1,{"c":"}"}],"d":-1.5e3,"e":true})";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        // a copy of exactly that size, so that the sanitizer sees a byte read too many
        const std::vector<char> cut(whole.begin(), whole.begin() + size);
        topLevelValues(QByteArrayView(cut.data(), size), {"a", "b", "d", "e"});
        CHECK(forEachElement(
            {JsonType::Array, QByteArrayView(cut.data(), size)}, [](const JsonValue &) -> Result<> { return {}; }));
        unescaped(QByteArrayView(cut.data(), size));
    }
    CHECK(topLevelValues("", {"a"}).isEmpty());
    CHECK(topLevelValues("}", {"a"}).isEmpty());
    CHECK(topLevelValues("{\"a\"", {"a"}).isEmpty());
}

TEST_CASE("Quoting and reading give the same text back")
{
    QByteArray all;
    for (int c = 0; c < 128; ++c)
        all += static_cast<char>(c);
    all += "é😀";
    const QByteArray json = "{\"a\":" + quoted(all) + '}';
    REQUIRE(normalisedObject(json));
    CHECK(topLevelValues(json, {"a"}).value("a") == all);
    CHECK(quoted("a\"\\\n\x1f/") == R"("a\"\\\u000a\u001f/")");
}

TEST_CASE("A record written as a line is read back byte for byte")
{
    const Record record {"trans_line", "a\"b\\é", Action::Update, R"({"ID": "x", "n":0.10, "u":"\u00e9"})"};
    const QByteArray line = recordLine(record);
    CHECK(
        line == R"({"tableName":"trans_line","recordId":"a\"b\\é","recordData":{"ID": "x", "n":0.10, "u":"\u00e9"}})");
    CHECK(recordFromLine(line) == record);
}

TEST_CASE("A line is read with keys in any order, escaped keys and extra keys")
{
    const Result<Record> record = recordFromLine(
        R"( {"extra":{"recordId":"no"},"recordData":{"a":[{}]},"r\u0065cordId":"1","syncOutId":"7","tableName":"it\u0065m"} )");
    REQUIRE(record);
    CHECK(record->table == "item");
    CHECK(record->id == "1");
    CHECK(record->data == R"({"a":[{}]})");
}

TEST_CASE("A line that is no record is refused with its reason")
{
    const auto codeOfLine = [](const QByteArray &line) {
        const Result<Record> record = recordFromLine(line);
        return record ? QString() : codeOf(record.error().code);
    };
    CHECK(codeOfLine(R"({"recordId":"1","recordData":{}})") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine(R"({"tableName":"item","recordData":{}})") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":1,"recordData":{}})") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine(R"({"tableName":null,"recordId":"1","recordData":{}})") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine(R"({"tableName":"","recordId":"1","recordData":{}})") == QStringLiteral("table_name_invalid"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":"a\u0000","recordData":{}})")
        == QStringLiteral("record_id_invalid"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":"1"})") == QStringLiteral("record_data_not_object"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":"1","recordData":null})")
        == QStringLiteral("record_data_not_object"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":"1","recordData":"{}"})")
        == QStringLiteral("record_data_not_object"));
    CHECK(codeOfLine(R"({"tableName":"item","recordId":"1","recordData":{"a":01.}})")
        == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine("[]") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine("") == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine("{\"tableName\":\"item\",\"recordId\":\"1\",\"recordData\":" + nested(maxJsonDepth + 1) + '}')
        == QStringLiteral("record_data_broken"));
    CHECK(codeOfLine("{\"tableName\":\"item\",\"recordId\":\"1\",\"recordData\":" + nested(maxJsonDepth) + '}')
              .isEmpty());
}

TEST_CASE("13.3: data are looked through once, and are not copied where nothing has to go")
{
    const QByteArray asStored = R"({"ID":"a","n":0.10,"nested":{"ID":"b"}})";
    const Result<RecordData> read = RecordData::read(asStored);
    REQUIRE(read);
    CHECK(read->bytes().constData() == asStored.constData());
    CHECK(read->fields().size() == 3);
    CHECK(read->fields().value("ID").scalarText() == "a");
    CHECK(read->fields().value("n").scalarText() == "0.10");

    const Result<RecordData> spaced = RecordData::read("\xEF\xBB\xBF {\n\"ID\" : \"a\"\n} ");
    REQUIRE(spaced);
    CHECK(spaced->bytes() == R"({"ID" : "a"})");
    const RecordData copy = *spaced;
    CHECK(copy.fields().value("ID").text.data() >= copy.bytes().constData());
    CHECK(copy.fields().value("ID").text.data() < copy.bytes().constData() + copy.bytes().size());

    CHECK(RecordData::read(nested(maxJsonDepth)));
    const Result<RecordData> deep = RecordData::read(nested(maxJsonDepth + 1));
    REQUIRE_FALSE(deep);
    CHECK(deep.error().code == ErrorCode::RecordDataBroken);
    CHECK(RecordData::read("[]").error().code == ErrorCode::RecordDataNotObject);
}
