// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "core/prefs/siteurl.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"

#include <QCoroTask>
#include <QRegularExpression>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What a check finds where this is answered; nothing that may be a sign-in page is given credentials.
CheckFinding foundIn(const ScriptedAnswer &answer)
{
    ScriptedServer server;
    server.row("GET", "/sync/v5/site", {answer});
    const SystemClock clock;
    ConnectionCheck check({}, clock,
        {server.url().toString(), QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {12}});
    const CheckReport report = QCoro::waitFor(check.run());
    INFO(toText(report).toStdString());
    REQUIRE(report.findings.last().error);
    CHECK(report.findings.last().step == QStringLiteral("http"));
    for (const ScriptedRequest &request : server.requests())
        CHECK(request.header("authorization").isEmpty());
    return report.findings.last();
}

ScriptedAnswer redirectTo(const QByteArray &location, int status = 302)
{
    return {.status = status, .body = "", .headers = {{"Location", location}}};
}

QString urlIn(const QString &words)
{
    static const QRegularExpression url(QStringLiteral("https?://[^\\s]*[^\\s.]"));
    return url.match(words).captured();
}

} // namespace

TEST_CASE("E2: a redirect names the URL to enter, without the path, and it is taken as it stands")
{
    const auto [location, to] = GENERATE(table<QByteArray, const char *>({
        {"https://127.0.0.1:8443/sync/v5/site", "https://127.0.0.1:8443"},
        {"https://127.0.0.1/sync/v5/site", "https://127.0.0.1"},
        {"https://127.0.0.1:443/sync/v5/site/", "https://127.0.0.1"},
        {"https://user:pw@hub.example/sync/v5/site?x=1#y", "https://hub.example"},
        {"//hub.example:2048/sync/v5/site", "http://hub.example:2048"},
        {"https://www.hub.example/", "https://www.hub.example"},
        {"https://b\xC3\xBC.example/sync/v5/site", "https://xn--b-eha.example"},
    }));
    CAPTURE(location);
    const CheckFinding found = foundIn(redirectTo(location, GENERATE(301, 302, 307, 308)));
    CHECK(codeOf(found.error->code) == QStringLiteral("redirected"));
    const QString advised = urlIn(advise(*found.error));
    CHECK(urlIn(found.detail) == QLatin1String(to));
    CHECK(advised == QLatin1String(to));
    CHECK(completedUrl(advised) == QString::fromLatin1(to));
}

TEST_CASE("E2: where a redirect names nothing that could be entered, nothing is advised to be entered")
{
    const QByteArray location = GENERATE(as<QByteArray>(), "", "ftp://hub.example/sync/v5/site", "javascript:alert(1)",
        "http:///sync/v5/site", "http://0.0.0.0/sync/v5/site");
    CAPTURE(location);
    const CheckFinding found = foundIn(redirectTo(location));
    CHECK(codeOf(found.error->code) == QStringLiteral("redirected"));
    CHECK(urlIn(found.detail + advise(*found.error)) == QString());
}

TEST_CASE("E2: a redirect to another page of the same server is a page, no other address")
{
    const CheckFinding found = foundIn(redirectTo("/index.html"));
    CHECK(codeOf(found.error->code) == QStringLiteral("web_page"));
}

TEST_CASE("E2: a redirect to where one signs in is a network that wants a sign-in")
{
    const QByteArray location = GENERATE(as<QByteArray>(), "http://10.1.0.1/login?dst=x", "/login",
        "https://wifi.hotel.example/guest/s/default/", "http://192.168.88.1/",
        "http://a.example/?url=http%3A%2F%2F127.0.0.1%2Fsync%2Fv5%2Fsite",
        "http://1.1.1.1/fs/customwebauth/Sign-In.html", "https://hub.example/auth?next=x");
    CAPTURE(location);
    const CheckFinding found = foundIn(redirectTo(location));
    CHECK(codeOf(found.error->code) == QStringLiteral("network_sign_in"));
    CHECK(found.detail.contains(QStringLiteral("wants a sign-in")));
    CHECK(advise(*found.error).contains(QStringLiteral("web browser")));
    CHECK_FALSE(advise(*found.error).contains(QStringLiteral("http")));
}

TEST_CASE("E2: a page that asks to sign in, on any status, is a network that wants a sign-in")
{
    const int status = GENERATE(200, 203, 302, 400, 401, 403, 404, 405, 429, 500, 502, 503, 511);
    const auto [page, type] = GENERATE(table<QByteArray, QByteArray>({
        {R"(<html><form action="/in"><input name=u><input type="password" name=p></form></html>)", "text/html"},
        {"<!-- portal -->\n<!DOCTYPE html><title>Welcome</title><a href=x>Please log in</a>", "text/plain"},
        {"\xEF\xBB\xBF<html><h1>Hotspot</h1></html>", ""},
        {"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">Sign in", "application/xhtml+xml"},
        {"<html><p lang=fr>Veuillez vous identifier : se connecter</p></html>", "text/html"},
    }));
    CAPTURE(status, page);
    const CheckFinding found = foundIn({.status = status, .body = page, .type = type});
    CHECK(codeOf(found.error->code) == QStringLiteral("network_sign_in"));
}

TEST_CASE("E2: a page that asks for nothing is a page, and what a proxy asks for is the proxy's")
{
    CHECK(codeOf(foundIn({.body = "<html>The design in detail, a dialog in it, a plugin</html>", .type = "text/html"})
                     .error->code)
        == QStringLiteral("web_page"));
    CHECK(codeOf(foundIn({.status = 407, .body = "<html>Log in to the proxy", .type = "text/html"}).error->code)
        == QStringLiteral("proxy_sign_in"));
}
