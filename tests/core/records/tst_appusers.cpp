// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/appusers.h"

#include "core/security/passwordhash.h"
#include "tests/support/store/storesite.h"

#include <QJsonDocument>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A site, a primary with stores st-1 and st-2, and a code to change its settings by.
struct Site {
    explicit Site(int syncId = 1)
        : site(syncId)
    {
        const QString code = QStringLiteral("a code for tests");
        Authoriser authoriser(site->settings(), site.clock());
        REQUIRE(authoriser.createFirst(code));
        by = valueOf(authoriser.authorise(code));
        if (syncId != 1)
            return; // where stores are not made
        site.put("store", "st-1", R"({"ID":"st-1","name_ID":"n","code":"1","sync_id_remote_site":0})");
        site.put("store", "st-2", R"({"ID":"st-2","name_ID":"n","code":"2","sync_id_remote_site":0})");
    }
    AppUsers users() { return AppUsers(*site); }
    void add(const AppUserEdit &edit) { require(users().add(*by, edit)); }
    AppUser only()
    {
        const QList<AppUser> all = valueOf(users().all());
        REQUIRE(all.size() == 1);
        return all.first();
    }
    /// "what": of the newest entry of the log, with its details.
    QString lastChange()
    {
        const SyncLog::Entry entry = valueOf(site->log().last(1)).constLast();
        return entry.what + u' ' + QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact));
    }

    StoreSite site;
    std::optional<Authorisation> by;
};

AppUserEdit person(const char *name, const char *password = "pw")
{
    AppUserEdit edit;
    edit.name = QString::fromUtf8(name);
    if (password)
        edit.password = QString::fromUtf8(password);
    return edit;
}

AppUserEdit at(AppUserEdit edit, const QList<QByteArray> &stores)
{
    for (const QByteArray &store : stores)
        edit.places.append({store, {}});
    return edit;
}

QString why(const Result<> &refused)
{
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::AppUserInvalid);
    return refused.error().values.value(QStringLiteral("why")).toString();
}

AppPermissions permissions(const char *text)
{
    return valueOf(AppPermissions::fromText(QString::fromUtf8(text)));
}

} // namespace

TEST_CASE("11.4: somebody is added with a hash that only the password fits, and found by the name in any form")
{
    Site site;
    site.add(at(person("Café 7", "s3cret"), {"st-2", "st-1"}));
    const AppUser user = site.only();
    CHECK(user.name == QStringLiteral("Caf\u00e9 7"));
    REQUIRE(user.places.size() == 2);
    CHECK(user.places.first().store == "st-1");
    CHECK(user.places.first().permissions == AppPermissions::usual());
    CHECK(user.places.first().id != user.places.last().id);
    CHECK(std::count_if(user.places.cbegin(), user.places.cend(), [](const AppUser::Place &place) {
        return place.isDefault;
    }) == 1);
    for (const char *name : {"Café 7", " cafe\u0301 7", "CAFÉ 7"}) {
        const auto found = valueOf(site.site->appUsers().find(QString::fromUtf8(name)));
        REQUIRE(found);
        CHECK(found->user == user);
        CHECK(matchesSlowHash(wirePassword(QStringLiteral("s3cret")), found->passwordHash));
        CHECK_FALSE(matchesSlowHash(wirePassword(QStringLiteral("S3cret")), found->passwordHash));
    }
    CHECK_FALSE(valueOf(site.site->appUsers().find(QStringLiteral("Cafe 7"))));
    const auto again = site.users().add(*site.by, person("CAFÉ 7"));
    CHECK(codeOfFailure(again) == ErrorCode::AppUserInUse);
    CHECK(site.lastChange().startsWith(QStringLiteral("app-user-added")));
    CHECK_FALSE(site.lastChange().contains(QStringLiteral("argon2")));
}

TEST_CASE("11.4: an edit changes what it names, and the log says what was before")
{
    Site site;
    site.add(at(person("amy"), {"st-1"}));
    const AppUser before = site.only();
    const QByteArray hash = valueOf(site.site->appUsers().find(QStringLiteral("amy")))->passwordHash;
    AppUserEdit edit = person("AMY", nullptr);
    edit.newName = QStringLiteral("amy b");
    edit.language = QStringLiteral("TET");
    edit.places.append({"st-2", permissions("view")});
    edit.defaultStore = "st-2";
    require(site.users().edit(*site.by, edit));
    AppUser user = site.only();
    CHECK(user.name == QStringLiteral("amy b"));
    CHECK(user.language == 7);
    CHECK(user.userId == before.userId);
    CHECK(user.number == before.number);
    REQUIRE(user.places.size() == 2);
    CHECK(user.places.first().id == before.places.first().id);
    CHECK_FALSE(user.places.first().isDefault);
    CHECK(user.places.last().permissions == permissions("view"));
    CHECK(valueOf(site.site->appUsers().find(QStringLiteral("amy b")))->passwordHash == hash);
    CHECK_FALSE(valueOf(site.site->appUsers().find(QStringLiteral("amy"))));
    CHECK(site.lastChange().contains(QStringLiteral(R"("name":{"after":"amy b","before":"amy"})")));

    edit = person("amy b", "new");
    edit.withoutStores = {"st-2"};
    edit.permissions = permissions("all");
    require(site.users().edit(*site.by, edit));
    user = site.only();
    REQUIRE(user.places.size() == 1);
    CHECK(user.places.first().isDefault);
    CHECK(user.places.first().permissions == permissions("all"));
    CHECK(matchesSlowHash(wirePassword(QStringLiteral("new")),
        valueOf(site.site->appUsers().find(QStringLiteral("amy b")))->passwordHash));
    CHECK(site.lastChange().contains(QStringLiteral("passwordSet")));

    require(site.users().remove(*site.by, QStringLiteral("Amy B")));
    CHECK(valueOf(site.users().all()).isEmpty());
    CHECK(codeOfFailure(site.users().remove(*site.by, QStringLiteral("amy b"))) == ErrorCode::AppUserUnknown);
    CHECK(codeOfFailure(site.users().edit(*site.by, person("amy b"))) == ErrorCode::AppUserUnknown);
}

TEST_CASE("11.4: what cannot be a person is refused with the reason, and changes nothing")
{
    Site site;
    site.add(at(person("amy"), {"st-1"}));
    const AppUser before = site.only();
    const auto refusal = [&site](const AppUserEdit &edit) { return why(site.users().add(*site.by, edit)); };
    for (const char *name : {"", "  ", "a:b", "a\nb", "\u202exy"}) {
        CAPTURE(name);
        refusal(person(name));
    }
    refusal(person(QString(101, u'x').toUtf8().constData()));
    AppUserEdit nul = person("x");
    nul.name = QString(QStringLiteral("a")) + QChar(u'\0') + QStringLiteral("b");
    refusal(nul);
    refusal(person("ben", nullptr));
    refusal(person("ben", ""));
    refusal(at(person("ben"), {"st-3"}));
    refusal(at(person("ben"), {QByteArray(100'000, 'x')}));
    AppUserEdit ben = person("ben");
    ben.email = QStringLiteral("a\u202eb");
    refusal(ben);
    ben = person("ben");
    ben.lastName = QString(201, u'x');
    refusal(ben);
    ben = person("ben");
    ben.language = QStringLiteral("de");
    refusal(ben);
    ben = person("ben");
    ben.userId = before.userId;
    CHECK(refusal(ben).contains(QStringLiteral("amy")));
    ben.userId = QString(300, u'x');
    refusal(ben);
    ben = person("ben");
    ben.defaultStore = "st-1"; // where Ben may not sign in
    refusal(ben);
    AppUserEdit amy = person("amy", nullptr);
    amy.withoutStores = {"st-2"};
    why(site.users().edit(*site.by, amy));
    CHECK(site.only() == before);
}

TEST_CASE("11.4: whom records name by an ID keeps it")
{
    Site site;
    site.site.put("user", "u-7", R"({"ID":"u-7","name":"Amy"})");
    site.site.put("user", "u-8", R"({"ID":"u-8","name":"ben"})");
    site.add(person("amy"));
    CHECK(site.only().userId == QStringLiteral("u-7"));
    AppUserEdit edit = person("amy", nullptr);
    edit.newName = QStringLiteral("anna");
    require(site.users().edit(*site.by, edit));
    CHECK(site.only().userId == QStringLiteral("u-7"));
    site.add(person("AMY")); // another one, for the ID is taken
    for (const AppUser &user : valueOf(site.users().all()))
        CHECK((user.userId == QStringLiteral("u-7")) == (user.name == QStringLiteral("anna")));
}

TEST_CASE("11.4: people are kept at a primary alone")
{
    Site site(GENERATE(0, 2));
    CHECK(codeOfFailure(site.users().all()) == ErrorCode::ActionNotPossible);
    CHECK(codeOfFailure(site.users().add(*site.by, person("amy"))) == ErrorCode::ActionNotPossible);
    CHECK(codeOfFailure(site.users().remove(*site.by, QStringLiteral("amy"))) == ErrorCode::ActionNotPossible);
    CHECK(codeOfFailure(site.users().import(*site.by, {person("amy")})) == ErrorCode::ActionNotPossible);
}

TEST_CASE("11.4: an import takes all rows or none, and names every wrong one before it hashes anything")
{
    Site site;
    site.add(at(person("amy"), {"st-1"}));
    const AppUser before = site.only();
    qint64 hashed = 0;
    const auto count = [&hashed](qint64 done, qint64) {
        hashed = done;
        return true;
    };
    const QList<AppUserEdit> bad {person("cy"), person("ben", nullptr), person("amy", nullptr), person("Amy"),
        at(person("dee"), {"st-9"}), person("CY ")};
    const QList<AppUsers::Problem> problems = valueOf(site.users().import(*site.by, bad, count));
    REQUIRE(problems.size() == 4);
    CHECK(problems.at(0).row == 1);
    CHECK(problems.at(1).row == 3);
    CHECK(problems.at(2).row == 4);
    CHECK(problems.at(3).error.code == ErrorCode::AppUserInUse);
    CHECK(site.only() == before);
    CHECK(hashed == 0);

    AppUserEdit amy = person("amy", nullptr);
    amy.firstName = QStringLiteral("Amy");
    QList<AppUserEdit> good {amy};
    for (int i = 0; i < 20; ++i)
        good.append(at(person(QByteArray("p" + QByteArray::number(i)).constData(), "x"), {"st-2"}));
    CHECK(valueOf(site.users().import(*site.by, good, count)).isEmpty());
    const QList<AppUser> all = valueOf(site.users().all());
    CHECK(all.size() == 21);
    CHECK(all.first().firstName == QStringLiteral("Amy"));
    CHECK(all.first().places == before.places);
}

TEST_CASE(
    "11.4: what was wrong of late is kept by network, the newest of them, and goes with the person or a new password")
{
    Site site;
    site.add(person("amy"));
    const qint64 amy = site.only().number;
    AppUserTable &table = site.site->appUsers();
    const QDateTime now = site.site.clock().utcNow();
    for (int i = 0; i < AppUserTable::mostNetworks + 5; ++i)
        require(table.noteTries(amy, {"net " + QByteArray::number(i), i, now.addSecs(i), {}, i, now}));
    QList<AppUserTable::Tries> tries = valueOf(table.tries(amy));
    CHECK(tries.size() == AppUserTable::mostNetworks);
    CHECK(std::none_of(tries.cbegin(), tries.cend(), [](const auto &kept) { return kept.wrong < 5; }));
    require(table.noteTries(amy, {"net 7", 1, now.addSecs(7), now.addSecs(300), 2, now}));
    tries = valueOf(table.tries(amy));
    const auto seven
        = std::find_if(tries.cbegin(), tries.cend(), [](const auto &kept) { return kept.network == "net 7"; });
    REQUIRE(seven != tries.cend());
    CHECK(seven->wrong == 1);
    CHECK(seven->pausedUntil == now.addSecs(300));
    require(table.forgetTries(amy, "net 7"));
    CHECK(valueOf(table.tries(amy)).size() == AppUserTable::mostNetworks - 1);
    require(site.users().edit(*site.by, person("amy", "new")));
    CHECK(valueOf(table.tries(amy)).isEmpty());
    require(table.noteTries(amy + 1, {"net", 1, now, {}, 1, now})); // nobody's: kept nowhere
    CHECK(valueOf(table.tries(amy + 1)).isEmpty());
}
