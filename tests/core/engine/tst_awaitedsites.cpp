// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary says after a collect, until every site has sent again what it owns.
#include "core/engine/alarm.h"
#include "core/engine/sitecheck.h"
#include "core/engine/status.h"
#include "core/records/primaryrecords.h"
#include "core/records/recoverywords.h"
#include "core/records/siterecovery.h"
#include "core/records/sitereturn.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/siterefusals.h"
#include "core/store/statetable.h"
#include "core/store/synclog.h"
#include "tests/core/engine/recoverysites.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

using Choice = Recovery::Choice;
using Awaited = AwaitedSites::Awaited;

namespace {

const SiteApp otherProgram {QStringLiteral("Open mSupply Desktop"), QStringLiteral("2.20")};

QList<int> awaitedAt(PrimarySite &primary)
{
    const Result<Status> status = readStatus(primary.datafile());
    REQUIRE(status);
    QList<int> sites;
    for (const Awaited &one : status->awaited)
        sites.append(one.site.value());
    return sites;
}

AlarmLevel alarmAt(PrimarySite &primary, const QDateTime &now)
{
    const Result<Status> status = readStatus(primary.datafile());
    REQUIRE(status);
    return alarmOf(*status, now).level;
}

qint64 toldTimes(TestSite &site, const char *what)
{
    const auto entries = site.datafile().log().last(1000);
    REQUIRE(entries);
    return std::ranges::count_if(
        *entries, [what](const SyncLog::Entry &entry) { return entry.what == QLatin1String(what); });
}

/// As a site that asks for it.
void initialise(PrimarySite &primary, int site, const SiteApp &app)
{
    REQUIRE(primary.datafile().primaryRecords().initialise(SyncId {site}, app).has_value());
    REQUIRE(noteInitialised(primary.datafile(), SyncId {site}, app));
}

CheckFinding contactsAt(PrimarySite &primary)
{
    const Result<Settings> settings = primary.datafile().settings().read();
    REQUIRE(settings);
    SiteCheck check(primary.datafile(), primary.clock(), *settings);
    const Result<CheckReport> report = QCoro::waitFor(check.run());
    REQUIRE(report);
    const auto found = std::ranges::find(report->findings, QStringLiteral("contacts"), &CheckFinding::step);
    REQUIRE(found != report->findings.cend());
    return *found;
}

/// A primary with sites 2 and 3, Mailboats, and site 4 of another program, put back from a copy, that has collected.
struct Collected {
    Sites sites;
    std::unique_ptr<SatelliteSite> other;
    std::unique_ptr<PrimarySite> restored;

    Collected()
    {
        PrimarySite &primary = sites.primary;
        for (const int id : {3, 4, 5})
            primary.addSatellite(id);
        addStore(primary, "B", 3);
        addStore(primary, "D", 4);
        other = std::make_unique<SatelliteSite>(3, primary.url());
        REQUIRE(other->synchronise().ok);
        REQUIRE(primary.datafile().primaryRecords().initialise(SyncId {4}, otherProgram).has_value());
        restored = sites.olderPrimary(sites.copyOfPrimary());
        restored->stop(); // as a restored one stands still
        restored->standStill(ErrorCode::RestoredUnconfirmed);
        restored->recover(Choice::Collect);
        restored->start();
        for (SatelliteSite *site : {sites.site.get(), other.get()})
            site->editPeerUrl(primarySyncId, restored->url().toString());
    }
};

} // namespace

TEST_CASE("12.3: after a collect the primary says which sites have not sent again yet, until all have")
{
    Collected ends;
    PrimarySite &primary = *ends.restored;
    const QDateTime now = primary.clock().utcNow();
    CHECK(awaitedAt(primary) == QList {2, 3, 4}); // site 5 has never called
    const Result<Status> status = readStatus(primary.datafile());
    CHECK(status->awaited.first().since.isValid());
    CHECK(status->awaited.first().records == 1);
    CHECK(status->awaited.first().isAfterCopy);
    CHECK(toJson(*status)[QStringLiteral("awaited")][0][QStringLiteral("asked")] == true);
    CHECK(toJson(*status)[QStringLiteral("awaited")][2][QStringLiteral("asked")] == false);
    CHECK(status->awaited.last().program == QStringLiteral("Open mSupply Desktop 2.20"));
    CHECK(alarmAt(primary, now) == AlarmLevel::Notice);
    CHECK(alarmAt(primary, now.addDays(2)) == AlarmLevel::Warning);
    const CheckFinding finding = contactsAt(primary);
    CHECK(finding.level == CheckLevel::Warning);
    CHECK(finding.detail.contains(QStringLiteral("2 (1), 3 (0)")));
    CHECK(finding.detail.contains(QStringLiteral("4 (Open mSupply Desktop 2.20, 0)")));

    REQUIRE(ends.sites.site->synchronise().ok);
    CHECK(awaitedAt(primary) == QList {3, 4});
    CHECK(toldTimes(primary, "site-sent-again") == 1);
    REQUIRE(ends.other->synchronise().ok);
    CHECK(ends.sites.site->synchronise().pushed == 0); // it is asked no more
    CHECK(awaitedAt(primary) == QList {4});
    CHECK(toldTimes(primary, "site-sent-again") == 2);
    CHECK(toldTimes(primary, "sites-are-back") == 0);
    // What the primary makes up for is nothing that the site has asked for.
    REQUIRE(primary.datafile().peerStates().setStatus(SyncId {4}, PeerStatus::Blocked));
    REQUIRE(primary.datafile().primaryRecords().finishInitialise(SyncId {4}));
    CHECK(awaitedAt(primary) == QList {4});
    initialise(primary, 4, otherProgram);
    CHECK(awaitedAt(primary).isEmpty());
    CHECK(toldTimes(primary, "site-initialised-anew") == 1);
    CHECK(toldTimes(primary, "sites-are-back") == 1);
    CHECK(alarmAt(primary, now) == AlarmLevel::Calm);
    CHECK_FALSE(contactsAt(primary).detail.contains(QStringLiteral("sent again")));

    REQUIRE(ends.other->synchronise().ok);
    initialise(primary, 4, otherProgram);
    CHECK(toldTimes(primary, "sites-are-back") == 1);
}

TEST_CASE("12.3: a site whose push breaks off is awaited until it has sent all")
{
    Collected ends;
    PrimarySite &primary = *ends.restored;
    for (int id = 0; id < 3; ++id)
        Sites::put(*ends.sites.site, "more" + QByteArray::number(id));
    primary.stop();
    REQUIRE_FALSE(ends.sites.site->synchronise().ok);
    primary.start();
    ends.sites.site->editPeerUrl(primarySyncId, primary.url().toString());
    // Whoever initialises without having sent is none that has.
    initialise(primary, 2, {QStringLiteral("Mailboat"), QStringLiteral("1")});
    CHECK(awaitedAt(primary) == QList {2, 3, 4});
    REQUIRE(ends.sites.site->synchronise().ok);
    CHECK(awaitedAt(primary) == QList {3, 4});
}

TEST_CASE("12.3: one site alone that is asked to send again is awaited, and is no more once it is off the list")
{
    Sites sites;
    PrimarySite &primary = sites.primary;
    REQUIRE(primary.recoverSite(2, Choice::Collect).has_value());
    CHECK(awaitedAt(primary) == QList {2});
    REQUIRE(sites.site->synchronise().ok);
    CHECK(awaitedAt(primary).isEmpty());
    CHECK(toldTimes(primary, "sites-are-back") == 1);

    primary.addSatellite(3); // and has never called
    CHECK(SiteRecovery(primary.datafile(), SyncId {3}).plan(Choice::Collect)->hasNeverCalled);
    REQUIRE(primary.recoverSite(3, Choice::Collect).has_value());
    CHECK(awaitedAt(primary).isEmpty());

    AwaitedSites awaited(primary.datafile().connection());
    REQUIRE(awaited.await({SyncId {3}, primary.clock().utcNow(), {}, 7}).has_value());
    REQUIRE(awaited.move(SyncId {3}, SyncId {30}).has_value());
    CHECK(awaitedAt(primary) == QList {30});
    REQUIRE(awaited.drop(SyncId {30}).has_value());
    CHECK(*awaited.isEmpty());
}

TEST_CASE("12.3: a refusal that belongs to a standstill or to positions that fit by now is no finding any more")
{
    Sites sites;
    Datafile &primary = sites.primary.datafile();
    SiteRefusals refusals(primary.connection());
    SitePositions positions(primary.connection());
    const QDateTime now = sites.primary.clock().utcNow().addSecs(60);
    const auto refused = [&](ErrorCode why) {
        REQUIRE(refusals.note({{SyncId {2}, {now, why, QStringLiteral("10.0.0.9")}}}).has_value());
        return contactsAt(sites.primary).detail.contains(QStringLiteral("10.0.0.9"));
    };
    CHECK(refused(ErrorCode::SiteIncorrectHardwareId));
    for (const ErrorCode why : {ErrorCode::RestoredUnconfirmed, ErrorCode::SiteNewer, ErrorCode::SiteOlder}) {
        CAPTURE(codeOf(why).toStdString());
        CHECK_FALSE(refused(why));
    }
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteNewer}}).has_value());
    CHECK(refused(ErrorCode::SiteNewer));
    CHECK_FALSE(refused(ErrorCode::RestoredUnconfirmed));
    sites.primary.standStill(ErrorCode::RestoredUnconfirmed);
    CHECK(refused(ErrorCode::RestoredUnconfirmed));
    sites.primary.recover(Choice::Collect);
    CHECK_FALSE(refused(ErrorCode::RestoredUnconfirmed));

    const SiteMisfit twins {{ErrorCode::TwoMachines, {{QStringLiteral("syncId"), 2}}, {}}, "aa"};
    REQUIRE(positions.setMisfit(SyncId {2}, twins).has_value());
    CHECK(refused(ErrorCode::TwoMachines));
    REQUIRE(positions.settle(SyncId {2}).has_value());
    CHECK_FALSE(contactsAt(sites.primary).detail.contains(QStringLiteral("10.0.0.9")));
    CHECK(refused(ErrorCode::TwoMachines)); // by the one that was not chosen, later
}

TEST_CASE("12.3: collect where nothing stands still is known to be needless")
{
    Sites sites;
    const auto plan = [&sites] { return *Recovery(sites.primary.datafile()).plan(Choice::Collect); };
    CHECK(plan().isNeedless);
    CHECK(plan().awaited == 0);
    sites.primary.standStill(ErrorCode::RestoredUnconfirmed);
    CHECK_FALSE(plan().isNeedless);
    sites.primary.recover(Choice::Collect);
    CHECK(plan().isNeedless);
    CHECK(plan().awaited == 1);
    SitePositions positions(sites.primary.datafile().connection());
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteNewer}}).has_value());
    CHECK_FALSE(plan().isNeedless);
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteOlder}}).has_value()); // chosen there
    CHECK(plan().isNeedless);
}

TEST_CASE("12.3: fetch, and collect from one site, where nothing stands still is known to be needless")
{
    Sites sites;
    const auto isNeedless = [](const Result<Recovery::Plan> &plan) {
        REQUIRE(plan);
        return plan->isNeedless;
    };
    const Recovery satellite(sites.site->datafile());
    CHECK(isNeedless(satellite.plan(Choice::Fetch)));
    sites.site->standStill(ErrorCode::RestoredUnconfirmed);
    CHECK_FALSE(isNeedless(satellite.plan(Choice::Fetch)));
    CHECK_FALSE(isNeedless(satellite.plan(Choice::Continue)));

    const SiteRecovery ofSite(sites.primary.datafile(), SyncId {2});
    CHECK(isNeedless(ofSite.plan(Choice::Collect)));
    SitePositions positions(sites.primary.datafile().connection());
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {{ErrorCode::SiteNewer}}).has_value());
    CHECK_FALSE(isNeedless(ofSite.plan(Choice::Collect)));
}

TEST_CASE("12.3: sites that were asked without a copy having been noticed are not said to lack anything")
{
    Sites sites;
    PrimarySite &primary = sites.primary;
    const auto said = [&primary]() -> QString {
        const QList<Awaited> awaited = readStatus(primary.datafile())->awaited;
        REQUIRE(awaited.size() == 1);
        return awaitedSentence(awaited) + awaitedWords(awaited);
    };
    REQUIRE(primary.recoverSite(2, Choice::Collect).has_value());
    CHECK(said().contains(QStringLiteral("since that was asked for")));
    CHECK_FALSE(said().contains(QStringLiteral("copy")));
    primary.recover(Choice::Collect); // of all, and nothing stands still, either
    CHECK_FALSE(said().contains(QStringLiteral("copy")));
    primary.standStill(ErrorCode::RestoredUnconfirmed);
    primary.recover(Choice::Collect);
    CHECK(said().contains(QStringLiteral("since the copy of this primary was made")));
    primary.recover(Choice::Collect); // once more: what is missing is missing still
    CHECK(said().contains(QStringLiteral("since the copy of this primary was made")));
}

TEST_CASE("12.2: which copies are passed over is remembered of each site by itself")
{
    Sites sites;
    SitePositions positions(sites.primary.datafile().connection());
    REQUIRE(positions.passOver(SyncId {2}, "of2").has_value());
    for (int copy = 0; copy < SitePositions::mostPassedOver + 10; ++copy)
        REQUIRE(positions.passOver(SyncId {3}, "copy" + QByteArray::number(copy)).has_value());
    CHECK(*positions.isPassedOver(SyncId {2}, "of2"));
    CHECK_FALSE(*positions.isPassedOver(SyncId {3}, "of2"));
    CHECK_FALSE(*positions.isPassedOver(SyncId {3}, "copy9"));
    CHECK(*positions.isPassedOver(SyncId {3}, "copy10"));
    CHECK_FALSE(*positions.isPassedOver(SyncId {2}, ""));
    REQUIRE(positions.move(SyncId {3}, SyncId {30}).has_value());
    CHECK(*positions.isPassedOver(SyncId {30}, "copy10"));
    REQUIRE(positions.forget(SyncId {30}).has_value());
    CHECK_FALSE(*positions.isPassedOver(SyncId {30}, "copy10"));

    // The list of a datafile of an earlier build.
    StateTable state(sites.primary.datafile().connection());
    REQUIRE(state.set(QStringLiteral("copies-passed-over"), QStringLiteral("aa bb")).has_value());
    CHECK(*positions.isPassedOver(SyncId {2}, "bb"));
}
