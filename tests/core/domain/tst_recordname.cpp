// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordname.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("a record is called by its name, else by what tells people which one it is")
{
    CHECK(recordName(R"({"ID":"A","code":"am","name":"Amoxicillin"})") == QStringLiteral("Amoxicillin"));
    CHECK(recordName(R"({"ID":"A","item_name":"Amoxicillin","first":"x"})") == QStringLiteral("Amoxicillin"));
    CHECK(recordName(R"({"first":"Awa","last":"Ba"})") == QStringLiteral("Awa Ba"));
    CHECK(recordName(R"({"name":" ","first_name":"","last_name":"Ba"})") == QStringLiteral("Ba"));
    CHECK(recordName(R"({"ID":"A","invoice_num":42})") == QStringLiteral("42"));
    CHECK(recordName(R"({"ID":"A","name":null,"store_ID":"S"})").isEmpty());
    CHECK(recordName("").isEmpty());
    CHECK(recordName("{broken").isEmpty());
    CHECK(recordName(R"({"name":")" + QByteArray(500, 'a') + R"("})").size() == 81);
}
