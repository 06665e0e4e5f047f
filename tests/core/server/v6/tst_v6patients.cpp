// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who sees a patient gets what is known of it by version 6, too.
#include "core/prefs/draft.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/synclog.h"
#include "tests/core/server/v6/v6records.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

Record patientName(const QByteArray &id, const QByteArray &home)
{
    return {"name", id, Action::Update,
        R"({"ID":")" + id + R"(","name":"A","type":"patient","supplying_store_id":")" + home + "\"}"};
}

Record patientJoin(const QByteArray &id, const QByteArray &store, const QByteArray &name)
{
    return {"name_store_join", id, Action::Update,
        R"({"ID":")" + id + R"(","name_ID":")" + name + R"(","store_ID":")" + store + R"(","inactive":false})"};
}

Record vaccinationOf(const QByteArray &id, const QByteArray &patient, const QByteArray &comment = "first")
{
    return {"vaccination", id, Action::Update,
        R"({"id":")" + id + R"(","store_id":"store_a","patient_id":")" + patient + R"(","comment":")" + comment
            + "\"}"};
}

Record propertiesOf(const QByteArray &name, const QByteArray &text)
{
    return {"name_oms_fields", name, Action::Update, R"({"id":")" + name + R"(","properties":")" + text + "\"}"};
}

} // namespace

TEST_CASE("11.2: a vaccination goes to the sites that see the patient, also those that come to see it later")
{
    V6Central clinics;
    CHECK(outcomeOfV6(clinics.hill->push({patientName("p1", "store_a"), vaccinationOf("v1", "p1")})) == "data");
    CHECK(refusedAt(clinics.primary).isEmpty());
    CHECK(clinics.valley->pull().isEmpty());
    CHECK(clinics.valley->pullPatient("p1").isEmpty());
    clinics.primary.put("name_store_join", "j1", patientJoin("j1", "store_b", "p1").data);
    CHECK(clinics.valley->pull() == Names {"vaccination/v1"});
    CHECK(clinics.valley->pullPatient("p1") == Names {"vaccination/v1"});
    CHECK(clinics.valley->pullPatient("p2").isEmpty());
    // Whoever sees the patient may go on with it.
    CHECK(outcomeOfV6(clinics.valley->push({vaccinationOf("v1", "p1", "second")})) == "data");
    CHECK(refusedAt(clinics.primary).isEmpty());
    CHECK(clinics.hill->pull() == Names {"vaccination/v1"});
    CHECK(clinics.valley->pull().isEmpty());
}

TEST_CASE("11.2: a store that moves takes along what is known of its patients, at home there or joined to it")
{
    V6Central clinics;
    clinics.primary.put("name", "p2", patientName("p2", "store_c").data);
    clinics.primary.put("name", "p3", patientName("p3", "store_c").data);
    clinics.primary.put("name_store_join", "j2", patientJoin("j2", "store_a", "p2").data);
    CHECK(outcomeOfV6(
              clinics.hill->push({patientName("p1", "store_a"), vaccinationOf("v1", "p1"), vaccinationOf("v2", "p2")}))
        == "data");
    clinics.primary.put("vaccination", "v3", vaccinationOf("v3", "p3").data);
    CHECK(refusedAt(clinics.primary).isEmpty());
    CHECK(clinics.valley->pull().isEmpty());
    clinics.primary.putStore("store_a", 3);
    CHECK(clinics.valley->pull() == Names {"vaccination/v1", "vaccination/v2"});
}

TEST_CASE("11.2: a vaccination that comes before its patient waits for it")
{
    V6Central clinics;
    CHECK(outcomeOfV6(clinics.hill->push({vaccinationOf("v1", "p1")})) == "data");
    CHECK(refusedAt(clinics.primary) == Names {"vaccination/v1 patient_not_visible"});
    CHECK(clinics.hill->pull(false).isEmpty());
    // By version 5, as a client does next.
    V5Caller hill = clinics.primary.hill();
    CHECK(
        hill.post(queueCall,
                R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"name","recordId":"p1","action":"Update","recordData":)"
                    + patientName("p1", "store_a").data + "}]}")
            .status
        == 200);
    CHECK(refusedAt(clinics.primary).isEmpty());
    CHECK(clinics.hill->pull(false) == Names {"vaccination/v1"});
    // Of a patient whom the site does not see it waits, too.
    CHECK(
        outcomeOfV6(clinics.valley->push({vaccinationOf("v1", "p1", "foreign"), vaccinationOf("v2", "p1")})) == "data");
    CHECK(refusedAt(clinics.primary)
        == Names {"vaccination/v1 patient_not_visible", "vaccination/v2 patient_not_visible"});
    CHECK(clinics.hill->pull().isEmpty());
}

TEST_CASE("11.2: what adds to a name goes where the name goes")
{
    V6Central clinics;
    clinics.primary.put("name", "supplier", R"({"ID":"supplier","type":"facility"})");
    CHECK(outcomeOfV6(clinics.hill->push(
              {patientName("p1", "store_a"), propertiesOf("p1", "tall"), propertiesOf("supplier", "far"),
                  propertiesOf("name_store_a", "roof"), propertiesOf("name_store_b", "foreign")}))
        == "data");
    CHECK(refusedAt(clinics.primary) == Names {"name_oms_fields/name_store_b record_not_owned"});
    CHECK(clinics.valley->pull() == Names {"name_oms_fields/supplier", "name_oms_fields/name_store_a"});
    clinics.primary.put("name_store_join", "j1", patientJoin("j1", "store_b", "p1").data);
    CHECK(clinics.valley->pull() == Names {"name_oms_fields/p1"});
}

TEST_CASE("11.2: a join for version 6 is made once, and answered as its client reads it")
{
    V6Central clinics;
    clinics.primary.put("name", "p1", patientName("p1", "store_a").data);
    const RawReply made = clinics.valley->join("j1", "p1", "store_b");
    CHECK(made.status == 200);
    CHECK(made.body.isEmpty());
    CHECK(clinics.primary.dataOf("name_store_join", "j1") == patientJoin("j1", "store_b", "p1").data);
    CHECK(clinics.valley->join("j2", "p1", "store_b").status == 200);
    CHECK_FALSE(clinics.primary.dataOf("name_store_join", "j2"));
    const RawReply foreign = clinics.valley->join("j3", "p1", "store_a");
    CHECK(foreign.status == 400);
    CHECK_FALSE(clinics.primary.dataOf("name_store_join", "j3"));
    CHECK(clinics.valley->post("/central/name-store-join", clinics.valley->body(R"("id":"j4")")).status == 400);
}

TEST_CASE(
    "11.2: /site says which site is an Open mSupply central, whose questions for the others make no entry in the log")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(jsonOf(hill.get(siteCall)).value(QStringLiteral("isOmSupplyCentralServer")) == false);
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {3});
        peer.isOmsCentral = true;
        return draft.peers.edit(SyncId {3}, peer, {});
    });
    V5Caller valley = primary.valley();
    CHECK(jsonOf(valley.get(siteCall)).value(QStringLiteral("isOmSupplyCentralServer")) == true);
    CHECK(jsonOf(hill.get(siteCall)).value(QStringLiteral("isOmSupplyCentralServer")) == false);
    // It asks about hill from its own address, where hill itself has never been, in the middle of hill's synchronisation.
    primary.stop();
    REQUIRE(primary.datafile().peerStates().noteNetwork(SyncId {2}, "10.0.0.9", primary.clock().utcNow()));
    REQUIRE(primary.datafile().connection().execute(
        QStringLiteral("DELETE FROM peer_network WHERE site = 2 AND network = CAST('127.0.0.1' AS BLOB)")));
    primary.start();
    V5Caller asksForHill = primary.hill();
    CHECK(jsonOf(asksForHill.get(siteCall)).value(QStringLiteral("siteId")).toInt() == 2);
    primary.stop();
    const auto log = primary.datafile().log().last(50);
    REQUIRE(log);
    for (const SyncLog::Entry &entry : *log)
        CHECK(entry.what != QStringLiteral("site-new-address"));
}

TEST_CASE("11.2: what a reader of version 6 cannot take is withheld from it and named, not from who wrote it")
{
    V6Central clinics;
    CHECK(outcomeOfV6(
              clinics.hill->push({{"plugin_data", "d1", Action::Update, R"({"id":"d1","store_id":null,"data":1e400})"},
                  {"plugin_data", "d2", Action::Update, R"({"id":"d2","store_id":null,"data":"2"})"},
                  {"plugin_data", "store_b", Action::Update, R"({"id":"store_b","store_id":null,"data":"3"})"}}))
        == "data");
    CHECK(clinics.valley->pull() == Names {"plugin_data/d2"});
    CHECK(refusedAt(clinics.primary)
        == Names {"plugin_data/d1 record_unreadable", "plugin_data/store_b record_unreadable"});
    CHECK(clinics.valley->pull().isEmpty());
    CHECK(outcomeOfV6(clinics.hill->push(
              {{"plugin_data", "d1", Action::Update, R"({"id":"d1","store_id":null,"data":"mended"})"}}))
        == "data");
    CHECK(clinics.valley->pull() == Names {"plugin_data/d1"});
    CHECK(refusedAt(clinics.primary) == Names {"plugin_data/store_b record_unreadable"});
}
