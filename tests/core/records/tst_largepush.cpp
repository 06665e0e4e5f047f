// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A push of more records than one transaction takes.
#include "core/sql/writerturn.h"
#include "tests/core/records/primarywithsites.h"

#include <atomic>
#include <thread>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

QList<Record> locations(int count)
{
    QList<Record> records;
    for (int i = 0; i < count; ++i)
        records.append(upsert("Location", "l" + QByteArray::number(i), R"({"store_ID":"s2"})"));
    return records;
}

} // namespace

TEST_CASE("D2: a large push is taken in its order, its lines find the parent of an earlier transaction")
{
    PrimaryWithSites primary;
    QList<Record> records {upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})")};
    records += locations(2500);
    records.append(upsert("trans_line", "line", R"({"transaction_ID":"t"})"));
    records.append(upsert("Location", "foreign", R"({"store_ID":"s3"})"));
    records.append(deletion("Location", "l0"));
    const PrimaryRecords::PushOutcome outcome = primary.push(2, records);
    CHECK(outcome.taken == 2503);
    CHECK(outcome.quarantined == 1);
    CHECK(primary.data("Location", "l0").isEmpty());
    CHECK_FALSE(primary.data("Location", "l2499").isEmpty());
    CHECK(primary.drain(3) == Texts {"transact/t", "trans_line/line"});
    const PrimaryRecords::PushOutcome again = primary.push(2, records.first(2502).sliced(2));
    CHECK(again.unchanged == 2500);
    CHECK(primary.drain(3).isEmpty());
}

TEST_CASE("D2: a transfer and its lines are stored in one transaction, wherever they stand in a large push")
{
    PrimaryWithSites primary;
    QList<Record> records = locations(990);
    records.append(upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"));
    Texts all {"transact/t"};
    for (int i = 100; i < 130; ++i) {
        const QByteArray id = "line" + QByteArray::number(i);
        records.append(upsert("trans_line", id, R"({"transaction_ID":"t"})"));
        all.append("trans_line/" + id);
    }
    records.append(upsert("Location", "last", R"({"store_ID":"s2"})"));
    require(primary->connection().execute(
        QStringLiteral("CREATE TRIGGER broken BEFORE INSERT ON record WHEN NEW.record_id = 'last'"
                       " BEGIN SELECT RAISE(ABORT, 'no room'); END")));
    REQUIRE_FALSE(primary->primaryRecords().acceptPush(SyncId {2}, records));
    const Texts got = primary.drain(3);
    CAPTURE(got.size());
    CHECK((got.isEmpty() || got == all)); // nothing, where it stood in the transaction that failed
}

TEST_CASE("D2: where a transaction of a large push fails, what stands before it is stored, and the push may come again")
{
    PrimaryWithSites primary;
    const QList<Record> records = locations(2500);
    require(primary->connection().execute(
        QStringLiteral("CREATE TRIGGER broken BEFORE INSERT ON record WHEN NEW.record_id = 'l2200'"
                       " BEGIN SELECT RAISE(ABORT, 'no room'); END")));
    const auto failed = primary->primaryRecords().acceptPush(SyncId {2}, records);
    REQUIRE_FALSE(failed);
    CHECK_FALSE(primary.data("Location", "l0").isEmpty());
    CHECK(primary.data("Location", "l2200").isEmpty()); // nor anything of its transaction
    CHECK(primary.data("Location", "l2199").isEmpty());
    require(primary->connection().execute(QStringLiteral("DROP TRIGGER broken")));
    const auto outcome = primary->primaryRecords().acceptPush(SyncId {2}, records);
    REQUIRE(outcome);
    CHECK(outcome->taken + outcome->unchanged == 2500);
    CHECK(outcome->unchanged > 0);
    CHECK_FALSE(primary.data("Location", "l2499").isEmpty());
}

TEST_CASE("D2: while a site pushes much another one writes in between")
{
    PrimaryWithSites primary;
    const auto turn = std::make_shared<WriterTurn>();
    primary->connection().takeTurns(turn, 30s);
    std::atomic<bool> isDone {false};
    bool hasWritten = false;
    QByteArray lastThen = "none";
    std::thread other([&] {
        const auto datafile = primary.another();
        datafile->connection().takeTurns(turn, 30s);
        const auto isThere = [&datafile](const char *id) {
            const auto found = datafile->records().get("Location", id);
            return found && found->has_value();
        };
        while (!isThere("l0") && !isDone) {}
        const QList<Record> one {upsert("Location", "valley", R"({"store_ID":"s3"})")};
        hasWritten = datafile->primaryRecords().acceptPush(SyncId {3}, one).has_value();
        lastThen = isThere("l9999") ? "there" : "not there";
    });
    const PrimaryRecords::PushOutcome outcome = primary.push(2, locations(10000));
    isDone = true;
    other.join();
    CHECK(outcome.taken == 10000);
    CHECK(hasWritten);
    CHECK(lastThen == "not there");
    CHECK_FALSE(primary.data("Location", "valley").isEmpty());
}

TEST_CASE("13.3: a record that comes twice in one push is taken twice, in its order")
{
    PrimaryWithSites primary;
    const auto shelf = [](const char *code) {
        return upsert("Location", "l", QByteArray(R"({"store_ID":"s2","code":")") + code + "\"}");
    };
    primary.push(2, {shelf("1")});
    const auto outcome = primary.push(2, {shelf("1"), shelf("2"), shelf("2"), deletion("Location", "l"), shelf("3")});
    CHECK(outcome.taken == 3);
    CHECK(outcome.unchanged == 2);
    CHECK(primary.data("Location", "l") == shelf("3").data);
}

TEST_CASE("13.3: what has not changed is judged all the same: a store that has gone elsewhere takes its records along")
{
    PrimaryWithSites primary;
    const QList<Record> records = locations(3);
    CHECK(primary.push(2, records).taken == 3);
    primary.addStore("s2", 3);
    const auto outcome = primary.push(2, records);
    CHECK(outcome.quarantined == 3);
    CHECK(primary.push(3, records).unchanged == 3);
}

TEST_CASE("13.3: the push that brings a record unchanged is known before the same push brings another form of it")
{
    PrimaryWithSites primary;
    const auto shelf = [](const char *code) {
        return upsert("Location", "l", QByteArray(R"({"store_ID":"s2","code":")") + code + "\"}");
    };
    const auto take = [&primary](const QList<Record> &records, const PushMark &mark) {
        return valueOf(primary->primaryRecords().acceptPush(SyncId {2}, records, mark));
    };
    take({shelf("1")}, {10});
    CHECK(take({shelf("1"), shelf("2")}, {14, 12}).quarantined == 1);
    CHECK(primary.data("Location", "l") == shelf("1").data);
}
