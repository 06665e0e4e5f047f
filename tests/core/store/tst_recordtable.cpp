// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/connection.h"
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

TEST_CASE("15.4: the tables that have records are told once each, in order")
{
    StoreSite site(1);
    CHECK(valueOf(RecordTable(site->connection()).tables()).isEmpty());
    for (const char *id : {"a", "b"}) {
        site.put("unit", id, "{}");
        site.put("item", id, "{}");
        site.put("Location", id, "{}");
    }
    CHECK(valueOf(RecordTable(site->connection()).tables()) == QList<QByteArray> {"Location", "item", "unit"});
}

TEST_CASE("13.3: records that are read ahead at once are those that stand there, also once they are changed")
{
    StoreSite site(1);
    const QByteArray large = R"({"n":")" + QByteArray(20'000, 'x') + "\"}";
    const QByteArray odd = QByteArrayLiteral("a\"b\\c\xc3\xa4']");
    site.put("unit", odd, R"({"n":1})");
    site.put("unit", "large", large);
    site.put("Location", "a", R"({"store_ID":"s"})");
    RecordTable records(site->connection());
    const RecordKey strange {"unit", odd};
    require(records.readAhead(
        {strange, {"unit", "large"}, {"unit", "none"}, {"Location", "a"}, {"Location", "a"}, {"unit", "a"}}));
    site.sql("UPDATE record SET data = '{\"n\":2}', name = 'later'"); // past it: what has been read is not read again
    CHECK(valueOf(records.find(strange))->data == R"({"n":1})");
    CHECK(valueOf(records.find({"Location", "a"}))->links.store == "s");
    CHECK(valueOf(records.find({"Location", "a"}))->links.name.isEmpty());
    CHECK(valueOf(records.head({"unit", "large"}))->links.name.isEmpty());
    CHECK(valueOf(records.find({"unit", "large"}))->data == R"({"n":2})"); // but what is large
    CHECK_FALSE(valueOf(records.find({"unit", "none"})));
    CHECK_FALSE(valueOf(records.head({"unit", "a"})));

    REQUIRE(valueOf(records.put(storedForm(upsert("unit", odd, R"({"n":3})"), SyncId {2}))));
    CHECK(valueOf(records.find(strange))->data == R"({"n":3})");
    REQUIRE(valueOf(records.put(storedForm(upsert("unit", "none", R"({"n":4})"), SyncId {2}))));
    CHECK(valueOf(records.find({"unit", "none"}))->data == R"({"n":4})");
    require(records.setOrigin(*valueOf(records.head({"Location", "a"})), SyncId {3}));
    CHECK(valueOf(records.find({"Location", "a"}))->origin == SyncId {3});
    REQUIRE(valueOf(records.erase(strange)));
    CHECK_FALSE(valueOf(records.find(strange)));
}

TEST_CASE("13.3: the push that has brought many unchanged records is noted with those of its origin")
{
    StoreSite site(1);
    RecordTable records(site->connection());
    for (const char *id : {"a", "b"})
        REQUIRE(valueOf(records.put(storedForm(upsert("unit", id, "{}"), SyncId {2}), 5)));
    REQUIRE(valueOf(records.put(storedForm(upsert("item", "a", "{}"), SyncId {2}))));
    REQUIRE(valueOf(records.put(storedForm(upsert("item", "b", "{}"), SyncId {3}), 4)));
    require(records.notePush({{"unit", "a"}, {"item", "a"}, {"item", "b"}, {"item", "none"}}, SyncId {2}, 9));
    const auto pushOf = [&records](const char *table, const char *id, int origin) {
        return valueOf(records.pushOf({table, id}, SyncId {origin}));
    };
    CHECK(pushOf("unit", "a", 2) == 9);
    CHECK(pushOf("unit", "b", 2) == 5);
    CHECK(pushOf("item", "a", 2) == 9);
    CHECK(pushOf("item", "b", 3) == 4);
}

TEST_CASE("13.3: with records that are read ahead their parents are known")
{
    StoreSite site(1);
    site.put("transact", "t", R"({"store_ID":"s2","name_ID":"n"})");
    site.put("transact", "u", R"({"store_ID":"s2","name_ID":"m"})");
    site.put("trans_line", "l", R"({"transaction_ID":"t"})");
    site.put("trans_line", "m", R"({"transaction_ID":"none"})");
    RecordTable records(site->connection());
    require(records.readAhead({{"trans_line", "l"}, {"trans_line", "m"}}));
    require(records.readHeads({{"transact", "u"}, {"transact", "other"}}));
    site.sql("UPDATE record SET name = 'later'"); // past it
    site.put("transact", "other", "{}");
    CHECK(valueOf(records.head({"transact", "t"}))->links.name == "n");
    CHECK_FALSE(valueOf(records.head({"transact", "none"})));
    CHECK(valueOf(records.head({"transact", "u"}))->links.name == "m");
    CHECK_FALSE(valueOf(records.head({"transact", "other"})));
    CHECK(valueOf(records.head({"trans_line", "l"}))->links.parent == "t");
    CHECK((*records.ahead({"trans_line", "m"}))->links.parent == "none");
    CHECK(records.ahead({"transact", "t"}) == nullptr);
}

TEST_CASE(
    "13.3: that the same bytes were pushed again is noted beside a record, until it has another origin or is gone")
{
    StoreSite site(1);
    Connection &connection = site->connection();
    RecordTable records(connection);
    const RecordKey key {"unit", "a"};
    const SyncId clinic {2};
    const auto put = [&](const QByteArray &data, SyncId origin, qint64 push) {
        REQUIRE(valueOf(records.put(storedForm(upsert("unit", "a", data), origin), push)));
    };
    const auto rows = [&] { return valueOf(connection.value("SELECT COUNT(*) FROM repeated_push"_sql)).toInt(); };
    put(R"({"n":1})", clinic, 5);
    CHECK(valueOf(records.pushOf(key, clinic)) == 5);
    require(records.notePush({key, {"unit", "none"}}, clinic, 7));
    require(records.notePush({key}, clinic, 9));
    require(records.notePush({key}, SyncId {3}, 11)); // whose record it is not
    CHECK(valueOf(records.pushOf(key, clinic)) == 9);
    CHECK(valueOf(records.pushOf(key, SyncId {3})) == 0);
    CHECK(rows() == 1);
    put(R"({"n":2})", clinic, 0);
    CHECK(valueOf(records.pushOf(key, clinic)) == 9);
    put(R"({"n":3})", clinic, 12);
    CHECK(valueOf(records.pushOf(key, clinic)) == 12);

    const auto isForgotten = [&] { return valueOf(records.pushOf(key, clinic)) == 0 && rows() == 0; };
    SECTION("another origin")
    {
        require(records.setOrigin(**records.head(key), SyncId {3}));
        require(records.setOrigin(**records.head(key), clinic));
        CHECK(isForgotten());
    }
    SECTION("gone")
    {
        REQUIRE(valueOf(records.erase(key)));
        CHECK(isForgotten());
    }
    SECTION("whoever has its origin's Sync ID later counts anew")
    {
        require(RecordTable::dropSite(connection, clinic));
        CHECK(isForgotten());
    }
    SECTION("its origin has another Sync ID")
    {
        require(records.notePush({key}, clinic, 15));
        require(RecordTable::moveSite(connection, clinic, SyncId {4}));
        CHECK(valueOf(records.pushOf(key, SyncId {4})) == 15);
    }
}
