// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/timezone.h"

#include "core/prefs/syncpreferences.h"
#include "tests/core/prefs/drafting.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("11.7: a time zone is named as IANA names it, or not at all")
{
    CHECK(checkedTimeZone(QStringLiteral(" Pacific/Auckland ")) == QStringLiteral("Pacific/Auckland"));
    CHECK(checkedTimeZone(QString()) == QString());
    for (const QString &typed : {QStringLiteral("Auckland"), QStringLiteral("+13"), QStringLiteral("../../etc/passwd"),
             QStringLiteral("Pacific/Auckland\n\u202e"), QString(100000, u'x')}) {
        const Result<QString> checked = checkedTimeZone(typed);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == ErrorCode::TimeZoneUnknown);
    }
}

TEST_CASE("11.7: a site's zone is that of its row, else the primary's preference, else this machine's")
{
    const QString auckland = QStringLiteral("Pacific/Auckland");
    const QString lima = QStringLiteral("America/Lima");
    CHECK(timeZoneOf(auckland, lima).id() == "Pacific/Auckland");
    CHECK(timeZoneOf(QString(), lima).id() == "America/Lima");
    CHECK(timeZoneOf(QStringLiteral("No/Where"), lima).id() == "America/Lima");
    CHECK(timeZoneOf(QString(), QString()) == QTimeZone::systemTimeZone());
    SyncPreferences preferences;
    CHECK(preferences.timeZone.value().isEmpty());
    CHECK(preferences.timeZone.setText(lima));
    CHECK_FALSE(preferences.timeZone.setText(QStringLiteral("Lima")));
    CHECK(preferences.timeZone.value() == lima);
}

TEST_CASE("11.7: a row's time zone is checked, kept, and left alone by other edits")
{
    EditedSite site;
    site.set(1, {peerRow(2, QStringLiteral("north"))});
    const auto edit = [&site](const std::function<void(Peer &)> &change) {
        const auto draft = site.draft();
        Peer peer = *draft->peers.find(SyncId {2});
        change(peer);
        return draft->peers.edit(SyncId {2}, peer, {}).and_then([&] {
            return commitDraft(*draft, site.datafile->settings(), site.authorisation);
        });
    };
    const Result<> wrong = edit([](Peer &peer) { peer.timeZone = QStringLiteral("Nowhere"); });
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::TimeZoneUnknown);
    REQUIRE(edit([](Peer &peer) { peer.timeZone = QStringLiteral("America/Lima"); }));
    REQUIRE(edit([](Peer &peer) { peer.userName = QStringLiteral("south"); }));
    CHECK(site.saved().peers.first().timeZone == QStringLiteral("America/Lima"));
    REQUIRE(edit([](Peer &peer) { peer.timeZone.clear(); }));
    CHECK(site.saved().peers.first().timeZone.isEmpty());
}
