// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatefaults.h"

#include "tests/support/catch.h"
#include "tests/support/testcertificate.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QSslCertificate of(const TestCertificate::Wanted &wanted)
{
    return QSslCertificate(TestCertificate::selfSigned(wanted).certificate);
}

QList<ErrorCode> codesOf(const QList<Error> &faults)
{
    QList<ErrorCode> codes;
    for (const Error &fault : faults)
        codes.append(fault.code);
    return codes;
}

using Codes = QList<ErrorCode>;

} // namespace

TEST_CASE("D6: a certificate is for the names and addresses that it names, a star being one label")
{
    const QSslCertificate certificate = of({.commonName = "other.example",
        .alternativeName = "DNS:Hub.example,DNS:*.sites.example,IP:10.0.0.7,IP:fd00::5"});
    for (const char *host : {"hub.example", "HUB.EXAMPLE", "a.sites.example", "10.0.0.7", "fd00::5", "fd00:0:0::5"}) {
        CAPTURE(host);
        CHECK(isForHost(certificate, QString::fromLatin1(host)));
    }
    for (const char *host : {"other.example", "sites.example", "a.b.sites.example", ".sites.example", "hub.example.org",
             "10.0.0.8", "fd00::6", ""}) {
        CAPTURE(host);
        CHECK_FALSE(isForHost(certificate, QString::fromLatin1(host)));
    }
}

TEST_CASE("D6: all that is wrong with a certificate is said, the gravest first")
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QStringList here {QStringLiteral("127.0.0.1")};
    const auto judged
        = [&now](const QSslCertificate &certificate, const QList<QSslError> &found, const QStringList &hosts) {
              return codesOf(certificateFaults(certificate, found, hosts, now));
          };
    const QSslCertificate good = of({.until = now.addDays(40)});
    CHECK(judged(good, {}, here).isEmpty());
    CHECK(judged(good, {QSslError(QSslError::HostNameMismatch, good)}, {}).isEmpty());
    CHECK((judged(good, {QSslError(QSslError::SelfSignedCertificate, good)}, here)
        == Codes {ErrorCode::CertificateUntrusted}));
    CHECK((judged(good, {}, {QStringLiteral("127.0.0.1"), QStringLiteral("hub.example")})
        == Codes {ErrorCode::CertificateWrongName}));
    CHECK((judged(of({.until = now.addDays(29)}), {}, here) == Codes {ErrorCode::CertificateEndsSoon}));
    CHECK((judged(of({.until = now.addDays(31)}), {}, here).isEmpty()));
    const QSslCertificate old = of({.from = now.addDays(-9), .until = now.addDays(-2)});
    CHECK((
        judged(old, {QSslError(QSslError::CertificateExpired, old), QSslError(QSslError::SelfSignedCertificate, old)},
            {QStringLiteral("hub.example")})
        == Codes {ErrorCode::CertificateExpired, ErrorCode::CertificateWrongName, ErrorCode::CertificateUntrusted}));
    const QList<Error> purpose = certificateFaults(good, {QSslError(QSslError::InvalidPurpose, good)}, here, now);
    REQUIRE(purpose.size() == 1);
    CHECK(isFatal(purpose.first()));
    CHECK(describe(purpose.first()).contains(QStringLiteral("not made for servers")));
}
