// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace mailboat;

namespace {

using Texts = QList<QByteArray>;

RecordLinks linksOf(const char *table, const QByteArray &data)
{
    return Routing::builtIn().links({table, "r1", Action::Update, data});
}

/// {store, parent, name, other} and the category.
RecordLinks expected(
    Category category, const char *store, const char *parent = "", const char *name = "", const char *other = "")
{
    return {store, parent, name, other, category, 0};
}

} // namespace

TEST_CASE("Every table of the protocol has its category and level")
{
    using C = Category;
    struct Level {
        C category = C::Unknown;
        int order = 0;
        QList<QByteArray> tables;
    };
    const Level levels[] = {
        {C::Central, 0,
            {"currency", "unit", "Location_type", "item_category", "item_category_level1", "item_category_level2",
                "name_tag", "periodSchedule", "options", "user", "form_schema", "diagnosis", "abbreviation", "warning",
                "insuranceProvider", "ship_method", "vaccine_vial_monitor_status"}},
        {C::CentralRemote, 0, {"pref"}},
        {C::Central, 1, {"name", "item", "list_master", "period"}},
        {C::Central, 2,
            {"store", "contact", "item_direction", "item_warning_link", "list_master_line", "list_master_name_join",
                "name_tag_join", "program_indicator", "om_document_registry", "om_vaccine_course"}},
        {C::Shared, 2, {"barcode"}},
        {C::Patient, 2, {"nameInsuranceJoin"}},
        {C::Central, 3, {"indicator_attribute", "om_vaccine_course_dose", "om_vaccine_course_item"}},
        {C::CentralRemote, 3, {"name_store_join", "om_user_permission"}},
        {C::Remote, 3, {"Location", "purchase_order", "om_activity_log"}},
        {C::Transfer, 3, {"requisition", "message"}},
        {C::Patient, 3, {"clinician", "om_document"}},
        {C::CentralRemote, 4, {"item_store_join"}},
        {C::Remote, 4, {"item_line", "purchase_order_line", "indicator_value", "sensor"}},
        {C::Transfer, 4, {"transact", "requisition_line"}},
        {C::Patient, 4, {"clinician_store_join", "om_encounter"}},
        {C::Transfer, 5, {"trans_line"}},
        {C::Patient, 5, {"om_vaccination"}},
        {C::Remote, 5, {"Stock_take", "location_movement", "temperature_breach", "Goods_received"}},
        {C::Remote, 6,
            {"Stock_take_lines", "temperature_log", "vaccine_vial_monitor_status_log", "Goods_received_line"}},
        {C::Version6, 0,
            {"asset_class", "asset_log_reason", "asset_property", "property", "demographic", "campaign", "om_report",
                "om_form_schema", "backend_plugin", "frontend_plugin"}},
        {C::Version6, 1, {"asset_category"}},
        {C::Version6, 2,
            {"asset_catalogue_type", "name_property", "vaccine_course", "item_variant", "ancillary_item",
                "name_oms_fields"}},
        {C::Version6, 3,
            {"asset_catalogue_item", "packaging_variant", "vaccine_course_dose", "vaccine_course_item",
                "vaccine_course_store_config", "preference", "plugin_data", "contact_form", "system_log"}},
        {C::Version6, 4, {"asset", "rnr_form"}},
        {C::Version6, 5, {"vaccination", "asset_log", "asset_internal_location", "rnr_form_line"}},
        {C::Version6, 6, {"sync_file_reference"}},
    };
    qsizetype count = 0;
    for (const Level &level : levels) {
        for (const QByteArray &table : level.tables) {
            CAPTURE(table);
            REQUIRE(Routing::builtIn().knows(table));
            CHECK(Routing::builtIn().rule(table).category == level.category);
            CHECK(Routing::builtIn().rule(table).order == level.order);
            ++count;
        }
    }
    CHECK(Routing::builtIn().rules().size() == count);
}

TEST_CASE("A child never stands before its parent")
{
    for (const TableRule &rule : Routing::builtIn().rules()) {
        CAPTURE(rule.table);
        if (!rule.parentTable.isEmpty())
            CHECK(rule.order > Routing::builtIn().rule(rule.parentTable).order);
    }
    CHECK(Routing::builtIn().childTables("transact") == QList<QByteArray> {"trans_line"});
    CHECK(Routing::builtIn().childTables("requisition") == QList<QByteArray> {"requisition_line"});
    CHECK(Routing::builtIn().childTables("Stock_take") == QList<QByteArray> {"Stock_take_lines"});
    CHECK(Routing::builtIn().childTables("purchase_order") == QList<QByteArray> {"purchase_order_line"});
    CHECK(Routing::builtIn().childTables("Goods_received") == QList<QByteArray> {"Goods_received_line"});
    CHECK(Routing::builtIn().childTables("item").isEmpty());
    CHECK(Routing::builtIn().childTables("").isEmpty());
    CHECK(Routing::builtIn().patientTables()
        == QList<QByteArray> {"nameInsuranceJoin", "om_document", "om_encounter", "om_vaccination"});
}

TEST_CASE("Some tables have a role that no category gives")
{
    const Routing &routing = Routing::builtIn();
    CHECK(routing.storeTable() == "store");
    CHECK(routing.patientTable() == "name");
    CHECK(routing.joinTable("name") == "name_store_join");
    CHECK(routing.joinTable("clinician") == "clinician_store_join");
    CHECK(routing.joinTable("store").isEmpty());
    Texts mergeable;
    Texts joins;
    for (const TableRule &rule : routing.rules()) {
        if (rule.isMergeable)
            mergeable.append(rule.table);
        if (rule.isJoin())
            joins.append(rule.table);
    }
    std::ranges::sort(mergeable);
    std::ranges::sort(joins);
    CHECK(mergeable == Texts {"clinician", "item", "name"});
    CHECK(joins == Texts {"clinician_store_join", "name_store_join"});
}

TEST_CASE("A table that the protocol does not name, or spells otherwise, is unknown")
{
    for (const QByteArray table : {"number", "location", "stock_take", "Transact", ""}) {
        CAPTURE(table);
        CHECK_FALSE(Routing::builtIn().knows(table));
        CHECK(Routing::builtIn().rule(table).category == Category::Unknown);
        CHECK(Routing::builtIn().rule(table) == TableRule {});
    }
    CHECK(linksOf("number", R"({"store_ID":"s1"})") == expected(Category::Unknown, ""));
}

TEST_CASE("The owner of a record is found under the key of its table")
{
    using C = Category;
    CHECK(linksOf("item", R"({"store_ID":"s1","name_ID":"n1"})") == expected(C::Central, ""));
    CHECK(linksOf("item_line", R"({"store_ID":"s1","name_ID":"n1"})") == expected(C::Remote, "s1"));
    CHECK(linksOf("sensor", R"({"storeID":"s1","store_ID":"s2"})") == expected(C::Remote, "s1"));
    CHECK(linksOf("transact", R"({"store_ID":"s1","name_ID":"n1"})") == expected(C::Transfer, "s1", "", "n1"));
    CHECK(linksOf("requisition", R"({"store_ID":"s1","name_ID":"n1"})") == expected(C::Transfer, "s1", "", "n1"));
    CHECK(linksOf("trans_line", R"({"transaction_ID":"t1"})") == expected(C::Transfer, "", "t1"));
    CHECK(linksOf("requisition_line", R"({"requisition_ID":"q1"})") == expected(C::Transfer, "", "q1"));
    CHECK(linksOf("Stock_take_lines", R"({"stock_take_ID":"t1"})") == expected(C::Remote, "", "t1"));
    CHECK(linksOf("Goods_received_line", R"({"goods_received_ID":"g1"})") == expected(C::Remote, "", "g1"));
    CHECK(linksOf("purchase_order_line", R"({"purchase_order_ID":"p1","store_ID":"s1"})")
        == expected(C::Remote, "s1", "p1"));
    CHECK(
        linksOf("purchase_order_line", R"({"purchase_order_ID":"p1","store_ID":""})") == expected(C::Remote, "", "p1"));
    CHECK(linksOf("message", R"({"fromStoreID":"s1","toStoreID":"s2"})") == expected(C::Transfer, "s1", "", "", "s2"));
    CHECK(linksOf("name_store_join", R"({"store_ID":"s1","name_ID":"n1"})")
        == expected(C::CentralRemote, "s1", "", "", "n1"));
    CHECK(linksOf("pref", R"({"store_ID":"s1"})") == expected(C::CentralRemote, "s1"));
    CHECK(linksOf("om_user_permission", R"({"store_ID":null})") == expected(C::CentralRemote, ""));
    CHECK(linksOf("clinician", R"({"store_ID":""})") == expected(C::Patient, ""));
    CHECK(linksOf("clinician_store_join", R"({"store_ID":"s1","prescriber_ID":"c1"})")
        == expected(C::Patient, "s1", "", "", "c1"));
    CHECK(linksOf("om_document", R"({"owner_name_ID":"n1"})") == expected(C::Patient, "", "", "n1"));
    CHECK(linksOf("nameInsuranceJoin", R"({"nameID":"n1"})") == expected(C::Patient, "", "", "n1"));
    CHECK(linksOf("om_encounter", R"({"store_ID":"s1","name_ID":"n1"})") == expected(C::Patient, "s1", "", "n1"));
    CHECK(linksOf("barcode", R"({"itemID":"i1"})") == expected(C::Shared, ""));
}

TEST_CASE("11.2: a table of version 6 says whom its records are for, and the primary writes what is for everybody")
{
    const Routing &routing = Routing::builtIn();
    for (const TableRule &rule : routing.rules()) {
        CAPTURE(rule.table);
        CHECK((rule.isVersion6() || (rule.reach == Reach::Nobody && !rule.isPrimarysOwn)));
        if (rule.reach == Reach::Everybody)
            CHECK(rule.isPrimarysOwn);
        if (rule.isVersion6())
            CHECK(rule.idKey == "id");
    }
    CHECK(routing.rule("preference").isPrimarysOwn);
    CHECK_FALSE(routing.rule("plugin_data").isPrimarysOwn);
    CHECK(routing.attachedTable() == "sync_file_reference");
    CHECK(routing.childTables("asset") == QList<QByteArray> {"asset_internal_location", "asset_log"});
    CHECK(
        linksOf("vaccination", R"({"patient_id":"n1","store_id":"s1"})") == expected(Category::Version6, "", "", "n1"));
    const RecordLinks attached = linksOf("sync_file_reference", R"({"table_name":"asset","record_id":"a1"})");
    CHECK(attached == expected(Category::Version6, "", "a1", "", "asset"));
    CHECK(routing.parentOf({"sync_file_reference", "f"}, attached) == RecordKey {"asset", "a1"});
    const RecordLinks toInvoice = linksOf("sync_file_reference", R"({"table_name":"invoice","record_id":"t1"})");
    CHECK(routing.parentOf({"sync_file_reference", "f"}, toInvoice) == RecordKey {"transact", "t1"});
    CHECK(routing.parentOf({"asset_log", "l"}, linksOf("asset_log", R"({"asset_id":"a1"})"))
        == RecordKey {"asset", "a1"});
    CHECK(routing.parentOf({"asset", "a"}, {}) == RecordKey {});
}

TEST_CASE("A name is a patient by its type, and lives at its home store")
{
    CHECK(linksOf("name", R"({"type":"patient","supplying_store_id":"s1"})") == expected(Category::Patient, "s1"));
    CHECK(linksOf("name", R"({"type":"facility","supplying_store_id":"s1"})") == expected(Category::Central, ""));
    CHECK(linksOf("name", R"({"supplying_store_id":"s1"})") == expected(Category::Central, ""));
}

TEST_CASE("A store says on which site it is active and which name it has")
{
    const auto active = [](const QByteArray &site) {
        return linksOf("store", QByteArray("{\"name_ID\":\"n1\",\"sync_id_remote_site\":" + site + "}"));
    };
    RecordLinks links = expected(Category::Central, "r1", "", "n1");
    links.site = 12;
    CHECK(active("12") == links);
    CHECK(active("\"12\"") == links);
    for (const QByteArray nowhere : {"0", "null", "\"\"", "\"x\"", "-3", "true"}) {
        CAPTURE(nowhere);
        CHECK(active(nowhere).site == 0);
    }
}

TEST_CASE("A record without data, or with damaged data, has no links but a category")
{
    CHECK(linksOf("transact", "") == expected(Category::Transfer, ""));
    CHECK(linksOf("name", "") == expected(Category::Central, ""));
    CHECK(linksOf("transact", R"({"store_ID)") == expected(Category::Transfer, ""));
    CHECK(linksOf("transact", R"({"store_ID":{"store_ID":"s1"}})") == expected(Category::Transfer, ""));
}

TEST_CASE("A broken routing table is refused")
{
    const auto isRefused
        = [](const QByteArray &tables) { return !Routing::fromJson(QByteArray("{\"tables\":[" + tables + "]}")); };
    const QByteArray good = R"({"table":"a","category":"remote","order":1,"store":"store_ID"})";
    CHECK_FALSE(isRefused(good));
    CHECK(isRefused(""));
    CHECK(isRefused(good + ',' + good));
    CHECK(isRefused(R"({"table":"a","category":"rmote","order":1})"));
    CHECK(isRefused(R"({"table":"a","category":"remote"})"));
    CHECK(isRefused(R"({"category":"remote","order":1})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"stroe":"store_ID"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"parent":"b_ID"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"parent":"b_ID","parentTable":"b"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"joins":"a"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"other":"b_ID","joins":"b"})"));
    CHECK_FALSE(isRefused(R"({"table":"a","category":"remote","order":1,"other":"a_ID","joins":"a"})"));
    CHECK_FALSE(isRefused(R"({"table":"a","category":"v6","order":1,"reach":"everybody","writer":"primary"})"));
    CHECK(isRefused(R"({"table":"a","category":"v6","order":1})"));
    CHECK(isRefused(R"({"table":"a","category":"v6","order":1,"reach":"some"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"reach":"everybody"})"));
    CHECK(isRefused(R"({"table":"a","category":"remote","order":1,"writer":"primary"})"));
    CHECK(isRefused(R"({"table":"a","category":"v6","order":1,"reach":"attached","parentTableKey":"table_name"})"));
    CHECK_FALSE(Routing::fromJson("no JSON"));
}
