// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/siteurl.h"

#include "core/prefs/ownaddress.h"
#include "core/prefs/syncpreferences.h"
#include "tests/support/catch.h"

#include <QSet>
#include <QSysInfo>
#include <QUrl>

using namespace mailboat;

namespace {

SyncPreferences &preset(SyncPreferences &preferences, int syncId, const QString &listen, const QString &external = {})
{
    REQUIRE(preferences.syncId.set(syncId));
    REQUIRE(preferences.listen.set(listen));
    REQUIRE(preferences.externalUrl.set(external));
    return preferences;
}

bool isOwn(const char *url, int syncId, const char *listen, const char *external = "")
{
    SyncPreferences preferences;
    preset(preferences, syncId, QString::fromLatin1(listen), QString::fromLatin1(external));
    return isOwnAddress(QString::fromLatin1(url), preferences);
}

} // namespace

TEST_CASE("URL: completed with http:// for an IP address or where a port is given, else https:// (contract.md §3)")
{
    const QList<std::pair<QString, QString>> rows {
        {QStringLiteral("sync.example.org"), QStringLiteral("https://sync.example.org")},
        {QStringLiteral("sync.example.org:2048"), QStringLiteral("http://sync.example.org:2048")},
        {QStringLiteral("sync.example.org:443"), QStringLiteral("http://sync.example.org:443")},
        {QStringLiteral("10.0.0.5"), QStringLiteral("http://10.0.0.5")},
        {QStringLiteral("10.0.0.5:80"), QStringLiteral("http://10.0.0.5:80")},
        {QStringLiteral("[fd00::5]"), QStringLiteral("http://[fd00::5]")},
        {QStringLiteral("[FD00:0::5]:2048"), QStringLiteral("http://[fd00::5]:2048")},
        {QStringLiteral("localhost"), QStringLiteral("https://localhost")},
        {QStringLiteral("my_server"), QStringLiteral("https://my_server")},
        {QStringLiteral("ftp.example.org"), QStringLiteral("https://ftp.example.org")},
        {QStringLiteral("1password.example"), QStringLiteral("https://1password.example")},
        {QStringLiteral("4.example.org"), QStringLiteral("https://4.example.org")},
        // a scheme that was typed stays
        {QStringLiteral("http://sync.example.org"), QStringLiteral("http://sync.example.org")},
        {QStringLiteral("https://10.0.0.5"), QStringLiteral("https://10.0.0.5")},
        {QStringLiteral("https://sync.example.org:8443"), QStringLiteral("https://sync.example.org:8443")},
        {QStringLiteral("HTTPS://Sync.Example.ORG"), QStringLiteral("https://sync.example.org")},
        // spaces and a trailing slash go
        {QStringLiteral("  https://sync.example.org/ \n"), QStringLiteral("https://sync.example.org")},
        {QStringLiteral("10.0.0.5:2048/"), QStringLiteral("http://10.0.0.5:2048")},
        {QStringLiteral("sync.example.org /"), QStringLiteral("https://sync.example.org")},
        {QStringLiteral("sync.example.org."), QStringLiteral("https://sync.example.org")},
        {QStringLiteral("10.0.0.5:0080"), QStringLiteral("http://10.0.0.5:80")},
        // international names
        {QStringLiteral("bücher.example"), QStringLiteral("https://xn--bcher-kva.example")},
        {QStringLiteral("例え.jp:81"), QStringLiteral("http://xn--r8jz45g.jp:81")},
    };
    for (const auto &[typed, expected] : rows) {
        CAPTURE(typed);
        const Result<QString> url = completedUrl(typed);
        REQUIRE(url);
        CHECK(*url == expected);
        CHECK(QUrl(*url, QUrl::StrictMode).isValid());
        CHECK(*completedUrl(*url) == *url);
    }
}

TEST_CASE("URL: any other path, user info, query, fragment are refused, each with its own reason (contract.md §3)")
{
    QSet<QString> reasons;
    for (const QString &typed :
        {QStringLiteral("https://sync.example.org/sync/v5"), QStringLiteral("https://amy:s3cret@sync.example.org"),
            QStringLiteral("https://sync.example.org?x=1"), QStringLiteral("https://sync.example.org#top"),
            QStringLiteral("ftp://sync.example.org"), QStringLiteral("sync.example.org:0")}) {
        CAPTURE(typed);
        const Result<QString> url = completedUrl(typed);
        REQUIRE_FALSE(url);
        CHECK(url.error().code == ErrorCode::UrlInvalid);
        CHECK_FALSE(describe(url.error()).contains(QStringLiteral("s3cret")));
        reasons.insert(url.error().values[QStringLiteral("why")].toString());
    }
    CHECK(reasons.size() == 6);
}

TEST_CASE("URL: what is no host, port or scheme is refused")
{
    const QStringList none {QString(), QStringLiteral(" "), QStringLiteral("/"), QStringLiteral("http://"),
        QStringLiteral("https:///"), QStringLiteral("://host"), QStringLiteral("//host"), QStringLiteral("host//"),
        QStringLiteral("host/."), QStringLiteral("http:host"), QStringLiteral("http:/host"),
        QStringLiteral("mailto:amy@example.org"), QStringLiteral("file:///etc/passwd"),
        QStringLiteral("javascript:alert(1)"), QStringLiteral("https//host"), QStringLiteral("http://http://host"),
        QStringLiteral("https://host\\@evil.example"), QStringLiteral("host\\x"), QStringLiteral("@"),
        QStringLiteral("amy@host"), QStringLiteral("host:"), QStringLiteral("host:65536"), QStringLiteral("host:-1"),
        QStringLiteral("host:+80"), QStringLiteral("host:8o"), QStringLiteral("host:80:80"),
        QStringLiteral("host:99999999999"), QStringLiteral(":80"), QStringLiteral("ho st"), QStringLiteral("host: 80"),
        QStringLiteral("host\t.example"), QStringLiteral("ho\nst"), QStringLiteral("host\u0000"),
        QStringLiteral("ho\u202Est"), QStringLiteral("ho\u200Bst"), QStringLiteral("a..b"), QStringLiteral(".host"),
        QStringLiteral("host.."), QStringLiteral("-host"), QStringLiteral("host-"), QStringLiteral("a.-b.c"),
        QStringLiteral("ho%73t"), QStringLiteral("ho*st"), QStringLiteral("<host>"), QStringLiteral("ho,st"),
        QStringLiteral("::1"), QStringLiteral("fd00::5"), QStringLiteral("[::1"), QStringLiteral("[::1]x"),
        QStringLiteral("[]"), QStringLiteral("[1.2.3.4]"), QStringLiteral("[v1.a]"), QStringLiteral("[v1.a:b]"),
        QStringLiteral("[fe80::1%eth0]"), QStringLiteral("[fe80::1%25eth0]"), QStringLiteral("[12345::]"),
        QStringLiteral("127.1"), QStringLiteral("1"), QStringLiteral("2130706433"), QStringLiteral("0x7f000001"),
        QStringLiteral("0x7f.0.0.1"), QStringLiteral("10.0.0.256"), QStringLiteral("10.0.0.1.1"),
        QStringLiteral("010.0.0.1"), QStringLiteral("10.0.0.1."), QStringLiteral("host.1"), QStringLiteral("١٠.0.0.1"),
        QStringLiteral("１０.0.0.1"), QStringLiteral("10。0。0。1"), QStringLiteral("host:٨٠"),
        QStringLiteral("0.0.0.0:2048"), QStringLiteral("[::]:2048"), QString(64, u'a'),
        QString(QString(63, u'a') + u'.').repeated(4) + u'a', QString(5000, u'a')};
    for (const QString &typed : none) {
        CAPTURE(typed);
        const Result<QString> url = completedUrl(typed);
        CAPTURE(url.value_or(QString()));
        REQUIRE_FALSE(url);
        CHECK(url.error().code == ErrorCode::UrlInvalid);
        CHECK_FALSE(url.error().values[QStringLiteral("why")].toString().isEmpty());
        CHECK(url.error().values[QStringLiteral("value")].toString().size() < 110);
    }
}

TEST_CASE("URL: the longest name and label pass")
{
    CHECK(completedUrl(QString(63, u'a')));
    const QString longest = QString(QString(62, u'a') + u'.').repeated(4) + u'a';
    REQUIRE(longest.size() == 253);
    CHECK(completedUrl(longest));
}

TEST_CASE("URL: the port is the one it names, or its scheme's")
{
    CHECK(portOf(QUrl(QStringLiteral("https://sync.example.org"))) == 443);
    CHECK(portOf(QUrl(QStringLiteral("preconnect-https://sync.example.org"))) == 443);
    CHECK(portOf(QUrl(QStringLiteral("http://sync.example.org"))) == 80);
    CHECK(portOf(QUrl(QStringLiteral("https://[fd00::5]:2048"))) == 2048);
}

TEST_CASE("URL: a primary's own address is the one it listens on (contract.md §3)")
{
    CHECK(isOwn("http://127.0.0.1:2048", 1, "127.0.0.1:2048"));
    CHECK(isOwn("http://localhost:2048", 1, "127.0.0.1:2048"));
    CHECK(isOwn("http://[::1]:2048", 1, "127.0.0.1:2048"));
    CHECK(isOwn("http://127.8.0.1:2048", 1, "localhost:2048"));
    CHECK(isOwn("http://10.0.0.5:2048", 1, "10.0.0.5:2048"));
    CHECK(isOwn("http://localhost", 1, "0.0.0.0:80"));
    CHECK(isOwn("https://localhost", 1, "[::]:443"));
    const QByteArray name = QSysInfo::machineHostName().toLatin1().toLower();
    CHECK(isOwn(QByteArray("http://" + name + ":2048").constData(), 1, "0.0.0.0:2048"));

    CHECK_FALSE(isOwn("http://127.0.0.1:2049", 1, "127.0.0.1:2048"));
    CHECK_FALSE(isOwn("http://localhost:2048", 1, "10.0.0.5:2048"));
    CHECK_FALSE(isOwn("http://10.0.0.6:2048", 1, "10.0.0.5:2048"));
    CHECK_FALSE(isOwn("http://127.example.org:2048", 1, "127.0.0.1:2048"));
    CHECK_FALSE(isOwn("http://127.0.0.1", 1, "127.0.0.1:0"));
}

TEST_CASE("URL: a site that does not listen may have its primary on the same machine")
{
    CHECK_FALSE(isOwn("http://127.0.0.1:2048", 2, "127.0.0.1:2048"));
    CHECK_FALSE(isOwn("http://127.0.0.1:2048", 0, "127.0.0.1:2048"));
}

TEST_CASE("URL: a site's external-url is its own address, however it is written")
{
    CHECK(isOwn("https://sync.example.org", 1, "127.0.0.1:2048", "https://sync.example.org:443"));
    CHECK(isOwn("https://sync.example.org", 2, "127.0.0.1:2048", "https://sync.example.org"));
    CHECK_FALSE(isOwn("http://sync.example.org", 1, "127.0.0.1:2048", "https://sync.example.org"));
    CHECK_FALSE(isOwn("https://other.example.org", 1, "127.0.0.1:2048", "https://sync.example.org"));
}
