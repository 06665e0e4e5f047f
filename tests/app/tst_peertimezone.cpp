// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QJsonObject shownPeer(const CtlSite &site, int id)
{
    return site.ask({QStringLiteral("peers"), QStringLiteral("show"), QString::number(id)}).object;
}

} // namespace

TEST_CASE("11.7: peers edit --time-zone names a site's time zone, and other edits leave it")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    CHECK(shownPeer(site, 7).value(QStringLiteral("timeZone")).isNull());
    CHECK(shownPeer(site, 7).value(QStringLiteral("app")).isNull());
    CHECK(shownPeer(site, 7).value(QStringLiteral("appVersion")).isNull());
    const Answer wrong = site.askWithCode(words("peers edit 7 --time-zone Auckland"));
    CHECK(wrong.status == 2);
    CHECK(wrong.errorCode() == QStringLiteral("time_zone_unknown"));
    REQUIRE(site.askWithCode(words("peers edit 7 --time-zone Pacific/Auckland")).status == 0);
    CHECK(shownPeer(site, 7).value(QStringLiteral("timeZone")) == QStringLiteral("Pacific/Auckland"));
    REQUIRE(site.askWithCode(words("peers edit 7 --user clinic8")).status == 0);
    CHECK(shownPeer(site, 7).value(QStringLiteral("timeZone")) == QStringLiteral("Pacific/Auckland"));
    REQUIRE(site.askWithCode(words("prefs set time-zone America/Lima")).status == 0);
    CHECK(site.askWithCode(words("prefs set time-zone Lima")).status == 2);
}

TEST_CASE("11.2: peers show says to people, too, who is Open mSupply central and who may omit a hardware ID")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    const auto shows = [&site](const char *mark, const char *answer) {
        const QByteArray output = site.run(words("peers show 7")).output;
        CAPTURE(output.toStdString());
        return output.simplified().contains(QByteArray(QByteArray(mark) + ": " + answer));
    };
    CHECK(shows("Open mSupply central", "no"));
    CHECK(shows("May omit hardware ID", "no"));
    site.must(words("peers edit 7 --oms-central yes --may-omit-hardware-id yes"));
    CHECK(shows("Open mSupply central", "yes"));
    CHECK(shows("May omit hardware ID", "yes"));
}
