// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which change reaches which site, category by category (protocol.md §4.7, §4.8, §5.1).
#include "tests/core/records/primarywithsites.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

class DeliveringPrimary : public PrimaryWithSites
{
public:
    /// What each of the sites 2, 3, 4 has got since the last call.
    QList<Texts> delivered() { return {drain(2), drain(3), drain(4)}; }
};

} // namespace

TEST_CASE("Central data go to the change log, never to a queue, deletes stay as tombstones")
{
    DeliveringPrimary primary;
    const qint64 before = valueOf(primary->changeLog().highest());
    primary.put("unit", "a");
    primary.put("unit", "b");
    primary.put("unit", "a", R"({"n":2})");
    CHECK(primary.changeLog(before) == Texts {"unit/b", "unit/a"});
    primary.remove("unit", "b");
    CHECK(primary.changeLog(before) == Texts {"unit/a", "-unit/b"});
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
    primary.put("unit", "b");
    CHECK(primary.changeLog(before) == Texts {"unit/a", "unit/b"});
}

TEST_CASE("Central-remote data go to the site of their store, or to every site where they name none")
{
    DeliveringPrimary primary;
    primary.put("item_store_join", "j", R"({"store_ID":"s3"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"item_store_join/j"}, nothing});
    primary.put("om_user_permission", "p", R"({"store_ID":""})");
    const Texts everywhere {"om_user_permission/p"};
    CHECK(primary.delivered() == QList {everywhere, everywhere, everywhere});
    CHECK(primary.queue(5).isEmpty()); // filled when it initialises
    primary.put("item_store_join", "j", R"({"store_ID":"s4"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"-item_store_join/j"}, Texts {"item_store_join/j"}});
    primary.remove("item_store_join", "j");
    CHECK(primary.delivered() == QList {nothing, nothing, Texts {"-item_store_join/j"}});
    CHECK(primary.changeLog().size() == 5); // the stores
}

TEST_CASE("Remote data and unknown tables go to nobody")
{
    DeliveringPrimary primary;
    primary.push(2,
        {upsert("Location", "l", R"({"store_ID":"s2"})"), upsert("Stock_take", "t", R"({"store_ID":"s2"})"),
            upsert("Stock_take_lines", "tl", R"({"stock_take_ID":"t"})"), upsert("plugin_data", "x", "{}")});
    primary.put("Location", "m", R"({"store_ID":"s3"})");
    primary.put("plugin_data", "y");
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
}

TEST_CASE("A store change at the primary takes a remote record, children too, from one site to the other")
{
    DeliveringPrimary primary;
    primary.push(2,
        {upsert("Stock_take", "t", R"({"store_ID":"s2"})"),
            upsert("Stock_take_lines", "tl", R"({"stock_take_ID":"t"})")});
    primary.put("Stock_take", "t", R"({"store_ID":"s3"})");
    CHECK(primary.delivered()
        == QList {
            Texts {"-Stock_take/t", "-Stock_take_lines/tl"}, Texts {"Stock_take/t", "Stock_take_lines/tl"}, nothing});
}

TEST_CASE("A transfer goes to the counterparty's site with all its lines, the parent first, on every change")
{
    DeliveringPrimary primary;
    const Texts all {"transact/t", "trans_line/a", "trans_line/b"};
    SECTION("lines before the parent")
    {
        primary.push(2, {upsert("trans_line", "b", R"({"transaction_ID":"t"})")});
        primary.push(2, {upsert("trans_line", "a", R"({"transaction_ID":"t"})")});
        CHECK(primary.delivered() == QList {nothing, nothing, nothing});
        primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})");
        CHECK(primary.delivered() == QList {nothing, all, nothing});
    }
    primary.push(2,
        {upsert("trans_line", "b", R"({"transaction_ID":"t"})"),
            upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"),
            upsert("trans_line", "a", R"({"transaction_ID":"t"})")});
    (void)primary.delivered();
    SECTION("a line changes")
    {
        primary.push(2, "trans_line", "a", R"({"transaction_ID":"t","n":2})");
        CHECK(primary.delivered() == QList {nothing, all, nothing});
    }
    SECTION("the parent changes")
    {
        primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"name_s3","n":2})");
        CHECK(primary.delivered() == QList {nothing, all, nothing});
    }
    SECTION("at the primary, which acts as the owner")
    {
        primary.put("trans_line", "a", R"({"transaction_ID":"t","n":3})");
        CHECK(primary.delivered() == QList {nothing, all, nothing});
    }
    SECTION("a line goes")
    {
        primary.pushDelete(2, "trans_line", "a");
        CHECK(primary.delivered() == QList {nothing, Texts {"-trans_line/a"}, nothing});
    }
    SECTION("the parent goes: its lines are of no use there either, but stay records here")
    {
        primary.pushDelete(2, "transact", "t");
        CHECK(primary.delivered() == QList {nothing, Texts {"-transact/t", "-trans_line/a", "-trans_line/b"}, nothing});
        CHECK_FALSE(primary.data("trans_line", "a").isEmpty());
        primary.pushDelete(2, "trans_line", "a");
        CHECK(primary.delivered() == QList {nothing, nothing, nothing});
    }
    SECTION("to another counterparty: the old one is told to delete")
    {
        primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"name_s4"})");
        CHECK(primary.delivered() == QList {nothing, Texts {"-transact/t", "-trans_line/a", "-trans_line/b"}, all});
    }
    SECTION("to nobody we know")
    {
        primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"a customer"})");
        CHECK(primary.delivered() == QList {nothing, Texts {"-transact/t", "-trans_line/a", "-trans_line/b"}, nothing});
    }
    SECTION("a line moves to a transfer with somebody else")
    {
        primary.push(2, "transact", "u", R"({"store_ID":"s2","name_ID":"name_s4"})");
        (void)primary.delivered();
        primary.push(2, "trans_line", "a", R"({"transaction_ID":"u"})");
        CHECK(primary.delivered() == QList {nothing, Texts {"-trans_line/a"}, Texts {"transact/u", "trans_line/a"}});
    }
    SECTION("and the answer goes back the same way")
    {
        primary.push(3,
            {upsert("transact", "mirror", R"({"store_ID":"s3","name_ID":"name_s2"})"),
                upsert("trans_line", "m", R"({"transaction_ID":"mirror"})")});
        CHECK(primary.delivered() == QList {Texts {"transact/mirror", "trans_line/m"}, nothing, nothing});
    }
}

TEST_CASE("A requisition goes its lines' way as an invoice does")
{
    DeliveringPrimary primary;
    primary.push(4,
        {upsert("requisition_line", "rl", R"({"requisition_ID":"r"})"),
            upsert("requisition", "r", R"({"store_ID":"s4","name_ID":"name_s2"})")});
    CHECK(primary.delivered() == QList {Texts {"requisition/r", "requisition_line/rl"}, nothing, nothing});
}

TEST_CASE("A transfer between two stores of one site, or with the primary's own, needs no queue")
{
    DeliveringPrimary primary;
    primary.addStore("s2b", 2);
    (void)primary.delivered();
    primary.push(2, "transact", "t", R"({"store_ID":"s2","name_ID":"name_s2b"})");
    primary.push(2, "transact", "u", R"({"store_ID":"s2","name_ID":"name_s1"})");
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
    primary.put("transact", "v", R"({"store_ID":"s1","name_ID":"name_s3"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"transact/v"}, nothing});
}

TEST_CASE("Patients go to the sites joined to them and to their home, not back to who pushed them")
{
    DeliveringPrimary primary;
    primary.push(2, "name", "p", R"({"type":"patient","supplying_store_id":"s2"})");
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
    primary.put("name_store_join", "j", R"({"store_ID":"s3","name_ID":"p"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"name_store_join/j", "name/p"}, nothing});
    primary.push(2, "name", "p", R"({"type":"patient","supplying_store_id":"s2","x":1})");
    CHECK(primary.delivered() == QList {nothing, Texts {"name/p"}, nothing});
    primary.push(3, "name", "p", R"({"type":"patient","supplying_store_id":"s2","x":2})");
    CHECK(primary.delivered() == QList {Texts {"name/p"}, nothing, nothing});
    primary.put("name", "p", R"({"type":"patient","supplying_store_id":"s2","x":3})");
    CHECK(primary.delivered() == QList {Texts {"name/p"}, Texts {"name/p"}, nothing});
    CHECK_FALSE(primary.changeLog().contains("name/p"));
    primary.pushDelete(2, "name", "p");
    CHECK(primary.delivered() == QList {nothing, Texts {"-name/p"}, nothing});
}

TEST_CASE("A new join brings the patient and all its data along, but not what that site has pushed itself")
{
    DeliveringPrimary primary;
    primary.push(2,
        {upsert("name", "p", R"({"type":"patient","supplying_store_id":"s2"})"),
            upsert("om_document", "d", R"({"owner_name_ID":"p"})"),
            upsert("nameInsuranceJoin", "i", R"({"nameID":"p"})"),
            upsert("om_encounter", "e", R"({"name_ID":"p","store_ID":"s2"})"),
            upsert("om_vaccination", "v", R"({"name_ID":"p","store_ID":"s2"})")});
    primary.push(3, "om_document", "own", R"({"owner_name_ID":"p"})"); // waits for the join
    (void)primary.delivered();
    primary.push(3, "name_store_join", "j", R"({"store_ID":"s3","name_ID":"p"})");
    CHECK(primary.delivered()
        == QList {Texts {"om_document/own"},
            Texts {"name/p", "nameInsuranceJoin/i", "om_document/d", "om_encounter/e", "om_vaccination/v"}, nothing});
    // Changed again, it brings nothing new.
    primary.put("name_store_join", "j", R"({"store_ID":"s3","name_ID":"p","x":1})");
    CHECK(primary.delivered() == QList {nothing, Texts {"name_store_join/j"}, nothing});
    primary.push(2, "om_document", "d", R"({"owner_name_ID":"p","x":1})");
    CHECK(primary.delivered() == QList {nothing, Texts {"om_document/d"}, nothing});
    // Where a patient moves to gets everything, too.
    primary.put("name", "p", R"({"type":"patient","supplying_store_id":"s4"})");
    const QList<Texts> moved = primary.delivered();
    CHECK(moved.at(0) == Texts {"-name/p"});
    CHECK(moved.at(2).contains("om_document/d"));
    CHECK(moved.at(2).contains("om_document/own"));
}

TEST_CASE("What a site has made and lost sight of comes back to it with a new join")
{
    DeliveringPrimary primary;
    primary.push(2, "name", "p", R"({"type":"patient","supplying_store_id":"s2"})");
    primary.put("name", "p", R"({"type":"patient","supplying_store_id":"s3"})");
    CHECK(primary.delivered() == QList {Texts {"-name/p"}, Texts {"name/p"}, nothing});
    primary.put("name", "p", R"({"type":"patient","supplying_store_id":"s3","x":1})");
    CHECK(primary.delivered() == QList {nothing, Texts {"name/p"}, nothing});
    primary.put("name_store_join", "j", R"({"store_ID":"s2","name_ID":"p"})");
    CHECK(primary.delivered() == QList {Texts {"name_store_join/j", "name/p"}, nothing, nothing});
}

TEST_CASE("A facility that is joined brings no patient data, only the join")
{
    DeliveringPrimary primary;
    primary.put("name", "n", R"({"type":"facility"})");
    primary.put("name_store_join", "j", R"({"store_ID":"s3","name_ID":"n"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"name_store_join/j"}, nothing});
}

TEST_CASE("Clinicians go by their joins and their store, a new join brings the clinician")
{
    DeliveringPrimary primary;
    primary.push(2, "clinician", "c", R"({"store_ID":"s2"})");
    primary.put("clinician_store_join", "j", R"({"store_ID":"s3","prescriber_ID":"c"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"clinician_store_join/j", "clinician/c"}, nothing});
    primary.push(3, "clinician", "c", R"({"store_ID":"s2","x":1})");
    CHECK(primary.delivered() == QList {Texts {"clinician/c"}, nothing, nothing});
}

TEST_CASE("A site that made patient data nobody else sees is told of their changes")
{
    DeliveringPrimary primary;
    primary.push(2, "clinician", "c", R"({"store_ID":""})");
    primary.put("clinician", "c", R"({"store_ID":"","x":1})");
    CHECK(primary.delivered() == QList {Texts {"clinician/c"}, nothing, nothing});
    CHECK(primary.push(2, "clinician", "c", R"({"store_ID":"","x":2})").taken == 1);
}

TEST_CASE("Shared data go everywhere but back")
{
    DeliveringPrimary primary;
    primary.push(3, "barcode", "b", "{}");
    CHECK(primary.delivered() == QList {Texts {"barcode/b"}, nothing, Texts {"barcode/b"}});
    primary.put("barcode", "b", R"({"x":1})");
    CHECK(primary.delivered() == QList {Texts {"barcode/b"}, Texts {"barcode/b"}, Texts {"barcode/b"}});
}

TEST_CASE("A message goes to the site of the store it is for")
{
    DeliveringPrimary primary;
    primary.push(2, "message", "m", R"({"fromStoreID":"s2","toStoreID":"s4"})");
    CHECK(primary.delivered() == QList {nothing, nothing, Texts {"message/m"}});
    primary.push(2, "message", "n", R"({"fromStoreID":"s2","toStoreID":""})");
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
}

TEST_CASE("A message that the primary gives to another owner stays with its old one, where it is for that site now")
{
    DeliveringPrimary primary;
    primary.push(2, "message", "m", R"({"fromStoreID":"s2","toStoreID":"s4"})");
    (void)primary.delivered();
    primary.put("message", "m", R"({"fromStoreID":"s3","toStoreID":"s2"})");
    CHECK(primary.delivered() == QList {Texts {"message/m"}, Texts {"message/m"}, Texts {"-message/m"}});
}

TEST_CASE("A store that moves takes everything of its own to the new site")
{
    DeliveringPrimary primary;
    primary.push(2,
        {upsert("Location", "l", R"({"store_ID":"s2"})"), upsert("transact", "t", R"({"store_ID":"s2"})"),
            upsert("trans_line", "tl", R"({"transaction_ID":"t"})"),
            upsert("name", "p", R"({"type":"patient","supplying_store_id":"s2"})"),
            upsert("om_document", "d", R"({"owner_name_ID":"p"})")});
    primary.put("item_store_join", "j", R"({"store_ID":"s2"})");
    primary.push(4,
        {upsert("transact", "in", R"({"store_ID":"s4","name_ID":"name_s2"})"),
            upsert("trans_line", "il", R"({"transaction_ID":"in"})")});
    (void)primary.delivered();
    primary.addStore("s2", 3);
    const QList<Texts> moved = primary.delivered();
    CHECK(moved.at(0).isEmpty());
    CHECK(moved.at(1)
        == Texts {"name/p", "Location/l", "om_document/d", "item_store_join/j", "transact/in", "transact/t",
            "trans_line/il", "trans_line/tl"});
    CHECK(moved.at(2).isEmpty());
    // It is the new site's to write now.
    CHECK(primary.push(2, "Location", "l", R"({"store_ID":"s2","x":1})").quarantined == 1);
    CHECK(primary.push(3, "Location", "l", R"({"store_ID":"s2","x":1})").taken == 1);
    // To a site that has not called yet: nothing waits, it will initialise.
    primary.addStore("s2", 5);
    CHECK(primary.queue(5).isEmpty());
}

TEST_CASE("Records that were there before their store reach its site when the store comes")
{
    DeliveringPrimary primary;
    primary.put("trans_line", "tl", R"({"transaction_ID":"t"})");
    primary.put("transact", "t", R"({"store_ID":"late","name_ID":"name_s3"})");
    primary.put("Location", "l", R"({"store_ID":"late"})");
    CHECK(primary.delivered() == QList {nothing, Texts {"transact/t", "trans_line/tl"}, nothing});
    primary.addStore("late", 2);
    CHECK(primary.delivered() == QList {Texts {"Location/l", "transact/t", "trans_line/tl"}, nothing, nothing});
}

TEST_CASE("A patient that becomes an ordinary name is not taken away from anybody")
{
    DeliveringPrimary primary;
    primary.put("name", "n", R"({"type":"patient","supplying_store_id":"s2"})");
    CHECK(primary.delivered().at(0) == Texts {"name/n"});
    primary.put("name", "n", R"({"type":"facility"})");
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
    CHECK(primary.changeLog().constLast() == "name/n");
    // And the other way round no site learns of a patient by the log.
    primary.put("name", "n", R"({"type":"patient","supplying_store_id":"s3"})");
    CHECK_FALSE(primary.changeLog().contains("name/n"));
    CHECK(primary.delivered() == QList {nothing, Texts {"name/n"}, nothing});
}

TEST_CASE("A change and its places in change log and queues are one transaction")
{
    DeliveringPrimary primary;
    const QByteArray table = GENERATE("change_log", "queue");
    const QByteArray trigger
        = "CREATE TRIGGER no_way BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'injected'); END";
    primary.sql(trigger.constData());
    const Texts log = primary.changeLog();
    const QList<Record> batch {upsert("Location", "l", R"({"store_ID":"s2"})"),
        upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})")};
    if (table == "queue")
        CHECK_FALSE(primary->primaryRecords().acceptPush(SyncId {2}, batch));
    else
        CHECK_FALSE(primary->records().put(upsert("unit", "u", "{}")));
    CHECK(primary.data("transact", "t").isEmpty());
    CHECK(primary.data("Location", "l").isEmpty());
    CHECK(primary.data("unit", "u").isEmpty());
    CHECK(primary.changeLog() == log);
    CHECK(primary.delivered() == QList {nothing, nothing, nothing});
}
