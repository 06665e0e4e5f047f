// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

void importSample(PrimarySite &primary, int stores, qint64 records)
{
    SampleData sample(stores, records, 7);
    const auto imported
        = primary.datafile().records().import([&sample]() -> Result<std::optional<Record>> { return sample.next(); });
    REQUIRE(imported.has_value());
}

qint64 queueLength(PrimarySite &primary, int site)
{
    return *primary.datafile().queue().length(SyncId {site});
}

/// A primary with stores A and B, each on a satellite that has synchronised once.
struct Trio {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> a;
    std::unique_ptr<SatelliteSite> b;

    Trio()
    {
        primary.addSatellite(2);
        primary.addSatellite(3);
        addStore(primary, "A", 2);
        addStore(primary, "B", 3);
        primary.start();
        a = std::make_unique<SatelliteSite>(2, primary.url());
        b = std::make_unique<SatelliteSite>(3, primary.url());
        REQUIRE(a->synchronise().ok);
        REQUIRE(b->synchronise().ok);
    }
};

} // namespace

TEST_CASE("after sync the satellite holds exactly what routing says it should, every record byte for byte")
{
    PrimarySite primary;
    for (int site = 2; site <= 6; ++site)
        primary.addSatellite(site);
    importSample(primary, 5, 20000);
    primary.start();

    SatelliteSite satellite(4, primary.url());
    const CycleReport first = satellite.synchronise();
    REQUIRE(first.ok);
    const Holdings expected = expectedAt(SyncId {4}, primary.holdings());
    REQUIRE(expected.size() > 2000);
    REQUIRE(difference(expected, satellite.holdings()) == QByteArray());
    CHECK(first.pulledCentral + first.pulledRemote == expected.size());

    SECTION("a second sync moves nothing")
    {
        const CycleReport second = satellite.synchronise();
        REQUIRE(second.ok);
        CHECK(second.pushed == 0);
        CHECK(second.pulledCentral == 0);
        CHECK(second.pulledRemote == 0);
    }
}

TEST_CASE("edits and deletes at either end arrive at the other once")
{
    Trio sites;
    sites.a->put("Location", "shelf", R"({"ID":"shelf","code":"S1","store_ID":"A"})");
    sites.a->put("Location", "shelf", R"({"ID":"shelf","code":"S2","store_ID":"A"})");
    sites.primary.put("unit", "tablet", R"({"ID":"tablet","units":"tablet"})");
    CycleReport report = sites.a->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 1);
    CHECK(report.pulledCentral == 1);
    CHECK(sites.primary.dataOf("Location", "shelf") == QByteArray(R"({"ID":"shelf","code":"S2","store_ID":"A"})"));
    CHECK(sites.a->dataOf("unit", "tablet") == QByteArray(R"({"ID":"tablet","units":"tablet"})"));

    sites.a->remove("Location", "shelf");
    sites.primary.remove("unit", "tablet");
    report = sites.a->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 1);
    CHECK(report.pulledCentral == 1);
    CHECK_FALSE(sites.primary.dataOf("Location", "shelf"));
    CHECK_FALSE(sites.a->dataOf("unit", "tablet"));

    report = sites.a->synchronise();
    CHECK(report.ok);
    CHECK(report.pushed + report.pulledCentral + report.pulledRemote == 0);
}

TEST_CASE("two satellites exchange a transfer with its lines")
{
    Trio sites;
    // the line first, as its log may have it
    sites.a->put("trans_line", "line-1", R"({"ID":"line-1","transaction_ID":"shipment","quantity":10})");
    sites.a->put(
        "transact", "shipment", R"({"ID":"shipment","store_ID":"A","name_ID":"name-of-B","type":"ci","status":"cn"})");
    sites.a->put("trans_line", "line-2", R"({"ID":"line-2","transaction_ID":"shipment","quantity":0.10})");
    REQUIRE(sites.a->synchronise().ok);
    CHECK(queueLength(sites.primary, 2) == 0); // no echo
    REQUIRE(sites.b->synchronise().ok);
    CHECK(sites.b->dataOf("transact", "shipment") == sites.a->dataOf("transact", "shipment"));
    CHECK(sites.b->dataOf("trans_line", "line-1") == sites.a->dataOf("trans_line", "line-1"));
    CHECK(sites.b->dataOf("trans_line", "line-2") == sites.a->dataOf("trans_line", "line-2"));

    SECTION("the mirror comes back the same way")
    {
        sites.b->put("transact", "mirror",
            R"({"ID":"mirror","store_ID":"B","name_ID":"name-of-A","type":"si","linked_transaction_id":"shipment"})");
        sites.b->put("trans_line", "mirror-1", R"({"ID":"mirror-1","transaction_ID":"mirror","quantity":10})");
        REQUIRE(sites.b->synchronise().ok);
        REQUIRE(sites.a->synchronise().ok);
        CHECK(sites.a->dataOf("transact", "mirror").has_value());
        CHECK(sites.a->dataOf("trans_line", "mirror-1").has_value());
    }
    SECTION("deleting it deletes it at the other end")
    {
        sites.a->remove("trans_line", "line-1");
        sites.a->remove("trans_line", "line-2");
        sites.a->remove("transact", "shipment");
        REQUIRE(sites.a->synchronise().ok);
        REQUIRE(sites.b->synchronise().ok);
        CHECK_FALSE(sites.b->dataOf("transact", "shipment"));
        CHECK_FALSE(sites.b->dataOf("trans_line", "line-1"));
        CHECK_FALSE(sites.b->dataOf("trans_line", "line-2"));
    }
}

TEST_CASE("recordData survives put, push, pull and export unchanged")
{
    Trio sites;
    const QByteArray data
        = R"({"z":0.10,"ID":"odd","big":12345678901234567890,"e":1E+2,"n":-0.0,"store_ID":"A",)"
          R"("name_ID":"name-of-B","esc":"\u00e9\/\"\\ \ud83d\ude00","a":[1.50, {"k" : null}],"type":"ci"})";
    sites.a->put("transact", "odd", data);
    REQUIRE(sites.a->synchronise().ok);
    REQUIRE(sites.b->synchronise().ok);
    CHECK(sites.a->dataOf("transact", "odd") == data);
    CHECK(sites.primary.dataOf("transact", "odd") == data);
    CHECK(sites.b->dataOf("transact", "odd") == data);
}

TEST_CASE("a record put at a satellite before its first sync is kept and pushed after it")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    SatelliteSite satellite(2, primary.url());
    satellite.put("Location", "early", R"({"ID":"early","store_ID":"A"})");
    satellite.put("item", "not-ours", R"({"ID":"not-ours","item_name":"made up here"})");
    REQUIRE(satellite.synchronise().ok);
    CHECK(primary.dataOf("Location", "early").has_value());
    CHECK(satellite.dataOf("Location", "early").has_value());
    // central data is changed at the primary alone: ours waits in quarantine with its reason
    CHECK_FALSE(primary.dataOf("item", "not-ours"));
    CHECK(*satellite.datafile().quarantine().count() == 1);
    CHECK(*satellite.datafile().outbox().waiting() == 0);
}

TEST_CASE("a primary, or a site id, other than the one known stops the cycle until Retrieve")
{
    Trio sites;
    PrimarySite other;
    other.addSatellite(2);
    addStore(other, "A", 2);
    other.put("unit", "foreign", R"({"ID":"foreign"})");
    other.start();
    const Holdings before = sites.a->holdings();
    sites.a->editPeerUrl(primarySyncId, other.url().toString());
    const CycleReport report = sites.a->synchronise();
    REQUIRE_FALSE(report.ok);
    CHECK((report.error->code == ErrorCode::WrongSite || report.error->code == ErrorCode::WrongPrimary));
    CHECK(difference(before, sites.a->holdings()) == QByteArray());
}

TEST_CASE("what a URL on the primary's list turns off is said to the satellite")
{
    Trio sites;
    sites.primary.editPeerUrl(SyncId {3}, QStringLiteral("http://198.51.100.1:80"));
    sites.a->put("Location", "waits", R"({"ID":"waits","store_ID":"A"})");
    const CycleReport report = sites.a->synchronise();
    REQUIRE_FALSE(report.ok);
    CHECK(report.error->code == ErrorCode::SyncDisabled);
    CHECK(*sites.a->datafile().outbox().waiting() == 1);
    sites.primary.editPeerUrl(SyncId {3}, QString());
    REQUIRE(sites.a->synchronise().ok);
    CHECK(sites.primary.dataOf("Location", "waits").has_value());
}
