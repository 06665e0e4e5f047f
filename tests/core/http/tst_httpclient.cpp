// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/coding.h"
#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTimer>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;
using End = ScriptedAnswer::End;

namespace {

/// Every test runs with Qt's client and with Node's.
HttpClient::Options either(HttpClient::Options options = {})
{
    options.throughNode = GENERATE(false, true);
    return options;
}

HttpRequest get(const ScriptedServer &server, const char *path = "/x")
{
    QUrl url = server.url();
    url.setPath(QLatin1String(path));
    return {"GET", url};
}

Result<HttpReply> send(HttpClient &client, const HttpRequest &request)
{
    return QCoro::waitFor(client.send(request));
}

constexpr std::initializer_list<std::optional<Coding>> everyCoding {std::nullopt, Coding::Gzip, Coding::Zstd};

ScriptedAnswer answerIn(std::optional<Coding> coding, const QByteArray &body)
{
    if (!coding)
        return {.body = body};
    return {.body = coded(body, *coding), .headers = {{"Content-Encoding", codingName(*coding)}}};
}

ErrorCode codeOf(const Result<HttpReply> &reply)
{
    REQUIRE_FALSE(reply.has_value());
    return reply.error().code;
}

} // namespace

TEST_CASE("an answer comes with status, headers, body and its bytes on the wire")
{
    ScriptedServer server;
    server.row("POST", "/x", {{.status = 201, .body = "{\"a\":1}", .headers = {{"X-Own", "value"}}}});
    HttpClient client(either());
    HttpRequest request = get(server);
    request.verb = "POST";
    request.headers = {{"X-Mine", "yes"}};
    request.body = "hello";
    const Result<HttpReply> reply = send(client, request);
    REQUIRE(reply.has_value());
    CHECK(reply->status == 201);
    CHECK(reply->header("x-own") == "value");
    CHECK(reply->body == "{\"a\":1}");
    CHECK(reply->bytesReceived == 7);
    CHECK(reply->bytesSent == 5);
    CHECK(server.requests().first().body == "hello");
    CHECK(server.requests().first().header("x-mine") == "yes");
    CHECK(server.requests().first().header("accept-encoding") == "zstd, gzip");
}

TEST_CASE("the connection is kept for the next request")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    HttpClient client(either());
    for (int i = 0; i < 3; ++i)
        REQUIRE(send(client, get(server)).has_value());
    CHECK(server.connections() == 1);
    CHECK(client.traffic().requests == 3);
}

TEST_CASE("any status is a reply, with its body")
{
    const int status = GENERATE(204, 301, 302, 400, 401, 403, 404, 405, 408, 409, 413, 429, 500, 501, 502, 503, 504);
    CAPTURE(status);
    ScriptedServer server;
    server.row("GET", "/x",
        {{.status = status,
            .body = status == 204 ? "" : "{\"why\":\"so\"}",
            .headers = {{"WWW-Authenticate", "Basic realm=\"x\""}, {"Location", "http://127.0.0.1:1/elsewhere"}}}});
    HttpClient client(either());
    const Result<HttpReply> reply = send(client, get(server));
    REQUIRE(reply.has_value());
    CHECK(reply->status == status);
    CHECK(reply->body == (status == 204 ? "" : "{\"why\":\"so\"}"));
    CHECK(server.requests().size() == 1);
}

TEST_CASE("cookies and credentials of one answer are not sent with the next request")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.headers = {{"Set-Cookie", "a=b"}}}});
    HttpClient client(either());
    HttpRequest signedIn = get(server);
    signedIn.headers = {{"Authorization", "Basic eDp5"}};
    REQUIRE(send(client, signedIn).has_value());
    REQUIRE(send(client, get(server)).has_value());
    CHECK(server.requests()[1].header("cookie").isEmpty());
    CHECK(server.requests()[1].header("authorization").isEmpty());
}

TEST_CASE("a compressed answer is inflated, and the bytes on the wire are counted")
{
    const Coding coding = GENERATE(Coding::Gzip, Coding::Zstd);
    const QByteArray body = QByteArray("{\"repetitive\":true}\n").repeated(50000);
    ScriptedAnswer answer = answerIn(coding, body);
    answer.chunked = GENERATE(false, true);
    ScriptedServer server;
    server.row("GET", "/x", {answer});
    HttpClient client(either());
    const Result<HttpReply> reply = send(client, get(server));
    REQUIRE(reply.has_value());
    CHECK(reply->body == body);
    CHECK(reply->bytesReceived == answer.body.size());
}

TEST_CASE("uncompressed answers may be asked for")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    HttpClient client(either({.compressed = false}));
    REQUIRE(send(client, get(server)).has_value());
    CHECK(server.requests().first().header("accept-encoding") == "identity");
}

TEST_CASE("an answer beyond the limit is given up, compressed or not")
{
    const std::optional<Coding> coding = GENERATE(values(everyCoding));
    ScriptedServer server;
    server.row("GET", "/x", {answerIn(coding, QByteArray(100001, 'a'))});
    HttpClient client(either({.maxAnswerBytes = 100000}));
    const Result<HttpReply> reply = send(client, get(server));
    CHECK(codeOf(reply) == ErrorCode::AnswerTooLarge);
    CHECK(reply.error().values.value(QStringLiteral("limit")) == 100000);
    server.row("GET", "/x", {answerIn(coding, QByteArray(100000, 'a'))});
    CHECK(send(client, get(server)).has_value());
}

TEST_CASE("a body cut short is a lost connection, never a success")
{
    const std::optional<Coding> coding = GENERATE(values(everyCoding));
    const bool saysClose = GENERATE(false, true);
    CAPTURE(coding.has_value(), saysClose);
    ScriptedAnswer answer = answerIn(coding, QByteArray("0123456789").repeated(1000));
    answer.end = End::CutInBody;
    if (saysClose)
        answer.headers.emplaceBack("Connection", "close");
    ScriptedServer server;
    server.row("GET", "/x", {answer});
    HttpClient client(either());
    CHECK(codeOf(send(client, get(server))) == ErrorCode::ConnectionLost);
}

TEST_CASE("a chunked body cut short is never a success, though Qt may need the idle limit to see it")
{
    ScriptedAnswer answer = answerIn(GENERATE(values(everyCoding)), QByteArray("0123456789").repeated(1000));
    answer.chunked = true;
    answer.end = End::CutInBody;
    ScriptedServer server;
    server.row("GET", "/x", {answer});
    HttpClient client(either({.idleTimeout = 200ms}));
    const ErrorCode code = codeOf(send(client, get(server)));
    CHECK((code == ErrorCode::ConnectionLost || code == ErrorCode::AnswerTimeout));
}

TEST_CASE("a compressed body that ends too early is a lost connection even where the length is unknown")
{
    const Coding coding = GENERATE(Coding::Gzip, Coding::Zstd);
    const QByteArray body = coded(QByteArray("0123456789").repeated(1000), coding);
    ScriptedServer server;
    server.row("GET", "/x",
        {{.raw = "HTTP/1.1 200 OK\r\nContent-Encoding: " + codingName(coding) + "\r\nConnection: close\r\n\r\n"
                + body.left(body.size() / 2)}});
    HttpClient client(either());
    CHECK(codeOf(send(client, get(server))) == ErrorCode::ConnectionLost);
}

TEST_CASE("a connection closed before or inside the headers is lost")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1", .end = GENERATE(End::CutBefore, End::CutInHeaders)}});
    HttpClient client(either());
    CHECK(codeOf(send(client, get(server))) == ErrorCode::ConnectionLost);
}

TEST_CASE("damaged and unknown compression is refused")
{
    const QByteArray raw = GENERATE(as<QByteArray>(),
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789",
        "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 10\r\n\r\n0123456789",
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\n0123");
    CAPTURE(raw);
    ScriptedServer server;
    server.row("GET", "/x", {{.raw = raw}});
    HttpClient client(either());
    CHECK(codeOf(send(client, get(server))) == ErrorCode::AnswerInvalid);
}

TEST_CASE("silence ends a request after the idle limit, and says so")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.end = End::Silent}});
    HttpClient client(either({.idleTimeout = 150ms}));
    const Result<HttpReply> reply = send(client, get(server));
    CHECK(codeOf(reply) == ErrorCode::AnswerTimeout);
    CHECK(reply.error().values.value(QStringLiteral("seconds")).toInt() == 1);
}

TEST_CASE("a slow answer that moves is not ended, however long it takes")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = QByteArray(600, 'a'), .dripBytes = 10, .dripEvery = 40ms}});
    HttpClient client(either({.idleTimeout = 2s}));
    QElapsedTimer timer;
    timer.start();
    const Result<HttpReply> reply = send(client, get(server));
    REQUIRE(reply.has_value());
    CHECK(reply->body.size() == 600);
    CHECK(timer.elapsed() > 2000);
}

TEST_CASE("cancel ends what is under way as cancelled, and later requests work")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.end = End::Silent}, {.body = "1"}});
    HttpClient client(either());
    QObject::connect(&server, &ScriptedServer::requested, &client, &HttpClient::cancel, Qt::QueuedConnection);
    CHECK(codeOf(send(client, get(server))) == ErrorCode::Cancelled);
    QObject::disconnect(&server, nullptr, &client, nullptr);
    CHECK(send(client, get(server)).has_value());
}

TEST_CASE("a closed client ends what is under way, and sends nothing any more")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.end = End::Silent}, {.body = "1"}});
    HttpClient client(either());
    QObject::connect(&server, &ScriptedServer::requested, &client, &HttpClient::close, Qt::QueuedConnection);
    CHECK(codeOf(send(client, get(server))) == ErrorCode::Cancelled);
    CHECK(codeOf(send(client, get(server))) == ErrorCode::Cancelled);
    CHECK(server.requests().size() == 1);
    CHECK(client.traffic().requests == 1);
}

TEST_CASE("a refused connection and an unknown host are told apart")
{
    HttpClient client(either());
    QTcpServer gone;
    REQUIRE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    const Result<HttpReply> refused = send(client, {"GET", QUrl(QStringLiteral("http://127.0.0.1:%1/x").arg(port))});
    CHECK(codeOf(refused) == ErrorCode::ConnectionRefused);
    CHECK(refused.error().values.value(QStringLiteral("port")) == port);
    CHECK(codeOf(send(client, {"GET", QUrl(QStringLiteral("http://no-such-host.invalid/x"))}))
        == ErrorCode::HostNotFound);
}

TEST_CASE("progress reports the bytes of both bodies")
{
    ScriptedServer server;
    server.row("POST", "/x", {{.body = QByteArray(5000, 'a')}});
    HttpClient client(either());
    qint64 moved = 0;
    QObject::connect(&client, &HttpClient::bytesMoved, &client, [&](qint64 bytes) { moved += bytes; });
    HttpRequest request = get(server);
    request.verb = "POST";
    request.body = QByteArray(3000, 'b');
    REQUIRE(send(client, request).has_value());
    CHECK(moved == 8000);
}

TEST_CASE("a request goes through the proxy of the preference, and a proxy that is not there is named")
{
    ScriptedServer proxy;
    proxy.handle([](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        return ScriptedAnswer {.body = request.path};
    });
    HttpClient client(either({.proxy = proxy.url().toString()}));
    const Result<HttpReply> reply = send(client, {"GET", QUrl(QStringLiteral("http://primary.invalid/x"))});
    REQUIRE(reply.has_value());
    CHECK(reply->body == "http://primary.invalid/x");
    HttpClient::Options options;
    options.proxy = QStringLiteral("http://127.0.0.1:1");
    client.setOptions(options);
    CHECK(codeOf(send(client, {"GET", QUrl(QStringLiteral("http://primary.invalid/x"))})) == ErrorCode::ProxyRefused);
}

TEST_CASE("where connections are dropped, what is under way is lost, and what comes takes a new one")
{
    ScriptedServer server;
    server.row("GET", "/kept", {{.body = "1"}});
    server.row("GET", "/silent", {{.end = End::Silent}});
    HttpClient client(either());
    REQUIRE(send(client, get(server, "/kept")).has_value());
    REQUIRE(server.connections() == 1);
    client.dropConnections();
    REQUIRE(send(client, get(server, "/kept")).has_value());
    CHECK(server.connections() == 2);

    auto silent = client.send(get(server, "/silent"));
    server.handle([&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/silent")
            client.dropConnections();
        return std::nullopt;
    });
    const Result<HttpReply> lost = QCoro::waitFor(silent);
    CHECK(codeOf(lost) == ErrorCode::ConnectionLost);
    CHECK(lost.error().values.value(QStringLiteral("host")) == QStringLiteral("127.0.0.1"));
    CHECK(send(client, get(server, "/kept")).has_value());
    CHECK(server.connections() == 3);
}
