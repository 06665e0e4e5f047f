// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// TLS sessions between our listener and both of our clients, as somebody on the line sees them.
#include "core/http/httpclient.h"
#include "core/server/sessiontickets.h"
#include "tests/support/catch.h"
#include "tests/support/relay.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"
#include "tests/support/tlswitness.h"

#include <QCoroSignal>
#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString notFound = QStringLiteral("404");
constexpr const char *tls13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";

/// With Qt's client and with Node's. Called before any section: Catch2 2 loses its way otherwise.
HttpClient::Options either()
{
    HttpClient::Options options;
    options.keepsConnections = std::chrono::milliseconds(0);
    options.throughNode = GENERATE(false, true);
    return options;
}

HttpRequest somethingOf(const TlsWitness &line)
{
    HttpRequest request {"GET", line.url(), {{"Connection", "close"}}};
    request.url.setPath(QStringLiteral("/sync/v5/no-such-path"));
    return request;
}

/// The status, or what went wrong.
QString told(const Result<HttpReply> &reply)
{
    return reply ? QString::number(reply->status) : codeOf(reply.error().code);
}

QString ask(HttpClient &client, const TlsWitness &line)
{
    return told(QCoro::waitFor(client.send(somethingOf(line))));
}

/// By the name that a proxy finds.
QString askBeyond(HttpClient &client, const TlsWitness &line)
{
    HttpRequest request = somethingOf(line);
    request.url = Relay::beyond(request.url);
    return told(QCoro::waitFor(client.send(request)));
}

/// A handshake as a letter: "f" full, "o" a session was offered but not taken, "r" resumed.
QString handshakes(const TlsWitness &line, QSsl::SslProtocol protocol = QSsl::TlsV1_3)
{
    QString letters;
    for (const TlsWitness::Seen &seen : line.seen()) {
        if (seen.protocol == QSsl::UnknownProtocol) // given up before the server had said anything
            continue;
        CHECK(seen.protocol == protocol);
        letters += seen.isResumed ? u'r' : seen.isOffered ? u'o' : u'f';
    }
    return letters;
}

struct Authority {
    TestCertificate certificate = TestCertificate::selfSigned({.commonName = "An authority"});
    TestCertificate forServer = TestCertificate::signedBy(certificate);
};

struct Served {
    explicit Served(const TestCertificate &with) { start(with); }
    void start(const TestCertificate &with)
    {
        primary.start({{}, with.certificate, with.key});
        line.setUpstream(primary.port());
    }
    ServedPrimary primary;
    TlsWitness line {0};
};

MHD_Result answerNotFound(void *begun, MHD_Connection *connection, const char *, const char *, const char *,
    const char *, size_t *, void **request)
{
    if (!std::exchange(*request, begun)) // an answer given with the head would end the connection
        return MHD_YES;
    MHD_Response *response = MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
    const MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_NOT_FOUND, response);
    MHD_destroy_response(response);
    return queued;
}

/// libmicrohttpd as it is, speaking the versions of TLS that GnuTLS is told, with tickets where it is given some; a
/// connection may be idle for a second.
class Bare
{
public:
    Bare(const TestCertificate &certificate, const char *versions, SessionTickets *tickets)
    {
        const auto nobody = [](void *, MHD_Connection *, void **, MHD_ConnectionNotificationCode) {};
        m_daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TLS, 0, nullptr, nullptr, &answerNotFound,
            this, MHD_OPTION_HTTPS_MEM_CERT, certificate.certificate.constData(), //
            MHD_OPTION_HTTPS_MEM_KEY, certificate.key.constData(), //
            MHD_OPTION_HTTPS_PRIORITIES, versions, //
            MHD_OPTION_CONNECTION_TIMEOUT, 1U, //
            MHD_OPTION_NOTIFY_CONNECTION, tickets ? &SessionTickets::offer : nobody, tickets, MHD_OPTION_END);
        REQUIRE(m_daemon);
    }
    ~Bare() { MHD_stop_daemon(m_daemon); }
    Q_DISABLE_COPY_MOVE(Bare)
    quint16 port() const { return MHD_get_daemon_info(m_daemon, MHD_DAEMON_INFO_BIND_PORT)->port; }

private:
    MHD_Daemon *m_daemon;
};

} // namespace

TEST_CASE("A new connection resumes the TLS session of one that was closed")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    const Served served(authority.forServer);
    for (int i = 0; i < 3; ++i)
        REQUIRE(ask(client, served.line) == notFound);
    CHECK(handshakes(served.line) == QStringLiteral("frr"));
    CHECK(served.line.seen().at(1).bytes < served.line.seen().at(0).bytes);
}

TEST_CASE("Several connections at once resume one TLS session")
{
    HttpClient::Options options = either();
    HttpClient client(options);
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    Served served(authority.forServer);
    Relay far(Relay::Speaks::Http); // Qt opens a second connection only while the first is not there yet
    options.proxy = far.url();
    client.setOptions(options);
    REQUIRE(askBeyond(client, served.line) == notFound);
    far.holdBack(2);
    served.line.holdBack(2);
    options.keepsConnections = std::chrono::hours(1);
    SECTION("by two requests")
    {
        HttpRequest kept = somethingOf(served.line);
        kept.url = Relay::beyond(kept.url);
        kept.headers.clear(); // Qt opens a third connection when one of the two is closed early
        auto first = client.send(kept);
        client.setOptions(options);
        auto second = client.send(kept);
        const QStringList answers {told(QCoro::waitFor(std::move(first))), told(QCoro::waitFor(std::move(second)))};
        CHECK(answers == QStringList {notFound, notFound});
    }
    SECTION("opened before they are needed")
    {
        client.open(Relay::beyond(served.line.url()), 2);
        client.setOptions(options);
        CHECK(askBeyond(client, served.line) == notFound);
        while (handshakes(served.line).size() < 3)
            QCoro::waitFor(qCoro(&served.line, &TlsWitness::greeted));
    }
    CHECK(handshakes(served.line) == QStringLiteral("frr"));
}

TEST_CASE("A connection that was closed for being idle, or broken, is followed by one that resumes its TLS session")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    SessionTickets tickets;
    const Bare server(authority.forServer, tls13, &tickets); // the shortest limit of a SyncServer is 5 s
    TlsWitness line(server.port());
    HttpRequest kept = somethingOf(line);
    kept.headers.clear();
    REQUIRE(told(QCoro::waitFor(client.send(kept))) == notFound);
    SECTION("idle")
    {
        QCoro::waitFor(qCoro(&line, &TlsWitness::closed));
    }
    SECTION("broken")
    {
        line.dropConnections();
    }
    // Node.js may not have heard of it yet: that request is lost, and sent again by whoever wanted it.
    QString answer = ask(client, line);
    if (answer == codeOf(ErrorCode::ConnectionLost))
        answer = ask(client, line);
    CHECK(answer == notFound);
    CHECK(handshakes(line) == QStringLiteral("fr"));
}

TEST_CASE("A request that fails is followed by a new connection, which resumes the TLS session")
{
    HttpClient::Options options = either();
    options.keepsConnections = std::chrono::hours(1);
    HttpClient client(options);
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    Served served(authority.forServer);
    REQUIRE(ask(client, served.line) == notFound);
    served.line.setUpstream(0);
    CHECK(ask(client, served.line) != notFound);
    const auto before = served.line.seen().size();
    served.line.setUpstream(served.primary.port());
    REQUIRE(ask(client, served.line) == notFound);
    REQUIRE(served.line.seen().size() == before + 1);
    CHECK(served.line.seen().last().isResumed);
}

TEST_CASE("A TLS session that the server no longer knows costs a full handshake and nothing else")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    Served served(authority.forServer);
    REQUIRE(ask(client, served.line) == notFound);
    served.primary.stop();
    served.start(authority.forServer);
    for (int i = 0; i < 2; ++i)
        REQUIRE(ask(client, served.line) == notFound);
    CHECK(handshakes(served.line) == QStringLiteral("for"));
}

TEST_CASE("A server that resumes no TLS sessions is spoken to all the same")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    const Bare server(authority.forServer, tls13, nullptr);
    const TlsWitness line(server.port());
    for (int i = 0; i < 3; ++i)
        REQUIRE(ask(client, line) == notFound);
    CHECK(handshakes(line) == QStringLiteral("fff"));
}

TEST_CASE("In TLS 1.2 sessions are resumed too")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    SessionTickets tickets;
    const Bare server(authority.forServer, "NORMAL:-VERS-ALL:+VERS-TLS1.2", &tickets);
    const TlsWitness line(server.port());
    for (int i = 0; i < 3; ++i)
        REQUIRE(ask(client, line) == notFound);
    CHECK(handshakes(line, QSsl::TlsV1_2) == QStringLiteral("frr"));
}

TEST_CASE("A server that comes back with a certificate nobody trusts is refused, whatever session there was")
{
    HttpClient client(either());
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    Served served(authority.forServer);
    REQUIRE(ask(client, served.line) == notFound);
    served.primary.stop();
    served.start(TestCertificate::selfSigned());
    for (int i = 0; i < 2; ++i)
        CHECK(ask(client, served.line) == codeOf(ErrorCode::TlsSelfSigned));
    CHECK(handshakes(served.line).startsWith(QStringLiteral("fo")));
    CHECK_FALSE(handshakes(served.line).contains(u'r'));
}

TEST_CASE("No TLS session is kept of a connection whose certificate was refused")
{
    HttpClient client(either());
    const Served served(TestCertificate::selfSigned());
    for (int i = 0; i < 2; ++i)
        CHECK(ask(client, served.line) == codeOf(ErrorCode::TlsSelfSigned));
    CHECK(handshakes(served.line) == QStringLiteral("ff"));
}

TEST_CASE("A TLS session is not resumed once its certificate's issuer is no longer trusted")
{
    HttpClient::Options options;
    options.keepsConnections = std::chrono::milliseconds(0);
    HttpClient client(options);
    const Authority authority;
    const Served served(authority.forServer);
    {
        const TrustedCertificate trusted(authority.certificate);
        for (int i = 0; i < 2; ++i)
            REQUIRE(ask(client, served.line) == notFound);
    }
    CHECK(ask(client, served.line) == codeOf(ErrorCode::TlsUnknownIssuer));
    CHECK(handshakes(served.line) == QStringLiteral("frf"));
}

TEST_CASE("A TLS session is not offered to another port or through another proxy")
{
    HttpClient::Options options = either();
    HttpClient client(options);
    const Authority authority;
    const TrustedCertificate trusted(authority.certificate);
    const Served served(authority.forServer);
    const TlsWitness other(served.primary.port());
    const auto speaks = GENERATE(Relay::Speaks::Http, Relay::Speaks::Socks5);
    const Relay proxy(speaks);
    const Relay another(speaks);
    options.proxy = proxy.url();
    client.setOptions(options);
    REQUIRE(askBeyond(client, served.line) == notFound);
    REQUIRE(askBeyond(client, other) == notFound);
    options.proxy = another.url();
    client.setOptions(options);
    for (int i = 0; i < 2; ++i)
        REQUIRE(askBeyond(client, served.line) == notFound);
    CHECK(handshakes(other) == QStringLiteral("f"));
    CHECK(handshakes(served.line) == QStringLiteral("ffr"));
}
