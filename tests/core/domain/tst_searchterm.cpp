// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/searchterm.h"

#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("11.3: names are looked for without regard to case, accents and blanks at the ends")
{
    CHECK(searchKey(QStringLiteral("  Moana ")) == QStringLiteral("moana"));
    CHECK(searchKey(QString::fromUtf8("AMÉLIE")) == QStringLiteral("amelie"));
    CHECK(searchKey(QString::fromUtf8("Ame\u0301lie")) == QStringLiteral("amelie"));
    CHECK(searchKey(QString::fromUtf8("مُحَمَّد")) == searchKey(QString::fromUtf8("محمد")));
    CHECK(searchKey(QString::fromUtf8("Straße")) == searchKey(QString::fromUtf8("STRASSE")));
}

TEST_CASE("11.3: a wildcard counts at the ends alone, and nothing that is typed is one to the database")
{
    struct Row {
        const char *typed;
        const char *pattern;
    };
    const Row row = GENERATE(Row {"@Ana@", "%ana%"}, Row {"Ana@", "ana%"}, Row {"@Ana", "%ana"}, Row {"Ana", "ana"},
        Row {"@a@b@", "%a@b%"}, Row {"@50%_\\@", "%50\\%\\_\\\\%"}, Row {"", "%"}, Row {"@", "%"}, Row {"@@", "%"},
        Row {" ", "%"});
    const Result<SearchTerm> term = SearchTerm::fromText(QString::fromUtf8(row.typed));
    REQUIRE(term);
    CHECK(term->pattern() == QString::fromUtf8(row.pattern));
    CHECK(term->isAnything() == (term->pattern() == QStringLiteral("%")));
    CHECK_FALSE(SearchTerm::fromText(QString(500, u'a')));
    CHECK(SearchTerm().isAnything());
}
