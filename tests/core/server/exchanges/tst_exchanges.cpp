// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What clients of another make, and our own of earlier builds, send in their order, as it was seen of them, and what they have to
// hear (tests/data/exchanges).
#include "tests/core/server/exchanges/exchange.h"
#include "tests/core/server/login/people.h"
#include "tests/support/catch.h"
#include "tests/support/pattern.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Amy may sign in at the store of hill.
struct Hub : ServedPrimary {
    Hub()
    {
        addPerson(*this, amy);
        setPreference(
            QStringLiteral("time-zone"), QStringLiteral("Pacific/Auckland")); // the clock of the tests has another
        start();
    }
};

QStringList play(const QString &file)
{
    Hub primary;
    return Exchange::ofFile(file).play(primary);
}

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

const QStringList asItShould;

} // namespace

TEST_CASE("11: the exchanges of an Open mSupply server, as they were seen, go as they should")
{
    CHECK(play(QStringLiteral("openmsupply.json")) == asItShould);
}

TEST_CASE("11: the exchanges of two Open mSupply servers that transfer stock go as they should")
{
    CHECK(play(QStringLiteral("transfer.json")) == asItShould);
}

TEST_CASE("11: the exchanges of mSupply Mobile, as they were seen, go as they should")
{
    CHECK(play(QStringLiteral("mobile.json")) == asItShould);
}

TEST_CASE("11: the exchanges of a plain client of version 5 go as they should")
{
    CHECK(play(QStringLiteral("plain.json")) == asItShould);
}

TEST_CASE("12.6: a satellite that knows of no positions works with this primary as it did before")
{
    CHECK(play(QStringLiteral("mailboat-before-positions.json")) == asItShould);
}

TEST_CASE("12.6: a satellite that knows of positions, and of nothing that came later, works with this primary")
{
    CHECK(play(QStringLiteral("mailboat-epoch.json")) == asItShould);
}

TEST_CASE("11: a step of an exchange that is not as it should be is named, and what is wrong")
{
    Hub primary;
    const QJsonObject script = object(R"({"by":"hill","headers":{"msupply-site-uuid":"m","version":"14"},"steps":[
        {"does":"asks","call":"GET /sync/v5/site","answer":{"siteId":3}},
        {"does":"asks elsewhere","call":"GET /sync/v5/nowhere"},
        {"does":"looks","holds":{"table":"unit","id":"u","data":{"ID":"u"}}},
        {"does":"fits","call":"GET /sync/v5/site","answer":{"siteId":"<number>","name":"hill","x":"<absent>"}},
        {"does":"what?"}]})");
    const QStringList wrong = Exchange(script).play(primary);
    REQUIRE(wrong.size() == 4);
    CHECK(wrong.at(0).startsWith(QStringLiteral("asks: /siteId is 2, not 3")));
    CHECK(wrong.at(1).startsWith(QStringLiteral("asks elsewhere: status 404, not 200")));
    CHECK(wrong.at(2).startsWith(QStringLiteral("looks:  is nothing")));
    CHECK(wrong.at(3).startsWith(QStringLiteral("what?")));
}

TEST_CASE("What an exchange expects: keys that it names, whole lists, kinds of values")
{
    const QJsonValue found = object(R"({"a":1,"b":["x",{"c":null}],"t":"","n":0})");
    const auto fits = [&found](const char *wanted) { return difference(object(wanted), found).isEmpty(); };
    CHECK(fits("{}"));
    CHECK(fits(R"({"a":1,"b":["x",{"c":null,"d":"<absent>"}]})"));
    CHECK(fits(R"({"a":"<number>","b":"<list>","b2":"<absent>"})"));
    CHECK_FALSE(fits(R"({"a":2})"));
    CHECK_FALSE(fits(R"({"b":["x"]})"));
    CHECK_FALSE(fits(R"({"b":["x",{"c":0}]})"));
    CHECK_FALSE(fits(R"({"t":"<text>"})"));
    CHECK_FALSE(fits(R"({"z":null})"));
    CHECK(valueAt(found, QStringLiteral("b/1/c")).isNull());
    CHECK(valueAt(found, QStringLiteral("b/*/c")).toArray().size() == 2);
}
