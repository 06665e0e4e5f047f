// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Check connection" through SiteConnection.
#include "core/store/enginelock.h"
#include "tests/core/engine/connected.h"

#include <QTcpServer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Settings shownAt(Connected &window)
{
    const auto draft = window.draft();
    REQUIRE(draft);
    return (*draft)->shown();
}

ErrorCode codeAtTheEnd(const CheckReport &report)
{
    REQUIRE_FALSE(report.findings.isEmpty());
    REQUIRE(report.findings.last().error);
    return report.findings.last().error->code;
}

} // namespace

TEST_CASE("The check takes what is shown, saved or not, a typed password too", "[siteconnection]")
{
    SyncedPair sites;
    SatelliteSite fresh(2, QUrl(QStringLiteral("http://127.0.0.1:9")));
    Connected window(fresh);
    const auto draft = window.draft();
    REQUIRE(draft);
    CHECK(codeAtTheEnd(window.check((*draft)->shown())) == ErrorCode::ConnectionRefused);

    Peer peer = *(*draft)->peers.find(primarySyncId);
    peer.url = sites.primary.url().toString();
    REQUIRE((*draft)->peers.edit(primarySyncId, peer, QStringLiteral("guess")));
    const CheckReport wrong = window.check((*draft)->shown(), (*draft)->peers.edits().newPassword(primarySyncId));
    CHECK(codeAtTheEnd(wrong) == ErrorCode::SiteIncorrectPassword);
    CHECK(window.steps.size() == wrong.findings.size());

    REQUIRE((*draft)->peers.edit(primarySyncId, peer, QStringLiteral("secret-2")));
    CHECK(window.check((*draft)->shown(), (*draft)->peers.edits().newPassword(primarySyncId)).isOk());
    CHECK(lastOf<CheckFinding>(window.steps).step == QStringLiteral("site"));
    CHECK_FALSE((*window.draft())->peers.find(primarySyncId)->url == peer.url); // nothing was saved
}

TEST_CASE("The check of a site that is not set up, and of one without a datafile, says so", "[siteconnection]")
{
    TestSite site(SyncId {});
    Connected window(site);
    CHECK(codeAtTheEnd(window.check(shownAt(window))) == ErrorCode::NotSetUp);
    const auto nowhere = DatafileAddress::ofFile(site.path() + QStringLiteral("-not"));
    Connected without(nowhere, site.clock());
    CHECK(codeAtTheEnd(without.check({})) == ErrorCode::DatafileMissing);
}

TEST_CASE("A check that waits for a silent primary can be given up", "[siteconnection]")
{
    SilentPrimary silence;
    Connected window(silence.satellite);
    window.connection->cancelCheck(); // of nothing
    window.connection->check(shownAt(window), {});
    silence.awaitRequest();
    window.connection->cancelCheck();
    until([&] { return !window.checked.isEmpty(); });
    CHECK(codeAtTheEnd(lastOf<CheckReport>(window.checked)) == ErrorCode::Cancelled);
    CHECK(lastOf<CheckReport>(window.checked).findings.last().step == QStringLiteral("http"));
}

TEST_CASE("A newer check takes the place of an older one", "[siteconnection]")
{
    SilentPrimary silence;
    SyncedPair sites;
    Connected window(silence.satellite);
    const Settings shown = shownAt(window);
    window.connection->check(shown, {});
    silence.awaitRequest();
    Settings other = shown;
    other.peers.first().url = sites.primary.url().toString();
    CHECK(window.check(other, QStringLiteral("secret-2")).isOk());
    REQUIRE(window.draft());
    CHECK(window.checked.size() == 1);
}

TEST_CASE("Of an older check nothing is said, though it ended before the newer one began", "[siteconnection]")
{
    TestSite site(SyncId {}); // not set up: each ends at once
    Connected window(site);
    const Settings shown = shownAt(window);
    window.connection->check(shown, {});
    window.connection->check(shown, {});
    until([&] { return !window.checked.isEmpty(); });
    REQUIRE(window.draft()); // all that came before it has been said
    CHECK(window.checked.size() == 1);
}

TEST_CASE("A primary's check of itself can be given up", "[siteconnection]")
{
    PrimarySite site;
    site.addSatellite(2);
    QTcpServer silent;
    REQUIRE(silent.listen(QHostAddress::LocalHost));
    site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(silent.serverPort()));
    const auto lock = EngineLock::take(site.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    Connected window(site);
    QSignalSpy called(&silent, &QTcpServer::newConnection);
    window.connection->check(shownAt(window), {});
    until([&] { return !called.isEmpty(); });
    SECTION("by hand")
    {
        window.connection->cancelCheck();
        until([&] { return !window.checked.isEmpty(); });
        CHECK(codeAtTheEnd(lastOf<CheckReport>(window.checked)) == ErrorCode::Cancelled);
    }
    SECTION("with the window")
    {
        window.connection.reset();
    }
}
