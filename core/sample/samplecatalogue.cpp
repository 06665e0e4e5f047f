// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/samplecatalogue.h"

#include "core/sample/samplejson.h"
#include "core/sample/samplerandom.h"

#include <QDate>

namespace mailboat {

using words::pick;

namespace {

QByteArray padded(qint64 number, int width)
{
    return QByteArray::number(number).rightJustified(width, '0');
}

} // namespace

SampleCatalogue::SampleCatalogue(quint64 seed, const SampleCounts &counts)
    : m_seed(seed)
    , m_counts(counts)
{
}

QByteArray SampleCatalogue::id(QByteArrayView table, qint64 number, qint64 store) const
{
    SampleRandom random(m_seed, table, number, store);
    const QByteArray first = QByteArray::number(random.next(), 16).rightJustified(16, '0');
    return (first + QByteArray::number(random.next(), 16).rightJustified(16, '0')).toUpper();
}

QByteArray SampleCatalogue::userId(qint64 store) const
{
    return id("user", store + 1 < m_counts.users ? store + 1 : 0);
}

QByteArray SampleCatalogue::storeName(qint64 store) const
{
    const auto places = static_cast<qint64>(words::places().size());
    const auto combinations = places * static_cast<qint64>(words::facilities().size());
    QByteArray name = pick(words::places(), store) + ' ' + pick(words::facilities(), store / places + store);
    if (store >= combinations)
        name += ' ' + QByteArray::number(store / combinations + 1);
    return name;
}

QByteArray SampleCatalogue::itemName(qint64 item)
{
    const words::Medicine &made = medicine(item);
    const auto round = item / static_cast<qint64>(words::medicines().size());
    QByteArray name = made.name + ' ' + made.strength + ' ' + made.form;
    if (round > 0)
        name += ", " + pick(words::suppliers(), round) + ' ' + QByteArray::number(round);
    return name;
}

qint64 SampleCatalogue::itemCost(qint64 item) const
{
    return 25 + SampleRandom(m_seed, "cost", item, 0).below(4000);
}

Record SampleCatalogue::currency(qint64 number) const
{
    static constexpr QByteArrayView codes[] = {"USD", "EUR", "AUD", "NZD"};
    static constexpr qint64 rates[] = {100, 108, 66, 61};
    const QByteArray id = this->id("currency", number);
    SampleJson json(id);
    json.decimal("rate", rates[number % 4]).text("currency", codes[number % 4]);
    json.flag("is_home_currency", number == 0).text("date_updated", sampleDate(0));
    return sampleRecord("currency", id, json);
}

Record SampleCatalogue::unit(qint64 number) const
{
    const QByteArray id = this->id("unit", number);
    SampleJson json(id);
    json.text("units", pick(words::units(), number)).text("comment", "").number("order_number", number + 1);
    return sampleRecord("unit", id, json);
}

Record SampleCatalogue::locationType(qint64 number) const
{
    const QByteArray id = this->id("Location_type", number);
    const words::LocationType &type = pick(words::locationTypes(), number);
    SampleJson json(id);
    json.text("Description", type.description).number("Temperature_min", type.minimum);
    json.number("Temperature_max", type.maximum);
    return sampleRecord("Location_type", id, json);
}

Record SampleCatalogue::category(qint64 number) const
{
    const QByteArray id = this->id("item_category", number);
    SampleJson json(id);
    json.text("Description", pick(words::categories(), number)).number("sort_order", number + 1).text("parent_ID", "");
    return sampleRecord("item_category", id, json);
}

Record SampleCatalogue::option(qint64 number) const
{
    const QByteArray id = this->id("options", number);
    const words::Option &option = pick(words::options(), number);
    SampleJson json(id);
    json.text("type", option.type).flag("isActive", true).text("title", option.title);
    return sampleRecord("options", id, json);
}

Record SampleCatalogue::nameTag(qint64 number) const
{
    const QByteArray id = this->id("name_tag", number);
    return sampleRecord("name_tag", id, SampleJson(id).text("description", pick(words::nameTags(), number)));
}

Record SampleCatalogue::abbreviation(qint64 number) const
{
    const QByteArray id = this->id("abbreviation", number);
    SampleJson json(id);
    json.text("abbreviation", pick(words::abbreviations(), 2 * number));
    json.text("expansion", pick(words::abbreviations(), 2 * number + 1));
    return sampleRecord("abbreviation", id, json);
}

Record SampleCatalogue::periodSchedule(qint64 number) const
{
    const QByteArray id = this->id("periodSchedule", number);
    return sampleRecord("periodSchedule", id, SampleJson(id).text("name", "Monthly"));
}

Record SampleCatalogue::period(qint64 number) const
{
    const QByteArray id = this->id("period", number);
    const QDate first = QDate(2024, 1, 1).addMonths(static_cast<int>(number));
    const QByteArray start = first.toString(Qt::ISODate).toLatin1();
    SampleJson json(id);
    json.text("periodScheduleID", this->id("periodSchedule", 0)).text("startDate", start);
    json.text("endDate", first.addMonths(1).addDays(-1).toString(Qt::ISODate).toLatin1());
    json.text("name", start.first(7));
    return sampleRecord("period", id, json);
}

Record SampleCatalogue::user(qint64 number) const
{
    const QByteArray id = this->id("user", number);
    const QByteArrayView first = pick(words::firstNames(), number * 7);
    const QByteArrayView last = pick(words::lastNames(), number * 11 + number / 26);
    SampleJson json(id);
    json.text("name", "user" + padded(number, 3)).text("e_mail", "user" + padded(number, 3) + "@health.example");
    json.number("Language", 0).text("first_name", first).text("last_name", last);
    json.text("phone1", "").text("job_title", number == 0 ? "Administrator" : "Store manager").flag("active", true);
    return sampleRecord("user", id, json);
}

Record SampleCatalogue::systemName(qint64 number) const
{
    static constexpr QByteArrayView codes[] = {"invad", "repack", "build"};
    static constexpr QByteArrayView names[] = {"Inventory adjustments", "Repack", "Build"};
    SampleName name {systemNameId(number), names[number % 3].toByteArray(), codes[number % 3].toByteArray(),
        codes[number % 3].toByteArray()};
    name.created = sampleDate(0);
    name.currencyId = id("currency", 0);
    return sampleNameRecord(name);
}

Record SampleCatalogue::supplierName(qint64 number) const
{
    SampleName name {supplierNameId(number), pick(words::suppliers(), number).toByteArray(),
        "SUP" + padded(number + 1, 3), "facility"};
    name.supplier = true;
    name.manufacturer = number % 3 == 0;
    name.phone = "555-01" + padded(number % 100, 2);
    name.address = QByteArray::number(3 + number * 7) + " Harbour Road";
    name.created = sampleDate(0);
    name.currencyId = id("currency", number % m_counts.currencies);
    return sampleNameRecord(name);
}

Record SampleCatalogue::nameOfStore(qint64 store) const
{
    SampleName name {storeNameId(store), storeName(store), "ST" + padded(store + 1, 4), "store"};
    name.customer = true;
    name.supplier = true;
    name.phone = "555-02" + padded(store % 100, 2);
    name.address = QByteArray::number(1 + store * 3) + " Main Street, " + pick(words::places(), store);
    name.created = sampleDate(0);
    name.currencyId = id("currency", 0);
    return sampleNameRecord(name);
}

Record SampleCatalogue::item(qint64 number) const
{
    const QByteArray id = this->id("item", number);
    const words::Medicine &medicine = SampleCatalogue::medicine(number);
    static constexpr QByteArrayView ven[] = {"V", "E", "N"};
    SampleJson json(id);
    json.text("item_name", itemName(number));
    json.text("code", medicine.name.first(3).toByteArray().toUpper() + padded(number + 1, 6));
    json.text("unit_ID", this->id("unit", medicine.unit % m_counts.units)).text("type_of", "general");
    json.number("default_pack_size", medicine.packSize).flag("is_vaccine", medicine.isVaccine);
    json.text("VEN_category", ven[number % 3]).text("strength", medicine.strength);
    json.number("doses", medicine.isVaccine ? 10 : 0);
    json.text("category_ID",
        m_counts.categories > 0 ? this->id("item_category", medicine.category % m_counts.categories) : QByteArray());
    json.text("restricted_location_type_ID",
        medicine.isVaccine && m_counts.locationTypes > 2 ? this->id("Location_type", 2) : QByteArray());
    json.decimal("volume_per_pack", 1 + number % 40).text("universalcodes_code", "");
    json.text("universalcodes_name", "").number("flags", 0).flag("critical_stock", medicine.isVaccine);
    return sampleRecord("item", id, json);
}

Record SampleCatalogue::masterList(qint64 number) const
{
    const QByteArray id = this->id("list_master", number);
    SampleJson json(id);
    json.text("description", pick(words::masterLists(), number)).text("code", "ML" + padded(number + 1, 2));
    json.text("note", "")
        .number("discount_percentage", 0)
        .flag("isProgram", false)
        .flag("inactive", false)
        .none("programSettings");
    return sampleRecord("list_master", id, json);
}

Record SampleCatalogue::store(qint64 number) const
{
    const QByteArray id = this->id("store", number);
    SampleJson json(id);
    json.text("name", storeName(number))
        .text("name_ID", storeNameId(number))
        .text("code", "ST" + padded(number + 1, 4));
    json.number("sync_id_remote_site", number + 2).text("logo", "");
    json.text("store_mode", number % 3 == 2 ? "dispensary" : "store").text("created_date", sampleDate(0));
    json.flag("disabled", false).text("organisation_name", "Ministry of Health").text("tags", "");
    return sampleRecord("store", id, json);
}

Record SampleCatalogue::storePreferences(qint64 store) const
{
    const QByteArray id = this->id("pref", store);
    SampleJson json(id);
    json.text("store_ID", this->id("store", store)).text("user_ID", "").text("network_ID", "");
    json.text("item", "store_preferences");
    json.raw("data",
        R"({"monthlyConsumptionLookBackPeriod":"6","monthsLeadTime":"1","default_item_packsize_to_one":true,)"
        R"("shouldAuthoriseResponseRequisition":false,"sort_batches_by_VVM_not_expiry":false})");
    return sampleRecord("pref", id, json);
}

Record SampleCatalogue::masterListLine(qint64 number) const
{
    const QByteArray id = this->id("list_master_line", number);
    SampleJson json(id);
    json.text("item_master_ID", this->id("list_master", number % m_counts.masterLists));
    json.text("item_ID", this->id("item", number / m_counts.masterLists)).number("imprest_quan", 0);
    json.number("order_number", number / m_counts.masterLists + 1);
    return sampleRecord("list_master_line", id, json);
}

Record SampleCatalogue::masterListJoin(qint64 number) const
{
    const QByteArray id = this->id("list_master_name_join", number);
    SampleJson json(id);
    json.text("description", "").text("name_ID", storeNameId(number / m_counts.masterLists));
    json.text("list_master_ID", this->id("list_master", number % m_counts.masterLists)).flag("include_imprest", false);
    return sampleRecord("list_master_name_join", id, json);
}

Record SampleCatalogue::nameTagJoin(qint64 number) const
{
    const QByteArray id = this->id("name_tag_join", number);
    SampleJson json(id);
    json.text("name_ID", storeNameId(number)).text("name_tag_ID", this->id("name_tag", number % m_counts.nameTags));
    return sampleRecord("name_tag_join", id, json);
}

Record SampleCatalogue::barcode(qint64 number) const
{
    const QByteArray id = this->id("barcode", number);
    SampleJson json(id);
    json.text("barcode", "2" + padded(number * 97 % 1000000000000, 12)).text("itemID", this->id("item", number));
    json.text("manufacturerID", m_counts.suppliers > 0 ? supplierNameId(0) : QByteArray()).text("parentID", "");
    return sampleRecord("barcode", id, json);
}

Record SampleCatalogue::direction(qint64 number) const
{
    const QByteArray id = this->id("item_direction", number);
    SampleJson json(id);
    json.text("item_ID", this->id("item", number)).text("directions", pick(words::directions(), number));
    json.number("priority", 1);
    return sampleRecord("item_direction", id, json);
}

} // namespace mailboat
