// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Choices for which the other end is asked, or that are for one site alone.
#include "core/engine/status.h"
#include "core/records/primaryrecords.h"
#include "core/records/siterecovery.h"
#include "core/store/changelog.h"
#include "core/store/epoch.h"
#include "core/store/numbersever.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/sitepositions.h"
#include "core/store/standstill.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "tests/core/engine/recoverysites.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

using namespace mailboat;
using namespace mailboat::test;

using Choice = Recovery::Choice;

TEST_CASE("12.3: a restored satellite that has missed nothing goes on as it is, and fetches nothing anew")
{
    Sites sites;
    Sites::put(*sites.site, "waits");
    const auto restored = sites.restored(sites.copyOf(*sites.site));
    sites.site->close();
    const QByteArray copy = restored->datafile().state().positions()->copy;
    CHECK(*Recovery(restored->datafile()).offered() == QList {Choice::Fetch, Choice::Continue});
    CHECK(Recovery(restored->datafile()).plan(Choice::Continue)->waiting == 1);
    CHECK(readStatus(restored->datafile())->blocked == Blocked::OlderCopy);
    CHECK(readStatus(restored->datafile())->blockedSince.isValid());

    REQUIRE(restored->tryToRecover(Choice::Continue).has_value());
    CHECK(readStatus(restored->datafile())->blocked == Blocked::No);
    CHECK_FALSE(readStatus(restored->datafile())->lastError.has_value());
    CHECK(restored->datafile().state().positions()->copy != copy);
    const CycleReport report = restored->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 1);
    CHECK(report.pulledCentral + report.pulledRemote == 0);
    CHECK(sites.primary.dataOf("Location", "waits").has_value());
    sites.primary.stop();
    CHECK(notedAt(sites.primary) == std::nullopt);

    // Where its daily life went on at another machine, too, the one that was chosen goes on.
    sites.primary.start();
    sites.site->reopen();
    for (SatelliteSite *one : {sites.site.get(), restored.get()})
        one->editPeerUrl(primarySyncId, sites.primary.url().toString());
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::DatafileOlder);
    CHECK(restored->synchronise().ok);
}

TEST_CASE(
    "12.3: a restored satellite that has missed something is told so in plain words, and nothing changes at either end")
{
    Sites sites;
    const auto restored = sites.restored(sites.copyOf(*sites.site));
    const bool hasPushed = GENERATE(true, false);
    CAPTURE(hasPushed);
    if (hasPushed)
        Sites::put(*sites.site, "later");
    else
        REQUIRE(sites.primary.datafile().primaryRecords().generate(SyncId {2}).value() > 0);
    REQUIRE(sites.site->synchronise().ok);

    const Result<> refused = restored->tryToRecover(Choice::Continue);
    CHECK(whyNot(refused)
        == QStringLiteral("this copy has missed something. The primary has taken records from this site, or given it "
                          "some, since the backup was made. Choose fetch"));
    CHECK(refused.error().detail.contains(QStringLiteral("pushes taken there: ")));
    CHECK(readStatus(restored->datafile())->blocked == Blocked::OlderCopy);
    CHECK(errorOf(restored->synchronise()) == ErrorCode::RestoredUnconfirmed);
    CHECK(sites.site->synchronise().ok); // the check has noted nothing there
    sites.primary.stop();
    CHECK(notedAt(sites.primary) == std::nullopt);
}

TEST_CASE("12.3: continue without the primary's word, or with that of another life of it, is refused")
{
    Sites sites;
    const auto restored = sites.restored(sites.copyOf(*sites.site));
    SECTION("nobody has asked it")
    {
        CHECK_THROWS(restored->recover(Choice::Continue));
    }
    SECTION("it cannot be reached")
    {
        sites.primary.stop();
        const Result<> chosen = restored->tryToRecover(Choice::Continue);
        REQUIRE_FALSE(chosen.has_value());
        CHECK(chosen.error().code == ErrorCode::ConnectionRefused);
    }
    SECTION("it was restored itself since")
    {
        REQUIRE(Epoch(sites.primary.datafile().connection()).renew().has_value());
        CHECK(whyNot(restored->tryToRecover(Choice::Continue)).contains(QStringLiteral("fetch")));
    }
    SECTION("it is another primary")
    {
        REQUIRE(restored->datafile().state().setKnown(KnownPrimary {17, QStringLiteral("other")}).has_value());
        const Result<> chosen = restored->tryToRecover(Choice::Continue);
        REQUIRE_FALSE(chosen.has_value());
        CHECK(chosen.error().code == ErrorCode::WrongPrimary);
    }
    CHECK(readStatus(restored->datafile())->blocked == Blocked::OlderCopy);
}

TEST_CASE("12.3: continue ends a stop of an older copy that does not hold any more, and is none where nothing stands")
{
    Sites sites;
    CHECK(whyNot(sites.site->tryToRecover(Choice::Continue)).contains(QStringLiteral("does not stand still")));
    CHECK_FALSE(whyNot(sites.primary.tryToRecover(Choice::Continue)).isEmpty());
    SyncState &state = sites.site->datafile().state();
    REQUIRE(state.setBlocked(Error {ErrorCode::DatafileOlder}).has_value());
    REQUIRE(state.setCycleEnd(sites.site->clock().utcNow(), Error {ErrorCode::DatafileOlder}).has_value());
    CHECK(readStatus(sites.site->datafile())->blockedSince.isValid());
    REQUIRE(sites.site->tryToRecover(Choice::Continue).has_value());
    CHECK(readStatus(sites.site->datafile())->blocked == Blocked::No);
    CHECK_FALSE(readStatus(sites.site->datafile())->lastError.has_value());
    CHECK(readStatus(sites.site->datafile())->failuresInARow == 0);
}

TEST_CASE("12.3: one site alone is made whole at a primary that is an older copy than that one has seen")
{
    Sites sites;
    const QString copy = sites.copyOfPrimary();
    Sites::put(*sites.site, "later");
    REQUIRE(sites.site->synchronise().ok);
    const auto older = sites.olderPrimary(copy);
    older->put("unit", "new", R"({"ID":"new","units":"vial"})");
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::PrimaryOlder);
    CHECK(notedAt(*older) == ErrorCode::SiteNewer);
    const QByteArray epoch = *Epoch(older->datafile().connection()).value();
    const qint64 serial = *older->datafile().changeLog().highest();

    CHECK(SiteRecovery(older->datafile(), SyncId {2}).plan(Choice::Collect)->records == 1);
    REQUIRE(older->recoverSite(2, Choice::Collect).has_value());
    CHECK(notedAt(*older) == std::nullopt);
    CHECK(*Epoch(older->datafile().connection()).value() == epoch);
    CHECK(*older->datafile().changeLog().highest() == serial);
    REQUIRE(sites.site->synchronise().ok);
    REQUIRE(sites.site->synchronise().ok);
    CHECK(older->dataOf("Location", "later").has_value());
    CHECK(sites.site->dataOf("unit", "new").has_value());
    CHECK(*older->datafile().queue().length(SyncId {2}) == 0);
    CHECK(difference(expectedAt(SyncId {2}, older->holdings()), sites.site->holdings()) == QByteArray());
    Sites::put(*sites.site, "last");
    REQUIRE(sites.site->synchronise().ok);
    CHECK(older->dataOf("Location", "last").has_value());
    CHECK(notedAt(*older) == std::nullopt);
}

TEST_CASE("12.3: what the site has stored of a queue that this primary knows nothing of is no obstacle either")
{
    Sites sites;
    const QString copy = sites.copyOfPrimary();
    REQUIRE(sites.primary.datafile().primaryRecords().generate(SyncId {2}).value() > 0);
    REQUIRE(sites.site->synchronise().ok);
    const auto older = sites.olderPrimary(copy);
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::PrimaryOlder);
    REQUIRE(older->recoverSite(2, Choice::Collect).has_value());
    REQUIRE(sites.site->synchronise().ok);
    CHECK(notedAt(*older) == std::nullopt);
}

TEST_CASE("12.3: what one site alone cannot be chosen is refused with what is to be chosen instead")
{
    Sites sites;
    PrimarySite &primary = sites.primary;
    const auto noting = [&primary](ErrorCode code, const char *name = "cursor", qint64 value = 0) {
        Error error {code, {{QStringLiteral("syncId"), 2}, {QLatin1String(name), value}}, {}};
        SitePositions positions(primary.datafile().connection());
        REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {error, "aa"}).has_value());
    };
    CHECK(whyNot(sites.site->tryToRecover(Choice::Collect)).contains(QStringLiteral("for a primary")));
    CHECK(primary.recoverSite(9, Choice::Collect).error().code == ErrorCode::PeerUnknown);
    CHECK(whyNot(primary.recoverSite(2, Choice::Fetch)).contains(QStringLiteral("at that site")));
    CHECK(whyNot(primary.recoverSite(2, Choice::KeepThis)).contains(QStringLiteral("two machines have not been seen")));
    noting(ErrorCode::SiteOlder);
    CHECK(whyNot(primary.recoverSite(2, Choice::Collect)).contains(QStringLiteral("choose there")));
    noting(ErrorCode::TwoMachines);
    CHECK(whyNot(primary.recoverSite(2, Choice::Collect)).contains(QStringLiteral("keep-this")));
    CHECK(whyNot(primary.tryToRecover(Choice::KeepThis)).contains(QStringLiteral("--site 2")));
    for (const ErrorCode code : {ErrorCode::PositionImpossible, ErrorCode::SiteNewer}) { // wherever its cursor is
        noting(code, "cursor", qint64 {1} << 40);
        CHECK(primary.recoverSite(2, Choice::Collect).has_value());
    }
    CHECK(primary.datafile().peerStates().caller(QStringLiteral("site 2"))->value().resendRequested);

    primary.addSatellite(3);
    const SiteApp other {QStringLiteral("Open mSupply Desktop"), QStringLiteral("2.20")};
    REQUIRE(primary.datafile().peerStates().noteApp(SyncId {3}, other).has_value());
    CHECK(whyNot(primary.recoverSite(3, Choice::Collect)).contains(QStringLiteral("Open mSupply Desktop 2.20")));
    REQUIRE(Standstill(primary.datafile().connection()).begin({ErrorCode::RestoredUnconfirmed}, {}).has_value());
    CHECK(whyNot(primary.recoverSite(2, Choice::KeepThis)).contains(QStringLiteral("choose for all of it first")));
}

TEST_CASE("12.3: at the primary somebody says that only one machine is that site any more")
{
    Sites sites;
    SatelliteSite clone(2, sites.copyOf(*sites.site));
    Sites::put(*sites.site, "later");
    REQUIRE(sites.site->synchronise().ok);
    CHECK(errorOf(clone.synchronise()) == ErrorCode::DatafileOlder);
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::TwoMachines);
    CHECK(notedAt(sites.primary) == ErrorCode::TwoMachines);
    REQUIRE(sites.primary.recoverSite(2, Choice::KeepThis).has_value());
    CHECK(sites.site->synchronise().ok);
    CHECK(notedAt(sites.primary) == std::nullopt);
    CHECK(errorOf(clone.synchronise()) == ErrorCode::DatafileOlder); // and it is seen again
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::TwoMachines);
}

TEST_CASE("12.3: a primary offers what is to be chosen for the site that says most of it")
{
    Sites sites;
    Datafile &primary = sites.primary.datafile();
    SitePositions positions(primary.connection());
    sites.primary.addSatellite(3);
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteOlder}}).has_value());
    CHECK(Recovery(primary).offered()->isEmpty()); // it is chosen there
    CHECK(readStatus(primary)->blocked == Blocked::No);
    REQUIRE(positions.setMisfit(SyncId {3}, SiteMisfit {{ErrorCode::SiteNewer}}).has_value());
    CHECK(*Recovery(primary).offered() == QList {Choice::Collect});
    CHECK(readStatus(primary)->blocked == Blocked::NewerSite);
}
