// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mobilereader.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace mailboat::test {

namespace {

using Is = MobileVerdict::Is;

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

struct Rule {
    const char *type = "";
    const char *notBlank = ""; ///< else passed over
    const char *there = ""; ///< the same, but may be blank
    const char *numbers = ""; ///< what is stored as a number that has to be one: else poison
    const char *days = "";
};

constexpr Rule rules[] {
    {"item", "code item_name", "default_pack_size doses", "doses"},
    {"name", "type customer supplier manufacturer", "name code barcode", "", "date_of_birth created_date"},
    {"item_line", "item_ID quantity", "pack_size batch expiry_date cost_price sell_price donor_id location_ID",
        "quantity pack_size", "expiry_date"},
    {"item_store_join", "item_ID store_ID", "", "default_price"},
    {"name_store_join", "name_ID store_ID", "", ""},
    {"list_master", "", "description programSettings isProgram", ""},
    {"list_master_line", "item_ID item_master_ID", "", "price"},
    {"list_master_name_join", "name_ID list_master_ID", "description", ""},
    {"list_local_line", "item_ID list_master_name_join_ID", "", ""},
    {"transact", "name_ID type status store_ID", "invoice_num entry_date mode",
        "subtotal total insuranceDiscountAmount insuranceDiscountRate", "entry_date confirm_date"},
    {"trans_line", "item_ID item_line_ID expiry_date quantity cost_price sell_price transaction_ID",
        "item_name batch pack_size donor_id vaccine_vial_monitor_status_ID location_ID", "quantity pack_size",
        "expiry_date"},
    {"requisition", "name_ID store_ID status type daysToSupply",
        "date_entered serial_number requester_reference programID periodID", "daysToSupply", "date_entered"},
    {"requisition_line", "requisition_ID item_ID", "optionID",
        "actualQuan Cust_prev_stock_balance stockLosses stockAdditions Cust_stock_received Cust_stock_issued"
        " DOSforAMCadjustment stock_on_hand Cust_stock_order"},
    {"Stock_take", "status", "Description stock_take_created_date serial_number programID", "",
        "stock_take_created_date stock_take_date"},
    {"Stock_take_lines", "stock_take_ID item_line_ID item_ID snapshot_qty snapshot_packsize",
        "expiry Batch cost_price sell_price optionID vaccine_vial_monitor_status_ID location_id",
        "snapshot_qty snapshot_packsize", "expiry"},
    {"options", "title type isActive", "", ""},
    {"period", "name startDate endDate periodScheduleID", "", "", "startDate endDate"},
    {"periodSchedule", "name", "", ""},
    {"pref", "store_ID item data", "user_ID network_ID", ""},
    {"clinician", "first_name last_name code", "registration_code", ""},
    {"insuranceProvider", "providerName isActive prescriptionValidityDays", "comment", ""},
    {"nameInsuranceJoin", "insuranceProviderID isActive policyNumberFamily expiryDate discountRate",
        "type nameID policyNumberPerson enteredByID", "discountRate", "expiryDate"},
    {"program_indicator", "code program_ID is_active", "", ""},
    {"indicator_attribute", "code indicator_ID",
        "description index is_required value_type default_value axis is_active", "index"},
    {"indicator_value", "facility_ID period_ID column_ID row_ID", "value", ""},
    {"sensor", "macAddress", "batteryLevel is_active name", "logInterval"},
    {"Location", "", "Description code type_ID", ""},
    {"Location_type", "", "Description", ""},
    {"location_movement", "item_line_ID enter_time enter_date location_ID", "exit_time exit_date", "",
        "enter_date exit_date"},
    {"temperature_log", "temperature date time location_ID store_ID log_interval", "temperature_breach_ID",
        "temperature log_interval", "date"},
    {"temperature_breach", "start_time start_date location_ID sensor_ID type",
        "end_time end_date acknowledged threshold_duration threshold_maximum_temperature threshold_minimum_temperature",
        "", "start_date end_date"},
    {"vaccine_vial_monitor_status", "", "description code level is_active", "level"},
    {"vaccine_vial_monitor_status_log", "status_ID item_line_ID time date", "vaccine_vial_monitor_status_ID", "",
        "date"},
    {"item_direction", "directions priority item_ID", "", ""},
    {"abbreviation", "abbreviation expansion", "", ""},
    {"unit", "", "units comment order_number", "order_number"},
    {"currency", "", "currency", "rate"},
    {"store", "", "", ""},
    {"item_category", "", "Description", ""},
    {"name_tag", "", "description", ""},
    {"name_tag_join", "name_ID name_tag_ID", "", ""},
    {"form_schema", "", "json_schema ui_schema type version", ""},
    {"name_note", "", "", ""},
};

const Rule *ruleOf(const QString &type)
{
    for (const Rule &rule : rules) {
        if (type == QLatin1StringView(rule.type))
            return &rule;
    }
    return nullptr;
}

bool isNumber(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^\\s*[+-]?(\\d|\\.\\d)"));
    return number.match(text).hasMatch();
}

bool isDay(const QString &text)
{
    static const QRegularExpression day(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT00:00:00$"));
    return text.isEmpty() || day.match(text).hasMatch();
}

/// What Mobile reads only of records of its own store, and would choke on.
bool isForeign(const QString &type, const QJsonObject &data, const QString &store)
{
    static const QSet<QString> ofStores {QStringLiteral("item_line"), QStringLiteral("transact"),
        QStringLiteral("requisition"), QStringLiteral("item_store_join")};
    return ofStores.contains(type) && data.value(QStringLiteral("store_ID")).toString() != store;
}

MobileVerdict readData(const Rule &rule, const QJsonObject &data, const QString &store)
{
    const QString type = QLatin1StringView(rule.type);
    for (const QString &key : words(rule.notBlank) + words("ID")) {
        if (data.value(key).toString().isEmpty())
            return {Is::PassedOver, type + QStringLiteral(" lacks ") + key};
    }
    for (const QString &key : words(rule.there)) {
        if (!data.value(key).isString())
            return {Is::PassedOver, type + QStringLiteral(" has no ") + key};
    }
    if (isForeign(type, data, store))
        return {};
    for (const QString &key : words(rule.numbers)) {
        if (!isNumber(data.value(key).toString()))
            return {Is::Poison, type + QStringLiteral(": no number in ") + key};
    }
    for (const QString &key : words(rule.days)) {
        if (!isDay(data.value(key).toString()))
            return {Is::Poison, type + QStringLiteral(": no day in ") + key + u' ' + data.value(key).toString()};
    }
    const bool isOwnStore = type == QLatin1String("store") && data.value(QStringLiteral("ID")).toString() == store;
    if (isOwnStore && !(data.value(QStringLiteral("tags")).isString() && data.value(QStringLiteral("code")).isString()))
        return {Is::Poison, QStringLiteral("store: tags and code")};
    return {};
}

} // namespace

MobileVerdict readByMobile(const QJsonObject &entry, const QString &store)
{
    const QString type = entry.value(QStringLiteral("RecordType")).toString();
    const QString action = entry.value(QStringLiteral("SyncType")).toString();
    const Rule *rule = ruleOf(type);
    if (!entry.value(QStringLiteral("SyncID")).isString() || type.isEmpty() || !words("I U D M").contains(action))
        return {Is::Poison, QStringLiteral("no envelope")};
    if (!rule)
        return {Is::NotKnown, type};
    if (action == QLatin1String("D"))
        return {};
    if (action == QLatin1String("M")) {
        const bool isWhole = entry.value(QStringLiteral("mergeIDtokeep")).isString()
            && entry.value(QStringLiteral("mergeIDtodelete")).isString();
        return {isWhole ? Is::Taken : Is::PassedOver, type};
    }
    if (!entry.value(QStringLiteral("data")).isObject())
        return {Is::PassedOver, type + QStringLiteral(" without data")};
    const QJsonObject data = entry.value(QStringLiteral("data")).toObject();
    for (auto field = data.begin(); field != data.end(); ++field) {
        if (!field->isString())
            return {Is::Poison, type + QStringLiteral(": no text in ") + field.key()};
    }
    return readData(*rule, data, store);
}

} // namespace mailboat::test
