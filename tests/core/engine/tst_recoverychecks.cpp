// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is refused by what the primary shows.
#include "core/engine/status.h"
#include "core/store/statetable.h"
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"
#include "tests/core/engine/recoverysites.h"

using namespace mailboat;
using namespace mailboat::test;

using Choice = Recovery::Choice;

TEST_CASE("12.3: nothing is fetched anew from a primary that is an older copy, until it has collected")
{
    Sites sites;
    const QString copy = sites.copyOfPrimary();
    Sites::put(*sites.site, "later");
    REQUIRE(sites.site->synchronise().ok);
    const auto older = sites.olderPrimary(copy);
    if (GENERATE(false, true)) // of another life than this site knows of
        REQUIRE(StateTable(older->datafile().connection())
                    .set(QStringLiteral("epoch"), QStringLiteral("beef"))
                    .has_value());
    if (GENERATE(true, false)) // else nobody has noticed yet
        CHECK_FALSE(sites.site->synchronise().ok);
    const auto isRefused = [&sites] {
        CHECK(whyNot(sites.site->tryToRecover(Choice::Fetch)).contains(QStringLiteral("collect")));
        HttpClient http(HttpClient::Options {});
        const auto retrieved = QCoro::waitFor(retrieveFromPrimary(sites.site->datafile(), http));
        CHECK(whyNot(retrieved.map([](qint64) {})).contains(QStringLiteral("collect")));
        CHECK_FALSE(sites.site->datafile().state().positions()->epoch.isEmpty());
    };
    isRefused();
    REQUIRE(sites.site->datafile().state().renewCopy().has_value());
    CHECK_FALSE(sites.site->synchronise().ok);
    isRefused();

    older->stop(); // and has written what it noted
    older->recover(Choice::Collect);
    older->start();
    sites.site->editPeerUrl(primarySyncId, older->url().toString());
    REQUIRE(sites.site->synchronise().ok);
    REQUIRE(sites.site->synchronise().ok);
    CHECK(older->dataOf("Location", "later").has_value());
    REQUIRE(sites.site->tryToRecover(Choice::Fetch).has_value());
    CHECK(sites.site->synchronise().ok);
}

TEST_CASE("12.3: continue is refused while the primary is noted as an older copy, though the numbers fit by now")
{
    Sites sites;
    const QString copy = sites.copyOfPrimary();
    Sites::put(*sites.site, "later");
    REQUIRE(sites.site->synchronise().ok);
    const auto older = sites.olderPrimary(copy);
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::PrimaryOlder);
    CHECK(notedAt(*older) == ErrorCode::SiteNewer);
    SitePositions positions(older->datafile().connection());
    REQUIRE(positions.noteTaken(SyncId {2}, sites.site->datafile().state().positions()->sent).has_value());
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::PrimaryOlder);
    Standstill standstill(sites.site->datafile().connection());
    REQUIRE(standstill.begin({ErrorCode::RestoredUnconfirmed}, sites.site->clock().utcNow()).has_value());
    const Result<> chosen = sites.site->tryToRecover(Choice::Continue);
    REQUIRE_FALSE(chosen.has_value());
    CHECK(chosen.error().code == ErrorCode::PrimaryOlder);
    CHECK(whyNot(sites.site->tryToRecover(Choice::Fetch)).contains(QStringLiteral("collect")));
}

TEST_CASE("12.3: continue is refused where another machine has gone on as this site, also where its numbers fit")
{
    Sites sites;
    const auto restored = sites.restored(sites.copyOf(*sites.site));
    for (int lost = 0; lost < 20; ++lost) // so that its number is higher than the other one's
        REQUIRE(restored->datafile().state().nextPush().has_value());
    SECTION("by what the primary has taken")
    {
        Sites::put(*sites.site, "later");
        REQUIRE(sites.site->synchronise().ok);
        CHECK(whyNot(restored->tryToRecover(Choice::Continue)).contains(QStringLiteral("another machine")));
    }
    SECTION("by what the primary has seen")
    {
        const SiteMisfit noted {{ErrorCode::SiteOlder, {{QStringLiteral("syncId"), 2}}, {}},
            restored->datafile().state().positions()->copy};
        SitePositions positions(sites.primary.datafile().connection());
        REQUIRE(positions.setMisfit(SyncId {2}, noted).has_value());
        const Result<> chosen = restored->tryToRecover(Choice::Continue);
        REQUIRE_FALSE(chosen.has_value());
        CHECK(chosen.error().code == ErrorCode::TwoMachines);
    }
    CHECK(readStatus(restored->datafile())->blocked == Blocked::OlderCopy);
}
