// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the listener speaks TLS with, by real handshakes.
#include "core/server/tlsidentities.h"

#include "tests/support/catch.h"
#include "tests/support/echolistener.h"
#include "tests/support/rawhttp.h"
#include "tests/support/testcertificate.h"

#include <QSslCertificate>
#include <QSslCipher>
#include <QSslSocket>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int patience = 10000; // ms

struct SecureListener : EchoListener {
    explicit SecureListener(const TestCertificate &made)
        : EchoListener([&made](HttpListener::Options &options) {
            options.certificate = made.certificate;
            options.key = made.key;
        })
    {
        REQUIRE(started);
    }
};

/// A client that looks at nothing, with these ciphers (as OpenSSL names them; none: its own) of one version of TLS.
std::unique_ptr<QSslSocket> shakenHands(
    quint16 port, QSsl::SslProtocol protocol, const QString &ciphers = {}, const QByteArray &ticket = {})
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(protocol);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, false);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
    if (!ciphers.isEmpty()) {
        configuration.setCiphers(ciphers);
        REQUIRE(configuration.ciphers().size() == 1);
    }
    if (!ticket.isEmpty())
        configuration.setSessionTicket(ticket);
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    (void)socket->waitForEncrypted(patience);
    return socket;
}

/// The cipher agreed on; empty where none was.
QString agreedOn(quint16 port, const QString &cipher)
{
    const auto socket = shakenHands(port, QSsl::TlsV1_2, cipher);
    return socket->isEncrypted() ? socket->sessionCipher().name() : QString();
}

QByteArray answerOn(QSslSocket &socket)
{
    socket.write(rawRequest("GET", "/still"));
    QByteArray answer;
    while (!answer.contains("GET /still") && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    return answer;
}

} // namespace

TEST_CASE("D6: TLS without a key exchange of its own, or with a cipher that does not authenticate, is not spoken")
{
    const bool isRsa = GENERATE(true, false);
    CAPTURE(isRsa);
    const SecureListener server(TestCertificate::selfSigned({.isRsa = isRsa}));
    const QString kind = isRsa ? QStringLiteral("RSA") : QStringLiteral("ECDSA");
    for (const char *cipher : {"AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA256"}) {
        CAPTURE(cipher);
        CHECK(agreedOn(server.port, QString::fromLatin1(cipher)).isEmpty()); // static RSA
    }
    for (const char *cipher : {"ECDHE-%1-AES128-SHA", "ECDHE-%1-AES256-SHA384", "ECDHE-%1-AES128-SHA256"}) {
        CAPTURE(cipher);
        CHECK(agreedOn(server.port, QString::fromLatin1(cipher).arg(kind)).isEmpty()); // CBC
    }
    for (const char *cipher :
        {"ECDHE-%1-AES128-GCM-SHA256", "ECDHE-%1-AES256-GCM-SHA384", "ECDHE-%1-CHACHA20-POLY1305"}) {
        const QString wanted = QString::fromLatin1(cipher).arg(kind);
        CHECK(agreedOn(server.port, wanted) == wanted);
    }
    CHECK(shakenHands(server.port, QSsl::TlsV1_3)->isEncrypted());
    CHECK(shakenHands(server.port, QSsl::TlsV1_2)->isEncrypted());
}

TEST_CASE("D6: another certificate is for new connections, and those that are open go on with theirs")
{
    const QSsl::SslProtocol protocol = GENERATE(QSsl::TlsV1_2, QSsl::TlsV1_3);
    const TestCertificate before = TestCertificate::selfSigned();
    const TestCertificate after = TestCertificate::selfSigned({.isRsa = GENERATE(false, true)});
    SecureListener server(before);
    const auto open = shakenHands(server.port, protocol);
    REQUIRE(open->peerCertificate() == QSslCertificate(before.certificate));
    CHECK(answerOn(*open).contains("200"));

    REQUIRE(server.listener.setCertificate(after.certificate, after.key));
    CHECK(shakenHands(server.port, protocol)->peerCertificate() == QSslCertificate(after.certificate));
    // A session of before would be resumed without the new certificate being shown.
    const QByteArray ticket = open->sslConfiguration().sessionTicket();
    CHECK_FALSE(ticket.isEmpty());
    CHECK(shakenHands(server.port, protocol, {}, ticket)->peerCertificate() == QSslCertificate(after.certificate));
    CHECK(answerOn(*open).contains("200"));
    CHECK(open->peerCertificate() == QSslCertificate(before.certificate));
}

TEST_CASE("D6: a pair that does not fit leaves the one before in use")
{
    const TestCertificate made = TestCertificate::selfSigned();
    const TestCertificate other = TestCertificate::selfSigned();
    SecureListener server(made);
    const auto refused = [&server](const QByteArray &certificate, const QByteArray &key) {
        const Result<> taken = server.listener.setCertificate(certificate, key);
        return !taken && taken.error().code == ErrorCode::CertificateUnusable;
    };
    CHECK(refused(other.certificate, made.key));
    CHECK(refused(other.certificate.left(other.certificate.size() / 2), other.key));
    CHECK(refused({}, {}));
    CHECK(shakenHands(server.port, QSsl::TlsV1_3)->peerCertificate() == QSslCertificate(made.certificate));
}
