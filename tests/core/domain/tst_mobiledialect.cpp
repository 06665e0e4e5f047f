// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mobiledialect.h"

#include "core/domain/jsontext.h"
#include "tests/support/catch.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace mailboat;

namespace {

ZoneOfWriter in(const char *zone)
{
    return [zone] { return QTimeZone(zone); };
}

QByteArray served(const QByteArray &table, const QByteArray &data, const char *zone = "UTC")
{
    const auto adapted = adaptedForMobile({table, "x", Action::Update, data}, in(zone));
    REQUIRE(adapted);
    REQUIRE(normalisedObject(*adapted));
    CHECK(adaptedForMobile({table, "x", Action::Update, *adapted}, in("Pacific/Kiritimati")) == *adapted);
    return *adapted;
}

QByteArray missing(const QByteArray &table, const QByteArray &data)
{
    const auto adapted = adaptedForMobile({table, "x", Action::Update, data}, in("UTC"));
    REQUIRE_FALSE(adapted);
    CHECK(adapted.error().code == ErrorCode::RecordFieldMissing);
    return adapted.error().values.value(QStringLiteral("field")).toString().toUtf8();
}

QByteArray valueOf(const QByteArray &json, const char *key)
{
    return topLevelValues(json, {key}).value(key, "(absent)");
}

} // namespace

TEST_CASE("11.1: to Mobile every value is a text, and keeps its digits")
{
    CHECK(served("no such table",
              R"({"ID":"x","a":0.10,"b":12345678901234567890,"c":true,"d":null,"e":"é\n","f":{"g":[1, 2]},"h":[]})")
        == R"({"ID":"x","a":"0.10","b":"12345678901234567890","c":"true","d":"","e":"é\n","f":"{\"g\":[1, 2]}","h":"[]"})");
    CHECK(served("no such table", "{}") == R"({"ID":"x"})");
    CHECK(adaptedForMobile({"unit", "x", Action::Delete, {}}, in("UTC")) == QByteArray());
}

TEST_CASE("11.1: to Mobile a day has a time of none behind it, and a time is written out")
{
    const QByteArray made = served("transact",
        R"({"ID":"x","name_ID":"n","store_ID":"s","type":"ci","status":"fn","entry_date":"2024-03-09","entry_time":47046,)"
        R"("confirm_date":null,"confirm_time":"01:02:03","invoice_num":7})");
    CHECK(valueOf(made, "entry_date") == "2024-03-09T00:00:00");
    CHECK(valueOf(made, "entry_time") == "13:04:06");
    CHECK(valueOf(made, "confirm_date") == "0000-00-00T00:00:00");
    CHECK(valueOf(made, "confirm_time") == "01:02:03");
    CHECK(valueOf(made, "invoice_num") == "7");
    CHECK(valueOf(made, "total") == "0");
    CHECK(valueOf(made, "mode") == "store");
}

TEST_CASE("11.7: what Mobile wrote itself comes back on the day that it was there")
{
    const auto day = [](const QByteArray &instant, const char *zone) {
        return valueOf(
            served("requisition",
                R"({"ID":"x","name_ID":"n","store_ID":"s","type":"request","status":"sg","daysToSupply":"30",)"
                R"("date_entered":")"
                    + instant + "\"}",
                zone),
            "date_entered");
    };
    CHECK(day("2024-03-08T11:00:00.000Z", "Pacific/Auckland") == "2024-03-09T00:00:00"); // summer there
    CHECK(day("2024-07-08T12:00:00.000Z", "Pacific/Auckland") == "2024-07-09T00:00:00");
    CHECK(day("2024-03-09T05:00:00.000Z", "America/Lima") == "2024-03-09T00:00:00");
    CHECK(day("2024-03-08T11:00:00.000Z", "America/Lima") == "2024-03-08T00:00:00");
    CHECK(day("0000-00-00", "America/Lima") == "0000-00-00T00:00:00");
}

TEST_CASE(
    "11.3: nothing is left out or blank over which Mobile stands still; what turned into a text by accident is nothing")
{
    CHECK(valueOf(served("unit", R"({"ID":"x","units":"each"})"), "order_number") == "0");
    CHECK(valueOf(served("unit", R"({"ID":"x","order_number":""})"), "order_number") == "0");
    CHECK(valueOf(served("currency", R"({"ID":"x","rate":null})"), "rate") == "1");
    const QByteArray invoice = served("transact",
        R"({"ID":"x","name_ID":"n","store_ID":"s","type":"ci","status":"fn","subtotal":"null","total":"NaN",)"
        R"("insuranceDiscountRate":"undefined"})");
    for (const char *key : {"subtotal", "total", "insuranceDiscountRate", "insuranceDiscountAmount"})
        CHECK(valueOf(invoice, key) == "0");
    const QByteArray patient = served("name", R"({"id":"x","type":"patient","customer":"true","currency_id":"c"})");
    CHECK(valueOf(patient, "ID") == "x");
    CHECK(valueOf(patient, "supplier") == "false");
    CHECK(valueOf(patient, "barcode").isEmpty());
    CHECK(valueOf(patient, "currency_ID") == "c");
    const QByteArray counted = served("Stock_take_lines",
        R"({"ID":"x","stock_take_ID":"t","item_line_ID":"b","item_ID":"i","location_ID":"shelf","snapshot_qty":"4"})");
    CHECK(valueOf(counted, "location_id") == "shelf");
    CHECK(valueOf(counted, "snapshot_packsize") == "1");
    CHECK(valueOf(served("item_line", R"({"ID":"x","item_ID":"i","donor_id":"d"})"), "donor_ID") == "d");
}

TEST_CASE("11.3: what Mobile would pass over for want of a field is said by name")
{
    CHECK(missing("item", R"({"ID":"x","code":"c"})") == "item_name");
    CHECK(missing("item", R"({"ID":"x","code":"","item_name":"n"})") == "code");
    CHECK(missing("trans_line", R"({"ID":"x","item_ID":"i","item_line_ID":null,"transaction_ID":"t"})")
        == "item_line_ID");
}

TEST_CASE("11.1: an object that Mobile wants as a text is that text, and one that is a text already stays")
{
    const QByteArray object
        = served("pref", R"({"ID":"x","store_ID":"s","item":"store_preferences","data":{"a":{"b":1}}})");
    CHECK(valueOf(object, "data") == R"({"a":{"b":1}})");
    CHECK(valueOf(object, "user_ID").isEmpty());
    CHECK(served("pref", R"({"ID":"x","store_ID":"s","item":"store_preferences","data":"{}"})")
              .contains(R"("data":"{}")"));
}

TEST_CASE("11.1: hostile values end as texts: deep, long, twice, in Mobile's words and in none")
{
    QByteArray deep = "1";
    for (int i = 0; i < 90; ++i)
        deep = "[" + deep + "]";
    CHECK(valueOf(served("unit", R"({"ID":"x","units":)" + deep + "}"), "units") == deep);
    CHECK(
        valueOf(served("item_line", R"({"ID":"x","item_ID":"i","expiry_date":"99999-99-99T25:61:00Z"})"), "expiry_date")
        == "0000-00-00T00:00:00");
    CHECK(valueOf(served("item_line", R"({"ID":"x","item_ID":"i","expiry_date":17})"), "expiry_date")
        == "0000-00-00T00:00:00");
    CHECK(served("unit", R"({"ID":"x","units":"a","units":"b"})").contains(R"("units":"a","units":"b")"));
    CHECK(valueOf(served("transact",
                      R"({"ID":"x","name_ID":"n","store_ID":"s","type":"ci","status":"fn","entry_time":-5})"),
              "entry_time")
        == "00:00:00");
}
