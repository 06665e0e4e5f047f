// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonmeasure.h"

#include "core/domain/jsonbody.h"
#include "tests/support/catch.h"

#include <vector>

using namespace mailboat;

namespace {

JsonMeasure measured(const QByteArray &text)
{
    return JsonMeasure::of(text, "data");
}

} // namespace

TEST_CASE("D2: what a body lists is counted without reading it")
{
    CHECK(measured(R"({"queueLength":0,"data":[]})").listed == 0);
    CHECK(measured(R"({"data":[ {} ]})").listed == 1);
    CHECK(measured(R"({"more":[1,2,3],"data":[{"data":[1,2]},{}, 7,"a,b" ,[1,2],null],"last":[1]})").listed == 6);
    CHECK(measured(R"({"data":[{},{}],"data":[{}]})").listed == 3); // a reader takes either
    CHECK(measured(R"({"d\u0061ta":[1,2]})").listed == 2);
    CHECK(measured(R"({"a":{"data":[1,2]},"b":"data"})").listed == 0);
    CHECK(measured(R"({"a":"\"data\":[1,2]"})").listed == 0);
    CHECK(measured("[1,2]").listed == 0);
    const QByteArray many = "{\"data\":[" + QByteArray("{},").repeated(100000) + "{}]}";
    CHECK(measured(many).listed == 100001);
}

TEST_CASE("D2: what costs a reader memory is counted: values, the longest element, the widest object")
{
    const JsonMeasure measure = measured(R"({"data":[{"a":1,"b":{"c":1,"d":2,"e":3}}, "xy" ]})");
    CHECK(measure.longest == qsizetype(strlen(R"({"a":1,"b":{"c":1,"d":2,"e":3}})")));
    CHECK(measure.widest == 3);
    CHECK(measure.marks == 14);
    CHECK(measure.bytesToRead(50) > 50);
    CHECK(measured("[" + QByteArray("1,").repeated(1000) + "1]").marks == 1001);
    CHECK(measured("{" + QByteArray("\"\":1,").repeated(1000) + "\"\":1}").widest == 1001);
}

TEST_CASE("D2: a text that is no JSON is counted too, and does no harm")
{
    const QByteArray whole = R"({"data":[{"a":"x\u00e9\\"},[1,{"b":"]"}],"c\"]",-1.5e3],"d":{"e":true}})";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        // a copy of exactly that size, so that the sanitizer sees a byte read too many
        const std::vector<char> cut(whole.begin(), whole.begin() + size);
        CHECK(JsonMeasure::of(QByteArrayView(cut.data(), size), "data").listed <= 4);
    }
    // brackets that do not fit hide nothing of what stands behind them
    const QByteArray wide = "{" + QByteArray("\"\":1,").repeated(1000) + "\"\":1}";
    for (const char *bad : {"{[},", "{[}", "]", "{]},"})
        CHECK(measured("{\"data\":[" + QByteArray(bad).repeated(100) + wide + "]}").widest >= 1000);
    for (const char *text : {"", "]]]]", "}}{{", "\"", "\\", "{\"data\":[", "{\"data\":[,,,", ":::"})
        CHECK(measured(text).listed == 0);
}
