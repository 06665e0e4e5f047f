// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/proxyaddress.h"
#include "core/prefs/syncpreferences.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

/// What a preference says after it was given a text; the error's code where it refused.
QString after(const char *name, const QString &text)
{
    SyncPreferences preferences;
    PreferenceBase *preference = preferences.find(QString::fromLatin1(name));
    REQUIRE(preference != nullptr);
    const QString before = preference->text();
    if (const Result<> set = preference->setText(text); !set) {
        CHECK(preference->text() == before);
        return codeOf(set.error().code);
    }
    return preference->text();
}

const QString refused = QStringLiteral("preference_invalid");

} // namespace

TEST_CASE("Every preference has its documented name, default and range")
{
    struct Row {
        const char *name;
        const char *byDefault;
        int lowest;
        int highest;
    };
    static constexpr Row rows[] {{"sync-id", "0", 0, 2147483647}, {"sync-interval", "1", 0, 10080},
        {"request-size", "0", 0, 10000}, {"min-version", "1", 1, 9999}, {"max-version", "14", 1, 9999},
        {"max-body-size", "64", 1, 1024}, {"max-answer-size", "256", 1, 4096}, {"max-files", "4096", 0, 1048576},
        {"max-connections", "1000", 1, 100000}, {"max-records", "10000", 10000, 1000000},
        {"max-ids", "20000", 20000, 1000000}, {"max-request-memory", "768", 64, 65536},
        {"max-connections-per-address", "100", 1, 100000}, {"idle-timeout", "60", 5, 3600},
        {"head-timeout", "20", 5, 600}, {"workers", "4", 1, 64}, {"max-sign-in-failures", "10", 1, 1000},
        {"max-new-address-tries", "30", 1, 10000}, {"max-joins-per-day", "200", 0, 1000000},
        {"log-days", "90", 1, 3650}, {"backup-keep", "7", 1, 1000}, {"silent-after", "24", 1, 8760},
        {"behind-after", "24", 1, 8760}};
    const SyncPreferences preferences;
    for (const Row &row : rows) {
        CAPTURE(row.name);
        const PreferenceBase *preference = preferences.find(QString::fromLatin1(row.name));
        REQUIRE(preference != nullptr);
        CHECK(preference->text() == QLatin1StringView(row.byDefault));
        CHECK(preference->isDefault());
        CHECK(after(row.name, QString::number(row.lowest)) == QString::number(row.lowest));
        CHECK(after(row.name, QString::number(row.highest)) == QString::number(row.highest));
        CHECK(after(row.name, QString::number(row.lowest - 1)) == refused);
        CHECK(after(row.name, QString::number(qint64 {row.highest} + 1)) == refused);
    }
    CHECK(preferences.all().size() == qsizetype {std::size(rows)} + 13);
}

TEST_CASE("Every preference accepts its own default and says what is allowed")
{
    SyncPreferences preferences;
    for (PreferenceBase *preference : preferences.all()) {
        CAPTURE(preference->name());
        CHECK(preference->setText(preference->defaultText()));
        CHECK(preference->isDefault());
        CHECK_FALSE(preference->allowed().isEmpty());
    }
}

TEST_CASE("interval: whole minutes, 0 to 10080 (contract.md §3)")
{
    CHECK(after("sync-interval", QStringLiteral("10080")) == QStringLiteral("10080"));
    CHECK(after("sync-interval", QStringLiteral("10081")) == refused);
    CHECK(after("sync-interval", QStringLiteral("1.5")) == refused);
    CHECK(after("sync-interval", QStringLiteral("-1")) == refused);
}

TEST_CASE("request size: 1 to 10000 is the ceiling, 0, the default, is automatic (contract.md §3)")
{
    CHECK(SyncPreferences().requestSize.value() == 0);
    CHECK(after("request-size", QStringLiteral("10000")) == QStringLiteral("10000"));
    CHECK(after("request-size", QStringLiteral("10001")) == refused);
}

TEST_CASE("D6: plain-http is off until somebody says otherwise")
{
    CHECK_FALSE(SyncPreferences().plainHttp.value());
    CHECK(after("plain-http", QStringLiteral("true")) == QStringLiteral("true"));
    CHECK(after("plain-http", QStringLiteral("http")) == refused);
}

TEST_CASE("14.B2: certificate and key are full paths, or nothing, and a primary's alone")
{
    SyncPreferences preferences;
    for (const char *name : {"tls-certificate", "tls-key"}) {
        CAPTURE(name);
        CHECK(preferences.find(QString::fromLatin1(name))->isDefault());
        CHECK(preferences.isOfPrimary(*preferences.find(QString::fromLatin1(name))));
        CHECK(after(name, QStringLiteral("/etc/mailboat//a.pem ")) == QStringLiteral("/etc/mailboat/a.pem"));
        CHECK(after(name, QStringLiteral("a.pem")) == refused);
    }
}

TEST_CASE("12.4: backup-folder is a full path, or nothing, and backups are made daily where somebody says so")
{
    CHECK(SyncPreferences().backupFolder.value().isEmpty());
    CHECK_FALSE(SyncPreferences().backupDaily.value());
    CHECK(after("backup-folder", QStringLiteral(" /media/backup// ")) == QStringLiteral("/media/backup"));
    CHECK(after("backup-folder", QStringLiteral(" ")) == QString());
    for (const QString &text : {QStringLiteral("backup"), QStringLiteral("./backup"), QStringLiteral("/a\nb")})
        CHECK(after("backup-folder", text) == refused);
    CHECK(after("backup-daily", QStringLiteral("true")) == QStringLiteral("true"));
    CHECK(after("backup-daily", QStringLiteral("daily")) == refused);
}

TEST_CASE("14.B4: notifications are shown unless somebody says otherwise")
{
    CHECK(SyncPreferences().notifications.value());
    CHECK(after("notifications", QStringLiteral("false")) == QStringLiteral("false"));
    CHECK(after("notifications", QStringLiteral("no")) == refused);
}

TEST_CASE("listen is address and port")
{
    CHECK(SyncPreferences().listen.value() == QStringLiteral("127.0.0.1:2048"));
    CHECK(after("listen", QStringLiteral(" 0.0.0.0:80 ")) == QStringLiteral("0.0.0.0:80"));
    CHECK(after("listen", QStringLiteral("[::]:0")) == QStringLiteral("[::]:0"));
    CHECK(after("listen", QStringLiteral("LOCALHOST:65535")) == QStringLiteral("localhost:65535"));
    for (const QString &text : {QString(), QStringLiteral("127.0.0.1"), QStringLiteral("2048"), QStringLiteral(":2048"),
             QStringLiteral("127.0.0.1:65536"), QStringLiteral("127.0.0.1:-1"), QStringLiteral("::1:2048"),
             QStringLiteral("http://127.0.0.1:2048"), QStringLiteral("127.0.0.1:2048/")}) {
        CAPTURE(text);
        CHECK(after("listen", text) == refused);
    }
}

TEST_CASE("external-url and oms-central-url are completed like any URL, and may be empty")
{
    CHECK(after("external-url", QStringLiteral("sync.example.org/")) == QStringLiteral("https://sync.example.org"));
    CHECK(after("external-url", QStringLiteral("10.0.0.1:2048")) == QStringLiteral("http://10.0.0.1:2048"));
    CHECK(after("external-url", QStringLiteral("  ")) == QString());
    CHECK(after("external-url", QStringLiteral("https://sync.example.org/v5")) == QStringLiteral("url_invalid"));
    CHECK(after("oms-central-url", QStringLiteral("oms.example.org/")) == QStringLiteral("https://oms.example.org"));
    CHECK(after("oms-central-url", QString()) == QString());
    CHECK(after("oms-central-url", QStringLiteral("ftp://oms.example.org")) == QStringLiteral("url_invalid"));
}

TEST_CASE("proxy is system, none, or an http or socks5 address with a port")
{
    CHECK(SyncPreferences().proxy.value() == QStringLiteral("system"));
    CHECK(after("proxy", QStringLiteral(" None ")) == QStringLiteral("none"));
    CHECK(after("proxy", QStringLiteral("HTTP://Proxy.example.org:3128"))
        == QStringLiteral("http://proxy.example.org:3128"));
    CHECK(after("proxy", QStringLiteral("socks5://[::1]:1080")) == QStringLiteral("socks5://[::1]:1080"));
    CHECK(after("proxy", QStringLiteral("Proxy:3128")) == QStringLiteral("http://proxy:3128"));
    for (const QString &text : {QString(), QStringLiteral("proxy"), QStringLiteral("http://proxy"),
             QStringLiteral("http://proxy:0"), QStringLiteral("https://proxy:1"), QStringLiteral("socks4://proxy:1"),
             QStringLiteral("http://:s3cret@proxy:1"), QStringLiteral("http://amy:…@proxy:1"),
             QStringLiteral("http://proxy:1/x")}) {
        CAPTURE(text);
        CHECK(after("proxy", text) == refused);
    }
}

TEST_CASE("D5: trusted-proxies is a list of addresses and networks, or empty")
{
    CHECK(SyncPreferences().trustedProxies.value().isEmpty());
    CHECK(after("trusted-proxies", QStringLiteral("  ")) == QString());
    CHECK(after("trusted-proxies", QStringLiteral(" 10.0.0.5;10.1.0.0/16\tFD00:0::/64, 10.0.0.5"))
        == QStringLiteral("10.0.0.5, 10.1.0.0/16, fd00::/64"));
    CHECK(after("trusted-proxies", QStringLiteral("[::1]")) == QStringLiteral("::1"));
    for (const QString &text : {QStringLiteral("proxy"), QStringLiteral("7"), QStringLiteral("10.0.0.5:80"),
             QStringLiteral("0.0.0.0/0"), QStringLiteral("10.0.0.0/33"), QStringLiteral("::/0"),
             QStringLiteral("10.0.0.0/"), QStringLiteral("fd00::/129"), QStringLiteral("10.0.0.5, x"),
             QStringLiteral("10.0.0"), QStringLiteral("*")}) {
        CAPTURE(text);
        CHECK(after("trusted-proxies", text) == refused);
    }
}

TEST_CASE("E4: the proxy's password is kept, however it is written, and shown nowhere")
{
    const QString kept = QStringLiteral("http://amy:s3%40cret%2F%25@proxy:3128");
    for (const QString &text :
        {QStringLiteral("http://amy:s3@cret/%@proxy:3128"), QStringLiteral("amy:s3@cret/%25@proxy:3128/"), kept}) {
        SyncPreferences preferences;
        REQUIRE(preferences.proxy.setText(text));
        CHECK(preferences.proxy.value() == kept);
        CHECK(preferences.proxy.shownText() == QStringLiteral("http://amy:…@proxy:3128"));
        CHECK(preferences.proxy.json() == QStringLiteral("http://amy:…@proxy:3128"));
    }
    const auto proxy = proxyFromText(kept);
    REQUIRE(proxy);
    CHECK(proxy->user == QStringLiteral("amy"));
    CHECK(proxy->password == QStringLiteral("s3@cret/%"));
    CHECK(withProxyPassword(QStringLiteral("socks5://amy@proxy:1"), QStringLiteral("a:b@c"))
        == QStringLiteral("socks5://amy:a%3Ab%40c@proxy:1"));
    for (const QString &plain :
        {QStringLiteral("http://amy@proxy:1"), QStringLiteral("system"), QStringLiteral("http://proxy:1")})
        CHECK(withoutPassword(plain) == plain);
}
