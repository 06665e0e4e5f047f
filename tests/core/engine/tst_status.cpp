// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/status.h"

#include "core/engine/recoveryoffer.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What is in the way, by the datafile and by the settings that stand in it: one rule.
void checkBlocked(TestSite &site, Blocked expected)
{
    const Result<Status> status = readStatus(site.datafile());
    REQUIRE(status);
    CHECK(blockedName(status->blocked) == blockedName(expected));
    const Result<Settings> settings = site.datafile().settings().read();
    REQUIRE(settings);
    CHECK(blockedName(blockedBy(*settings)) == blockedName(expected));
}

} // namespace

TEST_CASE("What keeps a satellite from synchronising is the same by its datafile and by its settings")
{
    TestSite site(SyncId {2});
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("2"));
    checkBlocked(site, Blocked::NoPrimary);
    site.addPeer(
        primarySyncId, QStringLiteral("clinic"), QStringLiteral("s3cret"), QStringLiteral("http://127.0.0.1:9"));
    checkBlocked(site, Blocked::No);
    site.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    checkBlocked(site, Blocked::Paused);
}

TEST_CASE("What keeps a primary from it, and a site without a Sync ID, too")
{
    TestSite off(SyncId {});
    checkBlocked(off, Blocked::NotSetUp);
    PrimarySite primary;
    checkBlocked(primary, Blocked::No);
    primary.addSatellite(2);
    primary.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0")); // not used there
    checkBlocked(primary, Blocked::No);
    primary.editPeerUrl(SyncId {2}, QStringLiteral("http://127.0.0.1:9"));
    checkBlocked(primary, Blocked::UrlOnPrimary);
}

TEST_CASE("B4: a satellite whose password cannot be read here asks for it, by its datafile and by its settings")
{
    TestSite site(SyncId {2});
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("2"));
    site.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
    site.addPeer(
        primarySyncId, QStringLiteral("clinic"), QStringLiteral("s3cret"), QStringLiteral("http://127.0.0.1:9"));
    checkBlocked(site, Blocked::Paused);
    const QByteArray state = qgetenv("XDG_STATE_HOME");
    const QTemporaryDir elsewhere;
    qputenv("XDG_STATE_HOME", QFile::encodeName(elsewhere.path()));
    checkBlocked(site, Blocked::PasswordNeeded);
    CHECK(readStatus(site.datafile())->lastError->code == ErrorCode::PasswordNeeded);
    REQUIRE(QDir().mkpath(elsewhere.filePath(QStringLiteral("mailboat/key")))); // a folder in the key's place
    checkBlocked(site, Blocked::PasswordNeeded);
    CHECK(readStatus(site.datafile())->lastError->code == ErrorCode::MachineKeyUnusable);
    qputenv("XDG_STATE_HOME", state);
    checkBlocked(site, Blocked::Paused);
}

TEST_CASE("What has to be mended is said before what somebody has chosen")
{
    SyncConditions satellite {
        .role = SiteRole::Satellite, .knowsPrimary = true, .stoppedBy = ErrorCode::WrongPrimary, .isPaused = true};
    CHECK(blockedBy(satellite) == Blocked::WrongPrimary);
    satellite.knowsPrimary = false;
    CHECK(blockedBy(satellite) == Blocked::NoPrimary);
}

TEST_CASE("12.3: the status says what can be chosen for what stands still, and nothing where nothing does")
{
    TestSite site(SyncId {2});
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("2"));
    CHECK(readStatus(site.datafile())->choices.isEmpty());
    site.standStill(ErrorCode::RestoredUnconfirmed);
    const Result<Status> status = readStatus(site.datafile());
    REQUIRE(status);
    CHECK(status->choices.contains(Recovery::Choice::Fetch));
    const Result<RecoveryOffer> offer = recoveryOffer(site.datafile());
    REQUIRE(offer);
    REQUIRE(offer->reason);
    CHECK(offer->reason->code == ErrorCode::RestoredUnconfirmed);
    CHECK(offer->ways.size() == status->choices.size());
}

TEST_CASE("12.3: what stopped a satellite says nothing of the primary that it has become")
{
    PrimarySite primary;
    primary.addSatellite(2);
    const Recovery recovery(primary.datafile());
    REQUIRE(primary.datafile().state().setBlocked(Error {ErrorCode::TwoMachines}).has_value());
    CHECK_FALSE(recovery.whatStandsStill()->has_value());
    CHECK_FALSE(recovery.plan(Recovery::Choice::KeepThis).has_value());
    SitePositions positions(primary.datafile().connection());
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteNewer}}).has_value());
    CHECK(recovery.whatStandsStill()->value().code == ErrorCode::SiteNewer);
    CHECK(*recovery.offered() == QList {Recovery::Choice::Collect});
}

TEST_CASE("12.3: with another role it is over what stopped a satellite, and a datafile without a role offers nothing")
{
    TestSite site(SyncId {2});
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("2"));
    REQUIRE(site.datafile().state().setBlocked(Error {ErrorCode::TwoMachines}).has_value());
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("3")); // the same role
    CHECK(site.datafile().state().blocked()->has_value());
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("0"));
    CHECK_FALSE(site.datafile().state().blocked()->has_value());

    site.standStill(ErrorCode::RestoredUnconfirmed);
    const Result<RecoveryOffer> offer = recoveryOffer(site.datafile());
    REQUIRE(offer);
    CHECK(offer->reason->code == ErrorCode::RestoredUnconfirmed);
    CHECK(offer->ways.isEmpty());
    CHECK(Recovery(site.datafile()).offered()->isEmpty());
}

TEST_CASE("12.5: where a password is needed, what helps is said: to enter it, or to unlock the key ring")
{
    const auto answered = [](ErrorCode why) { return blockedAnswer(Blocked::PasswordNeeded, Error {why}); };
    CHECK(answered(ErrorCode::PasswordNeeded).contains(QStringLiteral("peers edit 1 --password-file")));
    for (const ErrorCode why : {ErrorCode::KeyRingUnusable, ErrorCode::MachineKeyUnusable})
        CHECK_FALSE(answered(why).contains(QStringLiteral("peers edit 1")));
    CHECK(answered(ErrorCode::KeyRingUnusable).contains(QStringLiteral("key ring")));
    const Error locked {ErrorCode::KeyRingUnusable};
    CHECK(blockedSentence(Blocked::PasswordNeeded, locked) != blockedSentence(Blocked::PasswordNeeded));
    CHECK(blockedSentence(Blocked::Paused, locked) == blockedSentence(Blocked::Paused));
}

TEST_CASE("12.3: the status of a primary says from which sites the records in its quarantine came")
{
    PrimarySite primary;
    primary.addSatellite(2);
    CHECK(readStatus(primary.datafile())->quarantinedOf.isEmpty());
    const Record record {"item_line", "x", Action::Update, R"({"ID":"x"})"};
    REQUIRE(primary.datafile()
                .quarantine()
                .add({0, record, SyncId {2}, {}, {ErrorCode::FormOlder}, primary.clock().utcNow()})
                .has_value());
    const Result<Status> status = readStatus(primary.datafile());
    REQUIRE(status);
    CHECK(status->quarantinedOf == QList<std::pair<SyncId, qint64>> {{SyncId {2}, 1}});
    CHECK(toJson(*status).value(QStringLiteral("quarantinedOf")).toArray().first().toObject()
        == QJsonObject {{QStringLiteral("syncId"), 2}, {QStringLiteral("records"), 1}});
}
