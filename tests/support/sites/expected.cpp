// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/sites/expected.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace mailboat::test {

namespace {

using Key = std::pair<QByteArray, QByteArray>;

const QSet<QByteArray> central {"abbreviation", "diagnosis", "user", "unit", "item_category", "item_category_level1",
    "item_category_level2", "item", "item_direction", "warning", "item_warning_link", "name_tag", "name_tag_join",
    "contact", "store", "list_master", "list_master_line", "list_master_name_join", "periodSchedule", "period",
    "program_indicator", "indicator_attribute", "options", "form_schema", "om_document_registry", "currency",
    "insuranceProvider", "ship_method", "Location_type", "vaccine_vial_monitor_status", "om_vaccine_course",
    "om_vaccine_course_dose", "om_vaccine_course_item"};
const QSet<QByteArray> everybodyWithoutStore {"item_store_join", "pref", "om_user_permission"};
const QHash<QByteArray, QByteArray> ownStore {{"item_store_join", "store_ID"}, {"name_store_join", "store_ID"},
    {"pref", "store_ID"}, {"om_user_permission", "store_ID"}, {"indicator_value", "store_ID"},
    {"clinician", "store_ID"}, {"clinician_store_join", "store_ID"}, {"Location", "store_ID"},
    {"location_movement", "store_ID"}, {"item_line", "store_ID"}, {"transact", "store_ID"}, {"Stock_take", "store_ID"},
    {"requisition", "store_ID"}, {"purchase_order", "store_ID"}, {"purchase_order_line", "store_ID"},
    {"Goods_received", "store_ID"}, {"om_activity_log", "store_ID"}, {"message", "fromStoreID"}, {"sensor", "storeID"},
    {"temperature_breach", "store_ID"}, {"temperature_log", "store_ID"},
    {"vaccine_vial_monitor_status_log", "store_ID"}, {"om_encounter", "store_ID"}, {"om_vaccination", "store_ID"}};
const QHash<QByteArray, std::pair<QByteArray, QByteArray>> parents {{"trans_line", {"transact", "transaction_ID"}},
    {"Stock_take_lines", {"Stock_take", "stock_take_ID"}}, {"requisition_line", {"requisition", "requisition_ID"}},
    {"purchase_order_line", {"purchase_order", "purchase_order_ID"}},
    {"Goods_received_line", {"Goods_received", "goods_received_ID"}}};
const QHash<QByteArray, QByteArray> patientsOwn {{"om_document", "owner_name_ID"}, {"nameInsuranceJoin", "nameID"},
    {"om_encounter", "name_ID"}, {"om_vaccination", "name_ID"}};

QByteArray text(const QJsonObject &data, const QByteArray &key)
{
    return data.value(QString::fromUtf8(key)).toString().toUtf8();
}

/// What is known of one site: its stores, their names, whom it may see.
struct View {
    QSet<QByteArray> stores;
    QSet<QByteArray> names;
    QSet<QByteArray> visibleNames;
    QSet<QByteArray> visibleClinicians;
};

View viewOf(SyncId site, const QMap<Key, QJsonObject> &all)
{
    View view;
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (it.key().first == "store" && it->value(QStringLiteral("sync_id_remote_site")).toInt() == site.value()) {
            view.stores.insert(it.key().second);
            view.names.insert(text(*it, "name_ID"));
        }
    }
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (it.key().first == "name_store_join" && view.stores.contains(text(*it, "store_ID")))
            view.visibleNames.insert(text(*it, "name_ID"));
        if (it.key().first == "name" && view.stores.contains(text(*it, "supplying_store_id")))
            view.visibleNames.insert(it.key().second);
        if (it.key().first == "clinician_store_join" && view.stores.contains(text(*it, "store_ID")))
            view.visibleClinicians.insert(text(*it, "prescriber_ID"));
    }
    return view;
}

bool isHeld(const Key &key, const QJsonObject &data, const View &view, const QMap<Key, QJsonObject> &all)
{
    const QByteArray &table = key.first;
    if (central.contains(table) || table == "barcode")
        return true;
    if (table == "name")
        return text(data, "type") != "patient" || view.visibleNames.contains(key.second);
    const QByteArray store = text(data, ownStore.value(table));
    if (view.stores.contains(store) || (store.isEmpty() && everybodyWithoutStore.contains(table)))
        return true;
    if (table == "transact" || table == "requisition")
        return view.names.contains(text(data, "name_ID"));
    if (table == "message")
        return view.stores.contains(text(data, "toStoreID"));
    if (table == "clinician")
        return view.visibleClinicians.contains(key.second);
    if (patientsOwn.contains(table))
        return view.visibleNames.contains(text(data, patientsOwn.value(table)));
    if (const auto parent = parents.find(table); parent != parents.end() && store.isEmpty()) {
        const Key parentKey {parent->first, text(data, parent->second)};
        return all.contains(parentKey) && isHeld(parentKey, all.value(parentKey), view, all);
    }
    return false;
}

} // namespace

Holdings expectedAt(SyncId site, const Holdings &primary)
{
    QMap<Key, QJsonObject> all;
    for (auto it = primary.begin(); it != primary.end(); ++it)
        all.insert(it.key(), QJsonDocument::fromJson(it.value()).object());
    const View view = viewOf(site, all);
    Holdings held;
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (isHeld(it.key(), it.value(), view, all))
            held.insert(it.key(), primary.value(it.key()));
    }
    return held;
}

QByteArray difference(const Holdings &left, const Holdings &right)
{
    for (auto it = left.begin(); it != left.end(); ++it) {
        const auto other = right.find(it.key());
        if (other == right.end())
            return it.key().first + '/' + it.key().second + " is missing at the right";
        if (*other != *it)
            return it.key().first + '/' + it.key().second + " differs: " + *it + " and " + *other;
    }
    for (auto it = right.begin(); it != right.end(); ++it) {
        if (!left.contains(it.key()))
            return it.key().first + '/' + it.key().second + " is missing at the left";
    }
    return {};
}

} // namespace mailboat::test
