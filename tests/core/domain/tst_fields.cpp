// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/fields.h"

#include "core/domain/routing.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

const FieldRule &ruleOf(const QByteArray &table, const QByteArray &key)
{
    const TableFields *const fields = Fields::builtIn().of(table);
    REQUIRE(fields != nullptr);
    const qsizetype place = fields->find(key);
    REQUIRE(place != TableFields::none);
    return fields->rules()[place];
}

QByteArray inTable(const QByteArray &rest)
{
    return R"({"tables":[{"table":"t",)" + rest + "}]}";
}

} // namespace

TEST_CASE("Fields say how Open mSupply reads a key, whether it has to be there, and what stands for nothing")
{
    const FieldRule &day = ruleOf("transact", "entry_date");
    CHECK(day.kind == FieldKind::Day);
    CHECK(day.need == FieldRule::Need::Needed);
    CHECK_FALSE(day.mayBeNull);

    const FieldRule &rate = ruleOf("transact", "currency_rate");
    CHECK(rate.kind == FieldKind::Number);
    CHECK(rate.need == FieldRule::Need::Filled);
    CHECK(rate.whenMissing == "1");

    const FieldRule &mode = ruleOf("transact", "mode");
    CHECK(mode.values == QList<QByteArray> {"store", "dispensary"});
    CHECK(mode.whenMissing == "\"store\"");

    const FieldRule &status = ruleOf("transact", "om_status");
    CHECK(status.mayBeNull);
    CHECK(status.values.constLast() == "CANCELLED");
    CHECK(status.whenMissing == "null");

    CHECK(ruleOf("indicator_value", "store_ID").instead == "facility_ID");
    CHECK(ruleOf("Stock_take_lines", "location_id").former == "location_ID");
    CHECK(ruleOf("pref", "data").inner == "pref.data");
    CHECK(ruleOf("pref.data", "monthsLeadTime").kind == FieldKind::Text);
    CHECK(ruleOf("name", "charge code").need == FieldRule::Need::Filled);
    CHECK(Fields::builtIn().of("transact")->find("nobody reads this") == TableFields::none);
    CHECK(Fields::builtIn().of("transact")->find("") == TableFields::none);
    CHECK(Fields::builtIn().of("asset") == nullptr);
    CHECK(Fields::builtIn().of("unit")->mobile().filled.value("order_number") == "0");
    CHECK(Fields::builtIn().of("list_local_line")->mobile().needed.size() == 2);
}

TEST_CASE("Fields find each key of each table, and have a default for all that is filled")
{
    for (const QByteArray &table : Fields::builtIn().tables()) {
        const TableFields &fields = *Fields::builtIn().of(table);
        for (qsizetype place = 0; place < fields.rules().size(); ++place) {
            const FieldRule &rule = fields.rules()[place];
            CAPTURE(table.toStdString(), rule.key.toStdString());
            CHECK(fields.find(rule.key) == place);
            CHECK(fields.wanted().test(static_cast<size_t>(place)) == (rule.need != FieldRule::Need::Known));
            CHECK((rule.need != FieldRule::Need::Filled || !rule.whenMissing.isEmpty()));
            CHECK((rule.inner.isEmpty() || Fields::builtIn().of(rule.inner)));
        }
    }
}

TEST_CASE("Fields know the tables that Open mSupply reads, and the keys that lead to an owner")
{
    const auto &rules = Routing::builtIn().rules();
    const QSet<QByteArray> pushOnly {"om_encounter", "om_vaccination", "om_vaccine_course", "om_vaccine_course_dose",
        "om_vaccine_course_item"}; // of an Open mSupply central
    for (const TableRule &rule : rules) {
        if (pushOnly.contains(rule.table) || rule.isVersion6())
            continue;
        CAPTURE(rule.table.toStdString());
        const TableFields *const fields = Fields::builtIn().of(rule.table);
        REQUIRE(fields != nullptr);
        for (const QByteArray &key : {rule.storeKey, rule.parentKey, rule.siteKey, rule.patientStoreKey}) {
            CAPTURE(key.toStdString());
            CHECK((key.isEmpty() || fields->find(key) != TableFields::none));
        }
    }
}

TEST_CASE("Fields are refused where they say nothing")
{
    for (const QByteArray &broken : {QByteArray(), QByteArray("{}"), inTable(R"("needed":{"a":"colour"})"),
             inTable(R"("filled":{"a":"day"})"), inTable(R"("needed":{"a":"text"},"known":{"a":"text"})"),
             QByteArray(R"({"tables":[{"table":"t"},{"table":"t"}]})"), QByteArray(R"({"tables":[{"needed":{}}]})")}) {
        CAPTURE(broken.toStdString());
        CHECK_FALSE(Fields::fromJson(broken).has_value());
    }
    CHECK(Fields::fromJson(inTable(R"("filled":{"a":"day? = \"\""},"known":{"b":"x|y?"})")).has_value());
}
