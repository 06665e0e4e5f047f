// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counterparts of transfers at sites that make none themselves (protocol.md §4.7).
#include "tests/core/records/primarywithmobile.h"

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("11.3: a shipment to a store on Mobile stands there as a supplier invoice of its own, once it has been sent")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("cn")), upsert("trans_line", "a", line("a"))});
    CHECK(primary.drain(3) == nothing);
    primary.push(2, "transact", "t", shipment("fn"));
    CHECK(primary.drain(3) == Texts {"transact/" + mirror, "trans_line/" + lineMirror("a")});
    CHECK(primary.data("transact", mirror)
        == R"({"ID":")" + mirror
            + R"(","store_ID":"s3","name_ID":"name_s2","type":"si","status":"nw","invoice_num":-1,"total":0.10,)"
              R"("user_ID":"","confirm_date":"0000-00-00","confirm_time":0,"finalised_date":"0000-00-00",)"
              R"("finalised_time":0,"linked_transaction_id":"t","prescriber_ID":"","requisition_ID":""})");
    CHECK(primary.text("trans_line", lineMirror("a"), "transaction_ID") == mirror);
    CHECK(primary.text("trans_line", lineMirror("a"), "type") == "stock_in");
    CHECK(primary.text("trans_line", lineMirror("a"), "location_ID").isEmpty());
    CHECK_FALSE(primary.text("trans_line", lineMirror("a"), "item_line_ID").isEmpty());
    CHECK(primary.text("trans_line", lineMirror("a"), "item_line_ID") != "of s2");
    // The sender hears of it as of any record that the other store makes.
    CHECK(primary.drain(2) == Texts {"transact/" + mirror, "trans_line/" + lineMirror("a")});
}

TEST_CASE("11.3: a counterpart is made once, and no change of the source sends it again")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    (void)primary.drain(3);
    const QByteArray before = primary.data("transact", mirror);
    SECTION("the source changes")
    {
        primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"comment":"x")"));
        CHECK(primary.drain(3) == nothing);
        CHECK(primary.data("transact", mirror) == before);
    }
    SECTION("the site has deleted it")
    {
        primary.pushDelete(3, "trans_line", lineMirror("a"));
        primary.pushDelete(3, "transact", mirror);
        primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"comment":"x")"));
        CHECK(primary.drain(3) == nothing);
        CHECK(primary.data("transact", mirror).isEmpty());
    }
    SECTION("a line comes later")
    {
        primary.push(2, "trans_line", "b", line("b"));
        CHECK(primary.drain(3) == Texts {"trans_line/" + lineMirror("b")});
    }
    SECTION("a line comes after the site has sent its counterpart back")
    {
        primary.push(3, "transact", mirror, before.chopped(1) + R"(,"comment":"taken"})");
        CHECK(primary.drain(2).contains("transact/" + mirror));
        primary.push(2, "trans_line", "b", line("b"));
        CHECK(primary.drain(3) == nothing);
    }
}

TEST_CASE("11.3: what has no counterpart there makes none")
{
    PrimaryWithMobile primary;
    SECTION("a supplier's own side")
    {
        primary.push(2, "transact", "t", shipment("fn", "si"));
    }
    SECTION("a repack")
    {
        primary.push(2, "transact", "t", shipment("fn", "sr"));
    }
    SECTION("a cancelled one")
    {
        primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"om_status":"CANCELLED")"));
    }
    SECTION("one that the site made a counterpart of when it ran Open mSupply")
    {
        primary.push(3, "transact", "own", R"({"ID":"own","store_ID":"s3","name_ID":"name_s2","type":"si"})");
        primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"linked_transaction_id":"own")"));
    }
    CHECK(primary.drain(3) == nothing);
    CHECK(primary.data("transact", mirror).isEmpty());
}

TEST_CASE("11.3: a return stands at its receiver as a customer's credit, an order as one to be answered")
{
    PrimaryWithMobile primary;
    primary.push(2, "transact", "t", shipment("fn", "sc"));
    CHECK(primary.text("transact", mirror, "type") == "cc");
    primary.push(2,
        {upsert("requisition", "r",
             R"({"ID":"r","store_ID":"s2","name_ID":"name_s3","type":"request","status":"fn","serial_number":4})"),
            upsert("requisition_line", "rl", R"({"ID":"rl","requisition_ID":"r","Cust_stock_order":5})")});
    const QByteArray order = derivedId({"requisition", "r"}, "mirror");
    CHECK(primary.text("requisition", order, "type") == "response");
    CHECK(primary.text("requisition", order, "status") == "sg");
    CHECK(primary.text("requisition", order, "serial_number") == "-1");
    CHECK(primary.text("requisition", order, "linked_requisition_id") == "r");
    const QByteArray wanted = derivedId({"requisition_line", "rl"}, "mirror");
    CHECK(primary.text("requisition_line", wanted, "requisition_ID") == order);
    CHECK(primary.text("requisition_line", wanted, "Cust_stock_order") == "5");
}

TEST_CASE("11.3: a shipment that answers an order of the site names the site's order")
{
    PrimaryWithMobile primary;
    primary.push(3, "requisition", "ordered",
        R"({"ID":"ordered","store_ID":"s3","name_ID":"name_s2","type":"request","status":"fn"})");
    primary.push(2, "requisition", "answer",
        R"({"ID":"answer","store_ID":"s2","name_ID":"name_s3","type":"response","status":"fn","linked_requisition_id":"ordered"})");
    CHECK(primary.drain(3) == nothing);
    primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"requisition_ID":"answer")"));
    CHECK(primary.text("transact", mirror, "requisition_ID") == "ordered");
}

TEST_CASE("11.3: two stores on Mobile have counterparts of each other's transfers, and those have none")
{
    PrimaryWithMobile primary;
    require(primary->peerStates().setApp(SyncId {2}, SiteApp::mobile("8.7.4"), 0));
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    CHECK(primary.drain(3) == Texts {"transact/" + mirror, "trans_line/" + lineMirror("a")});
    CHECK(primary.drain(2) == nothing);
}

TEST_CASE("11.7: between two stores on Mobile a day stays what it was for the sender, wherever the receiver lives")
{
    PrimaryWithMobile primary;
    require(primary->peerStates().setApp(SyncId {2}, SiteApp::mobile("8.7.4"), 0));
    primary.sql("UPDATE peer SET time_zone = 'Pacific/Auckland' WHERE sync_id = 2");
    primary.sql("UPDATE peer SET time_zone = 'America/Lima' WHERE sync_id = 3");
    primary.push(2, "requisition", "r",
        R"({"ID":"r","store_ID":"s2","name_ID":"name_s3","type":"request","status":"fn","serial_number":"4",)"
        R"("date_entered":"2024-03-08T11:00:00.000Z","daysToSupply":"30"})");
    CHECK(primary.text("requisition", derivedId({"requisition", "r"}, "mirror"), "date_entered") == "2024-03-09");
}

TEST_CASE("11.3: a site that begins anew gets its unnumbered counterparts last, once its own numbers are there")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    primary.push(3, "transact", "zz", R"({"ID":"zz","store_ID":"s3","name_ID":"elsewhere","type":"ci","status":"fn"})");
    primary.push(3, "requisition", "zz", R"({"ID":"zz","store_ID":"s3","name_ID":"elsewhere","type":"request"})");
    (void)valueOf(primary->primaryRecords().initialise(SyncId {3}, SiteApp::mobile("8.7.4")));
    const Texts queue = primary.queue(3);
    CHECK(queue.constLast() == "transact/" + mirror);
    CHECK(std::ranges::count(queue, "transact/" + mirror) == 1);
    CHECK(queue.contains("unit/none") == false);
    CHECK(queue.contains("store/s4"));
}

TEST_CASE("11.3: an Open mSupply site gets transfers as ever, and no counterpart of the primary's")
{
    PrimaryWithMobile primary;
    primary.push(3,
        {upsert("transact", "m", R"({"ID":"m","store_ID":"s3","name_ID":"name_s2","type":"ci","status":"fn"})"),
            upsert("trans_line", "ml", R"({"ID":"ml","transaction_ID":"m","type":"stock_out"})")});
    CHECK(primary.drain(2) == Texts {"transact/m", "trans_line/ml"});
    CHECK(primary.data("transact", derivedId({"transact", "m"}, "mirror")).isEmpty());
}

TEST_CASE("11.3: where a transfer is sent on to another store, its counterpart goes with it, unless the first has "
          "taken it up")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    const Texts family {"transact/" + mirror, "trans_line/" + lineMirror("a")};
    const Texts gone {"-trans_line/" + lineMirror("a"), "-transact/" + mirror};
    CHECK(primary.drain(3) == family);
    (void)primary.drain(2);
    const auto redirect
        = [&primary](const QByteArray &store) { primary.push(2, "transact", "t", shipment("fn", "ci", {}, store)); };
    SECTION("to another device")
    {
        require(primary->peerStates().setApp(SyncId {4}, SiteApp::mobile("8.7.4"), 0));
        redirect("s4");
        CHECK(primary.drain(3) == gone);
        CHECK(primary.drain(4) == family);
        CHECK(primary.text("transact", mirror, "store_ID") == "s4");
        CHECK(primary.text("trans_line", lineMirror("a"), "transaction_ID") == mirror);
        CHECK(primary.drain(2) == family);
        // And further lines stand under the new one.
        primary.push(2, "trans_line", "b", line("b"));
        CHECK(primary.drain(4) == Texts {"trans_line/" + lineMirror("b")});
        CHECK(primary.drain(3) == nothing);
    }
    SECTION("to Open mSupply, which makes its own")
    {
        redirect("s4");
        CHECK(primary.drain(3) == gone);
        CHECK(primary.drain(4) == Texts {"transact/t", "trans_line/a"});
        CHECK(primary.data("transact", mirror).isEmpty());
        CHECK(primary.data("trans_line", lineMirror("a")).isEmpty());
        redirect("s3"); // and back
        CHECK(primary.drain(3) == family);
    }
    SECTION("after the first has taken it up")
    {
        require(primary->peerStates().setApp(SyncId {4}, SiteApp::mobile("8.7.4"), 0));
        const QByteArray taken = primary.data("transact", mirror).chopped(1) + R"(,"comment":"taken"})";
        primary.push(3, "transact", mirror, taken);
        redirect("s4");
        primary.push(2, "trans_line", "b", line("b"));
        CHECK(primary.drain(3) == nothing);
        CHECK(primary.drain(4) == nothing);
        CHECK(primary.data("transact", mirror) == taken);
    }
    SECTION("after the first has deleted it")
    {
        require(primary->peerStates().setApp(SyncId {4}, SiteApp::mobile("8.7.4"), 0));
        primary.pushDelete(3, "trans_line", lineMirror("a"));
        primary.pushDelete(3, "transact", mirror);
        redirect("s4");
        CHECK(primary.drain(3) == nothing);
        CHECK(primary.drain(4) == family);
        CHECK(primary.text("transact", mirror, "store_ID") == "s4");
    }
}
