// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

namespace {

QStringList statesOf(const QJsonArray &rows)
{
    QStringList states;
    for (const auto &row : rows)
        states += row.toObject().value(QStringLiteral("state")).toString();
    return states;
}

} // namespace

TEST_CASE("14.B1: sites says how a satellite stands before and after it has synchronised")
{
    TwoSites sites;
    const QJsonObject never = sites.primary().ask(words("sites")).array.first().toObject();
    for (const char *key : {"syncId", "userName", "stores", "state", "reason", "lastContact", "lastSuccess",
             "lastRefusal", "waiting", "oldestWaiting", "app", "appVersion", "hardwareId", "address", "bytesThisMonth"})
        CHECK(never.contains(QString::fromUtf8(key)));
    CHECK(never.value(QStringLiteral("state")) == QStringLiteral("never"));
    CHECK(never.value(QStringLiteral("lastContact")).isNull());
    sites.sync();
    REQUIRE(sites.stopServer() == 0); // writes what it has noted
    const QJsonObject row = sites.primary().ask(words("sites")).array.first().toObject();
    CHECK(row.value(QStringLiteral("state")) == QStringLiteral("ok"));
    CHECK(row.value(QStringLiteral("lastSuccess")).isString());
    CHECK(row.value(QStringLiteral("app")) == QStringLiteral("Mailboat"));
    CHECK(row.value(QStringLiteral("address")) == QStringLiteral("127.0.0.1"));
    CHECK(row.value(QStringLiteral("bytesThisMonth")).toInteger() > 0);
    CHECK(row.value(QStringLiteral("stores")).toArray().size() == 1);

    const QJsonArray contacts = sites.primary().ask(words("log --site 2 --kind contact")).array;
    REQUIRE(contacts.size() == 1);
    const QJsonObject details = contacts.first().toObject().value(QStringLiteral("details")).toObject();
    CHECK(details.value(QStringLiteral("result")) == QStringLiteral("ok"));
    CHECK(details.value(QStringLiteral("app")) == QStringLiteral("Mailboat"));
    CHECK(sites.primary().ask(words("log --site 2 --kind refusal")).array.isEmpty());
    const auto unlisted = sites.primary().run(words("log --site 3"));
    CHECK(unlisted.status == 0);
    CHECK(unlisted.errors.contains("no site with Sync ID 3"));
    CHECK_FALSE(sites.primary().run(words("log --site 2 --kind refusal")).errors.contains("no site"));
}

TEST_CASE("14.B1: sites narrows to a state, sums up, and writes CSV without formulas")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.addPeer(3, QStringLiteral("=b"));
    CHECK(statesOf(site.ask(words("sites --state never")).array)
        == QStringList {QStringLiteral("never"), QStringLiteral("never")});
    CHECK(site.ask(words("sites --state ok")).output == "[]\n");
    const Answer sum = site.ask(words("sites --summary"));
    CHECK(sum.object
        == QJsonObject {{QStringLiteral("sites"), 2}, {QStringLiteral("ok"), 0}, {QStringLiteral("behind"), 0},
            {QStringLiteral("silent"), 0}, {QStringLiteral("never"), 2}, {QStringLiteral("refused"), 0},
            {QStringLiteral("initialising"), 0}});
    const QList<QByteArray> lines = site.run(words("sites --csv")).output.split('\n');
    REQUIRE(lines.size() == 4);
    CHECK(lines[0]
        == "syncId,userName,stores,state,reason,lastContact,lastSuccess,lastRefusal,waiting,oldestWaiting,app,"
           "appVersion,hardwareId,address,bytesThisMonth\r");
    CHECK(lines[1] == "2,a,,never,,,,,0,,,,,,0\r");
    CHECK(lines[2] == "3,'=b,,never,,,,,0,,,,,,0\r");
    CHECK(
        site.ask(words("sites --csv")).object.value(QStringLiteral("csv")).toString().contains(QStringLiteral("'=b")));
    CHECK(site.run(words("sites")).output.contains("never"));
    CHECK(site.ask(words("sites --state fine")).status == 2);
    CHECK(site.ask(words("sites --summary --csv")).status == 2);
    CHECK(site.ask(words("prefs get silent-after")).status == 0);
    CHECK(site.askWithCode(words("prefs set silent-after 0")).status == 2);
}

TEST_CASE("14.B1: sites is a primary's")
{
    const CtlSite site(2);
    const Answer refused = site.ask(words("sites"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("action_not_possible"));
}
