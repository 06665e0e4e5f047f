// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dialect.h"
#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/domain/strictreader.h"
#include "core/sample/sampledata.h"
#include "tests/support/catch.h"
#include "tests/support/openmsupplyreader.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QList<Record> sample(int stores, qint64 records, quint64 seed = 1)
{
    SampleData data(stores, records, seed);
    QList<Record> all;
    while (const auto record = data.next())
        all.append(*record);
    CHECK(all.size() == data.total());
    return all;
}

QByteArray hashOf(const QList<Record> &records)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Record &record : records)
        hash.addData(recordLine(record));
    return hash.result().toHex();
}

/// Of all of them a sample has records.
QSet<QByteArray> sampleTables()
{
    return {"abbreviation", "user", "unit", "item_category", "item", "item_direction", "name", "name_tag",
        "name_tag_join", "store", "name_store_join", "list_master", "list_master_line", "list_master_name_join",
        "periodSchedule", "period", "options", "pref", "currency", "clinician", "clinician_store_join", "barcode",
        "Location_type", "Location", "item_line", "transact", "trans_line", "Stock_take", "Stock_take_lines",
        "requisition", "requisition_line", "om_activity_log"};
}

/// Keys that refer to another record, by table; "" stands for none.
QHash<QByteArray, QByteArray> references(const QByteArray &table)
{
    QHash<QByteArray, QByteArray> keys {{"name_ID", "name"}, {"store_ID", "store"}, {"item_ID", "item"},
        {"itemID", "item"}, {"unit_ID", "unit"}, {"category_ID", "item_category"}, {"currency_ID", "currency"},
        {"location_ID", "Location"}, {"item_line_ID", "item_line"}, {"transaction_ID", "transact"},
        {"requisition_ID", "requisition"}, {"stock_take_ID", "Stock_take"}, {"prescriber_ID", "clinician"},
        {"user_ID", "user"}, {"created_by_ID", "user"}, {"list_master_ID", "list_master"},
        {"item_master_ID", "list_master"}, {"name_tag_ID", "name_tag"}, {"periodScheduleID", "periodSchedule"},
        {"restricted_location_type_ID", "Location_type"}, {"supplying_store_id", "store"}, {"barcodeID", "barcode"},
        {"manufacturerID", "name"}};
    if (table == "Location")
        keys.insert("type_ID", "Location_type");
    if (table == "om_activity_log")
        keys.insert("record_ID", "transact");
    return keys;
}

} // namespace

TEST_CASE("11.6: Open mSupply reads every sample record without an error, as it stands")
{
    QSet<QByteArray> tables;
    for (const Record &record : sample(4, 6000)) {
        tables.insert(record.table);
        CAPTURE(record.table, record.data);
        REQUIRE_NOTHROW(readByOpenMSupply(record.table, record.data));
        REQUIRE(adapted(record, [] { return QTimeZone::utc(); }) == record.data);
        REQUIRE_FALSE(strictFault(record.data));
    }
    CHECK(tables == sampleTables());
    for (const QByteArray &table : tables)
        CHECK(openMSupplyReads().contains(table));
}

TEST_CASE("11.6: no sample record lacks what mSupply Mobile wants a text for")
{
    for (const Record &record : sample(4, 6000)) {
        const QList<QByteArray> &needed = Fields::builtIn().of(record.table)->mobile().needed;
        const JsonFields fields = fieldsOf(valueOf(record.data));
        for (const QByteArray &key : needed) {
            CAPTURE(record.table, record.data, key);
            const JsonValue value = fields.value(key);
            REQUIRE_FALSE(value.isAbsentOrNull());
            REQUIRE((value.isObject() || !value.scalarText().isEmpty()));
        }
    }
}

TEST_CASE("Sample data refers only to what came before it, and no ID is used twice")
{
    QHash<QByteArray, QByteArray> tableOf;
    static const QRegularExpression hex(QStringLiteral("^[0-9A-F]{32}$"));
    for (const Record &record : sample(3, 5000)) {
        CAPTURE(record.table, record.data);
        REQUIRE(hex.match(QString::fromLatin1(record.id)).hasMatch());
        REQUIRE_FALSE(tableOf.contains(record.id));
        const auto keys = references(record.table);
        const auto values = topLevelValues(record.data, keys.keys());
        for (auto value = values.begin(); value != values.end(); ++value) {
            CAPTURE(value.key());
            if (!value->isEmpty() && value.key() != "ID")
                REQUIRE(tableOf.value(*value) == keys.value(value.key()));
        }
        tableOf.insert(record.id, record.table);
    }
}

TEST_CASE("Sample data is valid, known to routing and in its order of parents")
{
    for (const Record &record : sample(2, 3000)) {
        CAPTURE(record.table, record.data);
        REQUIRE(Routing::builtIn().knows(record.table));
        REQUIRE(normalisedObject(record.data) == record.data);
        REQUIRE(topLevelValues(record.data, {"ID"}).value("ID") == record.id);
        REQUIRE(record.action == Action::Insert);
    }
}

TEST_CASE("The same seed gives the same bytes on every machine, another one others")
{
    CHECK(hashOf(sample(3, 2000, 42)) == hashOf(sample(3, 2000, 42)));
    CHECK(hashOf(sample(3, 2000, 42)) != hashOf(sample(3, 2000, 43)));
    CHECK(hashOf(sample(3, 2000, 42)) == "b49f20db5f04f1fc5419bc3f32ef2834dd12a85e5f7fb920d556c80fefde29ee");
}

TEST_CASE("There are as many sample records as were asked for, or the fewest that make a site")
{
    for (const auto &[stores, records] : QList<std::pair<int, qint64>> {
             {1, 10}, {1, 11}, {1, 12}, {2, 14}, {3, 17}, {3, 100}, {5, 20000}, {7, 1234}, {200, 1000}, {0, 500}}) {
        CAPTURE(stores, records);
        CHECK(sample(stores, records).size() == records);
    }
    CHECK(sample(1, 0).size() == 10);
    CHECK(sample(3, 5).size() == 16);
    CHECK(sample(0, -1).size() == 7);
    CHECK(sample(-5, 7).size() == 7);
}

TEST_CASE("Sample stores are active on the Sync IDs from 2 up, each with preferences under an ID of their own")
{
    QList<qint64> sites;
    QSet<QByteArray> stores;
    QSet<QByteArray> preferences;
    for (const Record &record : sample(4, 1000)) {
        const RecordLinks links = Routing::builtIn().links(record);
        if (record.table == "store") {
            sites.append(links.site);
            stores.insert(record.id);
        } else if (record.table == "pref") {
            CHECK(record.id != links.store);
            preferences.insert(links.store);
        }
    }
    CHECK(sites == QList<qint64> {2, 3, 4, 5});
    CHECK(stores == preferences);
}

TEST_CASE("A tenth of the sample data is central, most of the rest is invoices, and some go to other stores")
{
    QHash<Category, int> byCategory;
    QHash<QByteArray, int> byTable;
    QSet<QByteArray> storeNames;
    int transfers = 0;
    const QList<Record> records = sample(5, 20000);
    for (const Record &record : records) {
        const RecordLinks links = Routing::builtIn().links(record);
        ++byCategory[links.category];
        ++byTable[record.table];
        if (record.table == "store")
            storeNames.insert(links.name);
        if (record.table == "transact" && storeNames.contains(links.name))
            ++transfers;
    }
    const int central = byCategory[Category::Central] + byTable["pref"] + byTable["barcode"];
    CHECK(central == 2000);
    CHECK(byTable["transact"] + byTable["trans_line"] > 9000);
    CHECK(byTable["trans_line"] > 2 * byTable["transact"]);
    CHECK(transfers > 100);
    CHECK(byCategory[Category::Patient] > 500);
    CHECK(byTable["item"] > 500);
}
