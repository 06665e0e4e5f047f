// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/trustedproxies.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

QString behind(const QString &trusted, const char *from, const QByteArray &forwardedFor)
{
    return TrustedProxies(trusted).callerBehind(QHostAddress(QString::fromLatin1(from)), forwardedFor).toString();
}

} // namespace

TEST_CASE("D5: X-Forwarded-For is believed from a trusted proxy alone")
{
    CHECK(behind({}, "10.0.0.1", "192.0.2.1") == QStringLiteral("10.0.0.1"));
    CHECK(behind(QStringLiteral("10.0.0.2"), "10.0.0.1", "192.0.2.1") == QStringLiteral("10.0.0.1"));
    CHECK(behind(QStringLiteral("10.0.0.1"), "10.0.0.1", "192.0.2.1") == QStringLiteral("192.0.2.1"));
    CHECK(behind(QStringLiteral("10.0.0.0/24"), "10.0.0.1", "192.0.2.1") == QStringLiteral("192.0.2.1"));
    CHECK(behind(QStringLiteral("fd00::/64, ::1"), "fd00::5", "2001:db8::1") == QStringLiteral("2001:db8::1"));
    CHECK(behind(QStringLiteral("10.0.0.1"), "10.0.0.1", "") == QStringLiteral("10.0.0.1"));
}

TEST_CASE("D5: of several addresses the last counts that is no trusted proxy's, whatever a caller wrote before it")
{
    const QString trusted = QStringLiteral("10.0.0.1, 10.1.0.0/16");
    CHECK(behind(trusted, "10.0.0.1", "1.1.1.1, 192.0.2.1") == QStringLiteral("192.0.2.1"));
    CHECK(behind(trusted, "10.0.0.1", "1.1.1.1,192.0.2.1 ,10.1.2.3") == QStringLiteral("192.0.2.1"));
    CHECK(behind(trusted, "10.0.0.1", "10.1.2.3, 10.1.2.4") == QStringLiteral("10.1.2.3"));
    CHECK(behind(trusted, "10.0.0.1", "1.1.1.1, unknown, 10.1.2.3") == QStringLiteral("10.1.2.3"));
    CHECK(behind(trusted, "10.0.0.1", "unknown") == QStringLiteral("10.0.0.1"));
    CHECK(behind(trusted, "10.0.0.1", ",,") == QStringLiteral("10.0.0.1"));
}

TEST_CASE("D5: a forwarded address is read as proxies write it")
{
    const QString trusted = QStringLiteral("10.0.0.1");
    CHECK(behind(trusted, "10.0.0.1", "192.0.2.1:4711") == QStringLiteral("192.0.2.1"));
    CHECK(behind(trusted, "10.0.0.1", "[2001:db8::1]:4711") == QStringLiteral("2001:db8::1"));
    CHECK(behind(trusted, "10.0.0.1", "[2001:db8::1]") == QStringLiteral("2001:db8::1"));
    CHECK(behind(trusted, "10.0.0.1", "::ffff:192.0.2.1") == QStringLiteral("192.0.2.1"));
    CHECK(behind(trusted, "10.0.0.1", "fe80::1%eth0") == QStringLiteral("fe80::1"));
}
