// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers without an end, and answers that hardly come.
#include "core/http/coding.h"
#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"

#include <QCoroTask>
#include <QElapsedTimer>

#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
/// What the loopback brings between two looks, on a machine that is busy.
constexpr qint64 mostInHaste = 1000 * mebibyte;

HttpClient::Options limited(HttpClient::Options options = {})
{
    options.throughNode = GENERATE(false, true);
    return options;
}

Result<HttpReply> askFor(HttpClient &client, const QUrl &server, qint64 most = 0)
{
    QUrl url = server;
    url.setPath(QStringLiteral("/x"));
    return QCoro::waitFor(client.send({.verb = "GET", .url = url, .maxAnswerBytes = most}));
}

QString outcomeOf(const Result<HttpReply> &reply)
{
    return reply ? QStringLiteral("status %1").arg(reply->status) : mailboat::codeOf(reply.error().code);
}

/// Answers one request with a head and then the same piece again and again, as fast as that is taken, in a thread of its own.
class Endless final
{
public:
    Endless(QByteArray head, QByteArray piece)
        : m_head(std::move(head))
        , m_piece(std::move(piece))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) == 0);
        REQUIRE(::listen(m_listener, 1) == 0);
        REQUIRE(::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { pour(); });
    }
    ~Endless()
    {
        m_isOver = true;
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(Endless)
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    qint64 sent() const { return m_sent; }

private:
    void pour()
    {
        const int line = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (line < 0)
            return;
        const timeval patience {0, 100000};
        ::setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        char request[4096];
        (void)::recv(line, request, sizeof request, 0);
        (void)::send(line, m_head.constData(), static_cast<size_t>(m_head.size()), MSG_NOSIGNAL);
        for (qsizetype at = 0; !m_isOver;) { // where patience ended in the middle of a piece, its rest follows
            const ssize_t sent = ::send(line, m_piece.constData() + at, size_t(m_piece.size() - at), MSG_NOSIGNAL);
            if (sent < 0 && errno != EAGAIN)
                break;
            m_sent += std::max<ssize_t>(sent, 0);
            at = (at + std::max<ssize_t>(sent, 0)) % m_piece.size();
        }
        ::close(line);
    }

    QByteArray m_head;
    QByteArray m_piece;
    int m_listener;
    quint16 m_port = 0;
    std::atomic<qint64> m_sent {0};
    std::atomic<bool> m_isOver {false};
    std::thread m_thread;
};

const QByteArray headOf200 = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

} // namespace

TEST_CASE("E6: an answer without an end is given up at the limit, chunked or not")
{
    const bool isChunked = GENERATE(false, true);
    const QByteArray piece(65536, ' ');
    const Endless server(isChunked ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" : headOf200,
        isChunked ? "10000\r\n" + piece + "\r\n" : piece);
    HttpClient client(limited({.maxAnswerBytes = 4 * mebibyte}));
    CHECK(outcomeOf(askFor(client, server.url())) == QStringLiteral("answer_too_large"));
    CHECK(server.sent() < mostInHaste);
}

TEST_CASE("E6: a compressed answer that becomes nothing is as endless as any")
{
    const QByteArray emptyBlock("\0\0\0\xff\xff", 5);
    const Endless server(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10),
        emptyBlock.repeated(10000));
    HttpClient client(limited({.maxAnswerBytes = mebibyte}));
    CHECK(outcomeOf(askFor(client, server.url())) == QStringLiteral("answer_too_large"));
}

TEST_CASE("E6: of an error only so much is read as somebody would, whatever its coding, and the status counts")
{
    const bool isCoded = GENERATE(false, true);
    const QByteArray piece = isCoded ? coded(QByteArray(mebibyte, 'x'), Coding::Gzip) : QByteArray(65536, 'x');
    const Endless server(
        QByteArray("HTTP/1.1 503 No\r\n") + (isCoded ? "Content-Encoding: gzip\r\n" : "") + "\r\n", piece);
    HttpClient client(limited());
    const Result<HttpReply> reply = askFor(client, server.url());
    CAPTURE(isCoded, outcomeOf(reply));
    REQUIRE(reply);
    CHECK(reply->status == 503);
    CHECK(reply->body.size() <= 64 * 1024);
    CHECK(server.sent() < mostInHaste);
}

TEST_CASE("E6: what a client says nothing of before its end has a bound, too")
{
    // Qt keeps the body of a 401 and 407 to itself, and every head; Node has bounds of its own for heads.
    const auto [head, piece] = GENERATE(table<QByteArray, QByteArray>({
        {"HTTP/1.1 401 No\r\n\r\n", QByteArray(65536, 'x')},
        {"HTTP/1.1 407 No\r\n\r\n", QByteArray(65536, 'x')},
    }));
    CAPTURE(head);
    const Endless server(head, piece);
    HttpClient client(limited());
    const Result<HttpReply> reply = askFor(client, server.url());
    CHECK((reply || outcomeOf(reply) == QStringLiteral("answer_too_large")));
    CHECK(server.sent() < mostInHaste);
}

TEST_CASE("E6: a large answer beside one that waits is nobody's excess")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = QByteArray(60 * mebibyte, 'a')}});
    server.row("GET", "/later", {{.body = "1", .delay = 3s}});
    HttpClient client(limited());
    QUrl url = server.url();
    url.setPath(QStringLiteral("/later"));
    auto waiting = client.send({.verb = "GET", .url = url});
    CHECK(outcomeOf(askFor(client, server.url())) == QStringLiteral("status 200"));
    const Result<HttpReply> later = QCoro::waitFor(std::move(waiting));
    CHECK(outcomeOf(later) == QStringLiteral("status 200"));
}

TEST_CASE("E6: an answer that has to be small may be no larger than that, whether it says so before or not")
{
    const bool saysLength = GENERATE(false, true);
    ScriptedServer server;
    server.row("GET", "/x", {{.body = QByteArray(100001, 'a'), .chunked = !saysLength}});
    HttpClient client(limited());
    CHECK(outcomeOf(askFor(client, server.url(), 100000)) == QStringLiteral("answer_too_large"));
    CHECK(outcomeOf(askFor(client, server.url(), 100001)) == QStringLiteral("status 200"));
    CHECK(outcomeOf(askFor(client, server.url())) == QStringLiteral("status 200"));
}

TEST_CASE("E6: an answer that trickles is given up, one that is slow is not")
{
    ScriptedServer server;
    // 50 bytes a second, and 5,000.
    server.row("GET", "/x", {{.body = QByteArray(5000, 'a'), .dripBytes = 1, .dripEvery = 20ms}});
    HttpClient client(limited({.leastBytesPerSecond = 1000, .rateWindow = 300ms}));
    const Result<HttpReply> reply = askFor(client, server.url());
    CHECK(outcomeOf(reply) == QStringLiteral("answer_timeout"));
    server.row("GET", "/x", {{.body = QByteArray(5000, 'a'), .dripBytes = 100, .dripEvery = 20ms}});
    CHECK(outcomeOf(askFor(client, server.url(), 2 * mebibyte)) == QStringLiteral("status 200"));
    SECTION("what has to be small has no more than two such windows")
    {
        CHECK(outcomeOf(askFor(client, server.url(), 10000)) == QStringLiteral("answer_timeout"));
    }
}

TEST_CASE("E6: a line of 1 kbit/s is eight times as fast as what is given up")
{
    CHECK(HttpOptions {}.leastBytesPerSecond * 8 * 8 <= 1024);
    CHECK(HttpOptions {}.rateWindow >= 5min);
}
