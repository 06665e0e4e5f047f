// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/sample/sampledata.h"
#include "tests/core/sample/samplekeys.h"
#include "tests/support/catch.h"

#include <QCryptographicHash>
#include <QDate>
#include <QRegularExpression>
#include <QSet>

using namespace mailboat;

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

bool isDate(const QByteArray &text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate).isValid() && text.size() == 10;
}

/// Whether a value is of the kind that a code of Appendix A means.
bool fits(const JsonValue &value, const QByteArray &code)
{
    const auto text = value.toString();
    const auto integer = value.toInteger();
    if (code.startsWith("e="))
        return text && code.mid(2).split('|').contains(*text);
    if (code == "s")
        return text.has_value();
    if (code == "s?")
        return text || value.type == JsonType::Null;
    if (code == "n")
        return integer || value.type == JsonType::Number;
    if (code == "i")
        return integer.has_value();
    if (code == "b")
        return value.toBool().has_value();
    if (code == "D")
        return text && isDate(*text);
    if (code == "d")
        return text && (isDate(*text) || *text == "0000-00-00");
    if (code == "t")
        return integer && *integer >= 0 && *integer < 86400;
    if (code == "dt")
        return value.type == JsonType::Null || (text && isDate(text->left(10)) && text->size() == 19);
    if (code == "o")
        return value.isObject();
    return code == "j" && value.type != JsonType::Absent;
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

TEST_CASE("Sample records have the keys and types that the Open mSupply reader requires")
{
    const auto required = requiredKeys();
    QSet<QByteArray> tables;
    for (const Record &record : sample(4, 6000)) {
        tables.insert(record.table);
        CAPTURE(record.table, record.data);
        REQUIRE(required.contains(record.table));
        const JsonFields fields = fieldsOf(valueOf(record.data));
        for (const QByteArray &entry : required.value(record.table).split(',')) {
            const qsizetype colon = entry.indexOf(':');
            CAPTURE(entry);
            if (!fits(fields.value(entry.first(colon)), entry.mid(colon + 1)))
                FAIL("a required key is missing or of the wrong kind");
        }
    }
    CHECK(tables == QSet<QByteArray>(required.keyBegin(), required.keyEnd()));
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
    CHECK(hashOf(sample(3, 2000, 42)) == "5c8c3c1546638d3ab52e9fe515c2096a509ed25d2400e973b59b058c57a707ed");
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
