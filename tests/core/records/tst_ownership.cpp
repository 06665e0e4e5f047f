// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

class OwningPrimary : public StoreSite
{
public:
    OwningPrimary()
        : StoreSite(1)
    {
        addPeer(2);
        addPeer(3);
        addStore("s2", 2);
        addStore("s3", 3);
        addStore("nowhere", 0);
    }
    bool takes(int from, const QByteArray &table, const QByteArray &id, const QByteArray &data)
    {
        return push(from, table, id, data).taken == 1;
    }
    bool takesDelete(int from, const QByteArray &table, const QByteArray &id)
    {
        return pushDelete(from, table, id).taken == 1;
    }
};

} // namespace

TEST_CASE("A record is written only by the site that owns it")
{
    OwningPrimary primary;
    CHECK(primary.takes(2, "Location", "l", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(3, "Location", "m", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(3, "Location", "l", R"({"store_ID":"s2","x":1})"));
    CHECK_FALSE(primary.takesDelete(3, "Location", "l"));
    CHECK_FALSE(primary.takes(2, "Location", "n", R"({"store_ID":"nowhere"})"));
    CHECK_FALSE(primary.takes(2, "Location", "o", R"({"store_ID":"unheard of"})"));
    CHECK(primary.data("Location", "l") == R"({"store_ID":"s2"})");
    CHECK(primary.quarantine()
        == Texts {"3 Location/m record_not_owned", "3 -Location/l record_not_owned", "2 Location/n record_not_owned",
            "2 Location/o record_not_owned"});
    const auto entry = valueOf(primary->quarantine().entries()).constFirst();
    CHECK(entry.field == QStringLiteral("store_ID"));
    CHECK(entry.reason.values.value(QStringLiteral("owner")).toInt() == 2);
}

TEST_CASE("Nobody takes a record by claiming it for a store of their own")
{
    OwningPrimary primary;
    REQUIRE(primary.takes(2, "Location", "l", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(3, "Location", "l", R"({"store_ID":"s3"})"));
    CHECK(primary.data("Location", "l") == R"({"store_ID":"s2"})");
    // Nor gives one away.
    CHECK_FALSE(primary.takes(2, "Location", "l", R"({"store_ID":"s3"})"));
}

TEST_CASE("Children belong to whom their parent belongs to")
{
    OwningPrimary primary;
    REQUIRE(primary.takes(2, "transact", "t2", R"({"store_ID":"s2"})"));
    CHECK(primary.takes(2, "trans_line", "a", R"({"transaction_ID":"t2"})"));
    CHECK_FALSE(primary.takes(3, "trans_line", "b", R"({"transaction_ID":"t2"})"));
    CHECK_FALSE(primary.takes(3, "trans_line", "a", R"({"transaction_ID":"t2","x":1})"));
    CHECK_FALSE(primary.takesDelete(3, "trans_line", "a"));
    REQUIRE(primary.takes(3, "transact", "t3", R"({"store_ID":"s3"})"));
    CHECK_FALSE(primary.takes(3, "trans_line", "a", R"({"transaction_ID":"t3"})")); // moved under their own
    CHECK(primary.takesDelete(2, "trans_line", "a"));
}

TEST_CASE("A line that names a store besides its parent must own both")
{
    OwningPrimary primary;
    REQUIRE(primary.takes(2, "purchase_order", "p", R"({"store_ID":"s2"})"));
    CHECK(primary.takes(2, "purchase_order_line", "a", R"({"purchase_order_ID":"p","store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(3, "purchase_order_line", "b", R"({"purchase_order_ID":"p","store_ID":"s3"})"));
    CHECK_FALSE(primary.takes(2, "purchase_order_line", "c", R"({"purchase_order_ID":"p","store_ID":"s3"})"));
}

TEST_CASE("A line may come before its parent, but only from the parent's site")
{
    OwningPrimary primary;
    REQUIRE(primary.takes(2, "trans_line", "early", R"({"transaction_ID":"t"})"));
    REQUIRE(primary.takes(3, "trans_line", "strange", R"({"transaction_ID":"t"})"));
    CHECK_FALSE(primary.takes(3, "trans_line", "early", R"({"transaction_ID":"t","x":1})"));
    REQUIRE(primary.takes(2, "transact", "t", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.data("trans_line", "early").isEmpty());
    CHECK(primary.data("trans_line", "strange").isEmpty());
    CHECK(primary.quarantine().contains("3 trans_line/strange record_not_owned"));
}

TEST_CASE("Central data is the primary's alone")
{
    OwningPrimary primary;
    CHECK_FALSE(primary.takes(2, "item", "i", "{}"));
    CHECK_FALSE(primary.takes(2, "name", "n", R"({"type":"facility"})"));
    CHECK_FALSE(primary.takes(2, "item_store_join", "j", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(2, "pref", "p", R"({"store_ID":"s2"})"));
    CHECK_FALSE(primary.takes(2, "store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2,"x":1})"));
    primary.put("name", "facility", R"({"type":"facility"})");
    CHECK_FALSE(primary.takes(2, "name", "facility", R"({"type":"patient"})"));
    CHECK_FALSE(primary.takesDelete(2, "name", "facility"));
    for (const QByteArray &entry : primary.quarantine())
        CHECK(entry.endsWith("record_central"));
    CHECK(primary.quarantine().size() == 6);
}

TEST_CASE("A site may join names to its own stores, not to others'")
{
    OwningPrimary primary;
    CHECK(primary.takes(2, "name_store_join", "a", R"({"store_ID":"s2","name_ID":"p"})"));
    CHECK_FALSE(primary.takes(2, "name_store_join", "b", R"({"store_ID":"s3","name_ID":"p"})"));
    CHECK_FALSE(primary.takes(2, "clinician_store_join", "c", R"({"store_ID":"s3","prescriber_ID":"c"})"));
    CHECK(primary.takes(2, "clinician_store_join", "d", R"({"store_ID":"s2","prescriber_ID":"c"})"));
    CHECK_FALSE(primary.takes(3, "name_store_join", "a", R"({"store_ID":"s3","name_ID":"p"})"));
}

TEST_CASE("Patient data is written by any site that holds it or makes it, the last push wins")
{
    OwningPrimary primary;
    CHECK(primary.takes(2, "name", "p", R"({"type":"patient","supplying_store_id":"s2"})"));
    CHECK_FALSE(primary.takes(3, "name", "p", R"({"type":"patient","supplying_store_id":"s2","first":"3"})"));
    CHECK_FALSE(primary.takesDelete(3, "name", "p"));
    primary.put("name_store_join", "j", R"({"store_ID":"s3","name_ID":"p"})");
    CHECK(primary.takes(3, "name", "p", R"({"type":"patient","supplying_store_id":"s2","first":"3"})"));
    CHECK(primary.takes(2, "name", "p", R"({"type":"patient","supplying_store_id":"s2","first":"2"})"));
    CHECK(primary.takes(3, "om_document", "d", R"({"owner_name_ID":"p"})"));
    CHECK(primary.takes(2, "om_document", "d", R"({"owner_name_ID":"p","x":1})"));
    CHECK(primary.takes(2, "clinician", "c", R"({"store_ID":""})")); // made here, seen by nobody
    CHECK(primary.takes(2, "clinician", "c", R"({"store_ID":"","x":1})"));
    CHECK_FALSE(primary.takes(3, "clinician", "c", R"({"store_ID":"","x":2})"));
}

TEST_CASE("Shared data is written by any site")
{
    OwningPrimary primary;
    CHECK(primary.takes(2, "barcode", "b", R"({"n":2})"));
    CHECK(primary.takes(3, "barcode", "b", R"({"n":3})"));
    CHECK(primary.data("barcode", "b") == R"({"n":3})");
}

TEST_CASE("Records of unknown tables stay with the site that brought them")
{
    OwningPrimary primary;
    CHECK(primary.takes(2, "plugin_data", "x", R"({"n":1})"));
    CHECK(primary.takes(2, "plugin_data", "x", R"({"n":2})"));
    CHECK_FALSE(primary.takes(3, "plugin_data", "x", R"({"n":3})"));
    CHECK_FALSE(primary.takesDelete(3, "plugin_data", "x"));
    CHECK(primary.takesDelete(2, "plugin_data", "x"));
}

TEST_CASE("A merge cannot be pushed, and a delete of what is not there is no news")
{
    OwningPrimary primary;
    const auto outcome = primary.push(2,
        {{"name", "m", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})"}, deletion("Location", "gone")});
    CHECK(outcome.quarantined == 1);
    CHECK(outcome.unchanged == 1);
    CHECK(primary.quarantine() == Texts {"2 name/m action_invalid"});
}

TEST_CASE("One bad record of a push does not hold up the rest, taken later, it leaves the quarantine")
{
    OwningPrimary primary;
    const auto outcome = primary.push(2,
        {upsert("Location", "a", R"({"store_ID":"s2"})"), upsert("Location", "b", "{"),
            upsert("Location", "c", R"({"store_ID":"s2"})")});
    CHECK(outcome.taken == 2);
    CHECK(outcome.quarantined == 1);
    CHECK(primary.quarantine() == Texts {"2 Location/b record_data_broken"});
    CHECK(primary.takes(2, "Location", "b", R"({"store_ID":"s2"})"));
    CHECK(primary.quarantine().isEmpty());
}

TEST_CASE("Applying a push twice changes nothing")
{
    OwningPrimary primary;
    const QList<Record> batch {upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"),
        upsert("trans_line", "l", R"({"transaction_ID":"t"})"), upsert("Location", "x", "{"),
        deletion("Location", "y")};
    primary.push(2, batch);
    const Texts waiting = primary.drain(3);
    CHECK(waiting == Texts {"transact/t", "trans_line/l"});
    const auto again = primary.push(2, batch);
    CHECK(again.taken == 0);
    CHECK(again.unchanged == 3);
    CHECK(primary.queue(3).isEmpty());
    CHECK(primary.quarantine().size() == 1);
}

TEST_CASE("A satellite writes what its stores own, patients and shared data, nothing of others, nothing central")
{
    StoreSite satellite(2);
    require(satellite->landing().landCentral(
        {{1, upsert("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})")},
            {2, upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":3})")},
            {3, upsert("item", "i", "{}")}},
        0, 3));
    require(
        satellite->landing().landQueued({{"q", upsert("transact", "t3", R"({"store_ID":"s3","name_ID":"name_s2"})")},
            {"r", upsert("name", "p", R"({"type":"patient"})")}}));
    (void)valueOf(satellite->integrator().step());

    satellite.put("transact", "t2", R"({"store_ID":"s2"})");
    satellite.put("trans_line", "l", R"({"transaction_ID":"t2"})");
    satellite.put("name", "p", R"({"type":"patient","x":1})");
    satellite.put("barcode", "b");
    satellite.put("plugin_data", "x");
    satellite.put("name_store_join", "j", R"({"store_ID":"s2","name_ID":"p"})");
    CHECK(satellite.refusalOfPut("transact", "t3", R"({"store_ID":"s3","x":1})") == ErrorCode::RecordNotOwned);
    CHECK(satellite.refusalOfPut("trans_line", "m", R"({"transaction_ID":"t3"})") == ErrorCode::RecordNotOwned);
    CHECK(satellite.refusalOfPut("Location", "n", R"({"store_ID":"s3"})") == ErrorCode::RecordNotOwned);
    CHECK(satellite.refusalOfPut("item", "i", R"({"x":1})") == ErrorCode::RecordCentral);
    CHECK(satellite.refusalOfPut("item_store_join", "k", R"({"store_ID":"s2"})") == ErrorCode::RecordCentral);
    CHECK(codeOfFailure(satellite->records().remove("transact", "t3")) == ErrorCode::RecordNotOwned);
    CHECK(codeOfFailure(satellite->records().remove("item", "i")) == ErrorCode::RecordCentral);
    CHECK(satellite.outbox()
        == Texts {"transact/t2", "trans_line/l", "name/p", "barcode/b", "plugin_data/x", "name_store_join/j"});
}

TEST_CASE("A satellite that is not initialised keeps whatever is put, and reviews it afterwards")
{
    StoreSite satellite(2);
    require(satellite->state().setInitialised(false));
    satellite.put("Location", "ours", R"({"store_ID":"s2"})");
    satellite.put("Location", "theirs", R"({"store_ID":"s3"})");
    satellite.put("transact", "t3", R"({"store_ID":"s3"})");
    satellite.put("trans_line", "l3", R"({"transaction_ID":"t3"})");
    satellite.put("item", "i");
    satellite.put("item", "gone");
    satellite.remove("item", "gone");
    require(satellite->landing().landCentral(
        {{1, upsert("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})")},
            {2, upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":3})")}},
        0, 2));
    (void)valueOf(satellite->integrator().step());
    require(satellite->state().setInitialised(true));
    CHECK(valueOf(satellite->satelliteRecords().reviewOutbox()) == 5);
    CHECK(satellite.outbox() == Texts {"Location/ours"});
    CHECK(satellite.data("Location", "theirs").isEmpty());
    CHECK(satellite.data("trans_line", "l3").isEmpty());
    CHECK(satellite.quarantine()
        == Texts {"2 Location/theirs record_not_owned", "2 transact/t3 record_not_owned",
            "2 trans_line/l3 record_not_owned", "2 item/i record_central", "2 -item/gone record_central"});
    CHECK(valueOf(satellite->satelliteRecords().reviewOutbox()) == 0);

    // The store moves here: what waits in quarantine can be brought back.
    require(satellite->landing().landCentral(
        {{3, upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":2})")}}, 2, 3));
    (void)valueOf(satellite->integrator().step());
    CHECK(valueOf(retryQuarantined(*satellite)) == 4); // a delete of what is not there is done
    CHECK(satellite.data("Location", "theirs") == R"({"store_ID":"s3"})");
    CHECK(satellite.outbox() == Texts {"Location/ours", "Location/theirs", "transact/t3", "trans_line/l3"});
    CHECK(satellite.quarantine() == Texts {"2 item/i record_central"});
}

TEST_CASE("The primary acts as the owner: nothing goes back to it, a retried push meets the new state")
{
    OwningPrimary primary;
    primary.put("Location", "l", R"({"store_ID":"s2"})");
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.takes(2, "Location", "l", R"({"store_ID":"s2","x":1})"));
    primary.put("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})");
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.queue(3) == Texts {"transact/t"});
}
