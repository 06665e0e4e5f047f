// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/bytesserver.h"
#include "tests/core/engine/checkfault.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

namespace mailboat::test {

namespace {

/// A server hello in TLS 1.0: what a server sends that knows nothing newer.
QByteArray helloOfTls10()
{
    const QByteArray body = QByteArray::fromHex("0301") + QByteArray(32, 'r') + QByteArray::fromHex("00002f00");
    const QByteArray message = QByteArray::fromHex("020000") + char(body.size()) + body;
    return QByteArray::fromHex("16030100") + char(message.size()) + message;
}

/// What a server says that wants no connection, and keeps why to itself: alert 40.
QByteArray refusalWithoutReason()
{
    return QByteArray::fromHex("15030300020228");
}

/// Where TLS is not accepted, no request is sent, with credentials or without.
CheckReport checkTls(FaultySite &site, const TestCertificate &shown)
{
    ScriptedServer server(shown.forServer());
    servePrimary(server, {.body = siteBody({}, 2)});
    const CheckReport report = site.check(server.url().toString());
    CHECK(server.requests().isEmpty());
    return report;
}

CheckReport checkTrusted(FaultySite &site, const TestCertificate::Wanted &wanted)
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    return checkTls(site, TestCertificate::signedBy(authority, wanted));
}

CheckReport expired(FaultySite &site)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return checkTrusted(site, {.from = now.addDays(-9), .until = now.addDays(-2)});
}

CheckReport notYetValid(FaultySite &site)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return checkTrusted(site, {.from = now.addDays(2), .until = now.addDays(9)});
}

CheckReport wrongName(FaultySite &site)
{
    return checkTrusted(site, {.commonName = "hub.example.org", .alternativeName = "DNS:hub.example.org"});
}

CheckReport unknownIssuer(FaultySite &site)
{
    return checkTls(site, TestCertificate::signedBy(TestCertificate::selfSigned({.commonName = "Nobody we know"})));
}

CheckReport answering(FaultySite &site, const QByteArray &bytes)
{
    BytesServer server(bytes);
    return site.check(server.address(QStringLiteral("https")));
}

CheckReport tlsToPlain(FaultySite &site)
{
    ServedPrimary primary;
    primary.start();
    return site.check(QStringLiteral("https://127.0.0.1:%1").arg(primary.port()));
}

CheckReport plainToTls(FaultySite &site)
{
    ScriptedServer server(TestCertificate::selfSigned().forServer());
    return site.check(QStringLiteral("http://127.0.0.1:%1").arg(server.port()));
}

} // namespace

QList<Fault> tlsFaults()
{
    using E = ErrorCode;
    return {
        {"https to a plain port", "tls", E::TlsToPlainPort, failed, "does not speak https",
            "Begin the primary's URL with http://", tlsToPlain},
        {"http to a TLS port", "http", E::PlainToTlsPort, failed, "expects https",
            "Begin the primary's URL with https://", plainToTls},
        {"an expired certificate", "tls", E::TlsExpired, failed, "has expired",
            "The primary's administrator has to renew it. If the date is still to come, correct this machine's clock.",
            expired},
        {"a certificate that is not valid yet", "tls", E::TlsNotYetValid, failed, "is not valid yet, only from",
            "Correct this machine's clock.", notYetValid},
        {"a certificate for another name", "tls", E::TlsWrongName, failed, "127.0.0.1, but for hub.example.org",
            "Use the name that the certificate has", wrongName},
        {"an unknown issuer", "tls", E::TlsUnknownIssuer, failed, "Nobody we know", "Install the issuer's certificate",
            unknownIssuer},
        {"a self-signed certificate", "tls", E::TlsSelfSigned, failed, "was signed by itself",
            "Install that certificate on this machine as trusted",
            [](FaultySite &site) { return checkTls(site, TestCertificate::selfSigned()); }},
        {"TLS too old", "tls", E::TlsTooOld, failed, "only outdated kinds of secure connection",
            "has to allow TLS 1.2 or newer", [](FaultySite &site) { return answering(site, helloOfTls10()); }},
        {"TLS fails, nobody says why", "tls", E::TlsFailed, failed, "handshake failure",
            "has to look at its certificate", [](FaultySite &site) { return answering(site, refusalWithoutReason()); }},
    };
}

} // namespace mailboat::test
