// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/rules.h"

#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "tests/core/prefs/drafting.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

Peer row(int id, const QString &userName, const QString &url = {})
{
    Peer peer;
    peer.syncId = SyncId {id};
    peer.userName = userName;
    peer.url = url;
    return peer;
}

Peer primaryRow(const QString &url = QStringLiteral("https://sync.example.org"))
{
    return row(1, QStringLiteral("clinic"), url);
}

/// The error of a site with this Sync ID and list; nothing where all is well.
std::optional<Error> problemOf(int syncId, const QList<Peer> &peers)
{
    SyncPreferences preferences;
    REQUIRE(preferences.syncId.set(syncId));
    const Result<> fits = checkTogether(preferences, peers);
    return fits ? std::nullopt : std::optional(fits.error());
}

std::optional<ErrorCode> codeAt(int syncId, const QList<Peer> &peers)
{
    const std::optional<Error> problem = problemOf(syncId, peers);
    return problem ? std::optional(problem->code) : std::nullopt;
}

} // namespace

TEST_CASE("role: with Sync ID 0 any list will do (contract.md §3)")
{
    CHECK_FALSE(codeAt(0, {}));
    CHECK_FALSE(codeAt(0, {primaryRow()}));
    CHECK_FALSE(codeAt(0, {primaryRow(QString()), row(2, north), row(3, south, QStringLiteral("http://10.0.0.5"))}));
}

TEST_CASE("role: a change of role that the list does not fit is refused and names the rows (contract.md §3)")
{
    const std::optional<Error> asSatellite = problemOf(7, {primaryRow(), row(2, north), row(3, south)});
    REQUIRE(asSatellite);
    CHECK(asSatellite->code == ErrorCode::RoleMismatch);
    CHECK(asSatellite->values[QStringLiteral("role")].toString() == QStringLiteral("satellite"));
    CHECK(asSatellite->values[QStringLiteral("rows")].toStringList()
        == QStringList {QStringLiteral("2"), QStringLiteral("3")});
    CHECK(describe(*asSatellite).contains(QStringLiteral("2, 3")));

    const std::optional<Error> asPrimary = problemOf(1, {primaryRow(), row(2, north)});
    REQUIRE(asPrimary);
    CHECK(asPrimary->code == ErrorCode::RoleMismatch);
    CHECK(asPrimary->values[QStringLiteral("role")].toString() == QStringLiteral("primary"));
    CHECK(asPrimary->values[QStringLiteral("rows")].toStringList() == QStringList {QStringLiteral("1")});
}

TEST_CASE("unique: a Sync ID names one site (contract.md §3)")
{
    const std::optional<Error> twice = problemOf(1, {row(2, north), row(2, south)});
    REQUIRE(twice);
    CHECK(twice->code == ErrorCode::SyncIdInUse);
    CHECK(twice->values[QStringLiteral("syncId")].toInt() == 2);
    CHECK(twice->values[QStringLiteral("owner")].toString() == north);
    CHECK(codeAt(0, {row(2, north), row(2, south)}) == ErrorCode::SyncIdInUse);
}

TEST_CASE("unique: this site's own Sync ID and every peer's differ (contract.md §3)")
{
    CHECK(codeAt(3, {primaryRow(), row(3, north)}) == ErrorCode::RoleMismatch);
    CHECK(codeAt(1, {primaryRow()}) == ErrorCode::RoleMismatch);
}

TEST_CASE("unique: no row has a Sync ID below 1")
{
    CHECK(codeAt(0, {row(0, north)}) == ErrorCode::SyncIdInvalid);
    CHECK(codeAt(1, {row(-2, north)}) == ErrorCode::SyncIdInvalid);
}

TEST_CASE("satellite: its list holds at most the primary, with a URL (contract.md §3)")
{
    CHECK_FALSE(codeAt(2, {}));
    CHECK_FALSE(codeAt(2, {primaryRow()}));
    CHECK(codeAt(2, {primaryRow(QString())}) == ErrorCode::UrlMissing);
    CHECK(codeAt(2147483647, {row(2, north, QStringLiteral("https://north.example"))}) == ErrorCode::RoleMismatch);
}

TEST_CASE("primary: its list holds the satellites, each with its own user name (contract.md §3)")
{
    CHECK_FALSE(codeAt(1, {}));
    CHECK_FALSE(codeAt(1, {row(2, north), row(2147483647, south)}));
    const std::optional<Error> twice = problemOf(1, {row(2, north), row(5, QStringLiteral("North"))});
    REQUIRE(twice);
    CHECK(twice->code == ErrorCode::UserNameInUse);
    CHECK(twice->values[QStringLiteral("userName")].toString() == QStringLiteral("North"));
    CHECK(twice->values[QStringLiteral("owner")].toString().contains(u'2'));
}

TEST_CASE("primary: a row with a URL is accepted, and named as what turns sync off (contract.md §3)")
{
    const QList<Peer> peers {
        row(2, north), row(3, south, QStringLiteral("https://south.example")), row(9, QStringLiteral("east"))};
    CHECK_FALSE(codeAt(1, peers));
    CHECK(sitesWithUrl(SiteRole::Primary, peers) == QList<SyncId> {SyncId {3}});
    CHECK(sitesWithUrl(SiteRole::Primary, {row(2, north)}).isEmpty());
    CHECK(sitesWithUrl(SiteRole::Satellite, {primaryRow()}).isEmpty());
    CHECK(sitesWithUrl(SiteRole::Off, peers).isEmpty());
}

TEST_CASE("URL: this site's own address is refused (contract.md §3)")
{
    CHECK(codeAt(1, {row(2, north, QStringLiteral("http://127.0.0.1:2048"))}) == ErrorCode::UrlOwnAddress);
    CHECK_FALSE(codeAt(2, {primaryRow(QStringLiteral("http://127.0.0.1:2048"))}));
}

TEST_CASE("11.2: a primary is no Open mSupply central beside itself")
{
    SyncPreferences preferences;
    REQUIRE(preferences.syncId.set(1));
    REQUIRE(preferences.externalUrl.setText(QStringLiteral("https://sync.example.org")));
    REQUIRE(preferences.omsCentralUrl.setText(QStringLiteral("https://central.example.org")));
    CHECK(checkTogether(preferences, {}));
    for (const char *own : {"http://127.0.0.1:2048", "https://sync.example.org"}) {
        REQUIRE(preferences.omsCentralUrl.setText(QLatin1StringView(own)));
        const Result<> fits = checkTogether(preferences, {});
        REQUIRE_FALSE(fits);
        CHECK(fits.error().code == ErrorCode::UrlOwnAddress);
        CHECK(advise(fits.error()).contains(QStringLiteral("oms-central-url")));
    }
    REQUIRE(
        preferences.omsCentralUrl.setText(QStringLiteral("http://127.0.0.1:8000"))); // another program of this machine
    CHECK(checkTogether(preferences, {}));
    const Result<> ftp = preferences.omsCentralUrl.setText(QStringLiteral("ftp://central.example.org"));
    REQUIRE_FALSE(ftp);
    CHECK_FALSE(describe(ftp.error()).contains(QStringLiteral("primary")));
}

TEST_CASE("The oldest version accepted is not above the newest")
{
    SyncPreferences preferences;
    REQUIRE(preferences.minVersion.set(14));
    CHECK(checkTogether(preferences, {}));
    REQUIRE(preferences.minVersion.set(15));
    const Result<> fits = checkTogether(preferences, {});
    REQUIRE_FALSE(fits);
    CHECK(fits.error().code == ErrorCode::PreferenceInvalid);
    CHECK(fits.error().values[QStringLiteral("name")].toString() == QStringLiteral("min-version"));
}

TEST_CASE("Settings as a datafile holds them obey the same rules")
{
    Settings settings;
    settings.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("1"));
    settings.peers = {row(2, north)};
    CHECK(checkTogether(settings, {}));
    settings.peers.prepend(primaryRow());
    REQUIRE_FALSE(checkTogether(settings, {}));
    CHECK(checkTogether(settings, {}).error().code == ErrorCode::RoleMismatch);
}

TEST_CASE("role: Sync IDs go from 0 to 2147483647 (contract.md §3)")
{
    CHECK(syncIdFromText(QStringLiteral(" 0 ")) == SyncId {0});
    CHECK(syncIdFromText(QStringLiteral("1")) == SyncId {1});
    CHECK(syncIdFromText(QStringLiteral("2147483647")) == SyncId {2147483647});
    for (const QString &text : {QString(), QStringLiteral("-1"), QStringLiteral("+1"), QStringLiteral("2147483648"),
             QStringLiteral("4294967297"), QStringLiteral("1.0"), QStringLiteral("2x"), QStringLiteral("٢")}) {
        CAPTURE(text);
        REQUIRE_FALSE(syncIdFromText(text));
        CHECK(syncIdFromText(text).error().code == ErrorCode::SyncIdInvalid);
    }
}

TEST_CASE("A user name is plain text without a colon, 1 to 100 characters")
{
    CHECK(*checkedUserName(QStringLiteral("  Clinique Santé-Nord \n")) == QStringLiteral("Clinique Santé-Nord"));
    CHECK(*checkedUserName(QStringLiteral("cafe\u0301")) == QStringLiteral("café"));
    CHECK(checkedUserName(QString(100, u'x')));
    for (const QString &name : {QString(), QStringLiteral("  "), QString(101, u'x'), QStringLiteral("a:b"),
             QStringLiteral("a\nb"), QStringLiteral("a\u0000b"), QStringLiteral("a\u202Eb")}) {
        CAPTURE(name);
        const Result<QString> checked = checkedUserName(name);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == ErrorCode::UserNameInvalid);
        CHECK_FALSE(checked.error().values[QStringLiteral("why")].toString().isEmpty());
    }
}
