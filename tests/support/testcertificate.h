// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QSslConfiguration>

namespace mailboat::test {

/// A certificate made on the fly with the openssl command, which Qt's TLS backend comes with.
struct TestCertificate {
    QByteArray certificate; ///< PEM
    QByteArray key; ///< PEM

    struct Wanted {
        QByteArray commonName {"127.0.0.1"};
        QByteArray alternativeName {"IP:127.0.0.1,DNS:primary.invalid"}; ///< the name is for Relay::beyond()
        QDateTime from = QDateTime::currentDateTimeUtc().addDays(-1);
        QDateTime until = QDateTime::currentDateTimeUtc().addDays(30);
        bool isRsa = false; ///< else of an elliptic curve
        QByteArray purpose {}; ///< "serverAuth", "clientAuth"; empty: any
    };
    static TestCertificate selfSigned(const Wanted &wanted);
    static TestCertificate selfSigned() { return selfSigned(Wanted {}); }
    /// Signed by `issuer`, which is a certificate of selfSigned().
    static TestCertificate signedBy(const TestCertificate &issuer, const Wanted &wanted);
    static TestCertificate signedBy(const TestCertificate &issuer) { return signedBy(issuer, Wanted {}); }

    QSslConfiguration forServer() const;
};

/// Lets this process trust a certificate, as if the system did; ends with its scope.
class TrustedCertificate final
{
public:
    explicit TrustedCertificate(const TestCertificate &authority);
    ~TrustedCertificate();
    Q_DISABLE_COPY_MOVE(TrustedCertificate)

private:
    QSslConfiguration m_before;
};

} // namespace mailboat::test
