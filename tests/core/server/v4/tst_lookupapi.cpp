// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is looked for at a primary (protocol.md §8), as Open mSupply and mSupply Mobile send and read it.
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/persontable.h"
#include "core/store/quarantine.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/strictsite.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray patientCall = "/api/v4/patient";
const QByteArray joinCall = "/api/v4/name_store_join";

QByteArray patient(const QByteArray &id, const QByteArray &last, const QByteArray &first, const QByteArray &more = {})
{
    return R"({"ID":")" + id + R"(","type":"patient","name":")" + last + ", " + first + R"(","last":")" + last
        + R"(","first":")" + first + R"(","code":"C)" + id + R"(")" + more + '}';
}

QJsonArray arrayOf(const RawReply &reply)
{
    REQUIRE(reply.status == 200);
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    REQUIRE(document.isArray());
    return document.array();
}

QByteArrayList idsOf(const RawReply &reply)
{
    QByteArrayList ids;
    for (const auto one : arrayOf(reply))
        ids.append(one.toObject().value(QStringLiteral("ID")).toString().toUtf8());
    return ids;
}

/// Neither client names its machine when it asks for these.
V5Caller seeker(const ServedPrimary &primary)
{
    V5Caller caller = primary.hill();
    caller.hardwareId.reset();
    caller.version.reset();
    return caller;
}

struct Clinic : ServedPrimary {
    Clinic()
    {
        put("name", "p1",
            patient("p1", "Tapsell", "Moana", R"(,"date_of_birth":"1998-07-29","supplying_store_id":"store_b")"));
        put("name", "p2", patient("p2", "Tapsell", "Aroha", R"(,"date_of_birth":"1975-01-02","barcode":"*99*")"));
        put("name", "p3", patient("p3", "Ta%sell", "Am\xC3\xA9lie", R"(,"phone":null)"));
        put("name", "gone", patient("gone", "Tapsell", "Hemi", R"(,"is_deleted":true)"));
        put("name", "shop", R"({"ID":"shop","type":"facility","last":"Tapsell","first":"Shop","code":"S"})");
        put("nameInsuranceJoin", "i1",
            R"({"ID":"i1","nameID":"p2","policyNumberFull":"FAM-7","discountRate":12.5,"isActive":true,"expiryDate":"2027-01-01","insuranceProviderID":"ins"})");
        start();
    }
};

} // namespace

TEST_CASE(
    "11.3: Open mSupply finds patients of all sites by part of a name, birth and code, in the shape that it reads")
{
    Clinic clinic;
    V5Caller hill = seeker(clinic);
    const auto found = [&hill](const QByteArray &query) { return idsOf(hill.get(patientCall + query)); };
    CHECK(found("?last_name=%40apse%40&is_deleted=false") == QByteArrayList {"p2", "p1"});
    CHECK(found("?first_name=@mOa@&last_name=@tap@&is_deleted=false") == QByteArrayList {"p1"});
    CHECK(found("?dob=1998-07-29&is_deleted=false") == QByteArrayList {"p1"});
    CHECK(found("?dob=1998-07-28&is_deleted=false").isEmpty());
    CHECK(found("?code=Cp2&is_deleted=false") == QByteArrayList {"p2"});
    CHECK(found("?code=Cp&is_deleted=false").isEmpty());
    CHECK(found("?first_name=@AMELIE@") == QByteArrayList {"p3"});
    CHECK(found("?last_name=@%25@") == QByteArrayList {"p3"}); // a percent sign is a letter
    CHECK(found("?is_deleted=false").isEmpty()); // nothing is looked for
    CHECK(found("?first_name=@@&last_name=@").isEmpty());

    const QJsonObject one = arrayOf(hill.get(patientCall + "?code=Cp3")).first().toObject();
    for (const char *key : {"ID", "name", "phone", "email", "code", "last", "first"})
        CHECK(one.value(QLatin1StringView(key)).isString());
    CHECK(one.value(QStringLiteral("date_of_birth")).isNull());
    CHECK(arrayOf(hill.get(patientCall + "?code=Cp1")).first().toObject().value(QStringLiteral("date_of_birth"))
        == QStringLiteral("1998-07-29T00:00:00"));
}

TEST_CASE(
    "11.3: Mobile finds patients by its own dates, barcode and policy, page by page, with the arrays that it maps")
{
    Clinic clinic;
    V5Caller hill = seeker(clinic);
    const auto found = [&hill](const QByteArray &query) { return idsOf(hill.get(patientCall + query)); };
    CHECK(found("?dob=29071998&is_deleted=false&limit=50&offset=0") == QByteArrayList {"p1"});
    CHECK(found("?barcode=%40*99*%40&is_deleted=false&limit=50&offset=0") == QByteArrayList {"p2"});
    CHECK(found("?policy_number=%40fam-7%40&limit=50&offset=0") == QByteArrayList {"p2"});
    CHECK(found("?policy_number=%40fam-7%40&first_name=@moana@").isEmpty());
    CHECK(found("?last_name=@tap@&limit=1&offset=0") == QByteArrayList {"p2"});
    CHECK(found("?last_name=@tap@&limit=1&offset=1") == QByteArrayList {"p1"});
    CHECK(found("?last_name=@tap@&limit=1&offset=2").isEmpty());

    const QJsonObject insured = arrayOf(hill.get(patientCall + "?code=Cp2")).first().toObject();
    const QJsonArray policies = insured.value(QStringLiteral("nameInsuranceJoin")).toArray();
    REQUIRE(policies.size() == 1);
    CHECK(policies.first().toObject().value(QStringLiteral("discountRate")) == 12.5);
    CHECK(insured.value(QStringLiteral("nameNotes")).isArray());
    CHECK(arrayOf(hill.get(patientCall + "?code=Cp1"))
              .first()
              .toObject()
              .value(QStringLiteral("nameInsuranceJoin"))
              .isArray());
}

TEST_CASE("11.3: a patient who changes, is deleted, or is no patient any more, is found as he or she is now")
{
    Clinic clinic;
    V5Caller hill = seeker(clinic);
    const auto found = [&hill](const QByteArray &query) { return idsOf(hill.get(patientCall + query)); };
    clinic.put("name", "p1", patient("p1", "Walker", "Moana"));
    CHECK(found("?last_name=@tapsell@") == QByteArrayList {"p2"});
    CHECK(found("?last_name=@walker@") == QByteArrayList {"p1"});
    clinic.put("name", "p1", R"({"ID":"p1","type":"facility","last":"Walker"})");
    CHECK(found("?last_name=@walker@").isEmpty());
    REQUIRE(clinic.datafile().records().remove("name", "p2"));
    CHECK(found("?last_name=@tapsell@").isEmpty());
}

TEST_CASE("11.3: prescribers are found by name and code, in the shape that Mobile reads")
{
    Clinic clinic;
    clinic.put("clinician", "c1",
        R"({"ID":"c1","code":"R17","first_name":"Ana","last_name":"Ngata","store_ID":"store_b","phone":null})");
    V5Caller hill = seeker(clinic);
    const auto call = [&hill](const QByteArray &query) { return hill.get("/api/v4/prescriber" + query); };
    CHECK(idsOf(call("?code=%40r17%40")) == QByteArrayList {"c1"});
    CHECK(idsOf(call("?last_name=@gat@&first_name=@ana@")) == QByteArrayList {"c1"});
    CHECK(idsOf(call("?last_name=@gat@&first_name=@bob@")).isEmpty());
    CHECK(idsOf(call("")).isEmpty());
    const QJsonObject one = arrayOf(call("?last_name=Ngata")).first().toObject();
    CHECK(one.value(QStringLiteral("registration_code")) == QStringLiteral("R17"));
    CHECK(one.value(QStringLiteral("store_ID")) == QStringLiteral("store_b"));
    CHECK(one.value(QStringLiteral("phone")) == QString());
}

TEST_CASE("11.3: what was dispensed to a patient is told to a site that sees the patient, and to no other")
{
    Clinic clinic;
    clinic.put("clinician", "c1", R"({"ID":"c1","first_name":"Ana","last_name":"Ngata"})");
    clinic.put("item", "i", R"({"ID":"i","code":"amo","doses":3,"is_vaccine":false})");
    clinic.put("item_line", "il", R"({"ID":"il","store_ID":"store_b","item_ID":"i"})");
    clinic.put("transact", "t1",
        R"({"ID":"t1","store_ID":"store_b","name_ID":"p1","type":"ci","mode":"dispensary","prescriber_ID":"c1","confirm_date":"2026-03-01"})");
    clinic.put("trans_line", "l1",
        R"({"ID":"l1","transaction_ID":"t1","quantity":"7","item_name":"Amoxicillin","item_line_ID":"il"})");
    clinic.put("trans_line", "l2", R"({"ID":"l2","transaction_ID":"t1","quantity":2,"item_name":"Salt"})");
    clinic.put("transact", "t2", R"({"ID":"t2","store_ID":"store_b","name_ID":"p1","type":"cc","mode":"dispensary"})");
    const QByteArray call = "/api/v4/patient_history?id=p1";
    CHECK(arrayOf(seeker(clinic).get(call)).isEmpty()); // hill does not see p1
    clinic.put("name_store_join", "j", R"({"ID":"j","name_ID":"p1","store_ID":"store_a"})");
    const QJsonArray history = arrayOf(seeker(clinic).get(call));
    REQUIRE(history.size() == 1);
    const QJsonObject invoice = history.first().toObject();
    CHECK(invoice.value(QStringLiteral("clinician")).toObject().value(QStringLiteral("last_name"))
        == QStringLiteral("Ngata"));
    const QJsonArray lines = invoice.value(QStringLiteral("transLines")).toArray();
    REQUIRE(lines.size() == 2);
    CHECK(lines.at(0).toObject().value(QStringLiteral("quantity")) == 7);
    const QJsonObject item = lines.at(0)[QStringLiteral("itemLine")][QStringLiteral("item")].toObject();
    CHECK(item.value(QStringLiteral("code")) == QStringLiteral("amo"));
    CHECK(item.value(QStringLiteral("doses")) == 3);
    CHECK(lines.at(1).toObject().value(QStringLiteral("itemLine")).isNull());
    CHECK(lines.at(1).toObject().value(QStringLiteral("medicineAdministrator")).isNull());
    CHECK(arrayOf(seeker(clinic).get("/api/v4/patient_history?id=nobody")).isEmpty());
    CHECK(outcome(seeker(clinic).get("/api/v4/patient_history")) == "400 request_malformed");
}

TEST_CASE(
    "11.3: a patient who was found is joined to the site's store, and comes to it with all that belongs to him or her")
{
    Clinic clinic;
    clinic.put("om_document", "d",
        R"({"ID":"d","owner_name_ID":"p1","name":"doc","datetime":"2026-03-01T00:00:00","type":"T","status":"ACTIVE",)"
        R"("user_ID":"u","parent_IDs":"[]","data":{"a":1}})");
    StrictSite site(clinic.hill());
    site.initialise();
    CHECK(site.records("name/p1").isEmpty());
    const QByteArray wish = R"({"name_ID":"p1","store_ID":"store_a"})";
    const RawReply joined = seeker(clinic).post(joinCall, wish);
    REQUIRE(joined.status == 200);
    const QJsonObject join = jsonOf(joined);
    CHECK(join.value(QStringLiteral("name_ID")) == QStringLiteral("p1"));
    CHECK(join.value(QStringLiteral("store_ID")) == QStringLiteral("store_a"));
    CHECK(join.value(QStringLiteral("inactive")) == false);
    const QByteArray key = "name_store_join/" + join.value(QStringLiteral("ID")).toString().toUtf8();
    site.pull();
    CHECK(site.records(key).size() == 1);
    CHECK(site.records("name/p1").size() == 1);
    CHECK(site.records("om_document/d").size() == 1);
    const auto entries = clinic.datafile().log().last(100);
    REQUIRE(entries);
    CHECK(std::any_of(entries->begin(), entries->end(),
        [](const SyncLog::Entry &entry) { return entry.what == QStringLiteral("site-joined-person"); }));

    // Once more: the same join, and nothing new in the log, but all of it is sent again.
    const RawReply again = seeker(clinic).post(joinCall, wish);
    CHECK(again.body == joined.body);
    CHECK(clinic.datafile().log().last(100)->size() == entries->size());
    StrictSite later(clinic.hill());
    later.pull();
    CHECK(later.records("name/p1").size() == 1);
    CHECK(later.records(key).size() == 1);
}

TEST_CASE("11.3: a join that was taken back is active again when it is asked for")
{
    Clinic clinic;
    clinic.put(
        "name_store_join", "j", R"({"ID":"j","name_ID":"p1","store_ID":"store_a","inactive":true,"spare":0.10})");
    const RawReply joined = seeker(clinic).post(joinCall, R"({"name_ID":"p1","store_ID":"store_a"})");
    CHECK(jsonOf(joined).value(QStringLiteral("ID")) == QStringLiteral("j"));
    const auto now = clinic.dataOf("name_store_join", "j");
    REQUIRE(now);
    CHECK(now->contains(R"("inactive":false)"));
    CHECK(now->contains(R"("spare":0.10)"));
}

TEST_CASE("11.3: a join is refused to a store of another site, to who is no patient, and above the number of a day")
{
    Clinic clinic;
    const auto wish = [&clinic](const QByteArray &name, const QByteArray &store) {
        return outcome(seeker(clinic).post(joinCall, R"({"name_ID":")" + name + R"(","store_ID":")" + store + R"("})"));
    };
    CHECK(wish("p1", "store_b") == "403 record_not_owned");
    CHECK(wish("shop", "store_a") == "404 record_missing");
    CHECK(wish("nobody", "store_a") == "404 record_missing");
    CHECK(outcome(seeker(clinic).post(joinCall, R"({"name_ID":7})")) == "400 request_malformed");
    CHECK(outcome(seeker(clinic).post(joinCall, "null")) == "400 request_malformed");
    clinic.setPreference(QStringLiteral("max-joins-per-day"), QStringLiteral("1"));
    clinic.put("name", "p4", patient("p4", "Parata", "Wiremu", R"(,"supplying_store_id":"store_b")"));
    CHECK(wish("p1", "store_a") == "200");
    CHECK(wish("p4", "store_a") == "400 joins_too_many");
    const auto kept = clinic.datafile().quarantine().count();
    REQUIRE(kept);
    CHECK(*kept == 1);
}

TEST_CASE("11.3: who looks is a site of the list; a machine that it does not name is none that it is bound to")
{
    Clinic clinic;
    CHECK(clinic.hill().get(siteCall).status == 200); // bound to its machine
    CHECK(clinic.hill().post(initialiseCall, "{}").status == 200);
    CHECK(seeker(clinic).get(patientCall + "?last_name=Tapsell").status == 200);
    V5Caller other = clinic.hill();
    other.hardwareId = "another machine";
    CHECK(outcome(other.get(patientCall + "?last_name=Tapsell")) == "401 site_incorrect_hardware_id");
    V5Caller stranger(clinic.port(), QStringLiteral("nobody"), QStringLiteral("x"));
    CHECK(outcome(stranger.get(patientCall + "?last_name=Tapsell")) == "401 site_name_not_found");
    CHECK(outcome(seeker(clinic).get(patientCall + "?dob=yesterday")) == "400 request_malformed");
    CHECK(outcome(seeker(clinic).get(patientCall + "?limit=-1&last_name=a")) == "400 request_malformed");
    CHECK(outcome(seeker(clinic).get(patientCall + "?last_name=" + QByteArray(300, 'a'))) == "400 request_malformed");
}

TEST_CASE("11.3: no answer has more than a hundred patients")
{
    Clinic clinic;
    for (int i = 0; i < 150; ++i)
        clinic.put("name", "m" + QByteArray::number(i), patient("m" + QByteArray::number(i), "Many", "Person"));
    CHECK(idsOf(seeker(clinic).get(patientCall + "?last_name=@many@")).size() == 100);
    CHECK(idsOf(seeker(clinic).get(patientCall + "?last_name=@many@&limit=1000&offset=100")).size() == 50);
}

TEST_CASE("11.3: a datafile from before has its patients indexed when it is opened")
{
    Clinic clinic;
    REQUIRE(clinic.datafile().connection().execute(QStringLiteral("DELETE FROM person")));
    CHECK(idsOf(seeker(clinic).get(patientCall + "?last_name=Tapsell")).isEmpty());
    REQUIRE(PersonTable(clinic.datafile().connection()).fill());
    CHECK(idsOf(seeker(clinic).get(patientCall + "?last_name=Tapsell")) == QByteArrayList {"p2", "p1"});
}
