// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/samplestore.h"

#include "core/sample/samplejson.h"
#include "core/sample/samplerandom.h"

#include <algorithm>

namespace mailboat {

using words::pick;

namespace {

constexpr qint64 mostLines = 1000; // of one invoice: numbers of lines are unique below that
constexpr qint64 days = 700;
constexpr QByteArrayView noDate = "0000-00-00";

QByteArray dateTime(qint64 day, qint64 second)
{
    const auto two = [](qint64 number) { return QByteArray::number(number).rightJustified(2, '0'); };
    return sampleDate(day) + 'T' + two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
}

/// What an invoice is, in the words of both generations of its keys.
struct InvoiceKind {
    const char *type;
    const char *omType;
    const char *mode;
    bool out;
    const char *omStatus[4]; ///< for nw, sg, cn, fn
};
constexpr InvoiceKind outbound {"ci", "OUTBOUND_SHIPMENT", "store", true, {"NEW", "ALLOCATED", "PICKED", "SHIPPED"}};
constexpr InvoiceKind prescription {"ci", "PRESCRIPTION", "dispensary", true, {"NEW", "NEW", "PICKED", "VERIFIED"}};
constexpr InvoiceKind inbound {"si", "INBOUND_SHIPMENT", "store", false, {"NEW", "NEW", "DELIVERED", "VERIFIED"}};
constexpr InvoiceKind addition {"si", "INVENTORY_ADDITION", "store", false, {"NEW", "NEW", "NEW", "VERIFIED"}};
constexpr InvoiceKind reduction {"sc", "INVENTORY_REDUCTION", "store", true, {"NEW", "NEW", "NEW", "VERIFIED"}};
constexpr const char *statuses[] = {"nw", "sg", "cn", "fn"};

} // namespace

SampleStore::SampleStore(const SampleCatalogue &catalogue, qint64 store)
    : m_catalogue(catalogue)
    , m_store(store)
    , m_id(catalogue.id("store", store))
{
}

qint64 SampleStore::neighbours() const
{
    return std::clamp(m_catalogue.counts().stores - 1, qint64(0), qint64(4));
}

qint64 SampleStore::suppliers() const
{
    return std::min(m_catalogue.counts().suppliers, qint64(3));
}

qint64 SampleStore::neighbour(qint64 number) const
{
    return (m_store + 1 + number) % m_catalogue.counts().stores;
}

QByteArray SampleStore::own(QByteArrayView table, qint64 number) const
{
    return m_catalogue.id(table, number, m_store);
}

SampleStore::Stock SampleStore::stockOf(qint64 number) const
{
    SampleRandom random(m_catalogue.seed(), "stock", number, m_store);
    const qint64 item = (number + m_store * 13) % m_catalogue.counts().items;
    return {own("item_line", number), item, "B" + QByteArray::number(100000 + random.below(900000)),
        sampleDate(days + 30 + random.below(900)), 1 + random.below(400), m_catalogue.itemCost(item)};
}

SampleStore::Stock SampleStore::anyStock(qint64 choice) const
{
    if (m_counts.stockLines > 0)
        return stockOf(choice % m_counts.stockLines);
    const qint64 item = choice % m_catalogue.counts().items;
    return {QByteArray(), item, QByteArray(), noDate.toByteArray(), 0, m_catalogue.itemCost(item)};
}

Record SampleStore::joinWith(const QByteArray &id, const QByteArray &name, bool patient) const
{
    SampleJson json(id);
    json.text("store_ID", m_id).text("name_ID", name).flag("inactive", false).text("spare_Category1_ID", "");
    json.flag("om_name_is_customer", true).flag("om_name_is_supplier", !patient);
    return sampleRecord("name_store_join", id, json);
}

Record SampleStore::join(qint64 number) const
{
    const qint64 stores = neighbours();
    return joinWith(own("name_store_join", number),
        number < stores ? m_catalogue.storeNameId(neighbour(number)) : m_catalogue.supplierNameId(number - stores),
        false);
}

Record SampleStore::location(qint64 number) const
{
    const QByteArray id = own("Location", number);
    const QByteArray label(1, static_cast<char>('A' + number % 26));
    const QByteArray types = QByteArray::number(number / 26 + 1);
    const qint64 kinds = m_catalogue.counts().locationTypes;
    SampleJson json(id);
    json.text("Description", "Shelf " + label + types).text("code", label + types).flag("hold", false);
    json.text("store_ID", m_id)
        .text("type_ID", kinds > 0 ? m_catalogue.id("Location_type", number % kinds) : QByteArray());
    json.decimal("Volume", 150 + number % 10 * 25).text("comment", "").number("priority", number + 1);
    return sampleRecord("Location", id, json);
}

QList<Record> SampleStore::clinician(qint64 number) const
{
    SampleRandom random(m_catalogue.seed(), "clinician", number, m_store);
    const QByteArrayView first = pick(words::firstNames(), random.below(1000));
    const QByteArrayView last = pick(words::lastNames(), random.below(1000));
    const QByteArray id = own("clinician", number);
    SampleJson json(id);
    json.text("code", "C" + QByteArray::number(m_store + 1) + '-' + QByteArray::number(number + 1));
    json.text("last_name", last)
        .text("initials", first.first(1).toByteArray() + last.first(1))
        .text("first_name", first);
    json.text("address1", "").text("address2", "").text("phone", "").text("mobile", "").text("email", "");
    json.flag("female", random.chance(50)).flag("active", true).text("store_ID", m_id);

    const QByteArray joinId = own("clinician_store_join", number);
    SampleJson join(joinId);
    join.text("store_ID", m_id).text("prescriber_ID", id);
    return {sampleRecord("clinician", id, json), sampleRecord("clinician_store_join", joinId, join)};
}

QList<Record> SampleStore::patient(qint64 number) const
{
    SampleRandom random(m_catalogue.seed(), "patient", number, m_store);
    SampleName name {own("patient", number), {}, {}, "patient"};
    name.first = pick(words::firstNames(), random.below(1000)).toByteArray();
    name.last = pick(words::lastNames(), random.below(1000)).toByteArray();
    name.name = name.last + ", " + name.first;
    name.code = "P" + QByteArray::number(m_store + 1) + '-' + QByteArray::number(number + 1).rightJustified(6, '0');
    name.customer = true;
    name.homeStore = m_id;
    name.female = random.chance(50);
    name.birth = sampleDate(-random.below(80 * 365));
    name.address = QByteArray::number(1 + random.below(200)) + " Station Road";
    name.created = sampleDate(random.below(days));
    name.currencyId = m_catalogue.id("currency", 0);
    return {sampleNameRecord(name), joinWith(own("name_store_join of patient", number), name.id, true)};
}

Record SampleStore::stockLine(qint64 number) const
{
    const Stock stock = stockOf(number);
    SampleRandom random(m_catalogue.seed(), "shelf", number, m_store);
    const qint64 available = stock.packs - random.below(stock.packs / 4 + 1);
    const qint64 sellers = m_catalogue.counts().suppliers;
    SampleJson json(stock.id);
    json.text("store_ID", m_id).text("item_ID", m_catalogue.id("item", stock.item)).text("batch", stock.batch);
    json.text("expiry_date", stock.expiry).flag("hold", random.chance(2));
    json.text("location_ID", m_counts.locations > 0 ? own("Location", number % m_counts.locations) : QByteArray());
    json.number("pack_size", SampleCatalogue::medicine(stock.item).packSize);
    json.number("available", available).number("quantity", stock.packs);
    json.decimal("cost_price", stock.cost).decimal("sell_price", stock.cost * 5 / 4).text("note", "");
    json.text("name_ID", sellers > 0 ? m_catalogue.supplierNameId(number % sellers) : QByteArray());
    json.text(
        "barcodeID", stock.item < m_catalogue.counts().barcodes ? m_catalogue.id("barcode", stock.item) : QByteArray());
    json.text("vvm_status_id", "").decimal("total_volume", stock.packs * 2).decimal("volume_per_pack", 2);
    json.text("donor_id", "").decimal("margin", 25).text("manufacturer_ID", "").number("initial_quan", stock.packs);
    return sampleRecord("item_line", stock.id, json);
}

QList<Record> SampleStore::invoice(qint64 number, qint64 lines) const
{
    SampleRandom random(m_catalogue.seed(), "invoice", number, m_store);
    const qint64 choice = random.below(100);
    const InvoiceKind *kind = choice < 95 ? &addition : &reduction;
    QByteArray name = m_catalogue.systemNameId(0);
    if (choice < 35 && neighbours() > 0) {
        kind = &outbound;
        name = m_catalogue.storeNameId(neighbour(random.below(neighbours())));
    } else if (choice < 65 && m_counts.patients > 0) {
        kind = &prescription;
        name = own("patient", random.below(m_counts.patients));
    } else if (choice < 90 && suppliers() > 0) {
        kind = &inbound;
        name = m_catalogue.supplierNameId(random.below(suppliers()));
    }
    const qint64 status = random.chance(70) ? 3 : random.below(3);
    const qint64 day = random.below(days);
    const qint64 second = 8 * 3600 + random.below(8 * 3600);
    const QByteArray written = sampleDate(day);
    const QByteArray id = own("transact", number);

    SampleJson json(id);
    json.text("name_ID", name).text("store_ID", m_id).number("invoice_num", number + 1).text("type", kind->type);
    json.text("status", statuses[status]).text("user_ID", m_catalogue.userId(m_store)).flag("hold", false);
    json.text("comment", random.chance(20) ? "Urgent" : "");
    json.text("their_ref", kind == &inbound ? "INV" + QByteArray::number(1000 + random.below(9000)) : QByteArray());
    json.text("prescriber_ID",
        kind == &prescription && m_counts.clinicians > 0 ? own("clinician", random.below(m_counts.clinicians))
                                                         : QByteArray());
    json.text("currency_ID", m_catalogue.id("currency", 0)).number("currency_rate", 1);
    json.text("goods_received_ID", "").text("original_PO_ID", "").text("requisition_ID", "");
    json.text("linked_transaction_id", "").text("nameInsuranceJoinID", "").text("donor_default_id", "");
    json.number("insuranceDiscountAmount", 0).number("insuranceDiscountRate", 0);
    json.text("entry_date", written).number("entry_time", second);
    json.text("confirm_date", status >= 2 ? QByteArrayView(written) : noDate)
        .number("confirm_time", status >= 2 ? second + 1800 : 0);
    json.text("finalised_date", status == 3 ? QByteArrayView(written) : noDate);
    json.number("finalised_time", status == 3 ? second + 3600 : 0).text("mode", kind->mode);
    json.text("om_type", kind->omType).text("om_status", kind->omStatus[status]);
    json.text("om_created_datetime", dateTime(day, second));
    const auto stage = [&](const char *key, bool reached, qint64 later) {
        if (reached)
            json.text(key, dateTime(day, second + later));
        else
            json.none(key);
    };
    stage("om_allocated_datetime", kind->out && status >= 1, 900);
    stage("om_picked_datetime", kind->out && status >= 2, 1800);
    stage("om_shipped_datetime", kind == &outbound && status == 3, 3600);
    stage("om_delivered_datetime", kind == &inbound && status >= 2, 1800);
    stage("om_verified_datetime", kind != &outbound && status == 3, 3600);

    QList<Record> records {sampleRecord("transact", id, json)};
    for (qint64 line = 0; line < lines; ++line)
        records.append(invoiceLine(number, line, kind->out));
    return records;
}

Record SampleStore::invoiceLine(qint64 invoice, qint64 line, bool out) const
{
    SampleRandom random(m_catalogue.seed(), "invoice line", invoice * mostLines + line, m_store);
    const Stock stock = anyStock(random.below(1 << 30));
    const QByteArray id = own("trans_line", invoice * mostLines + line);
    SampleJson json(id);
    json.text("transaction_ID", own("transact", invoice)).text("item_ID", m_catalogue.id("item", stock.item));
    json.text("item_name", SampleCatalogue::itemName(stock.item)).text("item_line_ID", stock.id);
    json.text("location_ID", "").text("batch", stock.batch).text("expiry_date", stock.expiry);
    json.number("pack_size", SampleCatalogue::medicine(stock.item).packSize);
    json.decimal("cost_price", stock.cost).decimal("sell_price", stock.cost * 5 / 4);
    json.text("type", out ? "stock_out" : "stock_in").number("quantity", 1 + random.below(60)).text("note", "");
    json.text("optionID", "").text("linked_transact_id", "").text("donor_id", "");
    json.text("vaccine_vial_monitor_status_ID", "").decimal("volume_per_pack", 2).number("line_number", line + 1);
    json.none("foreign_currency_price").none("om_item_variant_id");
    return sampleRecord("trans_line", id, json);
}

QList<Record> SampleStore::requisition(qint64 number, qint64 lines) const
{
    SampleRandom random(m_catalogue.seed(), "requisition", number, m_store);
    const qint64 day = random.below(days);
    const QByteArray id = own("requisition", number);
    const bool isResponse = neighbours() > 0 && random.chance(40);
    SampleJson json(id);
    json.number("serial_number", number + 1);
    json.text("name_ID",
        neighbours() > 0 ? m_catalogue.storeNameId(neighbour(random.below(neighbours())))
                         : m_catalogue.storeNameId(m_store));
    json.text("store_ID", m_id).text("type", isResponse ? "response" : "request");
    json.text("status", pick(std::span<const char *const>(statuses), random.below(4)));
    json.text("user_ID", m_catalogue.userId(m_store)).text("date_entered", sampleDate(day));
    json.number("lastModifiedAt", 1704067200 + day * 86400 + 36000).text("requester_reference", "");
    json.text("linked_requisition_id", "").number("thresholdMOS", 3).number("daysToSupply", 90);
    json.text("comment", "").text("authorisationStatus", "").text("orderType", "").text("periodID", "");
    json.text("programID", "").flag("isRemoteOrder", true);

    QList<Record> records {sampleRecord("requisition", id, json)};
    for (qint64 line = 0; line < lines; ++line) {
        const qint64 item = (random.below(1 << 30) + line) % m_catalogue.counts().items;
        const qint64 onHand = random.below(2000);
        const qint64 daily = random.below(40);
        const qint64 wanted = std::max(daily * 90 - onHand, qint64(0));
        const QByteArray lineId = own("requisition_line", number * mostLines + line);
        SampleJson row(lineId);
        row.text("requisition_ID", id).text("item_ID", m_catalogue.id("item", item));
        row.text("itemName", SampleCatalogue::itemName(item)).text("authoriser_comment", "").text("comment", "");
        row.none("om_snapshot_datetime").text("optionID", "").number("Cust_stock_order", wanted);
        row.number("suggested_quantity", wanted).number("actualQuan", isResponse ? wanted : 0);
        row.number("stock_on_hand", onHand).number("daily_usage", daily).number("approved_quantity", 0);
        row.number("Cust_prev_stock_balance", onHand + daily * 30).number("Cust_stock_received", 0);
        row.number("Cust_stock_issued", daily * 30).number("stockLosses", 0).number("stockAdditions", 0);
        row.number("stockExpiring", 0).number("days_out_or_new_demand", 0).number("Cust_loss_adjust", 0);
        records.append(sampleRecord("requisition_line", lineId, row));
    }
    return records;
}

QList<Record> SampleStore::stockTake(qint64 number, qint64 lines) const
{
    SampleRandom random(m_catalogue.seed(), "stock take", number, m_store);
    const QByteArray id = own("Stock_take", number);
    const QByteArray day = sampleDate(random.below(days));
    const bool done = random.chance(70);
    SampleJson json(id);
    json.text("created_by_ID", m_catalogue.userId(m_store)).text("status", done ? "fn" : "sg");
    json.text("Description", "Stock take " + QByteArray::number(number + 1)).text("comment", "").flag("Locked", false);
    json.text("invad_additions_ID", "").text("invad_reductions_ID", "").number("serial_number", number + 1);
    json.text("stock_take_created_date", day).number("stock_take_time", 9 * 3600 + random.below(3600));
    json.text("stock_take_date", done ? QByteArrayView(day) : noDate).text("store_ID", m_id);

    QList<Record> records {sampleRecord("Stock_take", id, json)};
    for (qint64 line = 0; line < lines; ++line) {
        const Stock stock = anyStock(random.below(1 << 30));
        const QByteArray lineId = own("Stock_take_lines", number * mostLines + line);
        SampleJson row(lineId);
        row.text("stock_take_ID", id).text("location_id", "").text("comment", "");
        row.number("snapshot_qty", stock.packs);
        row.number("snapshot_packsize", SampleCatalogue::medicine(stock.item).packSize);
        row.number("stock_take_qty", stock.packs).flag("is_edited", done).text("item_line_ID", stock.id);
        row.text("item_ID", m_catalogue.id("item", stock.item))
            .text("item_name", SampleCatalogue::itemName(stock.item));
        row.text("Batch", stock.batch).text("expiry", stock.expiry).decimal("cost_price", stock.cost);
        row.decimal("sell_price", stock.cost * 5 / 4).text("optionID", "").text("vaccine_vial_monitor_status_ID", "");
        row.decimal("volume_per_pack", 2);
        records.append(sampleRecord("Stock_take_lines", lineId, row));
    }
    return records;
}

Record SampleStore::activity(qint64 number) const
{
    SampleRandom random(m_catalogue.seed(), "activity", number, m_store);
    const QByteArray id = own("om_activity_log", number);
    SampleJson json(id);
    json.text("type", m_counts.invoices > 0 ? "InvoiceCreated" : "UserLoggedIn")
        .text("user_ID", m_catalogue.userId(m_store));
    json.text("store_ID", m_id)
        .text("record_ID", m_counts.invoices > 0 ? own("transact", random.below(m_counts.invoices)) : QByteArray());
    json.text("datetime", dateTime(random.below(days), 28800 + random.below(28800)));
    return sampleRecord("om_activity_log", id, json);
}

} // namespace mailboat
