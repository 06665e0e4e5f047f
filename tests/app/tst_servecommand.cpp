// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/support/rawhttp.h"
#include "tests/support/testcertificate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QTcpServer>
#include <QUrl>

#include <csignal>

using namespace mailboat::test;

TEST_CASE("serve: prints where it listens, with the port really used, and SIGTERM ends it with 0")
{
    const CtlSite site(1);
    std::unique_ptr<Child> child;
    const QString url = serve(site, child);
    CHECK(url.startsWith(QStringLiteral("http://127.0.0.1:")));
    CHECK_FALSE(url.endsWith(QStringLiteral(":0")));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("engine")) == QStringLiteral("running"));
    child->terminate();
    CHECK(child->exitStatus() == 0);
    CHECK(child->errors().isEmpty());
}

TEST_CASE("serve: Ctrl-C ends it with 130")
{
    const CtlSite site(1);
    std::unique_ptr<Child> child;
    serve(site, child);
    child->interrupt();
    CHECK(child->exitStatus() == 130);
    CHECK(site.ask(words("status")).object.value(QStringLiteral("engine")) == QStringLiteral("stopped"));
}

TEST_CASE("serve: the second engine on one datafile ends with 4, the first goes on")
{
    const CtlSite site(1);
    std::unique_ptr<Child> child;
    serve(site, child);
    const Answer second = site.ask(words("serve --listen 127.0.0.1:0"));
    CHECK(second.status == 4);
    CHECK(second.errorCode() == QStringLiteral("engine_lock_held"));
    child->terminate();
    CHECK(child->exitStatus() == 0);
}

TEST_CASE("serve: a port in use ends with 1, an address that is none with 2")
{
    QTcpServer other;
    REQUIRE(other.listen(QHostAddress::LocalHost));
    const CtlSite site(1);
    const Answer taken = site.ask(
        {QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(other.serverPort())});
    CHECK(taken.status == 1);
    CHECK(taken.errorCode() == QStringLiteral("port_in_use"));
    const Answer nonsense = site.ask(words("serve --listen nonsense"));
    CHECK(nonsense.status == 2);
    CHECK(nonsense.errorCode() == QStringLiteral("listen_address_invalid"));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("engine")) == QStringLiteral("stopped"));
}

TEST_CASE("serve: a certificate that cannot be read or used is named")
{
    const CtlSite site(1);
    const QString broken = site.write(QStringLiteral("broken.pem"), "nonsense");
    for (const QString &file : {QStringLiteral("no-such-file.pem"), broken}) {
        const Answer refused = site.ask({QStringLiteral("serve"), QStringLiteral("--listen"),
            QStringLiteral("127.0.0.1:0"), QStringLiteral("--tls-cert"), file, QStringLiteral("--tls-key"), file});
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("certificate_unusable"));
    }
    CHECK(site.run({QStringLiteral("serve"), QStringLiteral("--tls-cert"), QStringLiteral("no-such-file.pem"),
                       QStringLiteral("--tls-key"), broken})
              .errors.contains("no-such-file.pem"));
}

TEST_CASE("serve: what is wrong with a certificate or its key is said")
{
    const CtlSite site(1);
    const TestCertificate made = TestCertificate::selfSigned();
    const auto said = [&](const QByteArray &certificateText, const QByteArray &keyText) {
        const Answer refused
            = site.ask({QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                QStringLiteral("--tls-cert"), site.write(QStringLiteral("a.crt"), certificateText),
                QStringLiteral("--tls-key"), site.write(QStringLiteral("a.key"), keyText)});
        CHECK(refused.errorCode() == QStringLiteral("certificate_unusable"));
        return refused.object.value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
    };
    CHECK(said("nonsense", made.key).contains(QStringLiteral("the file of the certificate holds none")));
    CHECK(said(made.certificate, "nonsense").contains(QStringLiteral("the file of the key holds none")));
    CHECK(said(made.certificate, TestCertificate::selfSigned().key)
              .contains(QStringLiteral("the key does not belong to the certificate")));
    QByteArray damaged = made.key;
    damaged.replace(damaged.size() / 2, 8, "????????");
    CHECK(said(made.certificate, damaged).contains(QStringLiteral("TLS cannot use them")));
    CHECK(said(made.certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIG=\n-----END ENCRYPTED PRIVATE KEY-----\n")
              .contains(QStringLiteral("protected by a password")));
}

TEST_CASE("D6: serve refuses plain http beyond this machine unless it is told, and follows when it is told otherwise")
{
    const CtlSite site(1);
    const Answer refused = site.ask(words("serve --listen 0.0.0.0:0"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("plain_http_refused"));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("engine")) == QStringLiteral("stopped"));

    const TestCertificate made = TestCertificate::selfSigned();
    {
        Child secure(
            site.withDatafile({QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0"),
                QStringLiteral("--tls-cert"), site.write(QStringLiteral("a.crt"), made.certificate),
                QStringLiteral("--tls-key"), site.write(QStringLiteral("a.key"), made.key)}),
            site.environment());
        secure.lineAfter("listening on https://");
        secure.terminate();
        CHECK(secure.exitStatus() == 0);
    }
    site.must(words("prefs set external-url https://hub.example"));
    {
        Child behindProxy(site.withDatafile(words("serve --listen 0.0.0.0:0")), site.environment());
        behindProxy.lineAfter("listening on http://");
        behindProxy.terminate();
        CHECK(behindProxy.exitStatus() == 0);
    }
    site.must({QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("external-url"), QString()});
    const Answer told = site.must(words("prefs set plain-http true"));
    CHECK(told.object.value(QStringLiteral("warnings")).toArray().isEmpty()); // the preference "listen" is this machine
    Child plain(site.withDatafile(words("serve --listen 0.0.0.0:0")), site.environment());
    plain.lineAfter("listening on http://");
    site.must(words("prefs set plain-http false"));
    CHECK(plain.exitStatus() == 2);
    CHECK(plain.errors().contains("beyond this machine"));
}

TEST_CASE("D6: serve takes its certificate anew when the files change and at SIGHUP, and drops no connection")
{
    const CtlSite site(1);
    const auto put = [&site](const TestCertificate &certificate, const TestCertificate &key) {
        site.write(QStringLiteral("a.crt"), certificate.certificate);
        site.write(QStringLiteral("a.key"), key.key);
    };
    const TestCertificate first = TestCertificate::selfSigned();
    const TestCertificate second = TestCertificate::selfSigned();
    const TestCertificate third = TestCertificate::selfSigned();
    put(first, first);
    std::unique_ptr<Child> child;
    const auto port
        = static_cast<quint16>(QUrl(serve(site, child,
                                        {QStringLiteral("--tls-cert"), site.filePath(QStringLiteral("a.crt")),
                                            QStringLiteral("--tls-key"), site.filePath(QStringLiteral("a.key"))}))
                                   .port());
    const auto isShown = [port](const TestCertificate &wanted) {
        return RawConnection(port, QSslCertificate(wanted.certificate)).isConnected();
    };
    RawConnection open(port, QSslCertificate(first.certificate));
    open.send(rawRequest("GET", "/sync/v5/site"));
    REQUIRE(open.reply().value().status == 401);

    put(second, second); // noticed by itself
    child->lineAfter("certificate and key taken anew");
    CHECK(isShown(second));
    CHECK_FALSE(isShown(first));

    const auto noted = [&site](const QString &what) {
        for (const auto &entry : site.ask(words("log")).array) {
            if (entry.toObject().value(QStringLiteral("what")) == what)
                return true;
        }
        return false;
    };
    put(third, second);
    REQUIRE(::kill(static_cast<pid_t>(child->processId()), SIGHUP) == 0);
    while (child->isRunning() && !noted(QStringLiteral("certificate-not-taken"))) {}
    CHECK(isShown(second));
    CHECK(noted(QStringLiteral("certificate-taken")));
    site.must({QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("listen"),
        QStringLiteral("127.0.0.1:%1").arg(port)});
    const auto certificateCode = [&site] {
        return site.ask(words("check"))
            .object.value(QStringLiteral("steps"))
            .toArray()
            .at(1)
            .toObject()
            .value(QStringLiteral("code"));
    };
    CHECK(certificateCode() == QStringLiteral("certificate_unusable"));

    put(third, third);
    REQUIRE(::kill(static_cast<pid_t>(child->processId()), SIGHUP) == 0);
    while (child->isRunning() && !isShown(third)) {}
    CHECK(certificateCode() != QStringLiteral("certificate_unusable"));
    open.send(rawRequest("GET", "/sync/v5/site"));
    CHECK(open.reply().value().status == 401); // on the connection of the first certificate
    child->terminate();
    CHECK(child->exitStatus() == 0);
    CHECK(child->errors().contains("the key does not belong to the certificate"));
    CHECK(child->errors().contains("The one before stays in use."));
}

TEST_CASE("serve: goes on, and ends with 0, where its lines cannot be written")
{
    const CtlSite site(1);
    Child child(QStringLiteral("/bin/sh"),
        QStringList {QStringLiteral("-c"), QStringLiteral("exec \"$0\" \"$@\" > /dev/full"), mailboatctlProgram()}
            + site.withDatafile(words("serve --listen 127.0.0.1:0")),
        site.environment());
    const auto isServing = [&site] {
        return site.ask(words("status")).object.value(QStringLiteral("engine")) == QStringLiteral("running");
    };
    while (child.isRunning() && !isServing()) {}
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("serve --json: one document says where it listens")
{
    const CtlSite site(1);
    Child child(site.withDatafile(words("--json serve --listen 127.0.0.1:0")), site.environment());
    child.lineAfter("{");
    child.terminate();
    CHECK(child.exitStatus() == 0);
    const QJsonObject event = QJsonDocument::fromJson(child.output()).object();
    CHECK(event.value(QStringLiteral("event")) == QStringLiteral("listening"));
    CHECK(event.value(QStringLiteral("url")).toString().startsWith(QStringLiteral("http://127.0.0.1:")));
}

TEST_CASE("serve: a satellite says with whom it synchronises and how often, and does so")
{
    const TwoSites sites;
    sites.satellite().must(words("prefs set sync-interval 7"));
    Child child(sites.satellite().withDatafile(words("serve --progress")), sites.satellite().environment());
    CHECK(child.lineAfter("synchronising with ") == sites.url().toUtf8() + " every 7 min");
    // its cycle is under way or done; this one is answered by it
    CHECK(sites.satellite().ask(words("sync")).status == 0);
    CHECK(sites.satellite().run(words("records get item I1")).status == 0);
    const QJsonObject status = sites.satellite().ask(words("status")).object;
    CHECK(status.value(QStringLiteral("nextSync")).isString());
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("serve: ends and says why where its datafile vanishes in the middle of a cycle")
{
    QTcpServer silent;
    REQUIRE(silent.listen(QHostAddress::LocalHost));
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic2"), QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    Child child(site.withDatafile(words("serve")), site.environment());
    child.lineAfter("synchronising with ");
    REQUIRE((silent.hasPendingConnections() || silent.waitForNewConnection(10000)));
    REQUIRE(QFile::rename(site.path(), site.filePath(QStringLiteral("kept"))));
    CHECK(child.exitStatus() == 4);
    CHECK_FALSE(child.errors().isEmpty());
}

TEST_CASE("serve: not set up, it waits and says so, a Sync ID set meanwhile makes it a primary")
{
    const CtlSite site(0);
    Child child(site.withDatafile(words("serve --listen 127.0.0.1:0")), site.environment());
    child.lineAfter("not synchronising: not-set-up");
    site.must(words("prefs set sync-id 1"));
    child.lineAfter("listening on http://127.0.0.1:");
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("11.5: serve --test-endpoints only from a datafile made by init --test, only on loopback, and says so")
{
    const CtlSite real(1);
    const Answer refused = real.ask(words("serve --listen 127.0.0.1:0 --test-endpoints"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("test_datafile_only"));

    const CtlSite site;
    REQUIRE(site.askWithCode(words("init --test --sync-id 1")).status == 0);
    site.addPeer(2, QStringLiteral("tester"));
    const Answer beyond = site.ask(words("serve --listen 0.0.0.0:0 --test-endpoints"));
    CHECK(beyond.status == 2);
    CHECK(beyond.errorCode() == QStringLiteral("test_loopback_only"));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("testEndpoints")) == false);
    const CtlSite satellite;
    REQUIRE(satellite.askWithCode(words("init --test --sync-id 2")).status == 0);
    const Answer there = satellite.ask(words("serve --test-endpoints"));
    CHECK(there.status == 2);
    CHECK(there.errorCode() == QStringLiteral("action_not_possible"));
    {
        Child child(site.withDatafile(words("serve --listen 127.0.0.1:0 --test-endpoints")), site.environment());
        child.lineAfter("listening on http://");
        CHECK(site.ask(words("status")).object.value(QStringLiteral("testEndpoints")) == true);
        CHECK(site.run(words("status")).output.contains("Test endpoints are served"));
        child.terminate();
        CHECK(child.exitStatus() == 0);
        CHECK(child.errors().contains("Test endpoints are served"));
    }
    CHECK(site.ask(words("status")).object.value(QStringLiteral("testEndpoints")) == false);
    Child child(site.withDatafile(words("serve --listen 127.0.0.1:0")), site.environment());
    child.lineAfter("listening on http://");
    CHECK(site.ask(words("status")).object.value(QStringLiteral("testEndpoints")) == false);
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("14.B2: serve takes certificate and key from the preferences, follows them, and says where it is reached")
{
    const CtlSite site(1);
    site.must(words("prefs set listen 0.0.0.0:0"));
    CHECK(site.ask(words("serve")).errorCode() == QStringLiteral("plain_http_refused"));
    const TestCertificate made = TestCertificate::selfSigned();
    const QString certificate = site.write(QStringLiteral("a.crt"), made.certificate);
    const auto set = [&site](const char *name, const QString &value) {
        return site.must({QStringLiteral("prefs"), QStringLiteral("set"), QString::fromLatin1(name), value});
    };
    set("tls-certificate", certificate);
    const Answer keyless = site.ask(words("serve")); // the key would have to stand in the same file
    CHECK(keyless.status == 2);
    CHECK(keyless.errorCode() == QStringLiteral("certificate_unusable"));
    set("tls-key", site.write(QStringLiteral("a.key"), made.key));
    set("external-url", QStringLiteral("https://hub.example"));
    const auto reach = [&site] { return site.ask(words("status")).object.value(QStringLiteral("reach")).toString(); };
    CHECK(reach() == QStringLiteral("nobody"));

    Child child(site.withDatafile(words("serve")), site.environment());
    child.lineAfter("listening on https://0.0.0.0:");
    CHECK(reach() == QStringLiteral("other-machines"));
    CHECK(site.run(words("status")).output.contains("over https at https://hub.example"));
    set("external-url", {});
    REQUIRE(QFile::remove(certificate)); // and what was read of it stays in use
    set("listen", QStringLiteral("127.0.0.1:0"));
    child.lineAfter("listening on https://127.0.0.1:");
    CHECK(reach() == QStringLiteral("this-machine"));
    CHECK(site.run(words("status")).output.contains("\"tls-certificate\""));
    set("tls-certificate", {});
    child.lineAfter("listening on http://127.0.0.1:");
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("14.B2: SIGHUP does not end a serve that was given its certificate while it ran")
{
    const CtlSite site(1);
    const TestCertificate made = TestCertificate::selfSigned();
    Child child(site.withDatafile(words("serve --listen 127.0.0.1:0")), site.environment());
    child.lineAfter("listening on http://");
    site.must({QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("tls-certificate"),
        site.write(QStringLiteral("both.pem"), made.certificate + made.key)});
    child.lineAfter("listening on https://");
    REQUIRE(::kill(static_cast<pid_t>(child.processId()), SIGHUP) == 0);
    child.lineAfter("certificate and key taken anew");
    child.terminate();
    CHECK(child.exitStatus() == 0);
}

TEST_CASE("prefs set refuses what is no certificate or key, and warns of a pair that does not belong together")
{
    const CtlSite site(1);
    const TestCertificate made = TestCertificate::selfSigned();
    const TestCertificate other = TestCertificate::selfSigned();
    const QString certificate = site.write(QStringLiteral("a.crt"), made.certificate);
    const QString key = site.write(QStringLiteral("a.key"), made.key);
    const auto set = [&site](const char *name, const QString &value) {
        return site.askWithCode({QStringLiteral("prefs"), QStringLiteral("set"), QString::fromLatin1(name), value});
    };
    const auto warnings
        = [](const Answer &answer) { return answer.object.value(QStringLiteral("warnings")).toArray().size(); };
    const QByteArray half = made.certificate.left(made.certificate.size() / 2);
    const QByteArray halfKey = made.key.left(made.key.size() / 2);
    for (const QString &none : {QFileInfo(certificate).path(), QStringLiteral("/nowhere/a.crt"), key,
             site.write(QStringLiteral("half.crt"), half)}) {
        CAPTURE(none);
        const Answer refused = set("tls-certificate", none);
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("certificate_unusable"));
    }
    for (const QString &none : {QFileInfo(key).path(), QStringLiteral("/nowhere/a.key"), certificate,
             site.write(QStringLiteral("half.key"), halfKey)}) {
        CAPTURE(none);
        CHECK(set("tls-key", none).errorCode() == QStringLiteral("certificate_unusable"));
    }
    const Answer alone = set("tls-certificate", QDir::current().relativeFilePath(certificate));
    CHECK(alone.status == 0);
    CHECK(warnings(alone) == 1); // its key stands elsewhere
    CHECK(site.ask(words("prefs get tls-certificate")).object.value(QStringLiteral("tls-certificate")) == certificate);
    CHECK(warnings(set("tls-key", key)) == 0);
    CHECK(warnings(set("tls-key", site.write(QStringLiteral("b.key"), other.key))) == 1);
    CHECK(warnings(set("tls-certificate", site.write(QStringLiteral("b.crt"), other.certificate))) == 0);
    CHECK(set("tls-certificate", {}).status == 0);
}

TEST_CASE("status and check name what keeps a stopped primary from listening, and status says how the sites stand")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.addPeer(3, QStringLiteral("b"));
    const TestCertificate made = TestCertificate::selfSigned();
    const auto alarmLevel = [](const QJsonObject &status) {
        return status.value(QStringLiteral("alarm")).toObject().value(QStringLiteral("level")).toString();
    };
    const QJsonObject calm = site.ask(words("status")).object;
    CHECK(calm.value(QStringLiteral("sites")).toObject().value(QStringLiteral("never")) == 2);
    CHECK(calm.value(QStringLiteral("listenFault")).isNull());
    CHECK(alarmLevel(calm) == QStringLiteral("calm"));
    CHECK(site.run(words("status")).output.contains("2: 2 never"));
    site.must({QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("tls-certificate"),
        site.write(QStringLiteral("a.crt"), made.certificate)});
    site.must({QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("tls-key"),
        site.write(QStringLiteral("b.key"), TestCertificate::selfSigned().key)});
    const QJsonObject bad = site.ask(words("status")).object;
    CHECK(bad.value(QStringLiteral("listenFault")).toObject().value(QStringLiteral("code"))
        == QStringLiteral("certificate_unusable"));
    CHECK(alarmLevel(bad) == QStringLiteral("warning"));
    CHECK(site.run(words("status")).output.contains("the key does not belong to the certificate"));
    CHECK(site.run(words("check")).output.contains("the key does not belong to the certificate"));
}
