// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QTcpServer>
#include <QTcpSocket>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Every test runs with Qt's client and with Node's. Called before any section: Catch2 2 loses its way otherwise.
HttpClient::Options eitherWithTls()
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    return options;
}

Result<HttpReply> sendSecret(const ScriptedServer &server, const HttpClient::Options &options)
{
    HttpClient client(options);
    HttpRequest request {"GET", server.url()};
    request.url.setPath(QStringLiteral("/x"));
    request.headers = {{"Authorization", "Basic c2VjcmV0"}};
    return QCoro::waitFor(client.send(request));
}

} // namespace

TEST_CASE("a certificate of a trusted issuer is accepted")
{
    const HttpClient::Options options = eitherWithTls();
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    server.row("GET", "/x", {{.body = "1"}});
    const Result<HttpReply> reply = sendSecret(server, options);
    REQUIRE(reply.has_value());
    CHECK(reply->body == "1");
}

TEST_CASE("a self-signed certificate is refused before any credentials are sent")
{
    const HttpClient::Options options = eitherWithTls();
    ScriptedServer server(TestCertificate::selfSigned().forServer());
    server.row("GET", "/x", {{.body = "1"}});
    const Result<HttpReply> reply = sendSecret(server, options);
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().code == ErrorCode::TlsSelfSigned);
    CHECK(server.requests().isEmpty());
}

TEST_CASE("what is wrong with a certificate is told apart, with its values")
{
    const HttpClient::Options options = eitherWithTls();
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TestCertificate::Wanted wanted;
    ErrorCode code {};
    QString value;
    SECTION("expired")
    {
        wanted.from = now.addDays(-9);
        wanted.until = now.addDays(-2);
        code = ErrorCode::TlsExpired;
        value = QStringLiteral("since");
    }
    SECTION("not yet valid")
    {
        wanted.from = now.addDays(2);
        code = ErrorCode::TlsNotYetValid;
        value = QStringLiteral("from");
    }
    SECTION("another name")
    {
        wanted.commonName = "elsewhere.example";
        wanted.alternativeName = "DNS:elsewhere.example";
        code = ErrorCode::TlsWrongName;
        value = QStringLiteral("names");
    }
    ScriptedServer server(TestCertificate::signedBy(authority, wanted).forServer());
    const Result<HttpReply> reply = sendSecret(server, options);
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().code == code);
    CHECK_FALSE(reply.error().values.value(value).toString().isEmpty());
    CHECK(server.requests().isEmpty());
}

TEST_CASE("an unknown issuer is named")
{
    const HttpClient::Options options = eitherWithTls();
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "Nobody in particular"});
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    const Result<HttpReply> reply = sendSecret(server, options);
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().code == ErrorCode::TlsUnknownIssuer);
    CHECK(reply.error().values.value(QStringLiteral("issuer")).toString() == QStringLiteral("Nobody in particular"));
}

TEST_CASE("https to a port that speaks plain HTTP is recognised")
{
    QTcpServer server;
    REQUIRE(server.listen(QHostAddress::LocalHost));
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *const socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    HttpClient client(eitherWithTls());
    const Result<HttpReply> reply
        = QCoro::waitFor(client.send({"GET", QUrl(QStringLiteral("https://127.0.0.1:%1/x").arg(server.serverPort()))}));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().code == ErrorCode::TlsToPlainPort);
}
