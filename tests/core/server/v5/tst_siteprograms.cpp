// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a site runs, as its calls say it.
#include "core/prefs/draft.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

Peer rowOf(ServedPrimary &primary, int id)
{
    const auto settings = primary.datafile().settings().read();
    REQUIRE(settings);
    for (const Peer &peer : settings->peers)
        if (peer.syncId == SyncId {id})
            return peer;
    FAIL("no such peer");
    return {};
}

} // namespace

TEST_CASE("11.7: which program a site runs is noted from its headers, and of another kind only when it initialises")
{
    ServedPrimary primary;
    primary.start();
    const auto called = [&primary](const QByteArray &name, const QByteArray &version, const QByteArray &check = {}) {
        V5Caller hill = primary.hill();
        hill.headers = {{"app-name", name}, {"app-version", version}};
        if (!check.isEmpty())
            hill.headers.append({"mailboat-check", check});
        CHECK(hill.get(siteCall).status == 200);
        primary.stop(); // writes what is noted
        const QString words = rowOf(primary, 2).app.words();
        primary.start();
        return words;
    };
    CHECK(called("Open mSupply Desktop", "2.20.00") == QStringLiteral("Open mSupply Desktop 2.20.00"));
    CHECK(called("", "") == QStringLiteral("Open mSupply Desktop 2.20.00"));
    CHECK(called("Open mSupply Desktop", "2.21.00") == QStringLiteral("Open mSupply Desktop 2.21.00"));
    CHECK(called("Mailboat", "1", "1") == QStringLiteral("Open mSupply Desktop 2.21.00")); // a check changes nothing

    REQUIRE(primary.datafile().peerStates().setStatus(SyncId {2}, PeerStatus::Ready));
    REQUIRE(primary.datafile().peerStates().setApp(SyncId {2}, SiteApp::mobile("8.7.4"), 0));
    CHECK(called("Open mSupply Desktop", "2.21.00") == QStringLiteral("mSupply Mobile 8.7.4"));
    V5Caller hill = primary.hill();
    hill.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.21.00"}};
    CHECK(hill.post(initialiseCall, "{}").status == 200);
    CHECK(rowOf(primary, 2).app.words() == QStringLiteral("Open mSupply Desktop 2.21.00"));
    CHECK_FALSE(primary.datafile().peerStates().centralCursor(SyncId {2}).value().has_value());
}

TEST_CASE(
    "11.7: what is noted of a site's program stays when its row is edited, and stands in the log with its contacts")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.20.00"}};
    CHECK(hill.get(siteCall).status == 200);
    V5Caller other = primary.hill();
    other.hardwareId = "another";
    other.headers = hill.headers;
    CHECK(outcome(other.get(siteCall)) == "401 site_incorrect_hardware_id");
    primary.stop();
    REQUIRE(primary.datafile().peerStates().setApp(SyncId {2}, SiteApp::mobile("8.7.4"), 7));
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.userName = QStringLiteral("mount");
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    CHECK(rowOf(primary, 2).app == SiteApp::mobile("8.7.4"));
    CHECK(primary.datafile().peerStates().centralCursor(SyncId {2}).value() == 7);
    const auto entries = primary.datafile().log().last(50);
    REQUIRE(entries);
    const auto odd = std::find_if(entries->begin(), entries->end(),
        [](const SyncLog::Entry &entry) { return entry.what == QLatin1String("site-other-machine"); });
    REQUIRE(odd != entries->end());
    CHECK(odd->details.value(QStringLiteral("app")) == QStringLiteral("Open mSupply Desktop"));
    CHECK(odd->details.value(QStringLiteral("appVersion")) == QStringLiteral("2.20.00"));
}
