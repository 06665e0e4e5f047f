// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/relay.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Result<HttpReply> get(HttpClient &client, QUrl url)
{
    url.setPath(QStringLiteral("/x"));
    return QCoro::waitFor(client.send({"GET", url}));
}

} // namespace

TEST_CASE("https goes through a proxy as a tunnel, and the certificate is checked behind it")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    const auto speaks = GENERATE(Relay::Speaks::Http, Relay::Speaks::Socks5);
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    server.row("GET", "/x", {{.body = "1"}});
    Relay relay(speaks);
    options.proxy = relay.url();
    {
        HttpClient client(options);
        const Result<HttpReply> untrusted = get(client, Relay::beyond(server.url()));
        REQUIRE_FALSE(untrusted.has_value());
        CHECK(untrusted.error().code == ErrorCode::TlsUnknownIssuer);
        CHECK(server.requests().isEmpty());
    }
    const TrustedCertificate trusted(authority);
    HttpClient client(options);
    REQUIRE(get(client, Relay::beyond(server.url())).has_value());
    REQUIRE(get(client, Relay::beyond(server.url())).has_value());
    CHECK(server.connections() == 1);
    CHECK(relay.targets().last() == "primary.invalid:" + QByteArray::number(server.port()));
}

TEST_CASE("through SOCKS 5 the proxy looks the name up")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    Relay relay(Relay::Speaks::Socks5);
    options.proxy = relay.url();
    HttpClient client(options);
    QUrl url = server.url();
    url.setHost(QStringLiteral("primary.invalid"));
    REQUIRE(get(client, url).has_value());
    CHECK(relay.targets() == QList<QByteArray> {"primary.invalid:" + QByteArray::number(server.port())});
    CHECK(server.requests().first().header("host") == relay.targets().first());
}

TEST_CASE("a proxy that asks to sign in is named as such, with and without TLS")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    Relay relay(Relay::Speaks::Http);
    relay.refuse(407);
    options.proxy = relay.url();
    HttpClient client(options);
    const Result<HttpReply> tunnelled = get(client, QUrl(QStringLiteral("https://primary.invalid")));
    REQUIRE_FALSE(tunnelled.has_value());
    CHECK(tunnelled.error().code == ErrorCode::ProxySignIn);
    ScriptedServer proxy;
    proxy.handle([](const ScriptedRequest &) { return ScriptedAnswer {.status = 407}; });
    options.proxy = proxy.url().toString();
    client.setOptions(options);
    const Result<HttpReply> relayed = get(client, QUrl(QStringLiteral("http://primary.invalid")));
    if (relayed) // either will do: the caller reads 407 as the same error
        CHECK(relayed->status == 407);
    else
        CHECK(relayed.error().code == ErrorCode::ProxySignIn);
}

TEST_CASE("the system's proxy is taken from the environment")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    ScriptedServer proxy;
    proxy.handle([](const ScriptedRequest &request) { return ScriptedAnswer {.body = request.path}; });
    qputenv("http_proxy", proxy.url().toString().toUtf8());
    HttpClient client(options);
    const Result<HttpReply> reply = get(client, QUrl(QStringLiteral("http://primary.invalid")));
    qunsetenv("http_proxy");
    REQUIRE(reply.has_value());
    CHECK(reply->body == "http://primary.invalid/x");
}
