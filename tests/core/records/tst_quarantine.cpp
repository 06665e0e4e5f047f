// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"
#include "core/records/satelliterecords.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("What was refused for its store is taken once the store is active there, and goes its way")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addPeer(3);
    primary.addStore("s3", 3);
    primary.push(2,
        {upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"),
            upsert("Location", "l", R"({"store_ID":"s3"})")});
    CHECK(primary.quarantine() == Texts {"2 transact/t record_not_owned", "2 Location/l record_not_owned"});
    CHECK(valueOf(retryQuarantined(*primary)) == 0);
    primary.addStore("s2", 2);
    (void)primary.drain(3);
    CHECK(valueOf(retryQuarantined(*primary)) == 1);
    CHECK(primary.queue(3) == Texts {"transact/t"});
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.quarantine() == Texts {"2 Location/l record_not_owned"});
}

TEST_CASE("One entry can be retried alone")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.push(2, {upsert("Location", "a", R"({"store_ID":"s2"})"), upsert("Location", "b", R"({"store_ID":"s2"})")});
    primary.addStore("s2", 2);
    const auto entries = valueOf(primary->quarantine().entries());
    CHECK(valueOf(retryQuarantined(*primary, entries.at(1).number)) == 1);
    CHECK(primary.data("Location", "a").isEmpty());
    CHECK_FALSE(primary.data("Location", "b").isEmpty());
    const Result<qint64> none = retryQuarantined(*primary, 4711);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::RecordMissing);
}

TEST_CASE("A site's newest refused form of a record is kept, other sites' besides")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addPeer(3);
    primary.push(2, "item", "i", R"({"n":1})");
    primary.push(3, "item", "i", R"({"n":2})");
    primary.push(2, "item", "i", R"({"n":3})");
    CHECK(primary.quarantine() == Texts {"3 item/i record_central", "2 item/i record_central"});
    CHECK(valueOf(primary->quarantine().entries()).at(1).record.data == R"({"n":3})");
}

TEST_CASE("A retry that fails in the datafile leaves the entry")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.push(2, "Location", "a", R"({"store_ID":"s2"})");
    primary.addStore("s2", 2);
    primary.sql("CREATE TRIGGER no_record BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(retryQuarantined(*primary));
    CHECK(valueOf(primary->quarantine().count()) == 1);
    primary.sql("DROP TRIGGER no_record");
    CHECK(valueOf(retryQuarantined(*primary)) == 1);
}

TEST_CASE("Hostile bytes are kept as they came")
{
    StoreSite primary(1);
    primary.addPeer(2);
    const Record hostile {QByteArray("a\xff\0b", 4), QByteArray("\xc3(", 2), Action::Update, QByteArray("{\0\xfe}", 4)};
    CHECK(primary.push(2, {hostile}).quarantined == 1);
    CHECK(primary.push(2, {hostile}).quarantined == 1);
    const auto entries = valueOf(primary->quarantine().entries());
    REQUIRE(entries.size() == 1);
    CHECK(entries.constFirst().record == hostile);
    CHECK(valueOf(primary->records().count()) == 0);
}

TEST_CASE("A2: what a satellite has set aside is no longer so once it is the primary itself, and goes its way")
{
    StoreSite site(2);
    site.put("abc", "refused");
    site.put("abc", "other");
    const QList<QueuedRecord> waiting = valueOf(site->outbox().first(10)).records;
    REQUIRE(waiting.size() == 2);
    CHECK(valueOf(site->satelliteRecords().setAside(waiting.first(), {ErrorCode::RecordRefused})));
    CHECK(site.quarantine() == Texts {"2 abc/refused record_refused"});
    CHECK(site.outbox() == Texts {"abc/other"});
    CHECK(valueOf(site->outbox().waiting()) == 2);
    site.setSyncId(3);
    CHECK(site.quarantine() == Texts {"3 abc/refused record_refused"});
    site.setSyncId(1);
    CHECK(site.quarantine().isEmpty());
    CHECK(valueOf(site->outbox().waiting()) == 0);
    CHECK(site.data("abc", "refused") == "{}");
}

TEST_CASE("A2: what is dropped from quarantine is not sent any more, and stays in the records")
{
    StoreSite site(2);
    site.put("abc", "refused");
    const QueuedRecord waiting = valueOf(site->outbox().first(10)).records.constFirst();
    CHECK(valueOf(site->satelliteRecords().setAside(waiting, {ErrorCode::RecordRefused})));
    CHECK_FALSE(valueOf(dropQuarantined(*site, 4711)));
    CHECK(valueOf(dropQuarantined(*site, valueOf(site->quarantine().entries()).constFirst().number)));
    CHECK(site.quarantine().isEmpty());
    CHECK(valueOf(site->outbox().waiting()) == 0);
    CHECK(site.data("abc", "refused") == "{}");
    site.put("abc", "refused", R"({"n":1})");
    CHECK(site.outbox() == Texts {"abc/refused"});
}

TEST_CASE("14.B5: several that are marked are tried and dropped together, and what has gone meanwhile is passed over")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.push(2,
        {upsert("Location", "a", R"({"store_ID":"s2"})"), upsert("Location", "b", R"({"store_ID":"s2"})"),
            upsert("item", "i", R"({"n":1})")});
    QList<qint64> numbers {4711};
    for (const Quarantine::Entry &entry : valueOf(primary->quarantine().entries()))
        numbers += entry.number;
    primary.addStore("s2", 2);
    const RetryOutcome outcome = valueOf(retryQuarantined(*primary, numbers, false));
    CHECK(outcome.left == 2);
    CHECK(outcome.stayed == 1);
    CHECK(outcome.single == 0);
    CHECK(primary.quarantine() == Texts {"2 item/i record_central"});
    CHECK(valueOf(dropQuarantined(*primary, numbers)) == 1);
    CHECK(primary.quarantine().isEmpty());
}
