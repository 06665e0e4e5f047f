// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/storenames.h"

#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("11.7: a store is called what its records say, by name and code; where they say nothing, by its ID")
{
    StoreSite site(1);
    site.put("name", "n", R"({"ID":"n","name":" Hill clinic ","code":"not this one"})");
    site.put("store", "both", R"({"ID":"both","name_ID":"n","code":"HILL"})");
    site.put("store", "nameless", R"({"ID":"nameless","name_ID":"?","code":"HILL-2"})");
    site.put("store", "codeless", R"({"ID":"codeless","name_ID":"n","code":null})");
    site.put("store", "bare", R"({"ID":"bare","name_ID":""})");
    const Result<QList<StoreName>> names = storeNames(site->connection(),
        {QStringLiteral("codeless"), QStringLiteral("both"), QStringLiteral("nameless"), QStringLiteral("bare"),
            QStringLiteral("not here")});
    REQUIRE(names);
    QStringList words;
    for (const StoreName &name : *names)
        words.append(name.words());
    CHECK(words
        == QStringList {QStringLiteral("Hill clinic"), QStringLiteral("Hill clinic (HILL)"), QStringLiteral("HILL-2"),
            QStringLiteral("bare"), QStringLiteral("not here")});
    CHECK(names->first().id == QStringLiteral("codeless"));
    CHECK(storeNames(site->connection(), {})->isEmpty());
}
