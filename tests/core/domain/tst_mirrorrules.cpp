// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mirrorrules.h"

#include "core/domain/routing.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("11.3: every table with counterparts is one of transfers, and its lines have some, too")
{
    const MirrorRules &rules = MirrorRules::builtIn();
    const Routing &routing = Routing::builtIn();
    int families = 0;
    for (const TableRule &rule : routing.rules()) {
        if (!rules.of(rule.table))
            continue;
        CHECK(rule.category == Category::Transfer);
        families += rule.parentTable.isEmpty() ? 1 : 0;
        for (const QByteArray &lines : routing.childTables(rule.table))
            CHECK(rules.of(lines));
    }
    CHECK(families == 2);
    CHECK_FALSE(rules.of("unit"));
    CHECK_FALSE(MirrorRules::fromJson("{}"));
    CHECK_FALSE(MirrorRules::fromJson(R"({"tables":[{}]})"));
}

TEST_CASE("11.3: other values take the place of what stood there, all other bytes stay")
{
    CHECK(withValues(
              R"({"a":1.50,"b":"x","om_c":2,"d":{"om_e":[ 1 ]}})", {{"b", "\"y\""}, {"z", "-1"}, {"k", "0"}}, "om_")
        == R"({"a":1.50,"b":"y","d":{"om_e":[ 1 ]},"k":0,"z":-1})");
    CHECK(withValues(R"({"a":1,"a":2,"\u0061":3})", {{"a", "4"}}, "") == R"({"a":4})");
    CHECK(withValues("{}", {}, "om_") == "{}");
    CHECK(withValues("{}", {{"a", "1"}}, "om_") == R"({"a":1})");
}

TEST_CASE("11.3: a derived ID is the same every time, and of each source and kind another")
{
    const QByteArray id = derivedId({"transact", "t"}, "mirror");
    CHECK(id.size() == 36);
    CHECK(derivedId({"transact", "t"}, "mirror") == id);
    CHECK(derivedId({"transact", "u"}, "mirror") != id);
    CHECK(derivedId({"trans_line", "t"}, "mirror") != id);
    CHECK(derivedId({"transact", "t"}, "item_line_ID") != id);
}
