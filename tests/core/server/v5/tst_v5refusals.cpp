// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary says of those that it refuses: its log, and its check.
#include "core/domain/refusalwords.h"
#include "core/prefs/draft.h"
#include "core/server/selfcheck.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QCoroTask>
#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// The contacts in the log of a primary that has been stopped, each as it is stored.
QStringList toldBy(ServedPrimary &primary)
{
    const auto entries = primary.datafile().log().last(1000);
    REQUIRE(entries);
    QStringList told;
    for (const SyncLog::Entry &entry : *entries)
        if (entry.kind == QStringLiteral("contact") && entry.what != QStringLiteral("site-contact"))
            told.append(entry.what + QLatin1Char(' ')
                + QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact)));
    return told;
}

CheckFinding contactsSeen(ServedPrimary &primary, std::optional<SyncId> only = {})
{
    const Result<Settings> settings = primary.datafile().settings().read();
    const Result<Refusals> refusals = SiteRefusals(primary.datafile().connection()).all();
    REQUIRE(settings);
    REQUIRE(refusals);
    return contactsFinding(settings->peers, only, *refusals, primary.clock().utcNow());
}

void callFrom(quint32 address, const V5Caller &caller)
{
    RawConnection connection(caller.port(), QHostAddress(0x7f000000 + address));
    connection.send(caller.request("GET", siteCall));
    REQUIRE(connection.reply());
}

V5Caller wrongHill(const ServedPrimary &primary)
{
    V5Caller hill = primary.hill();
    hill.password = QStringLiteral("guess");
    return hill;
}

} // namespace

TEST_CASE(
    "11: each kind of refusal stands in the log once, with site, address and reason, and is counted after an hour")
{
    ServedPrimary primary;
    primary.start();
    const auto refuseAll = [&primary] {
        V5Caller stranger(primary.port(), QStringLiteral("nobody"), QStringLiteral("x"));
        V5Caller old = primary.valley();
        old.version = "0";
        V5Caller without(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
        V5Caller wrong = wrongHill(primary);
        for (V5Caller *caller : {&stranger, &old, &without, &wrong})
            CHECK(caller->get(siteCall).status >= 400);
    };
    const QStringList each {
        QStringLiteral(R"(site-refused {"address":"127.0.0.1","result":"site_name_not_found","userName":"nobody"})"),
        QStringLiteral(
            R"(site-refused {"address":"127.0.0.1","result":"api_version_too_old","syncId":3,"userName":"valley"})"),
        QStringLiteral(
            R"(site-refused {"address":"127.0.0.1","result":"site_has_no_store","syncId":4,"userName":"empty"})"),
        QStringLiteral(
            R"(site-refused {"address":"127.0.0.1","result":"site_incorrect_password","syncId":2,"userName":"hill"})")};
    for (int time = 0; time < 3; ++time)
        refuseAll();
    primary.clock().advance(61min);
    refuseAll();
    primary.stop();
    QStringList later = each;
    later[0].replace(QStringLiteral(R"(,"userName")"), QStringLiteral(R"(,"times":3,"userName")"));
    for (int at = 1; at < 4; ++at)
        later[at].replace(QStringLiteral(R"(,"userName")"), QStringLiteral(R"(,"times":3,"userName")"));
    CHECK(toldBy(primary) == each + later);
}

TEST_CASE("11: strangers who call by names that nobody has do not fill the log, from however many addresses")
{
    ServedPrimary primary;
    primary.start();
    for (quint32 i = 0; i < 80; ++i)
        callFrom(10 + i, {primary.port(), QStringLiteral("name %1").arg(i), QStringLiteral("x")});
    primary.stop();
    CHECK(toldBy(primary).size() == 51); // the last of them stands for all further ones
}

TEST_CASE("11: the primary's check names a site that is only ever refused, and why, until it is let in")
{
    ServedPrimary primary;
    primary.start();
    CHECK(primary.hill().get(siteCall).status == 200);
    CHECK(primary.valley().get(siteCall).status == 200);
    primary.clock().advance(1min);
    V5Caller refused = wrongHill(primary);
    ErrorCode why = ErrorCode::SiteIncorrectPassword;
    SECTION("a wrong password") {}
    SECTION("another machine")
    {
        refused = primary.hill();
        refused.hardwareId = "another";
        why = ErrorCode::SiteIncorrectHardwareId;
    }
    SECTION("an old program")
    {
        refused = primary.hill();
        refused.version = "0";
        why = ErrorCode::ApiVersionTooOld;
    }
    CHECK(refused.get(siteCall).status >= 400);
    primary.stop(); // writes what it had noted
    const CheckFinding found = contactsSeen(primary);
    CHECK(found.level == CheckLevel::Warning);
    REQUIRE(found.error);
    CHECK(found.error->code == why);
    CHECK(found.detail.contains(QStringLiteral("127.0.0.1: ") + refusalWords(why)));
    CHECK(found.detail.contains(refusalAdvice(why, SyncId {2})));
    REQUIRE(found.sites.size() == 2); // the other one has never come
    CHECK(found.sites[0].syncId == SyncId {2});
    CHECK(found.sites[1].syncId == SyncId {4});
    CHECK(contactsSeen(primary, SyncId {2}).level == CheckLevel::Warning);
    CHECK(contactsSeen(primary, SyncId {3}).detail == QStringLiteral("Every satellite has come within a day."));

    primary.start();
    primary.clock().advance(1min);
    CHECK(primary.hill().get(siteCall).status == 200);
    primary.stop();
    const bool isStillRefused = contactsSeen(primary, SyncId {2}).level == CheckLevel::Warning;
    CHECK(isStillRefused == (why == ErrorCode::SiteIncorrectHardwareId)); // two machines take turns, perhaps
    primary.clock().advance(24h);
    CHECK(contactsSeen(primary, SyncId {2}).level == CheckLevel::Ok);
}

TEST_CASE("11: who is refused has not been in contact")
{
    ServedPrimary primary;
    primary.start();
    V5Caller old = primary.hill();
    old.version = "0";
    CHECK(old.get(siteCall).status == 409);
    primary.stop();
    CHECK_FALSE(primary.datafile().settings().read()->peers.first().lastContact.isValid());
    CHECK(contactsSeen(primary, SyncId {2}).error->code == ErrorCode::ApiVersionTooOld);
}

TEST_CASE("11: what is known of a refusal goes with the site's Sync ID, and with the site")
{
    ServedPrimary primary;
    const QDateTime now = primary.clock().utcNow();
    SiteRefusals refusals(primary.datafile().connection());
    REQUIRE(refusals.note({{SyncId {4}, {now, ErrorCode::SiteHasNoStore, QStringLiteral("10.0.0.9")}}}));
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.syncId = SyncId {40};
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    const Result<Refusals> moved = refusals.all();
    REQUIRE(moved);
    REQUIRE(moved->keys() == QList<SyncId> {SyncId {40}});
    CHECK(moved->value(SyncId {40}).when == now);
    CHECK(moved->value(SyncId {40}).address == QStringLiteral("10.0.0.9"));
    primary.edit([](Draft &draft) { return draft.peers.remove({SyncId {40}}); });
    CHECK(refusals.all()->isEmpty());

    // a call that was on its way when the site was removed
    REQUIRE(refusals.note({{SyncId {40}, {now, ErrorCode::SiteHasNoStore, QStringLiteral("10.0.0.9")}}}));
    CHECK(refusals.all()->isEmpty());
}

TEST_CASE("11: what is left of another site's refusal keeps no site from its Sync ID")
{
    ServedPrimary primary;
    Connection &connection = primary.datafile().connection();
    const QDateTime now = primary.clock().utcNow();
    SiteRefusals refusals(connection);
    REQUIRE(refusals.note({{SyncId {2}, {now, ErrorCode::SiteHasNoStore, QStringLiteral("10.0.0.2")}},
        {SyncId {4}, {now, ErrorCode::SiteHasNoStore, QStringLiteral("10.0.0.4")}}}));
    REQUIRE(refusals.move(SyncId {2}, SyncId {40})); // as though of a site 40 that has gone
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.syncId = SyncId {40};
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    const Result<Refusals> all = refusals.all();
    REQUIRE(all);
    REQUIRE(all->keys() == QList<SyncId> {SyncId {40}});
    CHECK(all->value(SyncId {40}).address == QStringLiteral("10.0.0.4"));
}
