// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A cycle in which neither end has anything for the other.
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/peerstates.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/testsite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary and a satellite that have synchronised, on a line that notices every request.
struct Quiet {
    PrimarySite primary;
    CuttingProxy line {0};
    SatelliteSite satellite {2, line.url()};

    Quiet()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.put("item", "i1", R"({"ID":"i1"})");
        primary.start();
        line.setUpstreamPort(primary.port());
        REQUIRE(satellite.synchronise().ok);
    }
    /// Of one cycle.
    CycleReport cycle()
    {
        line.clearSeen();
        const CycleReport report = satellite.synchronise();
        INFO((report.error ? describe(*report.error) : QString()).toStdString());
        CHECK(report.ok);
        CHECK(report.requests == line.seen().size());
        return report;
    }
};

} // namespace

TEST_CASE("13: where neither end has anything, a cycle asks the primary once")
{
    Quiet sites;
    const CycleReport quiet = sites.cycle();
    CHECK(quiet.requests == 1);
    CHECK(sites.line.seen().constFirst().line.startsWith("GET /sync/v5/site "));
    CHECK(quiet.bytesSent + quiet.headerBytesSent <= 1024);
    CHECK(quiet.bytesReceived + quiet.headerBytesReceived <= 1024);
}

TEST_CASE("13: whatever waits at either end ends the quiet of a cycle")
{
    Quiet sites;
    sites.primary.put("item", "i2", R"({"ID":"i2"})");
    CHECK(sites.cycle().pulledCentral == 1);
    CHECK(sites.cycle().requests == 1);
    sites.primary.put("item_store_join", "j1", R"({"ID":"j1","store_ID":"A"})");
    CHECK(sites.cycle().pulledRemote == 1);
    CHECK(sites.cycle().requests == 1);
    sites.primary.remove("item_store_join", "j1");
    CHECK(sites.cycle().pulledRemote == 1);
    CHECK_FALSE(sites.satellite.dataOf("item_store_join", "j1"));
    sites.satellite.put("Location", "l1", R"({"ID":"l1","store_ID":"A"})");
    CHECK(sites.cycle().pushed == 1);
    CHECK(sites.primary.dataOf("Location", "l1"));
    CHECK(sites.cycle().requests == 1);
}

TEST_CASE("13: a queue that is filled during the cycle is pulled in it, though nothing waited when it began")
{
    Quiet sites;
    sites.primary.put("item_store_join", "j1", R"({"ID":"j1","store_ID":"A"})");
    CHECK(sites.cycle().pulledRemote == 1);
    REQUIRE(sites.satellite.datafile().state().setQueuePrepared(false).has_value());
    CHECK(sites.cycle().pulledRemote >= 1);
    CHECK(sites.cycle().requests == 1);
}

TEST_CASE("13: a primary that wants all of a site's own again has it, and hears that there is no more")
{
    Quiet sites;
    REQUIRE(sites.primary.datafile().peerStates().setResendRequested(SyncId {2}, true));
    CHECK(sites.cycle().requests > 1); // it owns nothing, and says so
    CHECK(sites.cycle().requests == 1);
    sites.satellite.put("Location", "l1", R"({"ID":"l1","store_ID":"A"})");
    CHECK(sites.cycle().pushed == 1);
    REQUIRE(sites.primary.datafile().peerStates().setResendRequested(SyncId {2}, true));
    CHECK(sites.cycle().pushed == 1);
    CHECK(sites.cycle().requests == 1);
}

TEST_CASE("13: a satellite that fetches everything anew is not quiet")
{
    Quiet sites;
    REQUIRE(sites.satellite.datafile().state().resetForRetrieve(false));
    CHECK(sites.cycle().pulledCentral > 0);
    CHECK(sites.cycle().requests == 1);
}

TEST_CASE("13: what leaves the central data without a tombstone leaves sites that have heard all of it quiet")
{
    Quiet sites;
    sites.primary.put("name", "n1", R"({"ID":"n1","type":"facility"})");
    CHECK(sites.cycle().pulledCentral == 1);
    REQUIRE(sites.primary.datafile().changeLog().forget({"name", "n1"}));
    sites.cycle();
    CHECK(sites.cycle().requests == 1);
    sites.primary.put("item", "i2", R"({"ID":"i2"})");
    CHECK(sites.cycle().pulledCentral == 1);
}

TEST_CASE("13: whether a satellite has anything to send is asked of its outbox, whatever is kept of its length")
{
    Quiet sites;
    sites.satellite.put("Location", "l1", R"({"ID":"l1","store_ID":"A"})");
    REQUIRE(sites.satellite.datafile().connection().execute(QStringLiteral("UPDATE kept_count SET records = 0")));
    CHECK(sites.cycle().pushed == 1);
}
