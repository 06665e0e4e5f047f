// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sitecheck.h"

#include "core/store/enginelock.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"
#include "tests/support/scriptedserver.h"

#include <QCoroTask>
#include <QTcpServer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Settings saved(TestSite &site)
{
    const Result<Settings> settings = site.datafile().settings().read();
    REQUIRE(settings);
    return *settings;
}

struct CheckedPair {
    CheckedPair()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        satellite = std::make_unique<SatelliteSite>(2, primary.url());
    }

    PrimarySite primary;
    std::unique_ptr<SatelliteSite> satellite;
};

QStringList stepsOf(const CheckReport &report)
{
    QStringList steps;
    for (const CheckFinding &finding : report.findings)
        steps.append(finding.step);
    return steps;
}

ErrorCode lastCode(const CheckReport &report)
{
    REQUIRE_FALSE(report.findings.isEmpty());
    REQUIRE(report.findings.last().error);
    return report.findings.last().error->code;
}

/// The steps that an observer was told of.
struct Told {
    CheckObserver observer()
    {
        return {[this](const QString &step) { started.append(step); },
            [this](const CheckFinding &finding) { finished.append(finding.step); }};
    }
    QStringList started {};
    QStringList finished {};
};

CheckReport run(SiteCheck &check, const CheckObserver &observer = {})
{
    const Result<CheckReport> report = QCoro::waitFor(check.run(observer));
    REQUIRE(report);
    return *report;
}

} // namespace

TEST_CASE("At a satellite the check walks to the primary, with the saved password", "[sitecheck]")
{
    CheckedPair sites;
    SiteCheck check(sites.satellite->datafile(), sites.satellite->clock(), saved(*sites.satellite));
    Told told;
    const CheckReport report = run(check, told.observer());
    CHECK(report.isOk());
    CHECK(stepsOf(report).first() == QStringLiteral("address"));
    CHECK(stepsOf(report).last() == QStringLiteral("site"));
    CHECK(told.started == stepsOf(report));
    CHECK(told.finished == stepsOf(report));
}

TEST_CASE("A typed password is tried before it is saved, and changes nothing", "[sitecheck]")
{
    CheckedPair sites;
    const Settings before = saved(*sites.satellite);
    SiteCheck check(sites.satellite->datafile(), sites.satellite->clock(), before);
    check.setPassword(QStringLiteral("guess"));
    CHECK(lastCode(run(check)) == ErrorCode::SiteIncorrectPassword);
    SiteCheck again(sites.satellite->datafile(), sites.satellite->clock(), before);
    again.setPassword(QStringLiteral("secret-2"));
    CHECK(run(again).isOk());
    CHECK(saved(*sites.satellite).revision == before.revision);
}

TEST_CASE("A primary that is only typed is checked, with a typed password", "[sitecheck]")
{
    CheckedPair sites;
    TestSite fresh(SyncId {2});
    Settings shown = saved(fresh);
    shown.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("2"));
    Peer primary;
    primary.syncId = primarySyncId;
    primary.userName = QStringLiteral("site 2");
    primary.url = sites.primary.url().toString();
    shown.peers = {primary};
    SiteCheck check(fresh.datafile(), fresh.clock(), shown);
    check.setPassword(QStringLiteral("secret-2"));
    CHECK(run(check).isOk());
    SiteCheck without(fresh.datafile(), fresh.clock(), shown);
    CHECK(lastCode(run(without)) == ErrorCode::NoPrimary);
}

TEST_CASE("A satellite without a primary, or without its address, fails at the first step", "[sitecheck]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Settings shown = saved(site);
    SECTION("none")
    {
        shown.peers.clear();
    }
    SECTION("no address")
    {
        shown.peers.first().url.clear();
    }
    SiteCheck check(site.datafile(), site.clock(), shown);
    const CheckReport report = run(check);
    CHECK(stepsOf(report) == QStringList {QStringLiteral("address")});
    CHECK(lastCode(report) == ErrorCode::NoPrimary);
    CHECK_FALSE(report.isOk());
}

TEST_CASE("B4: a password that cannot be read here ends the check where it would sign in", "[sitecheck]")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    const QByteArray state = qgetenv("XDG_STATE_HOME");
    const QTemporaryDir elsewhere;
    qputenv("XDG_STATE_HOME", QFile::encodeName(elsewhere.path()));
    SiteCheck check(site.datafile(), site.clock(), saved(site));
    const CheckReport report = run(check);
    CHECK(stepsOf(report) == QStringList {QStringLiteral("sign-in")});
    CHECK(lastCode(report) == ErrorCode::PasswordNeeded);
    qputenv("XDG_STATE_HOME", state);
}

TEST_CASE("Where no synchronisation is set up there is nothing to check", "[sitecheck]")
{
    TestSite site(SyncId {});
    SiteCheck check(site.datafile(), site.clock(), saved(site));
    CHECK(refusal(QCoro::waitFor(check.run())) == ErrorCode::NotSetUp);
    check.cancel();
}

TEST_CASE("At a primary the check looks at itself, and at one site's contacts where that is wished for", "[sitecheck]")
{
    PrimarySite site;
    site.addSatellite(2);
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:0"));
    SiteCheck check(site.datafile(), site.clock(), saved(site));
    Told told;
    const CheckReport report = run(check, told.observer());
    CHECK(stepsOf(report)
        == QStringList {QStringLiteral("listener"), QStringLiteral("certificate"), QStringLiteral("list"),
            QStringLiteral("contacts")});
    CHECK(told.finished == stepsOf(report));
    CHECK(lastCode(report) == ErrorCode::SiteSilent);
    SiteCheck only(site.datafile(), site.clock(), saved(site));
    only.setOnly(SyncId {9});
    CHECK(lastCode(run(only)) == ErrorCode::PeerUnknown);
}

TEST_CASE("A check that goes while it runs ends at once", "[sitecheck]")
{
    ScriptedServer server;
    server.handle([](const ScriptedRequest &) { return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; });
    std::unique_ptr<TestSite> site;
    std::unique_ptr<EngineLock> lock;
    SECTION("at a satellite")
    {
        site = std::make_unique<SatelliteSite>(2, server.url());
    }
    SECTION("at a primary")
    {
        site = std::make_unique<PrimarySite>();
        site->setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(server.port()));
        lock = std::move(*EngineLock::take(site->address()));
        lock->setAtWork();
    }
    auto check = std::make_unique<SiteCheck>(site->datafile(), site->clock(), saved(*site));
    QCoro::Task<Result<CheckReport>> running = check->run();
    until([&] { return !server.requests().isEmpty(); });
    check.reset();
    until([&] { return running.isReady(); });
    const Result<CheckReport> report = QCoro::waitFor(running);
    REQUIRE(report);
    CHECK(lastCode(*report) == ErrorCode::Cancelled);
}
