// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a primary's sites stand: Mailboats that synchronise, and what a window is told of it.
#include "core/records/sitestates.h"
#include "core/store/siterefusals.h"
#include "tests/core/engine/connected.h"

#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QList<SiteRow> rowsOf(PrimarySite &primary)
{
    const Result<QList<SiteRow>> rows = SiteStates(primary.datafile()).read();
    REQUIRE(rows);
    return *rows;
}

} // namespace

TEST_CASE(
    "14.B1: a satellite that has synchronised is ok, and stays so by cycles in which there is nothing", "[sitestates]")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.put("item", "i1", R"({"ID":"i1"})");
    primary.put("Location", "l", R"({"ID":"l","store_ID":"A"})");
    primary.start();
    SatelliteSite satellite(2, primary.url());
    REQUIRE(satellite.synchronise().ok);
    primary.stop();
    const SiteRow first = rowsOf(primary).constFirst();
    CHECK(first.state == SiteState::Ok);
    CHECK(first.lastSuccess.isValid());
    CHECK_FALSE(first.load);
    CHECK(first.waiting == 0);
    CHECK(first.app.name == QStringLiteral("Mailboat"));
    CHECK_FALSE(first.app.version.isEmpty());
    CHECK_FALSE(first.hardwareId.isEmpty());
    CHECK(first.address == QStringLiteral("127.0.0.1"));

    primary.start();
    satellite.editPeerUrl(primarySyncId, primary.url().toString());
    REQUIRE(satellite.synchronise().requests == 1);
    primary.stop();
    const SiteRow quiet = rowsOf(primary).constFirst();
    CHECK(quiet.lastSuccess > first.lastSuccess);
    CHECK(quiet.bytesThisMonth > first.bytesThisMonth);
}

TEST_CASE("14.B1: a window is told how the sites stand whenever that changes", "[siteconnection]")
{
    PrimarySite primary;
    primary.addSatellite(2);
    primary.addSatellite(3);
    Connected window(primary);
    until([&] { return !window.sites.isEmpty(); }); // counted from the start: the first may be told with the settings
    const auto rows = [&window] { return lastOf<QList<SiteRow>>(window.sites); };
    REQUIRE(rows().size() == 2);
    CHECK(summaryOf(rows()).never == 2);
    const QDateTime now = primary.clock().utcNow();
    REQUIRE(SiteRefusals(primary.datafile().connection())
                .note({{SyncId {3}, {now, ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")}}}));
    until([&] { return rows()[1].state == SiteState::Refused; });
    CHECK(rows()[1].reason == SiteReason::WrongPassword);
    CHECK(rows()[0].state == SiteState::Never);
}

TEST_CASE("14.B6: a window reads the log page by page, by site and kind", "[siteconnection]")
{
    PrimarySite primary;
    primary.addSatellite(2);
    for (int i = 0; i < 25; ++i)
        REQUIRE(primary.datafile().log().addContact(QStringLiteral("site-contact"),
            {{QStringLiteral("syncId"), 2 + i % 2}, {QStringLiteral("address"), QStringLiteral("10.0.0.%1").arg(i)}}));
    Connected window(primary);
    const LogFilter ofTwo {{QStringLiteral("contact")}, SyncId {2}};
    using Page = LogReader::Page;
    const auto page = [&](qint64 before) {
        return window.answerOf<Page>([&](QObject *context, const SiteConnection::Answer<Page> &answer) {
            window.connection->readLogPage(before, ofTwo, 10, context, answer);
        });
    };
    const Result<Page> newest = page(std::numeric_limits<qint64>::max());
    REQUIRE(newest);
    REQUIRE(newest->entries.size() == 10);
    CHECK(page(newest->next)->entries.size() == 3);
    REQUIRE(primary.datafile().log().addContact(QStringLiteral("site-contact"), {{QStringLiteral("syncId"), 2}}));
    using News = LogReader::News;
    const auto added = window.answerOf<News>([&](QObject *context, const SiteConnection::Answer<News> &answer) {
        window.connection->readLogNews(newest->newest, ofTwo, context, answer);
    });
    REQUIRE(added);
    CHECK(added->entries.size() == 1);
}
