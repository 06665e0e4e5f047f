// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QTcpServer>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;
using End = ScriptedAnswer::End;

namespace {

/// A primary that falls silent at one point, in TLS or at a path.
struct Silent {
    explicit Silent(const QByteArray &where)
    {
        tls.listen(QHostAddress::LocalHost);
        address
            = where == "tls" ? QStringLiteral("https://127.0.0.1:%1").arg(tls.serverPort()) : server.url().toString();
        servePrimary(server, {.body = siteBody(), .end = where == "sign-in" ? End::Silent : End::Keep});
        if (where == "http")
            server.handle([](const ScriptedRequest &) { return ScriptedAnswer {.end = End::Silent}; });
        else if (where != "sign-in" && where != "tls")
            server.row("GET", where, {{.end = End::Silent}});
    }
    QTcpServer tls; ///< accepts, and says nothing
    ScriptedServer server;
    QString address;
};

ConnectionCheck::Expected expecting(const QString &address)
{
    return {address, QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {12}};
}

CheckReport run(const QString &address, ConnectionCheck::Limits limits)
{
    const SystemClock clock;
    ConnectionCheck check({}, clock, expecting(address), limits);
    return QCoro::waitFor(check.run());
}

qint64 secondsIn(const CheckFinding &finding)
{
    return finding.error->values.value(QStringLiteral("seconds")).toLongLong();
}

} // namespace

TEST_CASE("a step has ten seconds and the whole fifteen")
{
    CHECK(ConnectionCheck::Limits {}.step == 10s);
    CHECK(ConnectionCheck::Limits {}.whole == 15s);
}

TEST_CASE("whatever falls silent, its step ends in its time and says so")
{
    const auto [where, step] = GENERATE(table<QByteArray, const char *>({
        {"tls", "tls"},
        {"http", "http"},
        {"sign-in", "sign-in"},
        {"/sync/v5/site_status", "site"},
    }));
    Silent primary(where);
    const CheckReport report = run(primary.address, {400ms, 10s});
    INFO(toText(report).toStdString());
    REQUIRE_FALSE(report.isOk());
    CHECK(report.findings.last().step == QLatin1String(step));
    CHECK(codeOf(report.findings.last().error->code) == codeOf(ErrorCode::AnswerTimeout));
    CHECK(secondsIn(report.findings.last()) == 1);
}

TEST_CASE("a port that is silent in TLS has been waited for the whole step, the guess at plain HTTP within")
{
    Silent primary("tls");
    const CheckReport report = run(primary.address, {2s, 10s});
    REQUIRE_FALSE(report.isOk());
    CHECK(secondsIn(report.findings.last()) == 2);
    REQUIRE(report.otherClient);
    REQUIRE(report.otherClient->error);
    CHECK(describe(*report.otherClient->error) == report.findings.last().detail);
}

TEST_CASE("where only the measuring falls silent, the check goes on without")
{
    Silent primary("/sync/v5/central_records");
    const CheckReport report = run(primary.address, {1s, 10s});
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
    CHECK(report.roundTrip.has_value());
    CHECK_FALSE(report.bytesPerSecond.has_value());
}

TEST_CASE("the time of the whole is what is left for a late step")
{
    ScriptedServer server;
    server.handle([](const ScriptedRequest &request) {
        if (request.header("authorization").isEmpty()) {
            ScriptedAnswer late = protocolError(401, "site_name_not_found");
            late.delay = 1200ms;
            return late;
        }
        return ScriptedAnswer {.end = End::Silent};
    });
    const CheckReport report = run(server.url().toString(), {10s, 2500ms});
    INFO(toText(report).toStdString());
    REQUIRE_FALSE(report.isOk());
    CHECK(report.findings.last().step == QStringLiteral("sign-in"));
    CHECK(report.findings.last().error->code == ErrorCode::AnswerTimeout);
    CHECK(secondsIn(report.findings.last()) <= 2);
}

TEST_CASE("wherever a check waits, it can be cancelled at once, and says so")
{
    const auto [where, step] = GENERATE(table<QByteArray, const char *>({
        {"tls", "tls"},
        {"http", "http"},
        {"sign-in", "sign-in"},
        {"/sync/v5/site_status", "sign-in"},
        {"/sync/v5/central_records", "sign-in"},
    }));
    Silent primary(where);
    const SystemClock clock;
    ConnectionCheck check({}, clock, expecting(primary.address));
    // When the request is there that gets no answer; in TLS, when the second connection is.
    const QByteArray path = where.startsWith('/') ? where : QByteArray("/sync/v5/site");
    const bool isSignedIn = where != "http";
    const auto cancelSoon = [&] {
        QMetaObject::invokeMethod(
            &primary.server, [&check] { check.cancel(); }, Qt::QueuedConnection);
    };
    QObject::connect(&primary.server, &ScriptedServer::requested, &primary.server, [&](const ScriptedRequest &request) {
        if (request.path == path && request.header("authorization").isEmpty() != isSignedIn)
            cancelSoon();
    });
    int connections = 0;
    QObject::connect(&primary.tls, &QTcpServer::newConnection, &primary.tls, [&] {
        if (++connections == 2)
            cancelSoon();
    });
    const CheckReport report = QCoro::waitFor(check.run());
    INFO(toText(report).toStdString());
    REQUIRE_FALSE(report.isOk());
    CHECK(report.findings.last().step == QLatin1String(step));
    CHECK(codeOf(report.findings.last().error->code) == codeOf(ErrorCode::Cancelled));
    CHECK(report.findings.last().took < 5s); // of the ten that it may take
}

TEST_CASE("before every step a check can be cancelled")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    const QString wanted = QString::fromLatin1(
        GENERATE("address", "resolve", "connect", "http", "sign-in", "hardware", "version", "site"));
    const SystemClock clock;
    ConnectionCheck check({}, clock, expecting(server.url().toString()));
    CheckObserver observer;
    observer.started = [&](const QString &step) {
        if (step == wanted)
            check.cancel();
    };
    const CheckReport report = QCoro::waitFor(check.run(observer));
    CHECK(report.findings.last().step == wanted);
    CHECK(codeOf(report.findings.last().error->code) == codeOf(ErrorCode::Cancelled));
}
