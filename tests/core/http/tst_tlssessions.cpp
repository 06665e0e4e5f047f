// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/tlssessions.h"

#include "tests/support/catch.h"
#include "tests/support/testcertificate.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QUrl primary(QStringLiteral("https://primary.example/sync/v5/site"));
const QNetworkProxy direct(QNetworkProxy::NoProxy);
const QDateTime noon = QDateTime::fromString(QStringLiteral("2026-03-01T12:00:00Z"), Qt::ISODate);

QSslConfiguration answered(const QByteArray &session)
{
    QSslConfiguration used = QSslConfiguration::defaultConfiguration();
    used.setSessionTicket(session);
    return used;
}

/// Shown in full handshakes; valid for longer than any test looks.
QList<QSslCertificate> chain()
{
    TestCertificate::Wanted wanted;
    wanted.until = noon.addYears(10);
    return QSslCertificate::fromData(TestCertificate::selfSigned(wanted).certificate);
}

} // namespace

TEST_CASE("a TLS session is offered to its own host, port and proxy")
{
    TlsSessions sessions;
    sessions.keep(primary, direct, answered("one"), chain(), noon);
    const auto offered = [&](const char *url, const QNetworkProxy &proxy) {
        return sessions.configuration(QUrl(QString::fromLatin1(url)), proxy, noon).sessionTicket();
    };
    CHECK(offered("https://primary.example:443/else", direct) == "one");
    CHECK(offered("https://primary.example:444/", direct).isEmpty());
    CHECK(offered("https://other.example/", direct).isEmpty());
    CHECK(offered("https://primary.example/", {QNetworkProxy::HttpProxy, QStringLiteral("p"), 3128}).isEmpty());
}

TEST_CASE("the certificate is looked at again after a day, however often its TLS session was renewed")
{
    TlsSessions sessions;
    sessions.keep(primary, direct, answered("one"), chain(), noon);
    sessions.keep(primary, direct, answered("two"), {}, noon.addSecs(23L * 3600));
    CHECK(sessions.configuration(primary, direct, noon.addDays(1).addSecs(-1)).sessionTicket() == "two");
    CHECK(sessions.configuration(primary, direct, noon.addDays(1)).sessionTicket().isEmpty());
    sessions.keep(primary, direct, answered("three"), {}, noon.addDays(1)); // resumed before, answered after
    CHECK(sessions.configuration(primary, direct, noon.addDays(1)).sessionTicket().isEmpty());
    sessions.keep(primary, direct, answered("three"), chain(), noon.addDays(1));
    CHECK(sessions.configuration(primary, direct, noon.addDays(2).addSecs(-1)).sessionTicket() == "three");
}

TEST_CASE("a TLS session is forgotten when what is trusted has changed, and does not come back")
{
    TlsSessions sessions;
    sessions.keep(primary, direct, answered("one"), chain(), noon);
    {
        const TrustedCertificate other(TestCertificate::selfSigned());
        CHECK(sessions.configuration(primary, direct, noon).sessionTicket().isEmpty());
    }
    CHECK(sessions.configuration(primary, direct, noon).sessionTicket().isEmpty());
}

TEST_CASE("an answer without a TLS session leaves the one that was there")
{
    TlsSessions sessions;
    sessions.keep(primary, direct, answered("one"), chain(), noon);
    sessions.keep(primary, direct, answered({}), chain(), noon);
    CHECK(sessions.configuration(primary, direct, noon).sessionTicket() == "one");
}
