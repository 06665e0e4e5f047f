// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonmerge.h"

#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("What an object leaves out stays as it was, byte for byte, in its place")
{
    struct Row {
        const char *before;
        const char *change;
        const char *merged;
    };
    const Row row = GENERATE(Row {"{}", "{}", "{}"}, Row {"{}", R"({"a":1})", R"({"a":1})"},
        Row {R"({"a":0.10,"b":[1, 2]})", R"({"b":null,"c":{"d":1}})", R"({"a":0.10,"b":null,"c":{"d":1}})"},
        Row {R"({"a":1,"a":2})", "{}", R"({"a":2})"}, Row {R"({"a":1})", R"({"a":2,"a":3})", R"({"a":3})"},
        Row {R"({"\u0061":1})", R"({"a":"x\ny"})", R"({"a":"x\ny"})"});
    CHECK(mergedObject(row.before, row.change) == row.merged);
}
