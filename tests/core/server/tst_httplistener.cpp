// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httplistener.h"

#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/echolistener.h"
#include "tests/support/rawhttp.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryFile>

#include <unistd.h>

#include <atomic>
#include <deque>
#include <mutex>
#include <semaphore>
#include <thread>

using namespace mailboat;
using mailboat::test::Echo;
using mailboat::test::EchoListener;
using mailboat::test::RawConnection;
using mailboat::test::RawReply;
using mailboat::test::rawRequest;

namespace {

QByteArray chunk(const QByteArray &text)
{
    return QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n";
}

QByteArray chunkedHead(const QByteArray &path)
{
    return rawRequest("POST", path, {{"Transfer-Encoding", "chunked"}});
}

} // namespace

TEST_CASE("Requests on one connection are answered one after the other")
{
    EchoListener server;
    REQUIRE(server.started);
    RawConnection client(server.port);
    client.send(rawRequest("GET", "/a?b=c", {{"X-Colour", "red"}, {"x-colour", "blue"}})
        + rawRequest("POST", "/p", {}, "hello"));
    CHECK(client.reply().value().body == "GET /a red 0 ");
    CHECK(client.reply().value().body == "POST /p  5 hello");
    client.send(rawRequest("GET", "/again"));
    const RawReply reply = client.reply().value();
    CHECK(reply.body == "GET /again  0 ");
    CHECK_FALSE(reply.header("date").isEmpty());
}

TEST_CASE("A request that waits holds nobody up")
{
    EchoListener server;
    RawConnection slow(server.port);
    slow.send(rawRequest("GET", "/wait"));
    server.echo.waiting.acquire();
    CHECK(server.listener.inHand() == 1);
    RawConnection quick(server.port);
    quick.send(rawRequest("GET", "/quick"));
    CHECK(quick.reply().value().status == 200);
    CHECK_FALSE(slow.hasSomething());
    server.echo.goOn();
    CHECK(slow.reply().value().status == 200);
}

TEST_CASE("A body of unknown or large size is asked about before it is read")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(rawRequest("POST", "/p", {}, QByteArray(70000, 'x')));
    CHECK(client.reply().value().body == "POST /p  70000 xxxxxxxx");
    CHECK(server.echo.asked == 1);
    client.send(chunkedHead("/c") + chunk("abc") + chunk("defghijk") + chunk(""));
    CHECK(client.reply().value().body == "POST /c  11 defghijk");
    CHECK(server.echo.asked == 2);
    client.send(chunkedHead("/c") + chunk(""));
    CHECK(client.reply().value().body == "POST /c  0 ");
    client.send(rawRequest("POST", "/stranger", {}, QByteArray(150000, 'x')));
    CHECK(client.reply().value().status == 401);
    CHECK(server.echo.taken == 3);
    client.send(rawRequest("GET", "/goes-on"));
    CHECK(client.reply().value().status == 200);
}

TEST_CASE("A body that is too large is refused with 413, and its sender sees that")
{
    EchoListener server;
    RawConnection client(server.port);
    SECTION("as announced")
    {
        client.send(rawRequest("POST", "/p", {}, QByteArray(EchoListener::maxBody + 1, 'x')));
    }
    SECTION("as it turns out")
    {
        client.send(chunkedHead("/p"));
        for (int i = 0; i < 21; ++i)
            client.send(chunk(QByteArray(10000, 'x')));
        client.send(chunk(""));
    }
    SECTION("without sending it, where the sender waits to be asked")
    {
        client.send(rawRequest("POST", "/p", {{"Content-Length", "300000"}, {"Expect", "100-continue"}}));
    }
    SECTION("at once, where it is much too large to be read")
    {
        client.send(rawRequest("POST", "/p", {{"Content-Length", "99999999999"}}));
    }
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 413);
    CHECK(reply->body == "refused: request_too_large");
    CHECK(server.echo.taken == 0);
}

TEST_CASE("A body within the limit is taken, to the byte")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(rawRequest("POST", "/p", {}, QByteArray(EchoListener::maxBody, 'x')));
    CHECK(client.reply().value().body == "POST /p  200000 xxxxxxxx");
}

TEST_CASE("A body that never ends is cut off")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(chunkedHead("/p"));
    for (int i = 0; i < 200 && client.isConnected(); ++i)
        client.send(chunk(QByteArray(10000, 'x')));
    CHECK(client.closes());
    CHECK(server.echo.taken == 0);
}

TEST_CASE("100-continue is answered where the body is wanted")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(rawRequest("POST", "/p", {{"Content-Length", "100000"}, {"Expect", "100-continue"}}));
    CHECK(client.reply().value().status == 100);
    client.send(QByteArray(100000, 'y'));
    CHECK(client.reply().value().body == "POST /p  100000 yyyyyyyy");
}

TEST_CASE("A head that is refused is answered, with or without a body behind it")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(rawRequest("POST", "/refused", {}, "body"));
    CHECK(client.reply().value().status == 404);
    client.send(rawRequest("HEAD", "/refused") + rawRequest("GET", "/a"));
    CHECK(client.reply(false).value().status == 404);
    CHECK(client.reply().value().status == 200);
}

TEST_CASE("What is no HTTP gets a 400 or an end, and the next is served")
{
    EchoListener server;
    for (const QByteArray &bytes : {QByteArray("rubbish\r\n\r\n"), QByteArray("GET / HTTP/9.9\r\n\r\n"),
             QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
             QByteArray("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n"),
             QByteArray("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5x\r\n\r\nhello"),
             QByteArray("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
             QByteArray("GET /" + QByteArray(200000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"),
             QByteArray("GET / HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(200000, 'a') + "\r\n\r\n")}) {
        CAPTURE(bytes.left(40));
        RawConnection client(server.port);
        client.send(bytes);
        const auto reply = client.reply();
        CHECK((!reply || reply->status >= 400));
    }
    RawConnection client(server.port);
    client.send(rawRequest("GET", "/still-there"));
    CHECK(client.reply().value().status == 200);
}

TEST_CASE("A connection on which nothing moves is closed")
{
    EchoListener server([](HttpListener::Options &options) { options.idleTimeout = std::chrono::seconds(1); });
    SECTION("half a head")
    {
        RawConnection client(server.port);
        client.send("GET /half HTT");
        CHECK(client.closes());
    }
    SECTION("half a body")
    {
        RawConnection client(server.port);
        client.send(rawRequest("POST", "/p", {{"Content-Length", "100"}}) + "half");
        CHECK_FALSE(client.reply());
    }
    CHECK(server.echo.taken == 0);
}

TEST_CASE("One address has so many connections and no more")
{
    EchoListener server([](HttpListener::Options &options) { options.maxConnectionsPerAddress = 2; });
    std::vector<std::unique_ptr<RawConnection>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<RawConnection>(server.port));
        clients.back()->send(rawRequest("GET", "/signed"));
        CHECK(clients.back()->reply());
    }
    RawConnection oneTooMany(server.port);
    CHECK(oneTooMany.closes());
    clients.front()->send(rawRequest("GET", "/b"));
    CHECK(clients.front()->reply());
}

TEST_CASE("A caller that goes away while its request waits harms nobody")
{
    EchoListener server;
    {
        RawConnection client(server.port);
        client.send(rawRequest("GET", "/wait"));
        server.echo.waiting.acquire();
        client.disconnect();
    }
    server.echo.goOn();
    RawConnection next(server.port);
    next.send(rawRequest("GET", "/a"));
    CHECK(next.reply());
}

TEST_CASE("A stop waits for the requests in hand, and their answers arrive")
{
    EchoListener server;
    RawConnection client(server.port);
    client.send(rawRequest("GET", "/wait"));
    server.echo.waiting.acquire();
    RawConnection idle(server.port);
    idle.send(rawRequest("GET", "/a"));
    CHECK(idle.reply());

    server.listener.quiesce();
    idle.send(rawRequest("GET", "/late"));
    const auto late = idle.reply();
    REQUIRE(late);
    CHECK(late->status == 503);
    CHECK(late->header("connection") == "close");
    std::thread stopping([&] { server.listener.stop(std::chrono::seconds(10)); });
    CHECK_FALSE(client.hasSomething());
    server.echo.goOn();
    const auto reply = client.reply();
    stopping.join();
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(client.closes());
    CHECK_FALSE(RawConnection(server.port).isConnected());
}

TEST_CASE("With a certificate the listener speaks TLS")
{
    const auto made = mailboat::test::TestCertificate::selfSigned();
    EchoListener server([&](HttpListener::Options &options) {
        options.certificate = made.certificate;
        options.key = made.key;
    });
    REQUIRE(server.started);
    RawConnection client(server.port, QSslCertificate(made.certificate));
    REQUIRE(client.isConnected());
    client.send(rawRequest("POST", "/p", {}, QByteArray(150000, 'z')));
    CHECK(client.reply().value().body == "POST /p  150000 zzzzzzzz");
    client.send(rawRequest("GET", "/wait") + rawRequest("GET", "/behind"));
    server.echo.waiting.acquire();
    server.echo.goOn();
    CHECK(client.reply().value().body == "GET /wait  0 ");
    CHECK(client.reply().value().body == "GET /behind  0 "); // decrypted while the connection was suspended
}

TEST_CASE("Plain http to a listener that expects TLS is called that, also by whom it answered before in plain http")
{
    const bool isFormer = GENERATE(false, true);
    CAPTURE(isFormer);
    HttpClient client {HttpClient::Options {}};
    quint16 port = 0;
    const auto ask = [&] {
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/still").arg(port));
        Result<HttpReply> reply = QCoro::waitFor(client.send({"GET", url}));
        return reply || reply.error().code != ErrorCode::ConnectionLost ? reply
                                                                        : QCoro::waitFor(client.send({"GET", url}));
    };
    if (isFormer) {
        EchoListener plain;
        REQUIRE(plain.started);
        port = plain.port;
        REQUIRE(ask());
    }
    const auto made = mailboat::test::TestCertificate::selfSigned();
    Echo echo;
    FakeClock clock;
    HttpListener::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    HttpListener secure(options, echo, clock);
    auto socket = ListenSocket::open(QStringLiteral("127.0.0.1:%1").arg(port));
    REQUIRE(socket);
    port = socket->port();
    REQUIRE(secure.start(std::move(*socket)));
    const Result<HttpReply> reply = ask(); // as PrimaryApi does: twice
    secure.stop(std::chrono::milliseconds(100));
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code == ErrorCode::PlainToTlsPort);
}

TEST_CASE("A certificate that is none, or does not fit its key, is refused")
{
    const auto made = mailboat::test::TestCertificate::selfSigned();
    const auto other = mailboat::test::TestCertificate::selfSigned();
    const EchoListener rubbish([&](HttpListener::Options &options) {
        options.certificate = "rubbish";
        options.key = made.key;
    });
    REQUIRE_FALSE(rubbish.started);
    CHECK(rubbish.started.error().code == ErrorCode::CertificateUnusable);
    const EchoListener misfit([&](HttpListener::Options &options) {
        options.certificate = made.certificate;
        options.key = other.key;
    });
    REQUIRE_FALSE(misfit.started);
    CHECK(misfit.started.error().code == ErrorCode::CertificateUnusable);
}

TEST_CASE("A listener that fails for another reason does not blame a certificate that is good")
{
    const auto made = mailboat::test::TestCertificate::selfSigned();
    HttpListener::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    Result<ListenSocket> socket = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
    REQUIRE(socket);
    QTemporaryFile file; // takes the socket's place, and nobody can wait for a file
    REQUIRE(file.open());
    REQUIRE(dup2(file.handle(), socket->descriptor()) == socket->descriptor());
    Echo echo;
    const SystemClock clock;
    HttpListener listener(options, echo, clock);
    const Result<> started = listener.start(std::move(*socket));
    REQUIRE_FALSE(started);
    CHECK(started.error().code == ErrorCode::ServerFailed);
    CHECK_FALSE(started.error().values.value(QStringLiteral("why")).toString().isEmpty());
}
