// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one transaction with records of every category leaves in each site's queue, in its order.
#include "tests/core/records/primarywithsites.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Records of every category, which all sites know already.
class WritingPrimary : public PrimaryWithSites
{
public:
    WritingPrimary()
    {
        put("name", "supplier", R"({"type":"facility"})");
        put("name", "p", R"({"type":"patient","supplying_store_id":"s3"})");
        put("name_store_join", "p2", R"({"store_ID":"s2","name_ID":"p"})");
        put("name_store_join", "supplier4", R"({"store_ID":"s4","name_ID":"supplier"})");
        put("clinician", "c", R"({"store_ID":"s3"})");
        put("clinician_store_join", "c2", R"({"store_ID":"s2","prescriber_ID":"c"})");
        put("pref", "pref", R"({"store_ID":"s3"})");
        push(2,
            {upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"),
                upsert("trans_line", "b", R"({"transaction_ID":"t"})"),
                upsert("trans_line", "a", R"({"transaction_ID":"t"})"), upsert("barcode", "old", "{}"),
                upsert("Stock_take", "st", R"({"store_ID":"s2"})"),
                upsert("Stock_take_lines", "stl", R"({"stock_take_ID":"st"})"),
                upsert("om_document", "d", R"({"owner_name_ID":"p"})"), upsert("clinician", "mine", "{}")});
        drainAll();
    }
    QList<Texts> delivered() { return {drain(2), drain(3), drain(4), drain(5)}; }
};

} // namespace

TEST_CASE("A pushed batch of every category: what each queue gets, and in which order")
{
    WritingPrimary primary;
    const PrimaryRecords::PushOutcome outcome = primary.push(2,
        {upsert("trans_line", "a", R"({"transaction_ID":"t","n":2})"), upsert("barcode", "new", "{}"),
            upsert("Location", "l", R"({"store_ID":"s2"})"), upsert("unit", "u", "{}"),
            upsert("message", "m", R"({"fromStoreID":"s2","toStoreID":"s4"})"),
            upsert("name", "p", R"({"type":"patient","supplying_store_id":"s3","n":2})"),
            upsert("requisition_line", "rl", R"({"requisition_ID":"r"})"),
            upsert("requisition", "r", R"({"store_ID":"s2","name_ID":"name_s4"})"), deletion("barcode", "old"),
            upsert("name_store_join", "supplier2", R"({"store_ID":"s2","name_ID":"supplier"})"),
            upsert("clinician", "c", R"({"store_ID":"s3","n":2})"),
            upsert("clinician_store_join", "c2b", R"({"store_ID":"s2","prescriber_ID":"c"})"),
            upsert("om_document", "e", R"({"owner_name_ID":"p"})"), deletion("trans_line", "b"),
            upsert("transact", "to5", R"({"store_ID":"s2","name_ID":"name_s5"})"),
            upsert("transact", "out", R"({"store_ID":"s2","name_ID":"supplier"})"), upsert("plugin_data", "x", "{}"),
            upsert("Stock_take_lines", "stl", R"({"stock_take_ID":"st","n":2})"),
            upsert("trans_line", "late", R"({"transaction_ID":"t"})"),
            upsert("om_document", "d", R"({"owner_name_ID":"p","n":2})"), deletion("Stock_take", "st")});
    CHECK(outcome.taken == 20);
    CHECK(outcome.quarantined == 1);
    const Texts toThree {"barcode/new", "name/p", "-barcode/old", "clinician/c", "om_document/e", "-trans_line/b",
        "om_document/d", "transact/t", "trans_line/a", "trans_line/late"};
    const Texts toFour {"barcode/new", "message/m", "-barcode/old", "requisition/r", "requisition_line/rl"};
    CHECK(primary.delivered() == QList {Texts {}, toThree, toFour, Texts {}});
}

TEST_CASE("Changes of every category at the primary in one transaction: what each queue gets, and in which order")
{
    WritingPrimary primary;
    const qint64 serial = valueOf(primary->changeLog().highest());
    primary.push(1,
        {upsert("trans_line", "a", R"({"transaction_ID":"t","n":2})"), upsert("unit", "u", "{}"),
            upsert("om_user_permission", "all", R"({"store_ID":""})"), upsert("pref", "pref", R"({"store_ID":"s4"})"),
            upsert("item_store_join", "nowhere", R"({"store_ID":"unknown"})"),
            upsert("Stock_take", "st", R"({"store_ID":"s4"})"),
            upsert("name_store_join", "p4", R"({"store_ID":"s4","name_ID":"p"})"),
            upsert("name_store_join", "p5", R"({"store_ID":"s5","name_ID":"p"})"),
            upsert("name_store_join", "supplier3", R"({"store_ID":"s3","name_ID":"supplier"})"),
            deletion("name_store_join", "supplier4"), upsert("clinician", "mine", R"({"n":2})"),
            upsert("clinician_store_join", "c4", R"({"store_ID":"s4","prescriber_ID":"c"})"),
            upsert("name", "p", R"({"type":"patient","supplying_store_id":"s2","n":2})"),
            upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s4"})"),
            upsert("transact", "u", R"({"store_ID":"s1","name_ID":"name_s3"})"),
            upsert("trans_line", "ua", R"({"transaction_ID":"u"})"), deletion("om_document", "d"),
            upsert("barcode", "old", R"({"n":2})"), upsert("store", "s3", R"({"name_ID":"name_s3"})"),
            upsert("store", "s1", R"({"name_ID":"name_s1","sync_id_remote_site":3})"), deletion("store", "s5")});
    CHECK(primary.changeLog(serial) == Texts {"unit/u", "store/s3", "store/s1", "-store/s5"});
    const Texts toTwo {"om_user_permission/all", "clinician/mine", "name/p", "-om_document/d", "barcode/old",
        "-Stock_take/st", "-Stock_take_lines/stl"};
    const Texts toThree {"om_user_permission/all", "-pref/pref", "name_store_join/supplier3", "-name/p", "barcode/old",
        "-transact/t", "-trans_line/a", "-trans_line/b", "transact/u", "trans_line/ua"};
    const Texts toFour {"om_user_permission/all", "pref/pref", "name_store_join/p4", "-name_store_join/supplier4",
        "clinician_store_join/c4", "-om_document/d", "barcode/old", "Stock_take/st", "Stock_take_lines/stl",
        "transact/t", "trans_line/a", "trans_line/b", "name/p", "clinician/c"};
    CHECK(primary.delivered() == QList {toTwo, toThree, toFour, Texts {}});
}

TEST_CASE("Nothing waits for a site that is on no list, nor for one that has not called yet")
{
    StoreSite primary(1);
    primary.addPeer(2, PeerStatus::New);
    primary.addStore("s2", 2);
    primary.addStore("s9", 9);
    primary.put("barcode", "b", "{}");
    primary.put("pref", "p2", R"({"store_ID":"s2"})");
    primary.put("pref", "p9", R"({"store_ID":"s9"})");
    primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"name_s9"})");
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.queue(9).isEmpty());
    // Each status but New counts, whatever has become of the first pull.
    primary.addPeer(3, PeerStatus::Blocked);
    primary.put("barcode", "c", "{}");
    CHECK(primary.queue(3) == Texts {"barcode/c"});
    CHECK(primary.queue(2).isEmpty());
}
