// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/dialect.h"

#include "core/sql/statement.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("What stands in braces is spelled as the server wants it, the rest stays")
{
    const Dialect dialect({{QStringLiteral("text"), QStringLiteral("convert_from(%1, 'UTF8')")},
        {QStringLiteral("keyed"), QString()}, {QStringLiteral("row"), QStringLiteral("%1.number")}});
    CHECK(dialect.spell(QStringLiteral("SELECT 1")) == QStringLiteral("SELECT 1"));
    CHECK(dialect.spell(QStringLiteral("SELECT {row r} FROM record r WHERE a = {text ?} AND b = {text lower(?)}"))
        == QStringLiteral("SELECT r.number FROM record r WHERE a = convert_from(?, 'UTF8')"
                          " AND b = convert_from(lower(?), 'UTF8')"));
    CHECK(dialect.spell(QStringLiteral("{keyed}x{keyed}")) == QStringLiteral("x"));
}

TEST_CASE("A statement's text is one statement wherever it stands")
{
    const Statement &one = "SELECT 'dialect'"
                           " AS test"_sql;
    const Statement &same = "SELECT 'dialect' AS test"_sql;
    const Statement &other = "SELECT 'dialect' AS other"_sql;
    CHECK(&one == &same);
    CHECK(one.number() != other.number());
    CHECK(one.sql() == QStringLiteral("SELECT 'dialect' AS test"));
}
