// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace mailboat::test {

struct BrokenJson {
    const char *kind;
    QByteArray data; ///< as recordData; its strings and brackets show where it ends
    qsizetype byte; ///< where it is at fault, from 1
};

/// What programs that put their JSON together by hand send.
inline QList<BrokenJson> brokenJson()
{
    return {
        {"lone surrogate", R"({"ID":"bad","n":"Ward \ud83d"})", 23},
        {"lone low surrogate", R"({"n":"\udc00"})", 7},
        {"raw line break", "{\"n\":\"a\nb\"}", 8},
        {"raw control character", "{\"n\":\"\x01\"}", 7},
        {"Latin-1 byte", "{\"n\":\"Caf\xe9\"}", 10},
        {"overlong UTF-8", "{\"n\":\"\xc0\xaf\"}", 7},
        {"300 brackets", "{\"n\":" + QByteArray(300, '[') + QByteArray(300, ']') + '}', 269},
        {"number with zeros", R"({"n":007})", 6},
        {"number without an end", R"({"n":1.})", 6},
        {"no number", R"({"n":NaN})", 6},
        {"no word", R"({"n":nul})", 6},
        {"a comma too many", R"({"n":1,})", 8},
        {"two commas", R"({"n":1,,"m":2})", 8},
        {"commas alone", "{,,,}", 2},
        {"escape", R"({"n":"\q"})", 7},
        {"quotes in a string", R"({"n":"say "hi" there"})", 12},
        {"no colon", R"({"n" 1})", 6},
        {"single quotes", R"({'n':1})", 2},
        {"a bracket missing", R"({"n":[1})", 8},
        {"a bracket too many", R"({"n":1]})", 7},
        {"a brace too many", R"({"n":1}})", 8},
        {"text behind it", R"({"n":1} x)", 9},
        {"a zero byte", QByteArray("{\"n\":\0}", 7), 6},
    };
}

} // namespace mailboat::test
