// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole exchanges of mSupply Mobile with the primary, read as strictly as it reads (protocol.md §6.7, §6.9).
#include "core/domain/dialect.h"
#include "core/domain/jsontext.h"
#include "core/domain/mirrorrules.h"
#include "core/prefs/draft.h"
#include "core/records/quarantineretry.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/core/server/v3/mobilehill.h"
#include "tests/support/catch.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QStringList none;

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

void setZone(ServedPrimary &primary, int site, const char *zone)
{
    primary.edit([&](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {site});
        peer.timeZone = QLatin1StringView(zone);
        return draft.peers.edit(SyncId {site}, peer, {});
    });
}

void putItem(ServedPrimary &primary)
{
    primary.put("item", "item-1",
        R"({"ID":"item-1","code":"amox","item_name":"Amoxicillin","type_of":"general","default_pack_size":1,"doses":0})");
}

/// What Mobile writes of its own day, an order of 9 March at local midnight among it; `instant`: that moment.
QJsonArray work(const QString &instant, const QString &noon)
{
    QJsonObject order
        = object(R"({"ID":"order-1","user_ID":"u","name_ID":"name_store_b","status":"sg","daysToSupply":"30",
        "store_ID":"store_a","serial_number":"1","requester_reference":"","comment":"","type":"request","programID":"",
        "periodID":"","date_order_received":"0000-00-00","isRemoteOrder":"false"})");
    order.insert(QStringLiteral("date_entered"), instant);
    QJsonObject batch = object(R"({"ID":"batch-1","store_ID":"store_a","item_ID":"item-1","pack_size":"1","batch":"B7",
        "available":"5","quantity":"5","stock_on_hand_tot":"5","cost_price":"0.1","sell_price":"0.2","total_cost":"0.5",
        "name_ID":"","donor_id":"d"})");
    batch.insert(QStringLiteral("expiry_date"), instant);
    QJsonObject invoice
        = object(R"({"ID":"invoice-1","name_ID":"name_store_b","invoice_num":"3","type":"ci","status":"cn",
        "mode":"store","total":"1.5","amount_outstanding":"null","subtotal":"null","store_ID":"store_a","entry_time":"12:00:00",
        "confirm_date":"0000-00-00","confirm_time":"00:00:00","linked_transaction_id":"","requisition_ID":"",
        "insuranceDiscountAmount":"undefined","insuranceDiscountRate":"NaN","is_cancellation":"false"})");
    invoice.insert(QStringLiteral("entry_date"), noon);
    const QJsonObject line = object(R"({"ID":"line-1","transaction_ID":"invoice-1","item_ID":"item-1","batch":"B7",
        "cost_price":"0.1","sell_price":"0.2","expiry_date":"0000-00-00","pack_size":"1","quantity":"3",
        "item_line_ID":"batch-1","item_name":"Amoxicillin","donor_id":"","type":"stock_out",
        "is_from_inventory_adjustment":false})");
    const QJsonObject orderLine
        = object(R"({"ID":"wanted-1","requisition_ID":"order-1","item_ID":"item-1","stock_on_hand":"2",
        "daily_usage":"1","suggested_quantity":"28","actualQuan":"0","Cust_stock_order":"30","Cust_prev_stock_balance":"0",
        "Cust_stock_received":"0","Cust_stock_issued":"0","DOSforAMCadjustment":"0","stockLosses":"0","stockAdditions":"0",
        "optionID":""})");
    const QJsonObject patient = object(R"({"id":"patient-1","type":"patient","first":"Ann","last":"B","name":"B, Ann",
        "date_of_birth":"0000-00-00","code":"P1","supplying_store_id":"store_a","customer":"true","currency_id":"",
        "female":"true","barcode":"*P1*"})");
    const auto edited = [](const char *type, const QJsonObject &data) {
        const QString id
            = data.value(data.contains(QStringLiteral("ID")) ? QStringLiteral("ID") : QStringLiteral("id")).toString();
        return MobileCaller::edited(QLatin1StringView(type), id, data);
    };
    return {edited("requisition", order), edited("requisition_line", orderLine), edited("item_line", batch),
        edited("transact", invoice), edited("trans_line", line), edited("name", patient)};
}

QString held(const MobileCaller &mobile, const char *name, const char *key)
{
    return mobile.held.value(QLatin1StringView(name)).value(QLatin1StringView(key)).toString();
}

} // namespace

TEST_CASE("11.7: a device gets its own days back as they were there, in Auckland and in Lima")
{
    const bool isAuckland = GENERATE(true, false);
    ServedPrimary primary;
    putItem(primary);
    setZone(primary, 2, isAuckland ? "Pacific/Auckland" : "America/Lima");
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    hill.push(isAuckland
            ? work(QStringLiteral("2024-03-08T11:00:00.000Z"), QStringLiteral("2024-03-08T23:00:00.000Z"))
            : work(QStringLiteral("2024-03-09T05:00:00.000Z"), QStringLiteral("2024-03-09T17:00:00.000Z")));
    CHECK(primary.datafile().quarantine().isEmpty().value());
    MobileCaller again = hillOf(primary);
    again.initialise();
    CHECK(again.passedOver == none);
    CHECK(held(again, "requisition order-1", "date_entered") == QStringLiteral("2024-03-09T00:00:00"));
    CHECK(held(again, "item_line batch-1", "expiry_date") == QStringLiteral("2024-03-09T00:00:00"));
    CHECK(held(again, "transact invoice-1", "entry_date") == QStringLiteral("2024-03-09T00:00:00"));
    CHECK(held(again, "transact invoice-1", "entry_time") == QStringLiteral("12:00:00"));
    CHECK(held(again, "transact invoice-1", "subtotal") == QStringLiteral("0"));
    CHECK(held(again, "name patient-1", "ID") == QStringLiteral("patient-1"));
    CHECK(held(again, "trans_line line-1", "location_ID") == QString());
    CHECK(held(again, "item_line batch-1", "donor_ID") == QStringLiteral("d"));
}

TEST_CASE("11.3: a device that begins anew, again and again, gets all of it back and the same")
{
    ServedPrimary primary;
    putItem(primary);
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    hill.push(work(QStringLiteral("2024-03-09T00:00:00.000Z"), QStringLiteral("2024-03-09T12:00:00.000Z")));
    MobileCaller second = hillOf(primary);
    second.initialise();
    MobileCaller third = hillOf(primary);
    third.initialise();
    CHECK(third.held == second.held);
    CHECK(second.held.size() == hill.held.size() + 6);
    CHECK(third.http.get("/sync/v3/site").status == 200);
}

TEST_CASE("11.3: a shipment of an Open mSupply site arrives at a device as a supplier invoice that it can read, once")
{
    ServedPrimary primary;
    putItem(primary);
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    V5Caller valley = primary.valley();
    REQUIRE(valley.post(initialiseCall, "{}").status == 200);
    const auto push = [&valley](const QByteArray &table, const QByteArray &id, const QByteArray &data) {
        const QByteArray record = R"({"syncOutId":"1","tableName":")" + table + R"(","recordId":")" + id
            + R"(","action":"Update","recordData":)" + data + '}';
        return valley.post(queueCall, R"({"queueLength":1,"data":[)" + record + "]}").status;
    };
    const QByteArray sent
        = R"({"ID":"t","name_ID":"name_store_a","store_ID":"store_b","invoice_num":8,"type":"ci",)"
          R"("status":"fn","mode":"store","entry_date":"2024-03-09T00:00:00","entry_time":"10:00:00",)"
          R"("confirm_date":"2024-03-09T00:00:00","subtotal":null,"om_status":"SHIPPED","om_type":"x"})";
    REQUIRE(
        push("trans_line", "l",
            R"({"ID":"l","transaction_ID":"t","item_ID":"item-1","item_name":"Amoxicillin","item_line_ID":"b of valley",)"
            R"("batch":null,"expiry_date":"2026-01-31T00:00:00","pack_size":10.0,"quantity":3.0,"cost_price":1.5,)"
            R"("sell_price":2.0,"type":"stock_out"})")
        == 200);
    REQUIRE(push("transact", "t", sent) == 200);
    hill.pull();
    CHECK(hill.passedOver == none);
    const QByteArray mirror = "transact " + derivedId({"transact", "t"}, "mirror");
    const QByteArray line = "trans_line " + derivedId({"trans_line", "l"}, "mirror");
    CHECK(held(hill, mirror, "type") == QStringLiteral("si"));
    CHECK(held(hill, mirror, "status") == QStringLiteral("nw"));
    CHECK(held(hill, mirror, "invoice_num") == QStringLiteral("-1"));
    CHECK(held(hill, mirror, "name_ID") == QStringLiteral("name_store_b"));
    CHECK(held(hill, mirror, "entry_date") == QStringLiteral("2024-03-09T00:00:00"));
    CHECK(held(hill, mirror, "linked_transaction_id") == QStringLiteral("t"));
    CHECK(held(hill, line, "quantity") == QStringLiteral("3.0"));
    CHECK(held(hill, line, "expiry_date") == QStringLiteral("2026-01-31T00:00:00"));
    CHECK_FALSE(held(hill, line, "item_line_ID").isEmpty());
    CHECK_FALSE(hill.held.contains(QStringLiteral("transact t"))); // it would keep the lines of it
    CHECK_FALSE(hill.held.contains(QStringLiteral("trans_line l")));

    // The device takes it in; the sender hears of it.
    QJsonObject taken = hill.held.value(QLatin1StringView(mirror));
    taken.insert(QStringLiteral("status"), QStringLiteral("fn"));
    taken.insert(QStringLiteral("invoice_num"), QStringLiteral("4"));
    hill.push({MobileCaller::edited(QStringLiteral("transact"), taken.value(QStringLiteral("ID")).toString(), taken)});
    CHECK(valley.get(queueCall).body.contains(mirror.sliced(9)));
    REQUIRE(push("transact", "t", sent.chopped(1) + R"(,"linked_transaction_id":")" + mirror.sliced(9) + "\"}") == 200);
    CHECK(hill.count() == 0);
    // A new device has what the old one had made of it.
    MobileCaller again = hillOf(primary);
    again.initialise();
    CHECK(held(again, mirror, "status") == QStringLiteral("fn"));
    CHECK(held(again, mirror, "invoice_num") == QStringLiteral("4"));
    CHECK_FALSE(again.held.contains(QStringLiteral("transact t")));
}

TEST_CASE("11.3: a device is told to fetch as many records as it gets, without transfers of other stores")
{
    ServedPrimary primary;
    putItem(primary);
    for (const QByteArray id : {"t1", "t2", "t3"})
        primary.put("transact", id,
            R"({"ID":")" + id + R"(","name_ID":"name_store_a","store_ID":"store_b","invoice_num":8,"type":"ci",)"
                + R"("status":"fn","mode":"store","entry_date":"2024-03-09","confirm_date":"2024-03-09"})");
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.signIn();
    hill.initialDump();
    REQUIRE(primary.datafile().queue().length(SyncId {2}).value() > 3);
    const qint64 counted = hill.count();
    const QJsonArray fetched = hill.fetch(500);
    CHECK(counted == fetched.size());
    CHECK(hill.count() == counted);
    hill.acknowledge(fetched);
    CHECK(hill.count() == 0);
    primary.put("item", "item-2", R"({"ID":"item-2","code":"b","item_name":"B"})");
    CHECK(hill.count() == 1);
}

TEST_CASE("11.3: a device gets what was sent before it was there, and while its store was another site's")
{
    ServedPrimary primary;
    putItem(primary);
    primary.start();
    V5Caller valley = primary.valley();
    REQUIRE(valley.post(initialiseCall, "{}").status == 200);
    const auto ship = [&valley](const QByteArray &id) {
        const QByteArray record = R"({"syncOutId":"1","tableName":"transact","recordId":")" + id
            + R"(","action":"Update","recordData":{"ID":")" + id
            + R"(","name_ID":"name_store_a","store_ID":"store_b","invoice_num":8,"type":"ci","status":"fn",)"
              R"("mode":"store","entry_date":"2024-03-09T00:00:00","entry_time":"10:00:00","subtotal":null}})";
        return valley.post(queueCall, R"({"queueLength":1,"data":[)" + record + "]}").status;
    };
    const auto mirrorOf = [](const QByteArray &id) -> QByteArray {
        return "transact " + derivedId({"transact", id}, "mirror");
    };
    REQUIRE(ship("before") == 200);
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    CHECK(held(hill, mirrorOf("before"), "type") == QStringLiteral("si"));
    CHECK(hill.order.constLast() == QString::fromLatin1(mirrorOf("before")));
    primary.putStore("store_a", 3);
    REQUIRE(ship("meanwhile") == 200);
    primary.putStore("store_a", 2);
    hill.order.clear();
    hill.pull();
    CHECK(held(hill, mirrorOf("meanwhile"), "type") == QStringLiteral("si"));
    CHECK_FALSE(hill.order.contains(QString::fromLatin1(mirrorOf("before")))); // or it gave it a second number
    CHECK(hill.passedOver == none);
}

TEST_CASE("11.3: a record that a device cannot read is withheld from it alone, named, and stands nothing still")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    primary.put("item", "bad", R"({"ID":"bad","code":"x"})");
    primary.put("item", "good", R"({"ID":"good","code":"y","item_name":"Good"})");
    CHECK(hill.count() == 1);
    hill.pull();
    CHECK(hill.held.contains(QStringLiteral("item good")));
    CHECK_FALSE(hill.held.contains(QStringLiteral("item bad")));
    CHECK(hill.passedOver == none);
    const auto entries = primary.datafile().quarantine().entries();
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK(entries->constFirst().reason.code == ErrorCode::RecordFieldMissing);
    CHECK(entries->constFirst().reason.values.value(QStringLiteral("field")) == QStringLiteral("item_name"));
    primary.put("item", "bad", R"({"ID":"bad","code":"x","item_name":"Mended"})");
    hill.pull();
    CHECK(held(hill, "item bad", "item_name") == QStringLiteral("Mended"));
    CHECK(primary.datafile().quarantine().isEmpty().value());
}

TEST_CASE("11.3: a record is tried again by what the program at its site can read, not by what another one could")
{
    ServedPrimary primary;
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    const QByteArray data = R"({"ID":"i","code":"","item_name":"Item"})";
    REQUIRE(asOpenMSupplyReads({"item", "i", Action::Update, data}, [] { return QTimeZone::utc(); }));
    primary.put("item", "i", data);
    CHECK(hill.count() == 0);
    REQUIRE(primary.datafile().quarantine().count() == 1);
    CHECK(retryQuarantined(primary.datafile()) == 0);
    CHECK(primary.datafile().quarantine().count() == 1);
    REQUIRE(primary.datafile().peerStates().setApp(SyncId {2}, SiteApp::fromHeaders("Open mSupply", "2.20.00"), {}));
    CHECK(retryQuarantined(primary.datafile()) == 1);
    CHECK(primary.datafile().quarantine().count() == 0);
}

TEST_CASE(
    "11.7: what a device orders and sends is read by an Open mSupply site on the device's day, in Auckland and in Lima")
{
    const bool isAuckland = GENERATE(true, false);
    ServedPrimary primary;
    putItem(primary);
    setZone(primary, 2, isAuckland ? "Pacific/Auckland" : "America/Lima");
    primary.start();
    MobileCaller hill = hillOf(primary);
    hill.initialise();
    V5Caller valley = primary.valley();
    REQUIRE(valley.post(initialiseCall, "{}").status == 200);
    hill.push(isAuckland
            ? work(QStringLiteral("2024-03-08T11:00:00.000Z"), QStringLiteral("2024-03-08T23:00:00.000Z"))
            : work(QStringLiteral("2024-03-09T05:00:00.000Z"), QStringLiteral("2024-03-09T17:00:00.000Z")));
    QMap<QString, QJsonObject> read;
    const QJsonArray data = jsonOf(valley.get(queueCall)).value(QStringLiteral("data")).toArray();
    for (const auto value : data) {
        const QJsonObject entry = value.toObject();
        read.insert(
            entry.value(QStringLiteral("recordId")).toString(), entry.value(QStringLiteral("recordData")).toObject());
    }
    CHECK(read.value(QStringLiteral("order-1")).value(QStringLiteral("date_entered")) == QStringLiteral("2024-03-09"));
    CHECK(read.value(QStringLiteral("order-1")).value(QStringLiteral("serial_number")) == 1);
    CHECK(read.value(QStringLiteral("wanted-1")).value(QStringLiteral("Cust_stock_order")) == 30);
    const QJsonObject invoice = read.value(QStringLiteral("invoice-1"));
    CHECK(invoice.value(QStringLiteral("entry_date")) == QStringLiteral("2024-03-09"));
    CHECK(invoice.value(QStringLiteral("entry_time")) == 12 * 3600);
    CHECK(invoice.value(QStringLiteral("invoice_num")) == 3);
    CHECK(invoice.value(QStringLiteral("insuranceDiscountRate")) == 0);
    CHECK(read.value(QStringLiteral("line-1")).value(QStringLiteral("quantity")) == 3);
    CHECK_FALSE(read.contains(QStringLiteral("batch-1"))); // that is the device's own
    CHECK(primary.datafile().quarantine().isEmpty().value());
}
