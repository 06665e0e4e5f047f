// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Initialise, Generate, Retrieve: everything of a site at once.
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

class FilledPrimary : public StoreSite
{
public:
    FilledPrimary()
        : StoreSite(1)
    {
        addPeer(2, PeerStatus::New);
        addPeer(3);
        addStore("s2", 2);
        addStore("s3", 3);
        put("unit", "u");
        put("name", "patient", R"({"type":"patient","supplying_store_id":"s3"})");
        put("name", "stranger", R"({"type":"patient","supplying_store_id":"s3"})");
        put("name", "facility", R"({"type":"facility"})");
        put("name_store_join", "j2", R"({"store_ID":"s2","name_ID":"patient"})");
        put("name_store_join", "j2f", R"({"store_ID":"s2","name_ID":"facility"})");
        put("name_store_join", "j3", R"({"store_ID":"s3","name_ID":"patient"})");
        put("om_document", "d", R"({"owner_name_ID":"patient"})");
        put("om_document", "e", R"({"owner_name_ID":"stranger"})");
        put("clinician", "c", R"({"store_ID":"s3"})");
        put("clinician_store_join", "cj2", R"({"store_ID":"s2","prescriber_ID":"c"})");
        put("pref", "p2", R"({"store_ID":"s2"})");
        put("pref", "p3", R"({"store_ID":"s3"})");
        put("om_user_permission", "all", R"({"store_ID":""})");
        put("barcode", "b");
        put("trans_line", "l2", R"({"transaction_ID":"t2"})");
        put("transact", "t2", R"({"store_ID":"s2","name_ID":"a customer"})");
        put("transact", "t3", R"({"store_ID":"s3","name_ID":"name_s2"})");
        put("trans_line", "l3", R"({"transaction_ID":"t3"})");
        put("transact", "x3", R"({"store_ID":"s3","name_ID":"a customer"})");
        put("trans_line", "xl3", R"({"transaction_ID":"x3"})");
        put("Stock_take", "st", R"({"store_ID":"s2"})");
        put("Stock_take_lines", "stl", R"({"stock_take_ID":"st"})");
        put("purchase_order", "po", R"({"store_ID":"s2"})");
        put("purchase_order_line", "pol", R"({"purchase_order_ID":"po","store_ID":"s2"})");
        put("message", "m", R"({"fromStoreID":"s3","toStoreID":"s2"})");
        put("message", "own", R"({"fromStoreID":"s2","toStoreID":""})");
        put("message", "other", R"({"fromStoreID":"s3","toStoreID":""})");
        push(2,
            {upsert("plugin_data", "own", "{}"), upsert("trans_line", "orphan", R"({"transaction_ID":"?"})"),
                upsert("indicator_value", "v", "{}"), upsert("clinician", "mine", "{}")});
        push(3, "plugin_data", "theirs", "{}");
        (void)drain(3);
    }
    const Texts forTwo {"pref/p2", "name/patient", "barcode/b", "clinician/c", "clinician/mine", "message/m",
        "message/own", "name_store_join/j2", "name_store_join/j2f", "om_document/d", "om_user_permission/all",
        "plugin_data/own", "purchase_order/po", "clinician_store_join/cj2", "indicator_value/v",
        "purchase_order_line/pol", "transact/t2", "transact/t3", "Stock_take/st", "trans_line/l2", "trans_line/l3",
        "trans_line/orphan", "Stock_take_lines/stl"};
    const Texts central {"store/s2", "store/s3", "unit/u", "name/facility"};
};

} // namespace

TEST_CASE("Initialise queues everything that the site should hold, parents first, and central data not")
{
    FilledPrimary primary;
    CHECK(valueOf(primary->primaryRecords().initialise(SyncId {2})) == primary.forTwo.size());
    CHECK(primary.queue(2) == primary.forTwo);
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("site 2")))->status == PeerStatus::Ready);
    CHECK(primary.queue(3).isEmpty());
}

TEST_CASE("Initialise twice is initialise once: the old queue goes")
{
    FilledPrimary primary;
    (void)valueOf(primary->primaryRecords().initialise(SyncId {2}));
    primary.remove("pref", "p2");
    primary.put("pref", "p4", R"({"store_ID":"s2"})");
    CHECK(primary.queue(2).contains("-pref/p2"));
    (void)valueOf(primary->primaryRecords().initialise(SyncId {2}));
    CHECK_FALSE(primary.queue(2).contains("-pref/p2"));
    CHECK(primary.queue(2).count("pref/p4") == 1);
    CHECK(primary.queue(2).size() == primary.forTwo.size());
    CHECK(codeOfFailure(primary->primaryRecords().initialise(SyncId {9})) == ErrorCode::PeerUnknown);
}

TEST_CASE(
    "Initialise that fails midway leaves what says so, and is done anew before anybody takes a part for the whole")
{
    FilledPrimary primary;
    require(primary->queue().add(SyncId {2}, {"pref", "p2"}));
    require(primary->primaryRecords().finishInitialise(SyncId {2})); // which has not begun
    CHECK(primary.queue(2) == Texts {"pref/p2"});
    primary.sql("CREATE TRIGGER no_queue BEFORE INSERT ON queue WHEN NEW.table_name = 'Stock_take_lines'"
                " BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(primary->primaryRecords().initialise(SyncId {2}));
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("site 2")))->status == PeerStatus::Initialising);
    CHECK_FALSE(primary->primaryRecords().finishInitialise(SyncId {2}));
    primary.sql("DROP TRIGGER no_queue");
    require(primary->primaryRecords().finishInitialise(SyncId {2}));
    CHECK(primary.queue(2) == primary.forTwo);
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("site 2")))->status == PeerStatus::Ready);
}

TEST_CASE("Generate queues central data, too, what waits already stays, once, twice is as once")
{
    FilledPrimary primary;
    const qint64 all = primary.forTwo.size() + primary.central.size();
    CHECK(valueOf(primary->primaryRecords().countFor(SyncId {2})) == all);
    CHECK(primary.queue(2).isEmpty());
    require(primary->queue().add(SyncId {2}, {"unit", "u"}));
    const QByteArray waiting = valueOf(primary->queue().first(SyncId {2}, 1)).records.constFirst().syncOutId;
    CHECK(valueOf(primary->primaryRecords().generate(SyncId {2})) == all);
    CHECK(valueOf(primary->primaryRecords().generate(SyncId {2})) == all);
    CHECK(valueOf(primary->queue().length(SyncId {2})) == all);
    CHECK(valueOf(primary->queue().first(SyncId {2}, 1)).records.constFirst().syncOutId == waiting);
    Texts queued = primary.queue(2);
    Texts expected = primary.forTwo + primary.central;
    std::sort(queued.begin(), queued.end());
    std::sort(expected.begin(), expected.end());
    CHECK(queued == expected);
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("site 2")))->status == PeerStatus::New);
}

TEST_CASE("Generate takes back a delete that waits for a record which the site should hold")
{
    FilledPrimary primary;
    require(primary->queue().add(SyncId {2}, {"pref", "p2"}, true));
    require(primary->queue().add(SyncId {2}, {"pref", "p3"}, true));
    (void)valueOf(primary->primaryRecords().generate(SyncId {2}));
    CHECK(primary.queue(2).contains("pref/p2"));
    CHECK(primary.queue(2).contains("-pref/p3"));
}

TEST_CASE("Retrieve at a satellite's primary: the satellite queues all that it owns, once, and no stale patients")
{
    StoreSite satellite(2);
    require(satellite->landing().landCentral(
        {{1, upsert("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})")},
            {2, upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":3})")},
            {3, upsert("unit", "u", "{}")}},
        0, 3));
    require(satellite->landing().landQueued({{"1", upsert("transact", "t2", R"({"store_ID":"s2"})")},
        {"2", upsert("trans_line", "l2", R"({"transaction_ID":"t2"})")},
        {"3", upsert("transact", "t3", R"({"store_ID":"s3","name_ID":"name_s2"})")},
        {"4", upsert("trans_line", "l3", R"({"transaction_ID":"t3"})")},
        {"5", upsert("name", "p", R"({"type":"patient","supplying_store_id":"s2"})")},
        {"6", upsert("barcode", "b", "{}")}, {"7", upsert("pref", "x", R"({"store_ID":"s2"})")},
        {"8", upsert("plugin_data", "own", "{}")}}));
    (void)valueOf(satellite->integrator().step());
    satellite.put("name", "q", R"({"type":"patient","supplying_store_id":"s2"})");
    satellite.put("Location", "l", R"({"store_ID":"s2"})");
    satellite.put("name_store_join", "j", R"({"store_ID":"s2","name_ID":"q"})");
    CHECK(valueOf(satellite->satelliteRecords().countOwned()) == 6);
    CHECK(satellite.outbox().size() == 3);
    CHECK(valueOf(satellite->satelliteRecords().queueOwned()) == 6);
    CHECK(valueOf(satellite->satelliteRecords().queueOwned()) == 6);
    Texts queued = satellite.outbox();
    std::sort(queued.begin(), queued.end());
    CHECK(queued
        == Texts {"Location/l", "name/q", "name_store_join/j", "plugin_data/own", "trans_line/l2", "transact/t2"});
}

TEST_CASE("A new primary's central records get their place in the change log, its changes their way")
{
    StoreSite site(0);
    site.addPeer(2);
    site.put("item", "i", R"({"unit_ID":"u"})");
    site.put("unit", "u");
    site.put("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})");
    site.put("pref", "p", R"({"store_ID":"s2"})");
    site.put("name", "patient", R"({"type":"patient"})");
    CHECK(site.changeLog().isEmpty());
    site.setSyncId(1);
    CHECK(site.changeLog().size() == 3);
    CHECK(site.outbox().isEmpty());
    CHECK(site.queue(2) == Texts {"pref/p"});
    site.drain(2);

    // Off for a while: what changes then is not forgotten.
    site.setSyncId(0);
    site.put("unit", "u", R"({"x":1})");
    site.remove("item", "i");
    site.remove("pref", "p");
    site.setSyncId(1);
    CHECK(site.changeLog(3) == Texts {"unit/u", "-item/i"});
    CHECK(site.queue(2) == Texts {"-pref/p"});
}

TEST_CASE("20,000 records of five stores: one site gets its share, parents first")
{
    StoreSite primary(1);
    primary.addPeer(2);
    for (const char *site : {"2", "3", "4", "5", "6"})
        primary.addStore(QByteArray("s") + site, QByteArray(site).toInt());
    int number = 0;
    const auto next = [&]() -> Result<std::optional<Record>> {
        const int n = number++;
        if (n >= 20'000)
            return std::nullopt;
        const QByteArray id = QByteArray::number(n);
        const QByteArray store = QByteArray::number(2 + n / 4 % 5);
        const QByteArray parent = QByteArray::number(n - n % 4);
        return n % 4 == 0 ? upsert("transact", id, R"({"store_ID":"s)" + store + R"(","name_ID":"someone"})")
                          : upsert("trans_line", id, R"({"transaction_ID":")" + parent + R"("})");
    };
    CHECK(valueOf(primary->records().import(next)) == 20'000);
    CHECK(valueOf(primary->primaryRecords().initialise(SyncId {2})) == 4000);
    CHECK(valueOf(primary->primaryRecords().generate(SyncId {2})) == 4005);
    const auto batch = valueOf(primary->queue().first(SyncId {2}, 1001)).records;
    CHECK(batch.at(999).record.table == "transact");
    CHECK(batch.at(1000).record.table == "trans_line");
}
