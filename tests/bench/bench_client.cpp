// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"
#include "tests/bench/figures.h"
#include "tests/bench/slowline.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/testcertificate.h"
#include "tests/support/tlswitness.h"

#include <QCoroTask>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int rounds = 2000;
constexpr int handshakes = 5;

struct Kind {
    const char *name = nullptr;
    HttpRequest request {};
    int rounds = 0;
};

double microseconds(HttpClient &client, const HttpRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    const Result<HttpReply> reply = QCoro::waitFor(client.send(request));
    INFO((reply ? QString() : codeOf(reply.error().code) + u' ' + reply.error().detail).toStdString());
    REQUIRE(reply.has_value());
    return static_cast<double>(timer.nsecsElapsed()) / 1000;
}

} // namespace

TEST_CASE("time a request: Node's client against Qt's, over a kept connection of the loopback", "[client]")
{
    PrimarySite primary;
    primary.start();
    HttpClient::Options options;
    HttpClient qt(options);
    options.throughNode = true;
    HttpClient node(options);
    HttpRequest small {"GET", primary.url()};
    small.url.setPath(QStringLiteral("/sync/v5/no-such-path"));
    HttpRequest large = small;
    large.verb = "POST";
    large.body = QByteArray(200 * 1000, 'x');
    // Qt's 40 ms: it leaves Nagle's algorithm on, and a segment of the loopback is larger than what it writes at a time. Turning
    // it off changed nothing over two TUN devices of 128 kbit/s and 600 ms (592 kB pushed: 45.4 s with and without).
    const Kind kinds[] {
        {"GET, an answer of some 100 bytes", small, rounds}, {"POST of 200,000 bytes", large, rounds / 10}};
    for (const auto &[name, request, count] : kinds) {
        QList<double> ofQt;
        QList<double> ofNode;
        for (int i = 0; i < count; ++i) { // in turn, so that whatever else the machine does meets both
            ofQt += microseconds(qt, request);
            ofNode += microseconds(node, request);
        }
        std::printf("%s: Qt %.0f us, Node %.0f us, ratio %.2f (goal: at most 2)\n", name, median(ofQt), median(ofNode),
            median(ofNode) / median(ofQt));
    }
}

TEST_CASE(
    "a request on a new connection over 128 kbit/s, 600 ms: with a full TLS handshake and with a resumed one", "[tls]")
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TestCertificate made = TestCertificate::signedBy(authority);
    const TrustedCertificate trusted(authority);
    ServedPrimary primary;
    primary.start({{}, made.certificate + authority.certificate, made.key});
    std::printf("certificate and issuer: %lld bytes (usual are 2,000 to 4,000)\n",
        static_cast<long long>(
            QSslCertificate(made.certificate).toDer().size() + QSslCertificate(authority.certificate).toDer().size()));
    const SlowLine slow(primary.port(), {.loss = 0});
    HttpClient::Options qt;
    qt.keepsConnections = std::chrono::milliseconds(0);
    HttpClient::Options node = qt;
    node.throughNode = true;
    struct Kind {
        const char *name = nullptr;
        HttpClient::Options options {};
        QSsl::SslProtocol protocol = QSsl::UnknownProtocol;
    };
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    for (const Kind &kind : {Kind {"Qt, TLS 1.3", qt, QSsl::TlsV1_3}, Kind {"Qt, TLS 1.2", qt, QSsl::TlsV1_2},
             Kind {"Node, TLS 1.3", node, QSsl::TlsV1_3}}) {
        QSslConfiguration speaking = before;
        speaking.setProtocol(kind.protocol);
        QSslConfiguration::setDefaultConfiguration(speaking);
        QList<double> full;
        QList<double> resumed;
        const TlsWitness line(static_cast<quint16>(slow.url().port()));
        const TlsWitness beside(primary.port());
        HttpRequest request {"GET", line.url(), {{"Connection", "close"}}};
        HttpRequest warming {"GET", beside.url()};
        for (int i = 0; i < handshakes; ++i) {
            HttpClient client(kind.options);
            microseconds(client, warming); // Node.js has to start
            full += microseconds(client, request) / 1e6;
            resumed += microseconds(client, request) / 1e6;
        }
        const QList<TlsWitness::Seen> seen = line.seen();
        REQUIRE(seen.size() == 2 * handshakes);
        REQUIRE((!seen.at(0).isResumed && seen.at(1).isResumed && seen.at(0).protocol == kind.protocol));
        const auto fullBytes = static_cast<double>(seen.at(0).bytes);
        const auto resumedBytes = static_cast<double>(seen.at(1).bytes);
        std::printf("%s: full %.0f bytes, %.2f s; resumed %.0f bytes, %.2f s; ratio of bytes %.2f, of time %.2f\n",
            kind.name, fullBytes, median(full), resumedBytes, median(resumed), resumedBytes / fullBytes,
            median(resumed) / median(full));
    }
    QSslConfiguration::setDefaultConfiguration(before);
}
