// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary serves is spelled as its reader reads it (protocol.md §5.5), whoever wrote it.
#include "core/records/quarantineretry.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/openmsupplyreader.h"
#include "tests/support/servedprimary.h"
#include "tests/support/strictsite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Of store_a, which is hill's, for store_b, which is valley's; as Open mSupply pushes it.
QByteArray pushedInvoice(const QByteArray &more = {})
{
    return R"({"ID":"t","name_ID":"name_store_b","store_ID":"store_a","invoice_num":7,"type":"ci","status":"cn","user_ID":null,)"
           R"("hold":false,"comment":null,"their_ref":null,"prescriber_ID":null,"currency_ID":null,"currency_rate":1.0,)"
           R"("goods_received_ID":null,"original_PO_ID":null,"requisition_ID":null,"linked_transaction_id":null,)"
           R"("nameInsuranceJoinID":null,"donor_default_id":null,"insuranceDiscountAmount":null,"insuranceDiscountRate":null,)"
           R"("entry_date":"2024-03-09T00:00:00","entry_time":"13:04:06","confirm_date":null,"confirm_time":"00:00:00",)"
           R"("finalised_date":null,"finalised_time":"00:00:00","mode":"store","om_colour":"#1A1919")"
        + more + '}';
}

/// The same as Open mSupply reads it.
QByteArray readInvoice(const QByteArray &more = {})
{
    QByteArray data = pushedInvoice(more);
    data.replace("T00:00:00", "").replace(R"("13:04:06")", "47046").replace(R"("00:00:00")", "0");
    return data.replace(R"("insuranceDiscountAmount":null,"insuranceDiscountRate":null)",
        R"("insuranceDiscountAmount":0,"insuranceDiscountRate":0)");
}

void push(V5Caller caller, const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    REQUIRE(caller
                .post(queueCall,
                    R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":")" + table + R"(","recordId":")" + id
                        + R"(","action":"Update","recordData":)" + data + "}]}")
                .status
        == 200);
}

struct TwoSites {
    ServedPrimary primary;

    TwoSites()
    {
        primary.start();
        REQUIRE(primary.hill().post(initialiseCall, "{}").status == 200);
        REQUIRE(primary.valley().post(initialiseCall, "{}").status == 200);
    }
    QList<Quarantine::Entry> quarantine() { return *primary.datafile().quarantine().entries(); }
};

} // namespace

TEST_CASE("11.1: what one Open mSupply pushes comes to another, and back to itself, as it reads it; stored it stays as "
          "pushed")
{
    TwoSites s;
    push(s.primary.hill(), "transact", "t", pushedInvoice());
    CHECK(s.primary.dataOf("transact", "t") == pushedInvoice());
    StrictSite valley(s.primary.valley());
    valley.pull();
    CHECK(valley.dataOf("transact", "t") == readInvoice());
    StrictSite hill(s.primary.hill());
    hill.initialise();
    CHECK(hill.dataOf("transact", "t") == readInvoice());
    CHECK(s.primary.dataOf("transact", "t") == pushedInvoice());
    // Pushed as it was read: nothing is left to adapt.
    push(s.primary.hill(), "transact", "t", readInvoice());
    valley.pull();
    CHECK(valley.dataOf("transact", "t") == readInvoice());
    CHECK(s.quarantine().isEmpty());
}

TEST_CASE("11.1: a Mailboat is given what was pushed, in whatever dialect")
{
    TwoSites s;
    push(s.primary.hill(), "transact", "t", pushedInvoice());
    V5Caller valley = s.primary.valley();
    valley.headers = {{"mailboat", "1"}};
    CHECK(valley.get(queueCall).body.contains(pushedInvoice()));
}

TEST_CASE("11.1: central data are adapted in the change log, and have their defaults")
{
    TwoSites s;
    s.primary.put("list_master", "l", R"({"ID":"l","description":"Essentials","code":"E","inactive":"False"})");
    s.primary.put("om_document_registry", "r",
        R"({"ID":"r","category":"PATIENT","document_type":"Patient","context_ID":"","form_schema_ID":"","config":"{\"a\":1}"})");
    s.primary.put("unit", "u", R"({"ID":"u","units":"each","comment":"","order_number":3.0,"mine":0.10})");
    StrictSite hill(s.primary.hill());
    hill.pull();
    const QByteArray list = hill.dataOf("list_master", "l");
    CHECK(list.startsWith(R"({"ID":"l","description":"Essentials","code":"E","inactive":false,)"));
    CHECK(list.contains(R"("discount_percentage":0)")); // as the original, where a number that nobody gave is 0
    CHECK(hill.dataOf("om_document_registry", "r").endsWith(R"("config":{"a":1}})"));
    CHECK(hill.dataOf("unit", "u") == R"({"ID":"u","units":"each","comment":"","order_number":3,"mine":0.10})");
}

TEST_CASE("11.1: what lacks a key that its reader needs is withheld from it by name, blocks nothing, and comes once "
          "corrected")
{
    TwoSites s;
    push(s.primary.hill(), "transact", "t", pushedInvoice());
    push(s.primary.hill(), "trans_line", "bad", R"({"ID":"bad","transaction_ID":"t","type":"stock_out"})");
    push(s.primary.hill(), "trans_line", "odd",
        R"({"ID":"odd","transaction_ID":"t","type":"stock_out","item_ID":"i","quantity":"many"})");
    push(s.primary.hill(), "trans_line", "good",
        R"({"ID":"good","transaction_ID":"t","type":"stock_out","item_ID":"i"})");
    s.primary.put("period", "p",
        R"({"ID":"p","name":"May","periodScheduleID":"s","startDate":"0000-00-00","endDate":"2024-05-31"})");
    s.primary.put("unit", "behind", R"({"ID":"behind"})");
    StrictSite valley(s.primary.valley());
    valley.pull();
    CHECK(valley.records("trans_line/") == QByteArrayList {"trans_line/good"});
    CHECK(valley.records("period/").isEmpty());
    CHECK(valley.records("unit/") == QByteArrayList {"unit/behind"});
    CHECK(s.primary.datafile().queue().length(SyncId {3}) == 0);

    QMap<QByteArray, Quarantine::Entry> named;
    for (const Quarantine::Entry &entry : s.quarantine())
        named.insert(entry.record.id, entry);
    REQUIRE(named.keys() == QByteArrayList {"bad", "odd", "p"});
    CHECK(named["bad"].reason.code == ErrorCode::RecordFieldMissing);
    CHECK(named["bad"].source == SyncId {2});
    CHECK(describe(named["bad"].reason)
        == QStringLiteral("The program at site 3 needs \"item_ID\", which this record does not have."));
    CHECK(named["odd"].reason.code == ErrorCode::RecordUnreadable);
    CHECK(describe(named["odd"].reason).contains(QStringLiteral("quantity is \"many\"")));
    CHECK(named["p"].reason.values.value(QStringLiteral("field")) == QStringLiteral("startDate"));
    CHECK(retryQuarantined(s.primary.datafile()) == 0); // nothing has changed

    // Its own site gets it as it came: it was able to write it.
    StrictSite hill(s.primary.hill());
    hill.caller().isStrict = false;
    hill.initialise();
    CHECK(hill.dataOf("trans_line", "bad") == s.primary.dataOf("trans_line", "bad"));

    push(
        s.primary.hill(), "trans_line", "bad", R"({"ID":"bad","transaction_ID":"t","type":"stock_out","item_ID":"i"})");
    valley.pull();
    CHECK(valley.records("trans_line/") == QByteArrayList {"trans_line/bad", "trans_line/good"});
    CHECK(s.quarantine().size() == 2);
}

TEST_CASE("11.1: what Mobile pushed is spelled as Open mSupply reads it")
{
    TwoSites s;
    push(s.primary.hill(), "transact", "t",
        R"({"ID":"t","name_ID":"name_store_b","store_ID":"store_a","invoice_num":"7","type":"ci","status":"cn","mode":"store",)"
        R"("entry_date":"2024-03-09T13:04:06.000Z","entry_time":"13:04:06","total":"null","insuranceDiscountRate":"undefined",)"
        R"("confirm_date":"0000-00-00","currency_rate":"","is_cancellation":"false"})");
    StrictSite valley(s.primary.valley());
    valley.pull();
    const QByteArray given = valley.dataOf("transact", "t");
    CHECK(given.startsWith(
        R"({"ID":"t","name_ID":"name_store_b","store_ID":"store_a","invoice_num":7,"type":"ci","status":"cn","mode":"store",)"
        R"("entry_date":"2024-03-09","entry_time":47046,"total":"null","insuranceDiscountRate":0,"confirm_date":"0000-00-00",)"
        R"("currency_rate":1,"is_cancellation":false,)"));
    CHECK(given.contains(R"("hold":false)"));
    CHECK(s.quarantine().isEmpty());
}

TEST_CASE(
    "11.1: each table comes back to Open mSupply as it meant what it pushed, whole or with nothing that may be left")
{
    TwoSites s;
    s.primary.put("name", "p", R"({"ID":"p","type":"patient","supplying_store_id":"store_a"})");
    s.primary.put("name_store_join", "j", R"({"ID":"j","name_ID":"p","store_ID":"store_a"})");
    const QByteArrayList tables {"barcode", "transact", "requisition", "purchase_order", "Stock_take", "Location",
        "item_line", "location_movement", "trans_line", "requisition_line", "purchase_order_line", "Stock_take_lines",
        "om_activity_log", "message", "sensor", "temperature_breach", "temperature_log",
        "vaccine_vial_monitor_status_log", "indicator_value", "clinician", "clinician_store_join", "name",
        "name_store_join", "nameInsuranceJoin", "om_document"};
    for (const QByteArray &table : tables) {
        for (const Optional optional : {Optional::Given, Optional::Left}) {
            const QByteArray id = table + (optional == Optional::Given ? "-full" : "-bare");
            const TableRule &rule = Routing::builtIn().rule(table);
            OpenMSupplyRow values {{"ID", '"' + id + '"'}};
            const auto set = [&values](const QByteArray &key, const QByteArray &value) {
                if (!key.isEmpty())
                    values.insert(key, '"' + value + '"');
            };
            set(rule.storeKey, "store_a");
            set(rule.parentKey, rule.parentTable + "-full");
            set(rule.nameKey, rule.category == Category::Patient ? "p" : "name_store_b");
            set(rule.otherStoreKey,
                table == "message"              ? "store_b"
                    : rule.joins == "clinician" ? "clinician-full"
                                                : "p");
            set(rule.patientStoreKey, "store_a");
            if (rule.mayBePatient())
                values.insert("type", R"("patient")");
            if (table == "om_document") // its data are JSON in a text, and so are its parents
                values.insert({{"data", R"("{\"a\":[1,0.10]}")"}, {"parent_IDs", R"("[]")"}});
            const PushedByOpenMSupply pushed = pushedByOpenMSupply(table, optional, values);
            CAPTURE(pushed.data.toStdString());
            push(s.primary.hill(), table, id, pushed.data);
            CHECK(s.primary.dataOf(table, id) == pushed.data);
            StrictSite hill(s.primary.hill());
            hill.initialise();
            OpenMSupplyRow meant = pushed.row;
            if (table == "om_document")
                meant.insert("data", R"({"a":[1,0.10]})");
            const OpenMSupplyRow kept = readByOpenMSupply(table, hill.dataOf(table, id));
            CHECK(kept.keys() == meant.keys());
            for (auto field = meant.begin(); field != meant.end(); ++field) {
                CAPTURE(field.key().toStdString());
                CHECK(kept.value(field.key()) == field.value());
            }
        }
    }
    CHECK(s.quarantine().isEmpty());
}
