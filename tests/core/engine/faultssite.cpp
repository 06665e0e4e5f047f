// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prefs/draft.h"
#include "tests/core/engine/checkfault.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/servedprimary.h"

#include <QLocale>

namespace mailboat::test {

namespace {

CheckReport noStore(FaultySite &site)
{
    ServedPrimary primary;
    primary.start();
    const auto before = primary.tables();
    const CheckReport report
        = site.check({primary.server().address(), QStringLiteral("empty"), QStringLiteral("secret-4")});
    primary.stop();
    CHECK((primary.tables() == before));
    return report;
}

CheckReport anotherSyncId(FaultySite &site)
{
    ServedPrimary primary;
    primary.start();
    const auto before = primary.tables();
    const CheckReport report
        = site.check({primary.server().address(), QStringLiteral("valley"), QStringLiteral("secret-3")});
    primary.stop();
    CHECK((primary.tables() == before));
    return report;
}

CheckReport turnedOff(FaultySite &site)
{
    ServedPrimary primary;
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.url = QStringLiteral("http://10.0.0.7:2048");
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    primary.start();
    const auto before = primary.tables();
    const CheckReport report = site.check(primary.server().address());
    primary.stop();
    CHECK((primary.tables() == before));
    return report;
}

CheckReport wrongClock(FaultySite &site)
{
    ScriptedServer server;
    const QDateTime there = QDateTime::currentDateTimeUtc().addSecs(-7 * 60);
    const QByteArray date = QLocale::c().toString(there, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
    servePrimary(server, {.body = siteBody({}, 2)});
    server.row(
        "GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":0,"data":[]})", .headers = {{"Date", date}}}});
    return site.check(server.url().toString());
}

CheckReport knownOtherwise(FaultySite &site, qint64 primary, const QString &siteUuid)
{
    FaultySite other; // one that has synchronised before
    other.know(primary, siteUuid);
    ScriptedServer server;
    servePrimary(server, {.body = siteBody({}, 2)});
    Q_UNUSED(site)
    return other.check(server.url().toString());
}

CheckReport busy(FaultySite &site)
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody({}, 2)});
    server.row("GET", "/sync/v5/site_status",
        {{.body = R"({"code":"integration_in_progress","message":"integrating","data":null})"}});
    const CheckReport report = site.check(server.url().toString());
    CHECK(report.isOk());
    return report;
}

/// 2,000 bytes a second.
CheckReport slowLine(FaultySite &site)
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody({}, 2)});
    ScriptedAnswer slow {.body = R"({"maxCursor":0,"data":[]})" + QByteArray(20000, ' ')};
    slow.dripBytes = 100;
    slow.dripEvery = std::chrono::milliseconds(50);
    server.row("GET", "/sync/v5/central_records", {slow});
    const CheckReport report = site.check(server.url().toString());
    CHECK(report.isOk());
    CHECK(report.bytesPerSecond.value_or(0) > 0);
    return report;
}

} // namespace

QList<Fault> siteFaults()
{
    using E = ErrorCode;
    return {
        {"a clock that is off", "clock", E::ClockOff, failed, "This machine's clock is 7 min ahead of the primary's.",
            "Correct date, time and time zone of this machine", wrongClock},
        {"a site without a store", "site", E::SiteHasNoStore, failed, "No store is active on this site.",
            "has to make a store active", noStore},
        {"another Sync ID at the primary", "site", E::SyncIdDiffers, failed,
            "This site has Sync ID 2, but the primary lists its user name under Sync ID 3.",
            "Agree with the primary's administrator on one Sync ID", anotherSyncId},
        {"another primary than before", "site", E::WrongPrimary, failed, "(known: 9, found: 1)", "Check the URL",
            [](FaultySite &site) { return knownOtherwise(site, 9, QStringLiteral("uuid")); }},
        {"another site than before", "site", E::WrongSite, failed, "takes this site for another one than before",
            "Check user name and URL",
            [](FaultySite &site) { return knownOtherwise(site, 1, QStringLiteral("other")); }},
        {"sync turned off at the primary", "site", E::SyncDisabled, failed,
            "Synchronisation is turned off at the primary: its list has a URL for Sync ID 4.",
            "The primary's administrator", turnedOff},
        {"a busy primary", "site", E::PrimaryBusy, warning, "The primary is busy with this site.", "Nothing to do",
            busy},
        {"a very slow line", "sign-in", E::SlowLine, warning, "The line to the primary is slow",
            "Leave the sync request size on Automatic", slowLine},
    };
}

} // namespace mailboat::test
