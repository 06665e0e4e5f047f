// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QJsonDocument>

using namespace mailboat::test;

namespace {

QJsonObject status(const CtlSite &site)
{
    return site.ask(words("status")).object;
}

QList<QJsonObject> linesOf(const QByteArray &output)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : output.trimmed().split('\n'))
        objects += QJsonDocument::fromJson(line).object();
    return objects;
}

} // namespace

TEST_CASE("sync: ok, pushed, pulledCentral, pulledRemote, bytesSent, bytesReceived, seconds, error")
{
    const TwoSites sites;
    const QJsonObject report = sites.sync().object;
    CHECK(report.value(QStringLiteral("ok")) == true);
    CHECK(report.value(QStringLiteral("error")).isNull());
    CHECK(report.value(QStringLiteral("pulledCentral")).toInt() > 0);
    for (const char *key : {"pushed", "pulledCentral", "pulledRemote", "bytesSent", "bytesReceived", "seconds"})
        CHECK(report.value(QString::fromUtf8(key)).isDouble());
    CHECK(sites.satellite().run(words("records get item I1")).output
        == sites.primary().run(words("records get item I1")).output);

    const QJsonObject second = sites.sync().object;
    CHECK(second.value(QStringLiteral("pushed")) == 0);
    CHECK(second.value(QStringLiteral("pulledCentral")) == 0);
    CHECK(second.value(QStringLiteral("pulledRemote")) == 0);
}

TEST_CASE("sync: what a satellite puts arrives at the primary, deletes too")
{
    const TwoSites sites;
    sites.sync();
    REQUIRE(
        sites.satellite().run(words("records put transact T1"), R"({"ID":"T1","store_ID":"S2","n":0.10})").status == 0);
    CHECK(status(sites.satellite()).value(QStringLiteral("waitingToPush")) == 1);
    CHECK(sites.sync().object.value(QStringLiteral("pushed")) == 1);
    CHECK(status(sites.satellite()).value(QStringLiteral("waitingToPush")) == 0);
    CHECK(sites.primary().run(words("records get transact T1")).output.contains("\"n\":0.10"));
    REQUIRE(sites.satellite().run(words("records delete transact T1")).status == 0);
    sites.sync();
    CHECK(sites.primary().run(words("records get transact T1")).status == 1);
}

TEST_CASE("sync --progress: JSON lines with step, done, total, bytes, rate, remaining, the report last")
{
    const TwoSites sites;
    const Ran ran = sites.satellite().run(words("sync --progress --json"));
    REQUIRE(ran.status == 0);
    const QList<QJsonObject> lines = linesOf(ran.output);
    REQUIRE(lines.size() > 1);
    for (qsizetype i = 0; i < lines.size() - 1; ++i) {
        for (const char *key : {"step", "done", "total", "bytes", "rate", "remaining"})
            CHECK(lines[i].contains(QString::fromUtf8(key)));
    }
    CHECK(lines.last().value(QStringLiteral("ok")) == true);
}

TEST_CASE("sync: where Sync ID is 0 or 1 ends with 2 and changes nothing")
{
    for (const auto &[id, code] : {std::pair(0, "not_set_up"), std::pair(1, "not_a_satellite")}) {
        const CtlSite site(id);
        const Answer refused = site.ask(words("sync"));
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QString::fromUtf8(code));
        const Ran words2 = site.run(words("sync"));
        CHECK(words2.status == 2);
        CHECK(words2.output.isEmpty());
        CHECK_FALSE(words2.errors.isEmpty());
    }
}

TEST_CASE("sync: without a primary, or with a wrong password, ends with 1 and says what to do")
{
    const CtlSite alone(2);
    const Answer none = alone.ask(words("sync"));
    CHECK(none.status == 1);
    CHECK(none.errorCode() == QStringLiteral("no_primary"));
    CHECK(status(alone).value(QStringLiteral("blocked")) == QStringLiteral("no-primary"));

    const TwoSites sites;
    sites.satellite().must(words("peers edit 1 --password-file -"), "wrong\n");
    const Answer refused = sites.satellite().ask(words("sync"));
    CHECK(refused.status == 1);
    CHECK(refused.object.value(QStringLiteral("ok")) == false);
    CHECK(refused.errorCode() == QStringLiteral("site_incorrect_password"));
    CHECK(status(sites.satellite()).value(QStringLiteral("lastError")).toObject().value(QStringLiteral("code"))
        == QStringLiteral("site_incorrect_password"));
}

TEST_CASE("sync: works by hand while the interval is 0")
{
    const TwoSites sites;
    sites.satellite().must(words("prefs set sync-interval 0"));
    CHECK(status(sites.satellite()).value(QStringLiteral("blocked")) == QStringLiteral("paused"));
    CHECK(sites.sync().object.value(QStringLiteral("ok")) == true);
}

TEST_CASE("sync: Ctrl-C ends it cleanly with 130")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic2"), deadUrl());
    Child child(site.withDatafile(words("sync --progress --json")), site.environment());
    child.lineAfter("{");
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    const QJsonObject report = linesOf(child.output()).last();
    CHECK(report.value(QStringLiteral("ok")) == false);
    CHECK(
        report.value(QStringLiteral("error")).toObject().value(QStringLiteral("code")) == QStringLiteral("cancelled"));
    CHECK(site.ask(words("status")).status == 0);
}

TEST_CASE("sync: is done by the engine that holds the lock, and waits for its report")
{
    const TwoSites sites;
    sites.satellite().must(words("prefs set sync-interval 0"));
    Child engine(sites.satellite().withDatafile(words("serve")), sites.satellite().environment());
    engine.lineAfter("not synchronising");
    CHECK(status(sites.satellite()).value(QStringLiteral("engine")) == QStringLiteral("running"));
    CHECK(sites.sync().object.value(QStringLiteral("pulledCentral")).toInt() > 0);
    engine.terminate();
    CHECK(engine.exitStatus() == 0);
    CHECK(status(sites.satellite()).value(QStringLiteral("engine")) == QStringLiteral("stopped"));
}

TEST_CASE("status: the keys of the contract, null for never")
{
    const CtlSite site(2);
    const QJsonObject shown = status(site);
    for (const char *key : {"syncId", "role", "engine", "blocked", "lastSync", "lastSuccess", "lastError", "nextSync",
             "waitingToPush", "oldestWaiting", "initialised"})
        CHECK(shown.contains(QString::fromUtf8(key)));
    CHECK(shown.value(QStringLiteral("role")) == QStringLiteral("satellite"));
    CHECK(shown.value(QStringLiteral("engine")) == QStringLiteral("stopped"));
    for (const char *key : {"lastSync", "lastSuccess", "lastError", "nextSync", "oldestWaiting"})
        CHECK(shown.value(QString::fromUtf8(key)).isNull());
    CHECK(shown.value(QStringLiteral("initialised")) == false);
    CHECK(status(CtlSite(0)).value(QStringLiteral("blocked")) == QStringLiteral("not-set-up"));
    CHECK(status(CtlSite(0)).value(QStringLiteral("role")) == QStringLiteral("off"));
    CHECK(status(CtlSite(1)).value(QStringLiteral("blocked")).isNull());
}

TEST_CASE("status: after a sync the times stand and the site is initialised, the primary knows the contact")
{
    TwoSites sites;
    sites.sync();
    const QJsonObject shown = status(sites.satellite());
    CHECK(shown.value(QStringLiteral("lastSync")).toString().endsWith(QLatin1Char('Z')));
    CHECK(shown.value(QStringLiteral("lastSuccess")) == shown.value(QStringLiteral("lastSync")));
    CHECK(shown.value(QStringLiteral("initialised")) == true);
    CHECK(shown.value(QStringLiteral("blocked")).isNull());

    CHECK(sites.stopServer() == 0);
    const QJsonObject peer = sites.primary().ask(words("peers show 2")).object;
    CHECK(peer.value(QStringLiteral("lastContact")).isString());
    CHECK(peer.value(QStringLiteral("hardwareId")).isString());
    CHECK(peer.value(QStringLiteral("status")) == QStringLiteral("ready"));
    CHECK(peer.value(QStringLiteral("stores")).toArray() == QJsonArray {QStringLiteral("S2")});
}

TEST_CASE("peers: at a satellite the primary's row says how things stand with it")
{
    TwoSites sites;
    const auto row = [&sites] { return sites.satellite().ask(words("peers show 1")).object; };
    CHECK(row().value(QStringLiteral("status")) == QStringLiteral("new"));
    CHECK(row().value(QStringLiteral("lastContact")).isNull());
    sites.sync();
    CHECK(row().value(QStringLiteral("status")) == QStringLiteral("ready"));
    CHECK(row().value(QStringLiteral("lastContact")) == status(sites.satellite()).value(QStringLiteral("lastSuccess")));
    CHECK(row().value(QStringLiteral("queueLength")) == 0);
    sites.satellite().must(words("records put Location L9"), R"({"ID":"L9","store_ID":"S2"})");
    CHECK(row().value(QStringLiteral("queueLength")) == 1);
}

TEST_CASE("peers clear-hardware: another machine is refused until it is cleared")
{
    TwoSites sites;
    sites.sync();
    const QStringList elsewhere {QStringLiteral("MAILBOAT_HARDWARE_ID=another-machine")};
    const QStringList arguments = sites.satellite().withDatafile(words("--json sync"));
    CHECK(answerOf(run(arguments, {}, elsewhere)).errorCode() == QStringLiteral("other_machine"));
    const QStringList keepsIt = sites.satellite().withDatafile(
        QStringList {QStringLiteral("--code"), rightCode} + words("recover --choice keep-this"));
    REQUIRE(run(keepsIt, {}, elsewhere).status == 0);
    const Answer refused = answerOf(run(arguments, {}, elsewhere));
    CHECK(refused.status == 1);
    CHECK(refused.errorCode() == QStringLiteral("site_incorrect_hardware_id"));
    sites.primary().must(words("peers clear-hardware 2"));
    CHECK(run(arguments, {}, elsewhere).status == 0);
    CHECK(sites.satellite().ask(words("sync")).status == 1);
}

TEST_CASE("generate, retrieve: at the primary and at a satellite, twice in a row as once")
{
    TwoSites sites;
    sites.sync();
    REQUIRE(sites.satellite().run(words("records put transact T1"), R"({"ID":"T1","store_ID":"S2"})").status == 0);
    sites.sync();
    const auto records = [](const Answer &answer) { return answer.object.value(QStringLiteral("records")).toInt(-1); };

    const int forSatellite = records(sites.primary().must(words("generate 2")));
    CHECK(forSatellite > 0);
    CHECK(records(sites.primary().must(words("generate 2"))) == forSatellite);
    CHECK(sites.primary().ask(words("peers show 2")).object.value(QStringLiteral("queueLength")) == forSatellite);
    CHECK(status(sites.primary()).value(QStringLiteral("waitingToPush")) == forSatellite);
    CHECK(sites.sync().object.value(QStringLiteral("pulledRemote")) == forSatellite);

    CHECK(records(sites.satellite().must(words("generate 1"))) == 1);
    CHECK(records(sites.satellite().must(words("generate 1"))) == 1);
    CHECK(sites.sync().object.value(QStringLiteral("pushed")) == 1);

    CHECK(records(sites.primary().must(words("retrieve 2"))) == 1);
    CHECK(sites.primary().ask(words("peers show 2")).object.value(QStringLiteral("resendRequested")) == true);
    sites.sync();
    sites.sync();
    CHECK(sites.primary().ask(words("peers show 2")).object.value(QStringLiteral("resendRequested")) == false);

    const int forThis = records(sites.satellite().must(words("retrieve 1")));
    CHECK(forThis > 0);
    CHECK(records(sites.satellite().must(words("retrieve 1"))) == forThis);
    const QJsonObject report = sites.sync().object;
    CHECK(report.value(QStringLiteral("pulledRemote")) == forThis);
    CHECK(report.value(QStringLiteral("pulledCentral")).toInt() > 0);
    CHECK(sites.sync().object.value(QStringLiteral("pulledRemote")) == 0);
}

TEST_CASE("generate, retrieve: need a code, then the right site")
{
    const CtlSite primary(1);
    const CtlSite satellite(2);
    const CtlSite off(0);
    for (const char *command : {"generate", "retrieve"}) {
        const QString name = QString::fromUtf8(command);
        INFO(command);
        CHECK(primary.ask({name, QStringLiteral("99")}).status == 3);
        CHECK(primary.askWithCode({name, QStringLiteral("99")}).errorCode() == QStringLiteral("peer_unknown"));
        CHECK(primary.askWithCode({name, QStringLiteral("x")}).errorCode() == QStringLiteral("sync_id_invalid"));
        CHECK(primary.askWithCode({name, QStringLiteral("1")}).status == 2);
        CHECK(satellite.askWithCode({name, QStringLiteral("1")}).status == 2);
        CHECK(off.ask({name, QStringLiteral("1")}).status == 3);
        CHECK(off.askWithCode({name, QStringLiteral("1")}).errorCode() == QStringLiteral("not_set_up"));
    }
}

TEST_CASE("retrieve: over a dead line ends with 1 and leaves the cursor where it was")
{
    TwoSites sites;
    sites.sync();
    REQUIRE(sites.stopServer() == 0);
    CHECK(sites.satellite().askWithCode(words("retrieve 1")).status == 1);
    CHECK(status(sites.satellite()).value(QStringLiteral("initialised")) == true);
}

TEST_CASE("status: a failure that may heal is a notice, one that does not a warning, with since when")
{
    const TwoSites sites;
    const auto alarm = [&sites] { return status(sites.satellite()).value(QStringLiteral("alarm")).toObject(); };
    sites.sync();
    CHECK(alarm().value(QStringLiteral("level")) == QStringLiteral("calm"));
    CHECK(alarm().value(QStringLiteral("since")).isNull());
    CHECK_FALSE(sites.satellite().run(words("status")).output.contains("Attention"));

    sites.satellite().must(words("peers edit 1 --password-file -"), "wrong\n");
    CHECK(sites.satellite().ask(words("sync")).status == 1);
    CHECK(alarm().value(QStringLiteral("level")) == QStringLiteral("warning"));
    CHECK(alarm().value(QStringLiteral("since")) == status(sites.satellite()).value(QStringLiteral("failingSince")));
    CHECK(status(sites.satellite()).value(QStringLiteral("failuresInARow")) == 1);
    CHECK(sites.satellite().run(words("status")).output.contains("waiting does not mend it"));
}
