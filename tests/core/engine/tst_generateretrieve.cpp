// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/records/recordstore.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct ResendPair {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> satellite;

    ResendPair()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        for (const QByteArray id : {"one", "two", "three"}) {
            primary.put("item", id, R"({"ID":")" + id + R"("})");
            primary.put("Location", id, R"({"ID":")" + id + R"(","store_ID":"A"})");
        }
        primary.start();
        satellite = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(satellite->synchronise().ok);
    }

    qint64 queued() { return *primary.datafile().queue().length(SyncId {2}); }
    qint64 outbox() { return *satellite->datafile().outbox().waiting(); }
};

} // namespace

TEST_CASE("Generate at the primary queues every record the satellite should hold, central ones too, twice as once")
{
    ResendPair sites;
    const qint64 all = sites.satellite->holdings().size();
    CHECK(*sites.primary.datafile().primaryRecords().countFor(SyncId {2}) == all);
    REQUIRE(*sites.primary.datafile().primaryRecords().generate(SyncId {2}) == all);
    CHECK(sites.queued() == all);
    REQUIRE(*sites.primary.datafile().primaryRecords().generate(SyncId {2}) == all);
    CHECK(sites.queued() == all);
    const CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pulledRemote == all);
    CHECK(sites.queued() == 0);
    CHECK(difference(expectedAt(SyncId {2}, sites.primary.holdings()), sites.satellite->holdings()) == QByteArray());
}

TEST_CASE("Generate at the primary keeps what waits there, once")
{
    ResendPair sites;
    sites.primary.put("item_store_join", "waits", R"({"ID":"waits","store_ID":"A"})");
    sites.primary.remove("item_store_join", "waits");
    CHECK(sites.queued() == 1); // its delete
    const qint64 all = *sites.primary.datafile().primaryRecords().countFor(SyncId {2});
    REQUIRE(sites.primary.datafile().primaryRecords().generate(SyncId {2}).has_value());
    CHECK(sites.queued() == all + 1);
}

TEST_CASE("Generate at a satellite queues every record it owns, twice as once")
{
    ResendPair sites;
    CHECK(*sites.satellite->datafile().satelliteRecords().countOwned() == 3);
    REQUIRE(*sites.satellite->datafile().satelliteRecords().queueOwned() == 3);
    REQUIRE(*sites.satellite->datafile().satelliteRecords().queueOwned() == 3);
    CHECK(sites.outbox() == 3);
    const CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 3);
    CHECK(report.pulledRemote == 0); // no echo
}

TEST_CASE("Retrieve at the primary asks that satellite to push everything it owns at its next contact")
{
    ResendPair sites;
    for (int times = 0; times < 2; ++times)
        REQUIRE(sites.primary.datafile().peerStates().setResendRequested(SyncId {2}, true).has_value());
    CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 3);
    report = sites.satellite->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 0); // the wish was cleared with the finished push
}

TEST_CASE("Retrieve at a satellite pulls everything again at the next cycle, twice as once")
{
    ResendPair sites;
    const Holdings before = sites.satellite->holdings();
    HttpClient http(HttpClient::Options {});
    for (int times = 0; times < 2; ++times)
        REQUIRE(QCoro::waitFor(retrieveFromPrimary(sites.satellite->datafile(), http)).has_value());
    CHECK(*sites.satellite->datafile().state().cursor() == 0);
    sites.satellite->put("Location", "mine", R"({"ID":"mine","store_ID":"A"})");
    const CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 1);
    CHECK(report.pulledCentral + report.pulledRemote >= before.size());
    CHECK(difference(expectedAt(SyncId {2}, sites.primary.holdings()), sites.satellite->holdings()) == QByteArray());
}

TEST_CASE("Retrieve at a satellite accepts another primary")
{
    ResendPair sites;
    PrimarySite other;
    other.addSatellite(2);
    addStore(other, "A", 2);
    other.put("unit", "foreign", R"({"ID":"foreign"})");
    other.start();
    sites.satellite->editPeerUrl(primarySyncId, other.url().toString());
    REQUIRE_FALSE(sites.satellite->synchronise().ok);
    HttpClient http(HttpClient::Options {});
    REQUIRE(QCoro::waitFor(retrieveFromPrimary(sites.satellite->datafile(), http)).has_value());
    REQUIRE(sites.satellite->synchronise().ok);
    CHECK(sites.satellite->dataOf("unit", "foreign").has_value());
}
