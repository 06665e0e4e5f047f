// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "tests/support/catch.h"
#include "tests/support/relay.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

CheckReport checkThrough(const QString &proxy, const QString &address)
{
    const SystemClock clock;
    HttpClient::Options options;
    options.proxy = proxy;
    ConnectionCheck check(
        options, clock, {address, QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {12}});
    return QCoro::waitFor(check.run());
}

void requireLast(const CheckReport &report, const char *step, ErrorCode code)
{
    INFO(toText(report).toStdString());
    REQUIRE(report.findings.last().error);
    CHECK(report.findings.last().step == QLatin1String(step));
    CHECK(codeOf(report.findings.last().error->code) == codeOf(code));
}

} // namespace

TEST_CASE("a check goes through a proxy all the way")
{
    const auto speaks = GENERATE(Relay::Speaks::Http, Relay::Speaks::Socks5);
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    servePrimary(server, {.body = siteBody()});
    Relay relay(speaks);
    const CheckReport report = checkThrough(relay.url(), Relay::beyond(server.url()).toString());
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
}

TEST_CASE("D6: plain http to another machine is a warning, which does not end the check")
{
    ScriptedServer server;
    servePrimary(server, {.body = siteBody()});
    Relay relay(Relay::Speaks::Socks5);
    const CheckReport report = checkThrough(relay.url(), Relay::beyond(server.url()).toString());
    INFO(toText(report).toStdString());
    CHECK(report.isOk());
    const auto http = std::find_if(report.findings.cbegin(), report.findings.cend(),
        [](const CheckFinding &finding) { return finding.step == QLatin1String("http"); });
    REQUIRE(http != report.findings.cend());
    CHECK(http->level == CheckLevel::Warning);
    REQUIRE(http->error);
    CHECK(http->error->code == ErrorCode::PlainHttpUrl);
    CHECK(http->detail.contains(QStringLiteral("primary.invalid")));
    for (const CheckFinding &finding : report.findings)
        CHECK((&finding == &*http || finding.level == CheckLevel::Ok));
    const CheckReport here = checkThrough(QStringLiteral("none"), server.url().toString());
    for (const CheckFinding &finding : here.findings)
        CHECK(finding.level == CheckLevel::Ok);
}

TEST_CASE("what a proxy says of a tunnel is told apart")
{
    const auto [status, code] = GENERATE(table<int, ErrorCode>({
        {403, ErrorCode::ProxyRefused},
        {404, ErrorCode::HostNotFound},
        {407, ErrorCode::ProxySignIn},
        {500, ErrorCode::ProxyRefused},
        {503, ErrorCode::ConnectionRefused},
    }));
    Relay relay(Relay::Speaks::Http);
    relay.refuse(status);
    requireLast(checkThrough(relay.url(), QStringLiteral("https://primary.invalid")), "tls", code);
}

TEST_CASE("a proxy where nobody listens refuses at the step connect")
{
    QTcpServer gone;
    REQUIRE(gone.listen(QHostAddress::LocalHost));
    const QString proxy = QStringLiteral("http://127.0.0.1:%1").arg(gone.serverPort());
    gone.close();
    requireLast(checkThrough(proxy, QStringLiteral("http://primary.invalid")), "connect", ErrorCode::ProxyRefused);
}
