// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QJsonArray>
#include <QTcpServer>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;
using End = ScriptedAnswer::End;

namespace {

struct CheckFixture {
    SystemClock clock;
    ConnectionCheck::Expected expected {
        {}, QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {12}};

    CheckReport check(const QString &address)
    {
        expected.address = address;
        ConnectionCheck check({}, clock, expected);
        return QCoro::waitFor(check.run());
    }
    CheckReport check(const ScriptedServer &server) { return check(server.url().toString()); }
};

QStringList stepsOf(const CheckReport &report)
{
    QStringList steps;
    for (const CheckFinding &finding : report.findings)
        steps << finding.step;
    return steps;
}

void requireFailure(const CheckReport &report, const char *step, ErrorCode code)
{
    INFO(toText(report).toStdString());
    REQUIRE_FALSE(report.isOk());
    const CheckFinding &last = report.findings.last();
    CHECK(last.step == QLatin1String(step));
    CHECK(last.level == CheckLevel::Failed);
    REQUIRE(last.error.has_value());
    CHECK(codeOf(last.error->code) == codeOf(code));
    CHECK_FALSE(last.detail.contains(u'{'));
    for (const CheckFinding &before : report.findings.mid(0, report.findings.size() - 1))
        CHECK(before.level != CheckLevel::Failed);
}

} // namespace

TEST_CASE("all is well: nine steps over http, in order, with round trip and speed")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    ScriptedAnswer records {.body = R"({"maxCursor":0,"data":[]})" + QByteArray(20000, ' ')};
    records.dripBytes = 5000;
    records.dripEvery = 2ms;
    server.row("GET", "/sync/v5/central_records", {records});
    CheckFixture f;
    const CheckReport report = f.check(server);
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
    CHECK(stepsOf(report).join(u' ')
        == QStringLiteral("address resolve connect http sign-in hardware version clock site"));
    CHECK(report.roundTrip.has_value());
    CHECK(report.bytesPerSecond.value_or(0) > 0);
    for (const CheckFinding &finding : report.findings)
        CHECK_FALSE(finding.detail.isEmpty());
}

TEST_CASE("14.A8: one small answer says nothing of the line's speed, and none is told")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    CheckFixture f;
    const CheckReport report = f.check(server);
    CHECK(report.isOk());
    CHECK(report.roundTrip.has_value());
    CHECK_FALSE(report.bytesPerSecond.has_value());
    CHECK(toText(report).contains(QStringLiteral("Speed: not measured")));
    CHECK(toJson(report).value(QStringLiteral("bytesPerSecond")).isNull());
}

TEST_CASE("over https the certificate is a step of its own")
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    servePrimary(server, {.body = siteBody()});
    CheckFixture f;
    const CheckReport report = f.check(server);
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
    CHECK(stepsOf(report).value(3) == QStringLiteral("tls"));
}

TEST_CASE("a self-signed certificate ends the check before anything is sent")
{
    ScriptedServer server(TestCertificate::selfSigned().forServer());
    servePrimary(server, {.body = siteBody()});
    CheckFixture f;
    requireFailure(f.check(server), "tls", ErrorCode::TlsSelfSigned);
    CHECK(server.requests().isEmpty());
}

TEST_CASE("a check says that it is one and changes nothing")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    CheckFixture f;
    CHECK(f.check(server).isOk());
    for (const ScriptedRequest &request : server.requests()) {
        CHECK(request.verb == "GET");
        CHECK(request.path != "/sync/v5/queued_records");
        CHECK(request.header("mailboat-check") == "1");
    }
    CHECK(server.requests().first().header("authorization").isEmpty());
}

TEST_CASE("addresses that cannot be right are refused at once")
{
    CheckFixture f;
    requireFailure(f.check(QStringLiteral("ftp://hub")), "address", ErrorCode::UrlInvalid);
    requireFailure(f.check(QStringLiteral("http://hub/path")), "address", ErrorCode::UrlInvalid);
    requireFailure(f.check(QStringLiteral("  ")), "address", ErrorCode::UrlMissing);
}

TEST_CASE("a closed port is a finding")
{
    CheckFixture f;
    QTcpServer gone;
    REQUIRE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    requireFailure(f.check(QStringLiteral("http://127.0.0.1:%1").arg(port)), "connect", ErrorCode::ConnectionRefused);
}

TEST_CASE("what answers but is no primary is a finding of the step http")
{
    const auto [answer, code] = GENERATE(table<ScriptedAnswer, ErrorCode>({
        {{.body = "<html>welcome</html>", .type = "text/html"}, ErrorCode::WebPage},
        {{.body = "hello", .type = "text/plain"}, ErrorCode::AnswerNotJson},
        {{.status = 302, .body = "", .headers = {{"Location", "https://hub.example/sync/v5/site?x=1"}}},
            ErrorCode::Redirected},
        {{.status = 404, .body = "", .type = ""}, ErrorCode::HttpNotFound},
        {protocolError(404, "not_found"), ErrorCode::HttpNotFound},
        {{.status = 500, .body = "", .type = ""}, ErrorCode::HttpServerError},
        {{.status = 502, .body = "<html>bad gateway", .type = "text/html"}, ErrorCode::HttpServerError},
        {{.status = 403, .body = "<html>forbidden", .type = "text/html"}, ErrorCode::WebPage},
        {{.end = End::CutBefore}, ErrorCode::ConnectionLost},
    }));
    ScriptedServer server;
    server.row("GET", "/sync/v5/site", {answer});
    CheckFixture f;
    requireFailure(f.check(server), "http", code);
    for (const ScriptedRequest &request : server.requests())
        CHECK(request.header("authorization").isEmpty());
}

TEST_CASE("http to a port that expects TLS is recognised")
{
    ScriptedServer server(TestCertificate::selfSigned().forServer());
    CheckFixture f;
    requireFailure(
        f.check(QStringLiteral("http://127.0.0.1:%1").arg(server.port())), "http", ErrorCode::PlainToTlsPort);
}

TEST_CASE("which error comes back decides which step fails")
{
    const auto [answer, step, code] = GENERATE(table<ScriptedAnswer, const char *, ErrorCode>({
        {protocolError(401, "site_name_not_found"), "sign-in", ErrorCode::SiteNameNotFound},
        {protocolError(401, "site_incorrect_password"), "sign-in", ErrorCode::SiteIncorrectPassword},
        {protocolError(503, "site_auth_timeout"), "sign-in", ErrorCode::SiteAuthTimeout},
        {protocolError(401, "site_incorrect_hardware_id"), "hardware", ErrorCode::SiteIncorrectHardwareId},
        {protocolError(409, "api_version_incompatible"), "version", ErrorCode::ApiVersionIncompatible},
        {protocolError(409, "api_version_incompatible", R"({"min":1,"max":13,"version":14})"), "version",
            ErrorCode::ApiVersionTooNew},
        {protocolError(403, "site_has_no_store"), "site", ErrorCode::SiteHasNoStore},
    }));
    ScriptedServer server;
    servePrimary(server, answer);
    CheckFixture f;
    requireFailure(f.check(server), step, code);
}

TEST_CASE("a clock that is off by more than five minutes is a fault, with by how much and which way")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    FakeClock clock(QDateTime::currentDateTimeUtc().addSecs(GENERATE(-7 * 60, 7 * 60, -4 * 60, 4 * 60)));
    const qint64 off = QDateTime::currentDateTimeUtc().secsTo(clock.utcNow());
    CheckFixture f;
    f.expected.address = server.url().toString();
    ConnectionCheck check({}, clock, f.expected);
    const CheckReport report = QCoro::waitFor(check.run());
    if (std::abs(off) < 5 * 60) {
        CHECK(report.isOk());
        return;
    }
    requireFailure(report, "clock", ErrorCode::ClockOff);
    CHECK(report.findings.last().error->values.value(QStringLiteral("minutes")) == 7);
    CHECK(report.findings.last().error->values.value(QStringLiteral("direction")).toString()
        == (off > 0 ? QStringLiteral("ahead") : QStringLiteral("behind")));
}

TEST_CASE("another Sync ID, another primary, another site and a disabled sync are findings of the last step")
{
    ScriptedServer server;
    CheckFixture f;
    ErrorCode code {};
    QByteArray more;
    SECTION("Sync ID")
    {
        f.expected.syncId = SyncId {13};
        code = ErrorCode::SyncIdDiffers;
    }
    SECTION("primary")
    {
        f.expected.known = KnownPrimary {9, QStringLiteral("other")};
        code = ErrorCode::WrongPrimary;
    }
    SECTION("site")
    {
        f.expected.known = KnownPrimary {1, QStringLiteral("other")};
        code = ErrorCode::WrongSite;
    }
    SECTION("disabled")
    {
        more = R"(,"syncDisabled":"a URL on the list")";
        code = ErrorCode::SyncDisabled;
    }
    servePrimary(server, {.body = siteBody(more)});
    requireFailure(f.check(server), "site", code);
}

TEST_CASE("a busy primary is a warning, not a failure")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    server.row("GET", "/sync/v5/site_status",
        {{.body = R"({"code":"integration_in_progress","message":"integrating","data":null})"}});
    CheckFixture f;
    const CheckReport report = f.check(server);
    CHECK(report.isOk());
    CHECK(report.findings.last().level == CheckLevel::Warning);
    CHECK(report.findings.last().error->code == ErrorCode::PrimaryBusy);
}

TEST_CASE("a primary that is too busy to say who we are is a warning of every step that needs it")
{
    ScriptedServer server;
    servePrimary(server, protocolError(503, "sync_is_running"));
    CheckFixture f;
    const CheckReport report = f.check(server);
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
    for (const CheckFinding &finding : report.findings) {
        const bool needsIt = finding.step == u"sign-in" || finding.step == u"hardware" || finding.step == u"version"
            || finding.step == u"site";
        CHECK((finding.level == CheckLevel::Warning) == needsIt);
        CHECK((finding.error && finding.error->code == ErrorCode::PrimaryBusy) == needsIt);
    }
}

TEST_CASE("the round trip is that of a request which costs the primary nothing")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody(), .delay = 1500ms}); // as long as a slow password hash
    CheckFixture f;
    const CheckReport report = f.check(server);
    CHECK(report.isOk());
    CHECK(report.roundTrip.value() < 1500ms);
    CHECK(report.roundTrip.value() > 0ms);
}

TEST_CASE("of a primary that is no Mailboat the report says that a contact may bind the machine")
{
    const bool isMailboat = GENERATE(false, true);
    ScriptedServer server;
    ScriptedAnswer answer {.body = R"({"maxCursor":0,"data":[]})"};
    servePrimary(server, {.body = siteBody()});
    if (isMailboat)
        answer.headers = {{"mailboat", "1"}};
    server.row("GET", "/sync/v5/central_records", {answer});
    CheckFixture f;
    CHECK(toText(f.check(server)).contains(QStringLiteral("may have bound the site to this machine")) != isMailboat);
}

TEST_CASE("a name with several addresses is there where one of them answers")
{
    ScriptedServer server; // on 127.0.0.1 alone
    servePrimary(server, {.body = siteBody()});
    CheckFixture f;
    CHECK(f.check(QStringLiteral("http://localhost:%1").arg(server.port())).isOk());
}

TEST_CASE("a check that is destroyed while it runs ends by itself")
{
    ScriptedServer server;
    server.row("GET", "/sync/v5/site", {{.end = End::Silent}});
    CheckFixture f;
    f.expected.address = server.url().toString();
    auto check = std::make_unique<ConnectionCheck>(HttpClient::Options {}, f.clock, f.expected);
    QObject::connect(
        &server, &ScriptedServer::requested, &server, [&] { check.reset(); }, Qt::QueuedConnection);
    QCoro::Task<CheckReport> task = check->run();
    requireFailure(QCoro::waitFor(task), "http", ErrorCode::Cancelled);
}

TEST_CASE("the report has the keys of the contract and no secret")
{
    ScriptedServer server;
    servePrimary(server, protocolError(401, "site_incorrect_password"));
    CheckFixture f;
    const CheckReport report = f.check(server);
    const QJsonObject json = toJson(report);
    CHECK(json.value(QStringLiteral("ok")) == QJsonValue(false));
    CHECK(json.contains(QStringLiteral("roundTripMs")));
    CHECK(json.contains(QStringLiteral("bytesPerSecond")));
    CHECK(json.value(QStringLiteral("otherClient")).isNull());
    const QJsonObject last = json.value(QStringLiteral("steps")).toArray().last().toObject();
    for (const char *key : {"step", "ok", "level", "code", "ms", "detail", "advice"})
        CHECK(last.contains(QLatin1String(key)));
    CHECK(last.value(QStringLiteral("code")) == QStringLiteral("site_incorrect_password"));
    CHECK_FALSE(toText(report).contains(QString(64, u'a')));
}
