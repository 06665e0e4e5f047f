// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Generate and Retrieve through SiteConnection (contract.md §6).
#include "core/records/recordstore.h"
#include "core/store/outbox.h"
#include "core/store/settingstable.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "tests/core/engine/connected.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("Generate at the primary counts first, then queues as many", "[siteconnection]")
{
    SyncedPair sites;
    Connected window(sites.primary);
    const Result<qint64> count = window.countForGenerate(2);
    REQUIRE(count);
    CHECK(*count == *sites.primary.datafile().primaryRecords().countFor(SyncId {2}));
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(*window.generate(2) == *count);
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == *count);
    until([&] { return lastOf<Status>(window.status).waitingToPush == *count; });
    CHECK(refusal(window.generate(9)) == ErrorCode::PeerUnknown);
}

TEST_CASE("Generate at a satellite counts first, then queues what it owns", "[siteconnection]")
{
    SyncedPair sites;
    Connected window(*sites.satellite);
    CHECK(*window.countForGenerate(1) == 1);
    CHECK(*sites.satellite->datafile().outbox().waiting() == 0);
    CHECK(*window.generate(1) == 1);
    CHECK(*sites.satellite->datafile().outbox().waiting() == 1);
    until([&] { return lastOf<Status>(window.status).waitingToPush == 1; });
}

TEST_CASE("Generate and Retrieve need a site that is set up", "[siteconnection]")
{
    TestSite site(SyncId {});
    Connected window(site);
    CHECK(refusal(window.countForGenerate(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.countForRetrieve(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.generate(2)) == ErrorCode::NotSetUp);
    CHECK(refusal(window.retrieve(2)) == ErrorCode::NotSetUp);
}

TEST_CASE("A Generate that is given up queues nothing, and the next one works", "[siteconnection]")
{
    SyncedPair sites;
    Connected window(sites.primary);
    const Authorisation by = window.unlocked();
    QObject context;
    QList<std::optional<ErrorCode>> ends;
    const auto note = [&ends](const Result<qint64> &answer) { ends.append(refusal(answer)); };
    window.connection->countForGenerate(SyncId {2}, &context, note);
    window.connection->generate(by, SyncId {2}, &context, note);
    window.connection->cancelGenerate();
    window.connection->cancelGenerate();
    window.connection->countForRetrieve(SyncId {2}, &context, note);
    until([&] { return ends.size() == 3; });
    CHECK_FALSE(ends.last());
    const qint64 waiting = *sites.primary.datafile().queue().length(SyncId {2});
    if (ends.at(1) == ErrorCode::Cancelled)
        CHECK(waiting == 0);
    else
        CHECK(waiting > 0); // it was done before
    CHECK(window.generate(2));
}

TEST_CASE("Retrieve at a satellite has the primary queue everything", "[siteconnection]")
{
    SyncedPair sites;
    Connected window(*sites.satellite);
    CHECK(*window.countForRetrieve(1) == sites.satellite->holdings().size());
    const Result<qint64> queued = window.retrieve(1);
    REQUIRE(queued);
    CHECK(*queued > 0);
    CHECK(*sites.primary.datafile().queue().length(SyncId {2}) == *queued);
    CHECK(*sites.satellite->datafile().state().cursor() == 0);
    sites.primary.stop();
    const Result<qint64> refused = window.retrieve(1);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::ConnectionRefused);
}

TEST_CASE("Retrieve at the primary is a wish that the satellite will hear of", "[siteconnection]")
{
    SyncedPair sites;
    Connected window(sites.primary);
    CHECK(*window.countForRetrieve(2) == 1);
    CHECK(*window.retrieve(2) == 1);
    CHECK(sites.primary.datafile().settings().read()->peers.first().resendRequested);
    CHECK(refusal(window.retrieve(9)) == ErrorCode::PeerUnknown);
}

TEST_CASE("A Retrieve that waits for a silent primary can be given up, and the next one works", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    const Authorisation by = window.unlocked();
    QObject context;
    std::optional<ErrorCode> end;
    window.connection->retrieve(by, primarySyncId, &context, [&end](const auto &answer) { end = refusal(answer); });
    silence.awaitRequest();
    CHECK(refusal(window.retrieve(1)) == ErrorCode::SyncRunning); // one at a time
    REQUIRE(window.draft()); // the window goes on meanwhile
    CHECK_FALSE(end);
    window.connection->cancelRetrieve();
    until([&] { return end.has_value(); });
    CHECK(end == ErrorCode::Cancelled);

    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    silence.satellite.editPeerUrl(primarySyncId, primary.url().toString());
    CHECK(window.retrieve(1));
}
