// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Patients between two Mailboats and their primary, whole cycles.
#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray person(const QByteArray &first)
{
    return R"({"ID":"p","type":"patient","first":")" + first + R"(","supplying_store_id":"A"})";
}

/// Store A is at site 2, store B at site 3; patient p is at home in A.
struct TwoClinics {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> a;
    std::unique_ptr<SatelliteSite> b;

    TwoClinics()
    {
        for (const int site : {2, 3})
            primary.addSatellite(site);
        addStore(primary, "A", 2);
        addStore(primary, "B", 3);
        primary.start();
        a = std::make_unique<SatelliteSite>(2, primary.url());
        b = std::make_unique<SatelliteSite>(3, primary.url());
        synchroniseAll();
        a->put("name", "p", person("Ada"));
        a->put("name_store_join", "ja", R"({"ID":"ja","store_ID":"A","name_ID":"p"})");
        a->put("om_encounter", "ea", R"({"ID":"ea","store_ID":"A","name_ID":"p"})");
        synchroniseAll();
    }
    void synchroniseAll()
    {
        for (int round = 0; round < 2; ++round) {
            for (SatelliteSite *site : {a.get(), b.get()})
                REQUIRE(site->synchronise().ok);
        }
    }
    void joinAtB() { b->put("name_store_join", "jb", R"({"ID":"jb","store_ID":"B","name_ID":"p"})"); }
    void checkAllHaveTheirs()
    {
        const Holdings all = primary.holdings();
        CHECK(difference(expectedAt(SyncId {2}, all), a->holdings()) == QByteArray());
        CHECK(difference(expectedAt(SyncId {3}, all), b->holdings()) == QByteArray());
        CHECK(*primary.datafile().quarantine().count() == 0);
    }
};

} // namespace

TEST_CASE("B3: two Mailboats share a patient: joined, edited and written for at both, also before the join has arrived")
{
    TwoClinics clinics;
    CHECK_FALSE(clinics.b->dataOf("name", "p"));
    clinics.b->put("om_document", "db", R"({"ID":"db","owner_name_ID":"p"})");
    clinics.b->put("om_vaccination", "vb", R"({"ID":"vb","store_ID":"B","name_ID":"p"})");
    clinics.synchroniseAll();
    CHECK_FALSE(clinics.a->dataOf("om_document", "db"));
    CHECK_FALSE(clinics.primary.dataOf("om_document", "db"));
    clinics.joinAtB();
    clinics.synchroniseAll();
    clinics.checkAllHaveTheirs();
    CHECK(clinics.b->dataOf("om_encounter", "ea"));
    CHECK(clinics.a->dataOf("om_document", "db"));
    clinics.b->put("name", "p", person("Ada, edited at B"));
    clinics.synchroniseAll();
    CHECK(clinics.a->dataOf("name", "p") == person("Ada, edited at B"));
    clinics.a->put("name", "p", person("Ada, edited at A"));
    clinics.synchroniseAll();
    CHECK(clinics.b->dataOf("name", "p") == person("Ada, edited at A"));
    clinics.checkAllHaveTheirs();
}

TEST_CASE("B3: a Mailboat that deletes another site's patient gets it back")
{
    TwoClinics clinics;
    clinics.joinAtB();
    clinics.synchroniseAll();
    clinics.b->remove("name", "p");
    clinics.synchroniseAll();
    CHECK(clinics.b->dataOf("name", "p") == person("Ada"));
    CHECK(clinics.a->dataOf("name", "p") == person("Ada"));
    CHECK(clinics.primary.dataOf("name", "p") == person("Ada"));
}
