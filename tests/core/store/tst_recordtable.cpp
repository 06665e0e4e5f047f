// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordtable.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("The head of a record is read once and stays what is written through the same table")
{
    StoreSite site(1);
    site.put("transact", "t", R"({"store_ID":"s2","name_ID":"n"})");
    RecordTable records(site->connection());
    const RecordKey key {"transact", "t"};
    const RecordKey missing {"transact", "u"};
    CHECK(valueOf(records.head(key))->links.name == "n");
    CHECK(valueOf(records.head(key))->origin == primarySyncId);
    CHECK_FALSE(valueOf(records.head(missing)).has_value());

    // What is written past it is not seen: it is made for one transaction.
    site.sql("UPDATE record SET name = 'm'");
    CHECK(valueOf(records.head(key))->links.name == "n");
    CHECK(valueOf(RecordTable(site->connection()).head(key))->links.name == "m");

    const auto stored = [](const Record &record) { return storedForm(record, SyncId {2}); };
    REQUIRE(valueOf(records.put(stored(upsert("transact", "t", R"({"store_ID":"s2","name_ID":"o"})")))));
    CHECK(valueOf(records.head(key))->links.name == "o");
    CHECK(valueOf(records.head(key))->origin == SyncId {2});
    REQUIRE(valueOf(records.put(stored(upsert("transact", "u", R"({"name_ID":"o"})")))));
    CHECK(valueOf(records.head(missing))->links.name == "o");
    // The same bytes again change nothing, their origin neither.
    REQUIRE_FALSE(valueOf(records.put(storedForm(upsert("transact", "u", R"({"name_ID":"o"})"), SyncId {3}))));
    CHECK(valueOf(records.head(missing))->origin == SyncId {2});
    REQUIRE(valueOf(records.erase(key)));
    CHECK_FALSE(valueOf(records.head(key)).has_value());
}
