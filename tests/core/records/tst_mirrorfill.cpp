// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counterparts of transfers that nobody touches any more once their receiver is on Mobile.
#include "core/records/mirrorfill.h"
#include "core/records/mirrors.h"
#include "tests/core/records/primarywithmobile.h"

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const SiteApp mobile = SiteApp::mobile("8.7.4");

QByteArray storeAt(const QByteArray &site, const QByteArray &since)
{
    return R"({"name_ID":"name_s3","sync_id_remote_site":)" + site + R"(,"created_date":")" + since + "\"}";
}

QByteArray withId(QByteArray data, const QByteArray &id)
{
    const QByteArray field = R"("ID":")" + id + '"';
    return data.replace(R"("ID":"t")", field);
}

} // namespace

TEST_CASE("11.3: a shipment that was complete before its receiver's first synchronisation has its counterpart by then")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("fn", "ci", {}, "s5")), upsert("trans_line", "a", line("a"))});
    CHECK(primary.data("transact", mirror).isEmpty());
    (void)valueOf(primary->primaryRecords().initialise(SyncId {5}, mobile));
    CHECK(primary.text("transact", mirror, "store_ID") == "s5");
    const Texts queue = primary.queue(5);
    CHECK(queue.constLast() == "transact/" + mirror);
    CHECK(std::ranges::count(queue, "transact/" + mirror) == 1);
    CHECK(queue.contains("trans_line/" + lineMirror("a")));
    CHECK(primary.drain(2) == Texts {"transact/" + mirror, "trans_line/" + lineMirror("a")});
    // Begun anew it is the same.
    const QByteArray before = primary.data("transact", mirror);
    (void)valueOf(primary->primaryRecords().initialise(SyncId {5}, mobile));
    CHECK(primary.data("transact", mirror) == before);
    CHECK(primary.queue(5) == queue);
    CHECK(primary.drain(2) == nothing);
}

TEST_CASE("11.3: a site that goes over from Open mSupply to Mobile lacks no counterpart, and has none twice")
{
    PrimaryWithMobile primary;
    require(
        primary->peerStates().setApp(SyncId {3}, SiteApp {QStringLiteral("Open mSupply"), QStringLiteral("2.20")}, {}));
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("transact", "u", withId(shipment("fn"), "u"))});
    // Whose counterpart that of another site says it is, decides nothing for this one.
    primary.push(4, "transact", "claim",
        R"({"ID":"claim","store_ID":"s4","name_ID":"name_s2","type":"si","linked_transaction_id":"u"})");
    primary.push(3, "transact", "own",
        R"({"ID":"own","store_ID":"s3","name_ID":"name_s2","type":"si","linked_transaction_id":"t"})");
    (void)valueOf(primary->primaryRecords().initialise(SyncId {4}, mobile));
    (void)valueOf(primary->primaryRecords().initialise(SyncId {3}, mobile));
    CHECK(primary.data("transact", mirror).isEmpty());
    CHECK(primary.text("transact", derivedId({"transact", "u"}, "mirror"), "store_ID") == "s3");
    // The source does not name the site's own, and changes.
    primary.push(2, "transact", "t", shipment("fn", "ci", R"(,"comment":"x")"));
    CHECK(primary.data("transact", mirror).isEmpty());
}

TEST_CASE("11.3: a store that comes to a site on Mobile lacks no counterpart once that site has called")
{
    PrimaryWithMobile primary;
    primary.addStore("s3", 4);
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    CHECK(primary.data("transact", mirror).isEmpty());
    primary.drainAll();
    primary.addStore("s3", 3);
    CHECK(valueOf(Mirrors::isDue(*primary, SyncId {3})));
    require(MirrorFill(*primary, SyncId {3}).runIfDue());
    CHECK(primary.text("transact", mirror, "store_ID") == "s3");
    const Texts queue = primary.drain(3);
    CHECK(queue.contains("transact/" + mirror));
    CHECK(queue.contains("trans_line/" + lineMirror("a")));
    CHECK_FALSE(valueOf(Mirrors::isDue(*primary, SyncId {3})));
    require(MirrorFill(*primary, SyncId {3}).runIfDue());
    CHECK(primary.drain(3) == nothing);
}

TEST_CASE("11.3: counterparts of what was there before are made in pieces, and all of them")
{
    PrimaryWithMobile primary;
    primary.addStore("s3", 4);
    QList<Record> records;
    for (int i = 0; i < 700; ++i) {
        const QByteArray id = "t" + QByteArray::number(i);
        records.append(upsert("transact", id, withId(shipment("fn"), id)));
    }
    primary.push(2, records);
    primary.addStore("s3", 3);
    MirrorFill fill(*primary, SyncId {3});
    int pieces = 1;
    while (valueOf(fill.step()))
        ++pieces;
    CHECK(pieces >= 5); // two looks, one at what the site has made, and no more than 500 made at once
    CHECK(std::ranges::count_if(records, [&](const Record &record) {
        return !primary.data("transact", derivedId({"transact", record.id}, "mirror")).isEmpty();
    }) == 700);
}

TEST_CASE("11.3: what is delivered, or of a time long before its receiver's store, makes no counterpart")
{
    const auto [more, isMade] = GENERATE(table<QByteArray, bool>({
        {R"(,"entry_date":"2026-04-01")", false},
        {R"(,"entry_date":"2026-05-20T00:00:00")", true},
        {R"(,"entry_date":"2026-06-20","om_status":"SHIPPED")", true},
        {R"(,"entry_date":"2026-06-20","om_status":"DELIVERED")", false},
        {R"(,"om_status":"VERIFIED")", false},
    }));
    CAPTURE(more);
    PrimaryWithMobile primary;
    primary.put("store", "s3", storeAt("3", "2026-06-10"));
    primary.push(2, "transact", "t", shipment("fn", "ci", more));
    (void)valueOf(primary->primaryRecords().initialise(SyncId {3}, mobile));
    CHECK(primary.data("transact", mirror).isEmpty() != isMade);
}

TEST_CASE("11.3: a counterpart without a number is given to its site once, unless that begins anew")
{
    PrimaryWithMobile primary;
    primary.push(2, {upsert("transact", "t", shipment("fn")), upsert("trans_line", "a", line("a"))});
    const QByteArray parent = "transact/" + mirror;
    SECTION("Generate, before it has been taken")
    {
        (void)valueOf(primary->primaryRecords().generate(SyncId {3}));
        CHECK(std::ranges::count(primary.queue(3), parent) == 1);
    }
    SECTION("Generate, after that")
    {
        CHECK(primary.drain(3).contains(parent));
        const qint64 count = valueOf(primary->primaryRecords().countFor(SyncId {3}));
        CHECK(valueOf(primary->primaryRecords().generate(SyncId {3})) == count);
        CHECK(primary.drain(3).contains("trans_line/" + lineMirror("a")));
        CHECK_FALSE(primary.queue(3).contains(parent));
    }
    SECTION("the store goes away and comes back")
    {
        CHECK(primary.drain(3).contains(parent));
        primary.addStore("s3", 2);
        primary.addStore("s3", 3);
        require(MirrorFill(*primary, SyncId {3}).runIfDue());
        CHECK(primary.queue(3).contains("transact/t")); // which Mobile passes by
        CHECK_FALSE(primary.queue(3).contains(parent));
    }
    SECTION("the store goes to another device, behind what has a number")
    {
        CHECK(primary.drain(3).contains(parent));
        require(primary->peerStates().setApp(SyncId {4}, mobile, 0));
        primary.addStore("s3", 4);
        const Texts queue = primary.drain(4);
        CHECK(queue.constLast() == parent);
        CHECK(std::ranges::count(queue, parent) == 1);
        (void)valueOf(primary->primaryRecords().generate(SyncId {4}));
        CHECK_FALSE(primary.queue(4).contains(parent));
    }
    SECTION("the site has sent it back")
    {
        (void)primary.drain(3);
        primary.push(3, "transact", mirror, primary.data("transact", mirror).chopped(1) + R"(,"comment":"taken"})");
        (void)valueOf(primary->primaryRecords().generate(SyncId {3}));
        CHECK(primary.queue(3).contains(parent));
    }
}
