// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whose patients a site may write, and what comes before them.
#include "tests/core/records/clinics.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("B3: a person's home store stays as it is, whoever may write the person")
{
    Clinics primary;
    primary.join(2);
    CHECK(primary.push(2, "name", "p", patient("s3", 1)).taken == 1); // edited elsewhere, with the home's store
    CHECK(primary.refusal(2, "name", "p", patient("s2", 2)) == "record_not_owned");
    CHECK(primary.refusal(2, "name", "p", patient("", 2)) == "record_not_owned");
    CHECK(
        primary.refusal(3, "name", "p", patient("s2", 2)) == "record_not_owned"); // nor does its own site give it away
    CHECK(primary.refusal(3, "name", "p", patient("", 2)) == "record_not_owned");
    CHECK(primary.refusal(3, "clinician", "c", R"({"store_ID":"s2"})") == "record_not_owned");
    const auto entry = valueOf(primary->quarantine().find(SyncId {2}, {"name", "p"}));
    CHECK(entry->field == QStringLiteral("supplying_store_id"));
    CHECK(entry->reason.values.value(QStringLiteral("owner")) == 3);

    primary.push(3, "name", "homeless", patient(""));
    primary.join(2, "homeless");
    CHECK(primary.push(2, "name", "homeless", patient("", 1)).taken == 1);
    CHECK(primary.refusal(2, "name", "homeless", patient("s2", 2)) == "record_not_owned");

    primary.addStore("s3b", 3);
    CHECK(primary.push(3, "name", "p", patient("s3b", 3)).taken == 1); // from one of its stores to another
    primary.put("name", "p", patient("s2", 4)); // the primary may move anybody
    CHECK(primary.push(2, "name", "p", patient("s2", 5)).taken == 1);
}

TEST_CASE("11.1: a clinician whose store is emptied at its home has none, and nobody else takes it")
{
    Clinics primary;
    CHECK(primary.push(3, "clinician", "c", R"({"store_ID":null,"v":1})").taken == 1);
    CHECK(primary.data("clinician", "c") == R"({"store_ID":null,"v":1})");
    CHECK(primary.push(3, "clinician", "c", R"({"store_ID":null,"v":2})").taken == 1); // who wrote it last
    CHECK(primary.refusal(3, "clinician", "c", R"({"store_ID":"s3"})") == "record_not_owned");
    CHECK(primary.push(2, "clinician", "c", R"({"store_ID":"s2"})").taken == 0);
}

TEST_CASE("B3: a new person is at home at who makes it, or nowhere")
{
    Clinics primary;
    CHECK(primary.push(2, "name", "own", patient("s2")).taken == 1);
    CHECK(primary.push(2, "name", "nowhere", patient("")).taken == 1);
    CHECK(primary.push(2, "clinician", "own", R"({"store_ID":"s2"})").taken == 1);
    CHECK(primary.push(2, "clinician", "nowhere", R"({"store_ID":null})").taken == 1);
    CHECK(primary.refusal(2, "name", "x", patient("s3")) == "record_not_owned");
    CHECK(primary.refusal(2, "name", "y", patient("unheard of")) == "record_not_owned");
    CHECK(primary.refusal(2, "clinician", "x", R"({"store_ID":"s3"})") == "record_not_owned");
    CHECK(primary.queue(3).isEmpty());
}

TEST_CASE("B3: documents, vaccinations and encounters are added to patients whom the site sees, in stores of its own")
{
    Clinics primary;
    CHECK(primary.refusal(2, "om_document", "x", R"({"owner_name_ID":"p"})") == "patient_not_visible");
    CHECK(primary.refusal(2, "nameInsuranceJoin", "x", R"({"nameID":"p"})") == "patient_not_visible");
    CHECK(primary.refusal(2, "om_vaccination", "x", ofPatient("s2", "p")) == "patient_not_visible");
    CHECK(primary.refusal(2, "om_encounter", "y", ofPatient("s3", "p")) == "record_not_owned");
    CHECK(primary.refusal(2, "om_document", "d", R"({"owner_name_ID":"p","v":1})") == "patient_not_visible");
    CHECK(primary.refusal(2, "name", "p", patient("s3", 1)) == "patient_not_visible");
    CHECK(primary.pushDelete(2, "om_document", "d").quarantined == 1);
    CHECK(primary.queue(3).isEmpty());
    require(primary->connection().execute(QStringLiteral("DELETE FROM quarantine")));

    primary.join(2);
    CHECK(primary.push(2, "om_document", "x", R"({"owner_name_ID":"p"})").taken == 1);
    CHECK(primary.push(2, "om_vaccination", "x", ofPatient("s2", "p")).taken == 1);
    CHECK(primary.push(2, "om_document", "d", R"({"owner_name_ID":"p","v":1})").taken == 1);
    CHECK(primary.refusal(2, "om_encounter", "y", ofPatient("s3", "p")) == "record_not_owned");
    CHECK(primary.refusal(2, "om_encounter", "e", ofPatient("s3", "p", 1)) == "record_not_owned");
    CHECK(primary.refusal(2, "om_vaccination", "v", ofPatient("s2", "p", 1)) == "record_not_owned");
    CHECK(primary.pushDelete(2, "om_vaccination", "v").quarantined == 1);
    // Nor is a record of one whom it sees given to one whom it does not.
    primary.push(3, "name", "q", patient("s3"));
    CHECK(primary.refusal(2, "om_document", "x", R"({"owner_name_ID":"q"})") == "patient_not_visible");
    CHECK(primary.refusal(2, "om_vaccination", "x", ofPatient("s2", "q")) == "patient_not_visible");
    // Who has made a patient without a home, and not joined it yet, writes for it.
    primary.push(4, "name", "new", patient(""));
    CHECK(primary.push(4, "om_document", "of new", R"({"owner_name_ID":"new"})").taken == 1);
    CHECK(primary.push(4, "om_document", "of nobody", R"({"owner_name_ID":""})").taken == 1);
}

TEST_CASE("B3: a transfer, a join and a patient's record of a store's table that name no store go to quarantine")
{
    Clinics primary;
    for (const QByteArray &store : {QByteArrayLiteral("\"\""), QByteArrayLiteral("null")}) {
        CHECK(primary.refusal(2, "transact", "t", R"({"name_ID":"name_s3","store_ID":)" + store + '}')
            == "record_store_missing");
        CHECK(primary.refusal(2, "message", "m", R"({"toStoreID":"s3","fromStoreID":)" + store + '}')
            == "record_store_missing");
    }
    CHECK(primary.refusal(2, "requisition", "r", R"({"name_ID":"name_s3"})") == "record_store_missing");
    CHECK(primary.refusal(2, "name_store_join", "j", R"({"name_ID":"p"})") == "record_store_missing");
    CHECK(primary.refusal(3, "om_vaccination", "x", R"({"name_ID":"p"})") == "record_store_missing");
    CHECK(primary.queue(3).isEmpty());
    CHECK(valueOf(primary->quarantine().find(SyncId {2}, {"transact", "t"}))->field == QStringLiteral("store_ID"));
    // A line has its invoice for that, and what goes to nobody may lack one: Open mSupply's log of sign-ins does.
    CHECK(primary.push(2, "trans_line", "l", R"({"transaction_ID":"later"})").taken == 1);
    CHECK(primary.push(2, "om_activity_log", "a", R"({"store_ID":""})").taken == 1);
}

TEST_CASE("B3: what comes before its patient or join waits, delivered to nobody, and is taken when they arrive")
{
    Clinics primary;
    const auto early = primary.push(2,
        {upsert("om_document", "mine", R"({"owner_name_ID":"p"})"), upsert("name", "p", patient("s3", 1)),
            upsert("om_document", "of new", R"({"owner_name_ID":"new"})")});
    CHECK(early.quarantined == 3);
    CHECK(primary.queue(3).isEmpty());
    CHECK(primary.push(4, "om_document", "theirs", R"({"owner_name_ID":"p"})").quarantined == 1);
    SECTION("in another batch")
    {
        const auto join = primary.push(2, "name_store_join", "j", joined("s2", "p"));
        CHECK(join.taken == 1);
        CHECK(join.takenLate == 2);
        CHECK(primary.data("name", "p") == patient("s3", 1));
        Texts atHome = primary.drain(3);
        std::ranges::sort(atHome);
        CHECK(atHome == Texts {"name/p", "om_document/mine"});
        CHECK_FALSE(primary.drain(2).contains("om_document/mine"));
        CHECK(primary.push(2, "name", "new", patient("s2")).takenLate == 1);
        // Another site's goes on waiting.
        CHECK(primary.quarantine() == Texts {"4 om_document/theirs patient_not_visible"});
    }
    SECTION("in the same batch")
    {
        const auto batch = primary.push(2,
            {upsert("om_document", "of newest", R"({"owner_name_ID":"newest"})"),
                upsert("name_store_join", "j", joined("s2", "newest")), upsert("name", "newest", patient("s2"))});
        CHECK(batch.taken == 3);
        CHECK(batch.quarantined == 0);
        CHECK_FALSE(primary.data("om_document", "of newest").isEmpty());
    }
    SECTION("the join is put at the primary")
    {
        primary.put("name_store_join", "j", joined("s2", "p"));
        CHECK_FALSE(primary.data("om_document", "mine").isEmpty());
        CHECK(primary.data("name", "p") == patient("s3", 1));
    }
    SECTION("the patient arrives as another's: what had waited goes on waiting")
    {
        CHECK(primary.push(4, "name", "new", patient("s4")).takenLate == 0);
        CHECK(primary.reasonOf(2, {"om_document", "of new"}) == "patient_not_visible");
        CHECK(primary.drain(4).isEmpty());
    }
    SECTION("the patient has got another home meanwhile: that is told, and nothing is lost")
    {
        primary.put("name", "p", patient("s4", 2));
        (void)primary.push(2, "name_store_join", "j", joined("s2", "p"));
        CHECK(primary.data("name", "p") == patient("s4", 2));
        CHECK(primary.reasonOf(2, {"name", "p"}) == "record_not_owned");
        CHECK(valueOf(primary->quarantine().find(SyncId {2}, {"name", "p"}))->record.data == patient("s3", 1));
        CHECK_FALSE(primary.data("om_document", "mine").isEmpty());
    }
    SECTION("it concerns two patients: both have to be seen")
    {
        CHECK(primary.push(2, "om_document", "d", R"({"owner_name_ID":"new"})").quarantined == 1);
        primary.join(2);
        CHECK(primary.data("om_document", "d") == R"({"owner_name_ID":"p"})");
        CHECK(primary.reasonOf(2, {"om_document", "d"}) == "patient_not_visible");
        CHECK(primary.push(2, "name", "new", patient("s2")).takenLate == 2);
        CHECK(primary.data("om_document", "d") == R"({"owner_name_ID":"new"})");
    }
    SECTION("somebody else with the same ID is not who is waited for")
    {
        CHECK(primary.push(2, "clinician", "new", R"({"store_ID":"s2"})").takenLate == 0);
        CHECK(primary.reasonOf(2, {"om_document", "of new"}) == "patient_not_visible");
    }
    SECTION("what was deleted meanwhile does not come")
    {
        CHECK(primary.pushDelete(2, "om_document", "mine").unchanged == 1);
        primary.join(2);
        CHECK(primary.data("om_document", "mine").isEmpty());
    }
}

TEST_CASE("B3: what waits has a share of its own beside what is wrong, and beyond that is named")
{
    Clinics primary;
    QList<Record> batch;
    for (int i = 0; i < 3001; ++i)
        batch.append(upsert("om_document", "d" + QByteArray::number(i), R"({"owner_name_ID":"later"})"));
    const auto outcome = primary.push(2, batch);
    CHECK(outcome.quarantined == 3001);
    REQUIRE(outcome.notKept.size() == 1);
    CHECK(outcome.notKept.constFirst().at == 3000);
    CHECK(outcome.notKept.constFirst().reason.code == ErrorCode::PatientNotVisible);
    CHECK(primary.push(3, "om_document", "other", R"({"owner_name_ID":"later"})").notKept.isEmpty());
    const auto arrived = primary.push(2, "name", "later", patient("s2"));
    CHECK(arrived.takenLate == 3000);
    CHECK(primary.quarantine().size() == 2);
}

TEST_CASE("B3: a patient from elsewhere cannot be deleted, and comes back to the site that did")
{
    Clinics primary;
    CHECK(primary.pushDelete(2, "name", "p").quarantined == 1); // whom it does not even see: nothing comes
    CHECK(primary.reasonOf(2, {"name", "p"}) == "patient_not_visible");
    CHECK(primary.queue(2).isEmpty());
    primary.join(2);
    primary.push(2, "clinician_store_join", "cj", R"({"store_ID":"s2","prescriber_ID":"c"})");
    primary.drainAll();
    CHECK(primary.pushDelete(2, "name", "p").quarantined == 1);
    CHECK(primary.pushDelete(2, "clinician", "c").quarantined == 1);
    CHECK(primary.reasonOf(2, {"name", "p"}) == "patient_elsewhere");
    CHECK(primary.drain(2) == Texts {"name/p", "clinician/c"});
    CHECK(primary.drain(3).isEmpty());
    CHECK_FALSE(primary.data("name", "p").isEmpty());
    primary.push(3, "name", "homeless", patient(""));
    primary.join(2, "homeless");
    primary.push(2, "name", "homeless", patient("", 1));
    CHECK(primary.pushDelete(2, "name", "homeless").quarantined == 1); // who wrote it last is not its home
    CHECK(primary.pushDelete(3, "name", "p").taken == 1);
    CHECK(primary.drain(2).contains("-name/p"));
}

TEST_CASE("B3: a site marked as Open mSupply central writes for others, and that is logged")
{
    Clinics primary;
    primary.allowJoins(0);
    const QList<Record> batch {upsert("om_vaccination", "x", ofPatient("s3", "p")),
        upsert("om_encounter", "y", ofPatient("s4", "p")), upsert("name", "p", patient("s3", 7)),
        upsert("name_store_join", "j", joined("s2", "p")), upsert("name_store_join", "k", joined("s4", "p"))};
    CHECK(primary.push(2, {batch.at(0), batch.at(1)}).quarantined == 2);
    primary.markAsOmsCentral(2);
    CHECK(primary.push(2, batch).taken == 5);
    CHECK(primary.queue(3).contains("om_vaccination/x"));
    CHECK(primary.queue(4).contains("name/p"));
    CHECK(primary.logged("site-joined-person").size() == 2);
    const QList<QJsonObject> asCentral = primary.logged("site-as-oms-central");
    REQUIRE(asCentral.size() == 1);
    CHECK(asCentral.constFirst().value(QStringLiteral("syncId")) == 2);
    CHECK(asCentral.constFirst().value(QStringLiteral("records")) == 4);
    // Of anything else it is a site as others are.
    CHECK(primary.refusal(2, "Location", "l", R"({"store_ID":"s3"})") == "record_not_owned");
    CHECK(primary.refusal(2, "transact", "t", R"({"store_ID":"","name_ID":"name_s3"})") == "record_store_missing");
    CHECK(primary.refusal(2, "unit", "u", "{}") == "record_central");
}
