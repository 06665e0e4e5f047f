// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Joins by which a site comes to see a person of another's.
#include "core/records/quarantineretry.h"
#include "tests/core/records/clinics.h"

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

TEST_CASE(
    "B3: a join to another site's patient stands in the log, and beyond a day's number waits for the administrator")
{
    Clinics primary;
    primary.allowJoins(2);
    for (const char *id : {"q", "r", "s"})
        primary.push(3, "name", id, patient("s3"));
    primary.join(2, "p");
    primary.push(2, "clinician_store_join", "cj", R"({"store_ID":"s2","prescriber_ID":"c"})");
    REQUIRE(primary.logged("site-joined-person").size() == 2);
    CHECK(primary.logged("site-joined-person").at(0)
        == QJsonObject {{QStringLiteral("syncId"), 2}, {QStringLiteral("store"), QStringLiteral("s2")},
            {QStringLiteral("table"), QStringLiteral("name")}, {QStringLiteral("id"), QStringLiteral("p")}});
    // Neither a patient of its own, nor one whom it sees already, nor a supplier, nor the same join again.
    primary.addStore("s2b", 2);
    primary.put("name", "supplier", R"({"type":"facility"})");
    primary.push(2, "name", "own", patient("s2b"));
    primary.join(2, "own");
    primary.join(2, "supplier");
    CHECK(primary.push(2, "name_store_join", "again", joined("s2b", "p")).taken == 1);
    CHECK(
        primary.push(2, "name_store_join", "join of p at 2", R"({"store_ID":"s2","name_ID":"p","inactive":true})").taken
        == 1);
    CHECK(primary.logged("site-joined-person").size() == 2);

    primary.drainAll();
    CHECK(primary.refusal(2, "name_store_join", "third", joined("s2", "q")) == "joins_too_many");
    CHECK(primary.refusal(2, "name_store_join", "again", joined("s2b", "q")) == "joins_too_many"); // turned to another
    CHECK(primary.refusal(2, "om_document", "of q", R"({"owner_name_ID":"q"})") == "patient_not_visible");
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.logged("site-joined-person").size() == 2);
    CHECK(primary.push(4, "name_store_join", "j4", joined("s4", "q")).taken == 1); // each site has its own number

    const auto third = valueOf(primary->quarantine().find(SyncId {2}, {"name_store_join", "third"}));
    CHECK(valueOf(retryQuarantined(*primary, third->number)) == 2); // the join, and the document that waited
    CHECK(primary.queue(2).contains("name/q"));
    CHECK(primary.logged("site-joined-person").size() == 4);
    CHECK(primary.refusal(2, "name_store_join", "fourth", joined("s2", "r")) == "joins_too_many");
    primary.clock().advance(24h);
    CHECK(primary.push(2, "name_store_join", "fifth", joined("s2", "s")).taken == 1);
}

TEST_CASE("B3: joins that came before the patient are judged when another site brings it")
{
    Clinics primary;
    primary.allowJoins(1);
    const QList<Record> ahead {
        upsert("name_store_join", "a", joined("s2", "later")), upsert("name_store_join", "b", joined("s2", "latest"))};
    CHECK(primary.push(2, ahead).taken == 2);
    primary.put("name_store_join", "put", joined("s4", "latest"));
    primary.push(3, {upsert("name_store_join", "c", joined("s3", "later")), upsert("name", "later", patient("s3"))});
    CHECK(primary.queue(2) == Texts {"name/later"});
    CHECK(primary.logged("site-joined-person").size() == 1);
    primary.drainAll();
    primary.push(3, "name", "latest", patient("s3"));
    CHECK(primary.queue(2).isEmpty());
    CHECK(primary.queue(4) == Texts {"name/latest"}); // what the primary has put is trusted
    CHECK(primary.data("name_store_join", "b").isEmpty());
    CHECK(primary.quarantine() == Texts {"2 name_store_join/b joins_too_many"});
    CHECK(valueOf(retryQuarantined(*primary)) == 1);
    CHECK(primary.queue(2).contains("name/latest"));
}
