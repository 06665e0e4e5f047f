// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/toacknowledge.h"

#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct Pending {
    StoreSite satellite {2};
    ToAcknowledge list {satellite->connection()};

    Texts ids() { return valueOf(list.ids()); }
};

} // namespace

TEST_CASE("What is to be acknowledged comes back as it went in, whatever is in it, and goes one by one")
{
    Pending pending;
    const Texts odd {R"(a"b)", "a,b", R"(","x)", R"(\)", R"(back\")", "", "1"};
    require(pending.list.add(odd));
    require(pending.list.add({"10"}));
    CHECK(pending.ids() == odd + Texts {"10"});
    Texts left = odd + Texts {"10"};
    while (!left.isEmpty()) {
        require(pending.list.remove({left.takeFirst()}));
        CHECK(pending.ids() == left);
    }
}

TEST_CASE("Of what is to be acknowledged only the IDs that are named go, not longer ones that begin alike")
{
    Pending pending;
    require(pending.list.add({"1", "10", "2"}));
    require(pending.list.remove({"0"}));
    CHECK(pending.ids() == Texts {"1", "10", "2"});
    require(pending.list.remove({"1", "2"}));
    CHECK(pending.ids() == Texts {"10"});
    require(pending.list.remove({"1"}));
    CHECK(pending.ids() == Texts {"10"});
}

TEST_CASE("A batch that has come again after another one is acknowledged once, and nothing of it stays")
{
    Pending pending;
    const Texts a {"a1", "a2"};
    const Texts b {"b1", R"(b"2)"};
    const bool isFirstAgain = GENERATE(true, false);
    for (const Texts &batch : {a, b, b, isFirstAgain ? a : b})
        require(pending.list.add(batch));
    CHECK(pending.ids() == a + b);
    require(pending.list.remove(a + b));
    CHECK(pending.ids().isEmpty());
    require(pending.list.add({"c"}));
    CHECK(pending.ids() == Texts {"c"});
}

TEST_CASE("What an earlier build has left to be acknowledged goes with the rest, and comes before it")
{
    Pending pending;
    pending.satellite.sql("INSERT INTO to_acknowledge (sync_out_id) VALUES ('old'), ('both')");
    require(pending.list.add({"both", "new"}));
    CHECK(pending.ids() == Texts {"old", "both", "new"});
    require(pending.list.remove({"both", "new"}));
    CHECK(pending.ids() == Texts {"old"});
    require(pending.list.remove({"old"}));
    CHECK(pending.ids().isEmpty());
}
