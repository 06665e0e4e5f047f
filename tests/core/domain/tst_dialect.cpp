// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dialect.h"

#include "core/domain/jsontext.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

QTimeZone auckland()
{
    return QTimeZone("Pacific/Auckland");
}

Result<QByteArray> read(const QByteArray &table, const QByteArray &data, const ZoneOfWriter &zone = auckland)
{
    REQUIRE(normalisedObject(data).has_value());
    return adapted({table, "r-1", Action::Update, data}, zone);
}

/// What a key of a record of that table is to its reader, as it stands there.
QByteArray valueRead(const QByteArray &table, const QByteArray &key, const QByteArray &value)
{
    // a table of its own has few keys that are needed
    const Result<QByteArray> whole = read(table, "{\"ID\":\"r-1\",\"" + key + "\":" + value + '}');
    if (!whole)
        return codeOf(whole.error().code).toUtf8();
    REQUIRE(normalisedObject(*whole).has_value());
    CHECK(read(table, *whole) == *whole);
    const QByteArray begin = "{\"ID\":\"r-1\",\"" + key + "\":";
    REQUIRE(whole->startsWith(begin));
    const qsizetype end = whole->indexOf(",\"", begin.size());
    return whole->mid(begin.size(), (end < 0 ? whole->size() - 1 : end) - begin.size());
}

struct Case {
    QByteArray written;
    QByteArray isRead;
};

void check(const QByteArray &table, const QByteArray &key, const QList<Case> &cases)
{
    for (const Case &one : cases) {
        CAPTURE(table.toStdString(), key.toStdString(), one.written.toStdString());
        CHECK(valueRead(table, key, one.written) == one.isRead);
    }
}

const QByteArray unreadable = "record_unreadable";
const QByteArray missing = "record_field_missing";

} // namespace

TEST_CASE("11.1: a day is plain to Open mSupply, whatever was pushed")
{
    check("currency", "date_updated",
        {{R"("2024-03-09")", R"("2024-03-09")"}, {R"("2024-03-09T00:00:00")", R"("2024-03-09")"},
            {R"("2024-03-09 00:00:00")", R"("2024-03-09")"}, {R"("2024-03-09T13:04:06.123")", R"("2024-03-09")"},
            {"null", "null"}, {R"("")", R"("")"}, {R"("0000-00-00")", R"("0000-00-00")"},
            {R"("0000-00-00T00:00:00")", "null"}, {R"("undefined")", "null"}, {R"("2024-02-31")", unreadable},
            {R"("9.3.2024")", unreadable}, {R"("2024-03-09x")", unreadable}, {"20240309", unreadable}});
    // needed, so that none is none
    for (const char *const none : {"null", R"("")", R"("0000-00-00")", R"("0000-00-00T00:00:00")"})
        CHECK(valueRead("period", "startDate", none) == missing);
}

TEST_CASE("11.7: a day that Mobile pushes as an instant is the day in the time zone of its site")
{
    const QByteArray pushed = R"({"ID":"r-1","date_updated":"2024-03-08T11:00:00.000Z","rate":1,"currency":"x",)"
                              R"("is_home_currency":true})";
    const auto dayIn = [&](const QByteArray &zone) {
        const Result<QByteArray> whole = read("currency", pushed, [&] { return QTimeZone(zone); });
        REQUIRE(whole.has_value());
        return topLevelValues(*whole, {"date_updated"}).value("date_updated");
    };
    CHECK(dayIn("Pacific/Auckland") == "2024-03-09"); // +13 in March
    CHECK(dayIn("America/Lima") == "2024-03-08");
    CHECK(dayIn("Pacific/Pago_Pago") == "2024-03-08"); // −11: the same time of day as +13
    CHECK(dayIn("UTC") == "2024-03-08");
    int asked = 0;
    const ZoneOfWriter zone = [&] {
        ++asked;
        return QTimeZone::utc();
    };
    CHECK(read("currency", R"({"ID":"r-1","date_updated":"2024-03-08","rate":1})", zone).has_value());
    CHECK(asked == 0); // it costs a look into the datafile
}

TEST_CASE("11.1: a time is seconds since midnight to Open mSupply")
{
    const auto timeRead = [](const QByteArray &value) {
        const Result<QByteArray> whole
            = read("sensor", R"({"ID":"r-1","storeID":"st-9","lastConnectionTime":)" + value + '}');
        return whole ? topLevelValues(*whole, {"lastConnectionTime"}).value("lastConnectionTime")
                     : codeOf(whole.error().code).toUtf8();
    };
    const QList<Case> cases {{R"("13:04:06")", "47046"}, {R"("00:00:00")", "0"}, {R"("23:59:59.987")", "86399"},
        {R"("23:59:60")", "86399"}, {"47046", "47046"}, {"47046.0", "47046"}, {R"("47046")", "47046"}, {"null", "0"},
        {R"("")", "0"}, {R"("24:00:00")", unreadable}, {R"("1pm")", unreadable}, {"{}", unreadable}};
    for (const Case &one : cases) {
        CAPTURE(one.written.toStdString());
        CHECK(timeRead(one.written) == one.isRead);
    }
}

TEST_CASE("11.1: numbers and booleans that come as text are numbers and booleans to Open mSupply")
{
    check("unit", "order_number",
        {{"3", "3"}, {"3.0", "3"}, {"3e2", "300"}, {R"("3")", "3"}, {R"(" 4 ")", "4"}, {R"("-1")", "-1"}, {"-0", "0"},
            {"null", "0"}, {R"("")", "0"}, {R"("undefined")", "0"}, {R"("NaN")", "0"}, {"3.5", unreadable},
            {R"("3,5")", unreadable}, {"12345678901234567890", unreadable}, {"true", unreadable}, {"[3]", unreadable}});
    check("currency", "rate",
        {{"0.10", "0.10"}, {R"("3.50")", "3.50"}, {R"("1e-7")", "1e-7"}, {"null", "1"}, {R"("null")", "1"},
            {R"(".5")", unreadable}, {R"("Infinity")", unreadable}});
    check("list_master", "is_default_price_list",
        {{"true", "true"}, {R"("True")", "true"}, {R"("false")", "false"}, {"1", "true"}, {"0", "false"},
            {"null", "null"}, {R"("")", "null"}, {R"("yes")", unreadable}});
    check("name_tag", "description",
        {{"12.50", R"("12.50")"}, {"true", R"("true")"}, {"null", R"("")"}, {"{}", unreadable}});
}

TEST_CASE("11.1: a moment has no zone for Open mSupply")
{
    const auto momentRead = [](const QByteArray &value) {
        const Result<QByteArray> whole
            = read("om_activity_log", R"({"ID":"r-1","type":"Repack","store_ID":"s","datetime":)" + value + '}');
        return whole ? topLevelValues(*whole, {"datetime"}).value("datetime") : codeOf(whole.error().code).toUtf8();
    };
    const QList<Case> cases {{R"("2024-03-09T13:04:06")", "2024-03-09T13:04:06"},
        {R"("2024-03-09T13:04:06.123456")", "2024-03-09T13:04:06.123456"},
        {R"("2024-03-09 13:04:06")", "2024-03-09T13:04:06"}, {R"("2024-03-09T13:04:06Z")", "2024-03-09T13:04:06"},
        {R"("2024-03-09T13:04:06.5Z")", "2024-03-09T13:04:06.5"},
        {R"("2024-03-09T13:04:06+13:00")", "2024-03-09T00:04:06"}, {R"("2024-03-09")", "2024-03-09T00:00:00"},
        {R"("0000-00-00T00:00:00")", missing}, {R"("")", missing}, {"null", missing}, {R"("noon")", unreadable},
        {R"("2024-03-09T13:04")", unreadable}};
    for (const Case &one : cases) {
        CAPTURE(one.written.toStdString());
        CHECK(momentRead(one.written) == one.isRead);
    }
}

TEST_CASE("11.1: an object that comes as text is an object to Open mSupply")
{
    const QByteArray begin = R"({"ID":"r-1","type":"t","ui_schema":1,"json_schema":)";
    const auto dataRead = [&begin](const QByteArray &value) {
        const Result<QByteArray> whole = read("form_schema", begin + value + '}');
        REQUIRE(whole.has_value());
        CHECK(read("form_schema", *whole) == *whole);
        return whole->mid(begin.size()).chopped(1);
    };
    CHECK(dataRead(R"({"a":1})") == R"({"a":1})");
    CHECK(dataRead(R"("{\"a\":0.10}")") == R"({"a":0.10})");
    CHECK(dataRead(R"("[1,\n2]")") == "[1,2]");
    CHECK(dataRead(R"("{\"a\":")") == R"("{\"a\":")"); // a text that is no JSON stays one
    CHECK(dataRead(R"("plain")") == R"("plain")");
    CHECK(dataRead(R"("5")") == R"("5")");
    CHECK(dataRead("null") == "{}");

    check("list_master", "programSettings",
        {{R"({"storeTags":{}})", R"({"storeTags":{}})"}, {R"("{\"storeTags\":{}}")", R"({"storeTags":{}})"},
            {"null", "null"}, {R"("")", "null"}, {R"("none")", unreadable}, {"7", unreadable}});

    // Empty settings are none to it, and a programme without any it refuses, with all that hangs on it.
    check("list_master", "programSettings", {{"{}", R"({"storeTags":null})"}, {R"("{}")", R"({"storeTags":null})"}});
}

TEST_CASE(
    "11.1: within a store's preferences numbers are texts and booleans booleans, whether they come as text or not")
{
    const QByteArray begin = R"({"ID":"r-1","store_ID":"s","item":"store_preferences","data":)";
    const QByteArray read1 = R"({"monthsLeadTime":"2","usesVaccineModule":true,"other":2})";
    CHECK(read("pref", begin + R"({"monthsLeadTime":2,"usesVaccineModule":"True","other":2}})") == begin + read1 + '}');
    CHECK(read("pref", begin + R"("{\"monthsLeadTime\":2,\"usesVaccineModule\":\"True\",\"other\":2}"})")
        == begin + read1 + '}');
    CHECK(read("pref", begin + R"({"monthsOverstock":"x"}})").error().code == ErrorCode::RecordUnreadable);
    CHECK(read("pref", R"({"store_ID":"s","item":"store_preferences"})").value().contains(R"("data":{})"));
}

TEST_CASE("11.1: what Open mSupply pushes of an invoice is what it reads, and everything else in it stays")
{
    const QByteArray pushed
        = R"({"ID":"t-1","name_ID":"n","store_ID":"s","invoice_num":7,"type":"ci","status":"cn","user_ID":null,"hold":false,)"
          R"("comment":"a \"b\" c","their_ref":null,"prescriber_ID":null,"currency_ID":"c","currency_rate":1.0,)"
          R"("goods_received_ID":null,"original_PO_ID":null,"requisition_ID":null,"linked_transaction_id":null,)"
          R"("nameInsuranceJoinID":null,"donor_default_id":null,"insuranceDiscountAmount":null,"insuranceDiscountRate":null,)"
          R"("entry_date":"2024-03-09T00:00:00","entry_time":"13:04:06","confirm_date":"2024-03-10T00:00:00",)"
          R"("confirm_time":"00:00:00","finalised_date":null,"finalised_time":"00:00:00","mode":"store","tax_rate":0.10,)"
          R"("om_created_datetime":"2024-03-09T13:04:06.5","om_status":"PICKED","om_type":"OUTBOUND_SHIPMENT",)"
          R"("oms_fields":{"charges_local_currency":0.0},"nobody knows":[1, 2.50]})";
    QByteArray expected = pushed;
    expected.replace(R"("2024-03-09T00:00:00")", R"("2024-03-09")").replace(R"("13:04:06")", "47046");
    expected.replace(R"("2024-03-10T00:00:00")", R"("2024-03-10")").replace(R"("00:00:00")", "0");
    expected.replace(R"("insuranceDiscountAmount":null,"insuranceDiscountRate":null)",
        R"("insuranceDiscountAmount":0,"insuranceDiscountRate":0)");
    const Result<QByteArray> given = read("transact", pushed);
    REQUIRE(given.has_value());
    CHECK(*given == expected);
    CHECK(read("transact", *given) == expected);
}

TEST_CASE("11.1: what a writer left out has its default for Open mSupply")
{
    CHECK(read("unit", "{}") == R"({"ID":"r-1","comment":"","order_number":0,"units":""})");
    CHECK(read("unit", R"({"units":"each", "comment":null })")
        == R"({"units":"each", "comment":"" ,"ID":"r-1","order_number":0})");
    CHECK(read(
        "indicator_value", R"({"ID":"r-1","facility_ID":"f","period_ID":"p","column_ID":"c","row_ID":"r","value":"1"})")
              ->endsWith(R"("value":"1","store_ID":"f"})"));
    const Result<QByteArray> line = read(
        "Stock_take_lines", R"({"ID":"r-1","stock_take_ID":"s","item_ID":"i","location_ID":"l-1","snapshot_qty":"5"})");
    REQUIRE(line.has_value());
    CHECK(line->startsWith(R"({"ID":"r-1","stock_take_ID":"s","item_ID":"i","location_id":"l-1","snapshot_qty":5,)"));
    CHECK_FALSE(line->contains("location_ID"));
    CHECK(read("Stock_take_lines", R"({"stock_take_ID":"s","item_ID":"i","location_ID":"l-1","location_id":"l-2"})")
              ->startsWith(R"({"stock_take_ID":"s","item_ID":"i","location_ID":"l-1","location_id":"l-2",)"));
    CHECK(read("list_master", R"({"ID":"l"})")->contains(R"("discount_percentage":0)"));
}

TEST_CASE("11.1: a record without what its reader needs is named by that key")
{
    const Result<QByteArray> without = read("trans_line", R"({"ID":"r-1","transaction_ID":"t","type":"stock_in"})");
    REQUIRE_FALSE(without.has_value());
    CHECK(without.error().code == ErrorCode::RecordFieldMissing);
    CHECK(without.error().values.value(QStringLiteral("field")) == QStringLiteral("item_ID"));
    const Result<QByteArray> odd = read("unit", R"({"ID":"r-1","order_number":"first"})");
    REQUIRE_FALSE(odd.has_value());
    CHECK(odd.error().code == ErrorCode::RecordUnreadable);
    CHECK(describe(odd.error()).contains(QStringLiteral("order_number is \"first\"")));
}

TEST_CASE("11.1: what needs nothing is served as the same bytes, as are deletes, merges and tables that nobody knows")
{
    const QByteArray plain = R"({"ID":"u-1", "units":"tablet","comment":"","order_number":4,"more":1.50})";
    const Result<QByteArray> same = read("unit", plain);
    REQUIRE(same.has_value());
    CHECK(same->constData() == plain.constData());
    CHECK(read("asset", R"({"id":"a","entry_date":"2024-03-09T00:00:00"})")
        == R"({"id":"a","entry_date":"2024-03-09T00:00:00"})");
    CHECK(adapted({"unit", "u", Action::Delete, {}}, auckland) == QByteArray());
    const QByteArray merge = R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})";
    CHECK(adapted({"name", "a", Action::Merge, merge}, auckland) == merge);
}

TEST_CASE("11.1: hostile records are adapted in time and room of their size")
{
    QByteArray many = "{";
    for (int number = 0; number < 200'000; ++number)
        many += R"("order_number":"x","":0,)";
    CHECK_FALSE(read("unit", many.chopped(1) + '}').has_value());
    QByteArray twice = R"({"ID":"u","units":"each","comment":"","order_number":"1")";
    for (int number = 0; number < 100'000; ++number)
        twice += R"(,"order_number":"2")";
    const Result<QByteArray> first = read("unit", twice + '}');
    REQUIRE(first.has_value());
    CHECK(first->startsWith(R"({"ID":"u","units":"each","comment":"","order_number":1,"order_number":"2",)"));
    CHECK_FALSE(
        asOpenMSupplyReads({"unit", "u", Action::Update, *first}, auckland).has_value()); // the key stands there twice
    const QByteArray long1 = '"' + QByteArray(5'000'000, '[') + QByteArray(5'000'000, ']') + '"';
    CHECK(valueRead("unit", "order_number", "0") == "0");
    CHECK(read("unit", R"({"\u006frder_number":"\u0033"})")->startsWith(R"({"\u006frder_number":3,)"));
}

TEST_CASE("11.5: a part of a record has all defaults filled in, and keeps what it has")
{
    CHECK(withDefaults("unit", R"({"ID":"u","units":"each"})")
        == R"({"ID":"u","units":"each","comment":"","order_number":0})");
    CHECK(withDefaults("unit", "{}") == R"({"comment":"","order_number":0,"units":""})");
    CHECK(withDefaults("asset", R"({"id":"a"})") == R"({"id":"a"})");
    const QByteArray once = withDefaults("name", R"({"ID":"n","type":"patient","customer":true,"female":false})");
    CHECK(withDefaults("name", once) == once);
    CHECK(read("name", once) == once);
    CHECK(read("item", withDefaults("item", R"({"ID":"i","type_of":"general"})")).has_value());
}
