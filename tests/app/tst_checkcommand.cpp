// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCryptographicHash>

using namespace mailboat::test;

namespace {

QStringList stepsOf(const QJsonObject &report)
{
    QStringList names;
    for (const auto &step : report.value(QStringLiteral("steps")).toArray())
        names += step.toObject().value(QStringLiteral("step")).toString();
    return names;
}

} // namespace

TEST_CASE("check: at a satellite address, resolve, connect, http, sign-in, hardware, version, clock, site")
{
    const TwoSites sites;
    const Answer checked = sites.satellite().ask(words("check"));
    REQUIRE(checked.status == 0);
    CHECK(checked.object.value(QStringLiteral("ok")) == true);
    CHECK(stepsOf(checked.object) == words("address resolve connect http sign-in hardware version clock site"));
    for (const char *key : {"roundTripMs", "bytesPerSecond", "otherClient"})
        CHECK(checked.object.contains(QString::fromUtf8(key)));
    for (const auto &step : checked.object.value(QStringLiteral("steps")).toArray()) {
        for (const char *key : {"step", "ok", "level", "code", "ms", "detail", "advice"})
            CHECK(step.toObject().contains(QString::fromUtf8(key)));
        CHECK(step.toObject().value(QStringLiteral("ok")) == true);
    }
    CHECK_FALSE(checked.object.contains(QStringLiteral("error")));
    CHECK(sites.satellite().run(words("check")).output.contains("sign-in"));
}

TEST_CASE("check: the first failure ends it with 1, and nothing has changed")
{
    const TwoSites sites;
    sites.satellite().must(words("peers edit 1 --password-file -"), "wrong\n");
    const QByteArray before = sites.satellite().datafileBytes();
    const Answer checked = sites.satellite().ask(words("check"));
    CHECK(checked.status == 1);
    CHECK(checked.object.value(QStringLiteral("ok")) == false);
    CHECK(stepsOf(checked.object).last() == QStringLiteral("sign-in"));
    CHECK(checked.errorCode() == QStringLiteral("site_incorrect_password"));
    CHECK(sites.satellite().datafileBytes() == before);
}

TEST_CASE("check: a primary that nobody answers at fails at connect")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic2"), deadUrl());
    const Answer checked = site.ask(words("check"));
    CHECK(checked.status == 1);
    CHECK(stepsOf(checked.object) == words("address resolve connect"));
    CHECK(checked.errorCode() == QStringLiteral("connection_refused"));
}

TEST_CASE("check: a satellite without a primary fails at the address, Sync ID 0 is refused")
{
    const Answer alone = CtlSite(2).ask(words("check"));
    CHECK(alone.status == 1);
    CHECK(stepsOf(alone.object) == words("address"));
    CHECK(alone.errorCode() == QStringLiteral("no_primary"));
    const Answer off = CtlSite(0).ask(words("check"));
    CHECK(off.status == 2);
    CHECK(off.errorCode() == QStringLiteral("not_set_up"));
}

TEST_CASE("check: on a primary listener, certificate, list, contacts, --peer has to be listed")
{
    const TwoSites sites;
    const Answer checked = sites.primary().ask(words("check"));
    CAPTURE(checked.output);
    CHECK(stepsOf(checked.object) == words("listener certificate list contacts"));
    CHECK(checked.status == (checked.object.value(QStringLiteral("ok")).toBool() ? 0 : 1));
    CHECK(stepsOf(sites.primary().ask(words("check --peer 2")).object) == words("listener certificate list contacts"));
    CHECK(sites.primary().ask(words("check --peer 9")).errorCode() == QStringLiteral("peer_unknown"));
    CHECK(sites.primary().ask(words("check --peer x")).status == 2);
}

TEST_CASE("check --peer: a satellite has its primary and no other site")
{
    const CtlSite satellite(2);
    satellite.addPeer(1, QStringLiteral("clinic2"), QStringLiteral("http://127.0.0.1:1"));
    CHECK(satellite.ask(words("check --peer 1")).status == 1);
    const Answer other = satellite.ask(words("check --peer 5"));
    CHECK(other.status == 2);
    CHECK(other.errorCode() == QStringLiteral("peer_unknown"));
    CHECK(stepsOf(CtlSite(2).ask(words("check --peer 1")).object) == words("address"));
}

TEST_CASE("check: a report that is copied holds no secret")
{
    const TwoSites sites;
    sites.satellite().must(words("peers edit 1 --password-file -"), "planted-SECRET-71\n");
    const QByteArray sent
        = QCryptographicHash::hash("planted-SECRET-71", QCryptographicHash::Sha256).toHex(); // as the protocol has it
    const QByteArrayList secrets {"planted-SECRET-71", sent, QByteArray("clinic2:" + sent).toBase64()};
    for (const char *command : {"check", "--json check"}) {
        const Ran ran = sites.satellite().run(words(command));
        CHECK(ran.status == 1);
        for (const QByteArray &secret : secrets)
            CHECK_FALSE(QByteArray(ran.output + ran.errors).contains(secret));
    }
}

TEST_CASE("check: synchronisation turned off at the primary is said once, with the reason")
{
    const TwoSites sites;
    sites.primary().must(words("peers edit 2 --url http://10.0.0.7:2048"));
    const Answer checked = sites.satellite().ask(words("check"));
    CHECK(checked.errorCode() == QStringLiteral("sync_is_disabled"));
    const QString said
        = checked.object.value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
    CHECK(said == QStringLiteral("Synchronisation is turned off at the primary: its list has a URL for Sync ID 2."));
}
