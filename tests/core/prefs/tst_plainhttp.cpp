// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/plainhttp.h"

#include "tests/core/prefs/drafting.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// The codes that saving what has been done to the draft warns of.
QList<ErrorCode> warned(const Draft &draft)
{
    QList<ErrorCode> codes;
    for (const Error &warning : plainHttpWarnings(draft))
        codes.append(warning.code);
    return codes;
}

/// The same after this preference is set, and saved.
QList<ErrorCode> warnedAfter(EditedSite &site, const char *name, const char *value)
{
    const auto draft = site.draft();
    REQUIRE(draft->setPreference(QString::fromLatin1(name), QString::fromLatin1(value)));
    const QList<ErrorCode> codes = warned(*draft);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    return codes;
}

using Codes = QList<ErrorCode>;

} // namespace

TEST_CASE("D6: http to another machine is plain, to this one and https are not")
{
    for (const char *url : {"http://10.0.0.1", "http://sync.example.org:2048", "http://[fd00::5]:2048"}) {
        CAPTURE(url);
        CHECK(isPlainBeyond(QString::fromLatin1(url)));
    }
    for (const char *url : {"", "https://10.0.0.1", "http://127.0.0.1:2048", "http://127.9.9.9", "http://localhost",
             "http://[::1]:2048"}) {
        CAPTURE(url);
        CHECK_FALSE(isPlainBeyond(QString::fromLatin1(url)));
    }
}

TEST_CASE("D6: without a certificate a primary listens on loopback, or where it is told that it may")
{
    SyncPreferences preferences;
    for (const char *listen : {"127.0.0.1:0", "[::1]:2048", "localhost:2048"})
        CHECK(mayListenPlainly(QString::fromLatin1(listen), preferences));
    const auto refused = [&preferences] {
        const Result<> may = mayListenPlainly(QStringLiteral("0.0.0.0:2048"), preferences);
        return !may && may.error().code == ErrorCode::PlainHttpRefused;
    };
    CHECK(refused());
    CHECK_FALSE(mayListenPlainly(QStringLiteral("[::]:2048"), preferences));
    CHECK_FALSE(mayListenPlainly(QStringLiteral("10.0.0.7:2048"), preferences));
    REQUIRE(preferences.externalUrl.setText(QStringLiteral("http://hub.example:2048")));
    CHECK(refused());
    REQUIRE(preferences.externalUrl.setText(QStringLiteral("https://hub.example")));
    CHECK_FALSE(refused());
    REQUIRE(preferences.externalUrl.setText(QString()));
    REQUIRE(preferences.plainHttp.set(true));
    CHECK_FALSE(refused());
}

TEST_CASE("D6: a satellite that saves an http URL of another machine is warned, once")
{
    EditedSite site;
    site.set(2, {peerRow(1, north, QStringLiteral("127.0.0.1:2048"))});
    const auto edited = [&site](const QString &url) {
        const auto draft = site.draft();
        REQUIRE(draft->peers.edit(SyncId {1}, peerRow(1, north, url), {}));
        const QList<Error> warnings = plainHttpWarnings(*draft);
        REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation)); // no refusal
        return warnings;
    };
    const QList<Error> warnings = edited(QStringLiteral("10.0.0.1:2048"));
    REQUIRE(warnings.size() == 1);
    CHECK(warnings.first().code == ErrorCode::PlainHttpUrl);
    CHECK(describe(warnings.first()).contains(QStringLiteral("10.0.0.1")));
    CHECK(edited(QStringLiteral("http://10.0.0.1:2048/")).isEmpty());
    CHECK(warnedAfter(site, "log-days", "30").isEmpty());
    CHECK(edited(QStringLiteral("sync.example.org")).isEmpty());
}

TEST_CASE("D6: a primary is warned of what its satellites will come by, when that is saved")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    CHECK(warnedAfter(site, "listen", "127.0.0.1:4000").isEmpty());
    CHECK((warnedAfter(site, "listen", "0.0.0.0:4000") == Codes {ErrorCode::PlainHttpRefused}));
    CHECK(warnedAfter(site, "log-days", "30").isEmpty());
    CHECK((warnedAfter(site, "plain-http", "true") == Codes {ErrorCode::PlainHttp}));
    CHECK((warnedAfter(site, "external-url", "http://hub.example") == Codes {ErrorCode::PlainHttp}));
    CHECK(warnedAfter(site, "external-url", "hub.example").isEmpty());
    CHECK(warnedAfter(site, "plain-http", "false").isEmpty());
    CHECK((warnedAfter(site, "external-url", "") == Codes {ErrorCode::PlainHttpRefused}));
    CHECK(warnedAfter(site, "tls-certificate", "/etc/mailboat/a.pem").isEmpty());
    CHECK(warnedAfter(site, "listen", "0.0.0.0:4001").isEmpty());
    CHECK((warnedAfter(site, "tls-certificate", "") == Codes {ErrorCode::PlainHttpRefused}));
}
