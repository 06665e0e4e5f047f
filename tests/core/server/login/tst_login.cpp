// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a client gets to hear at POST /api/v4/login (protocol.md §8), and what it may send.
#include "core/sql/connection.h"
#include "tests/core/server/login/people.h"
#include "tests/support/testcertificate.h"

#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList missing(const QJsonObject &object, QJsonValue::Type type, const QStringList &keys)
{
    QStringList wrong;
    for (const QString &key : keys) {
        if (object.value(key).type() != type)
            wrong.append(key);
    }
    return wrong;
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

/// Keys that Open mSupply's reader wants, and are not there as it wants them.
QStringList missingIn(const QJsonObject &answer)
{
    constexpr auto text = QJsonValue::String;
    constexpr auto flag = QJsonValue::Bool;
    constexpr auto number = QJsonValue::Double;
    const QJsonObject info = answer.value(QStringLiteral("userInfo")).toObject();
    const QJsonObject user = info.value(QStringLiteral("user")).toObject();
    QStringList wrong = missing(answer, text,
                            words("status username userFirstName userLastName userJobTitle userType service storeName"))
        + missing(answer, flag, words("authenticated"))
        + missing(user, text,
            words(
                "ID name startup_method group_id mode initials first_name last_name address_1 address_2 e_mail phone1 "
                "phone2 job_title ldap_login_string windows_user_name license_category_id spare_1"))
        + missing(
            user, flag, words("active responsible_officer use_ldap receives_sms_errors is_group isInactiveAuthoriser"))
        + missing(user, number, words("nblogins lasttime Language"));
    const QJsonArray stores = info.value(QStringLiteral("userStores")).toArray();
    for (const auto store : stores)
        wrong += missing(store.toObject(), text, words("ID user_ID store_ID"))
            + missing(store.toObject(), flag, words("can_login store_default can_action_replenishments"))
            + missing(store.toObject(), QJsonValue::Array, words("permissions"));
    return wrong;
}

QStringList storesIn(const RawReply &reply)
{
    QStringList stores;
    for (const auto store :
        jsonOf(reply).value(QStringLiteral("userInfo")).toObject().value(QStringLiteral("userStores")).toArray())
        stores += store.toObject().value(QStringLiteral("store_ID")).toString()
            + (store.toObject().value(QStringLiteral("store_default")).toBool() ? QStringLiteral("*") : QString());
    return stores;
}

} // namespace

TEST_CASE("11.4: whoever signs in right is told in the shape that Open mSupply reads, permissions by their places")
{
    ServedPrimary primary;
    primary.put("user", "u-1", R"({"ID":"u-1","name":"amy \u00e9","phone1":"+64 1","job_title":null})");
    addPerson(primary, QStringLiteral("Amy \u00c9"));
    primary.start();
    const RawReply reply
        = logIn(primary, QStringLiteral(" AMY e\u0301"), QStringLiteral("pw of Amy \u00c9"), QStringLiteral("HILL"));
    REQUIRE(loginOutcome(reply) == "in");
    const QJsonObject answer = jsonOf(reply);
    CHECK(missingIn(answer).isEmpty());
    CHECK_FALSE(reply.body.contains("2.0"));
    const QJsonObject info = answer.value(QStringLiteral("userInfo")).toObject();
    const QJsonObject user = info.value(QStringLiteral("user")).toObject();
    CHECK(answer.value(QStringLiteral("userType")) == QStringLiteral("user"));
    CHECK(user.value(QStringLiteral("name")) == QStringLiteral("Amy \u00c9")); // as it stands in the list
    CHECK(user.value(QStringLiteral("first_name")) == QStringLiteral("First"));
    CHECK(user.value(QStringLiteral("active")) == true);
    CHECK(user.value(QStringLiteral("ID")) == QStringLiteral("u-1"));
    CHECK(user.value(QStringLiteral("phone1")) == QStringLiteral("+64 1"));
    const QJsonArray stores = info.value(QStringLiteral("userStores")).toArray();
    REQUIRE(stores.size() == 1);
    CHECK(stores.first().toObject().value(QStringLiteral("user_ID")) == user.value(QStringLiteral("ID")));
    const QJsonArray permissions = stores.first().toObject().value(QStringLiteral("permissions")).toArray();
    CHECK(permissions.size() == 515);
    CHECK(permissions.at(155) == true); // 156, view stock
    CHECK(permissions.at(146) == false); // 147, edit stock
    const RawReply again = logIn(primary, QStringLiteral("Amy \u00c9"), QStringLiteral("pw of Amy \u00c9"));
    CHECK(jsonOf(again) == answer); // nothing in it is made up anew
}

TEST_CASE("11.4: a site is told of the stores that are active there")
{
    ServedPrimary primary;
    addPerson(primary, amy, {"store_a", "store_b"}); // the first is the default, but where it is not
    primary.start();
    const auto at = [&primary](const QJsonValue &site) { return storesIn(logIn(primary, amy, amysPassword, site)); };
    CHECK(at(QStringLiteral("hill")) == QStringList {QStringLiteral("store_a*")});
    CHECK(at(QStringLiteral("valley")) == QStringList {QStringLiteral("store_b*")});
    CHECK(at(QStringLiteral("empty")).isEmpty());
    CHECK(at(QStringLiteral("nowhere")).isEmpty());
    CHECK(at(QJsonValue()).size() == 2);
    CHECK(at(QString()).size() == 2);
    primary.putStore("store_a", 3);
    CHECK(at(QStringLiteral("hill")).isEmpty());
    CHECK(at(QStringLiteral("valley")).size() == 2);
}

TEST_CASE("11.4: a wrong password, a name that nobody has and somebody who is not active any more look the same")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    addPerson(primary, QStringLiteral("ben"));
    AppUserEdit off;
    off.name = QStringLiteral("ben");
    off.isActive = false;
    REQUIRE(AppUsers(primary.datafile()).edit(codeOf(primary), off));
    primary.start();
    const RawReply wrong = logIn(primary, amy, QStringLiteral("guess"));
    const RawReply unknown = logIn(primary, QStringLiteral("nobody"), QStringLiteral("guess"));
    const RawReply inactive = logIn(primary, QStringLiteral("ben"), QStringLiteral("pw of ben"));
    CHECK(wrong.status == 401);
    for (const RawReply &reply : {unknown, inactive}) {
        CHECK(reply.status == wrong.status);
        CHECK(reply.body == wrong.body);
    }
    CHECK(loginOutcome(logIn(primary, amy, amysPassword)) == "in");
}

TEST_CASE(
    "11.4: a password that was hashed on another machine is known by its slow hash, and from then on by its digest")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    REQUIRE(primary.datafile().connection().transact([&] {
        return primary.datafile().connection().execute(QStringLiteral("UPDATE app_user SET password_digest = NULL"));
    }));
    primary.start();
    CHECK(loginOutcome(logIn(primary, amy, QStringLiteral("guess"))) == "wrong");
    CHECK(loginOutcome(logIn(primary, amy, amysPassword)) == "in");
    CHECK(loginOutcome(logIn(primary, amy, amysPassword)) == "in");
    primary.stop();
    CHECK_FALSE(primary.datafile().appUsers().find(amy).value()->passwordDigest.isEmpty());
}

TEST_CASE("11.4: a changed password and a removed person count from the next request on")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.start();
    REQUIRE(loginOutcome(logIn(primary, amy, amysPassword)) == "in");
    AppUserEdit edit;
    edit.name = amy;
    edit.password = QStringLiteral("new");
    REQUIRE(AppUsers(primary.datafile()).edit(codeOf(primary), edit));
    CHECK(loginOutcome(logIn(primary, amy, amysPassword)) == "wrong");
    CHECK(loginOutcome(logIn(primary, amy, QStringLiteral("new"))) == "in");
    REQUIRE(AppUsers(primary.datafile()).remove(codeOf(primary), amy));
    CHECK(loginOutcome(logIn(primary, amy, QStringLiteral("new"))) == "wrong");
}

TEST_CASE("11.4: what is no sign-in is refused in a form that the client can read, and nothing of it comes back")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.start();
    const auto sent = [&primary](const QByteArray &body) { return callLogin(RawConnection(primary.port()), body); };
    for (const QByteArray &body :
        {QByteArray(), QByteArray("SECRET"), QByteArray("[]"), QByteArray("{}"), QByteArray("null"),
            QByteArray(R"({"username":"amy"})"), QByteArray(R"({"username":"amy","password":null})"),
            QByteArray(R"({"username":"amy","password":["SECRET"]})"),
            QByteArray(R"({"username":7,"password":"SECRET"})"),
            QByteArray(R"({"username":"amy","password":"SECRET","siteName":{}})"),
            QByteArray(R"({"username":"amy","password":"SECRET)"),
            QByteArray("{\"username\":\"\xff\",\"password\":\"SECRET\"}"),
            QByteArray(R"({"username":"\ud800","password":"SECRET"})"),
            QByteArray(QByteArray(8000, '[') + QByteArray(8000, ']'))}) {
        CAPTURE(body.left(60));
        const RawReply reply = sent(body);
        CHECK(reply.status == 400);
        CHECK(loginOutcome(reply) == "error request_malformed");
        CHECK_FALSE(reply.body.contains("SECRET"));
    }
    for (const QString &name :
        {QString(), QStringLiteral(" "), QStringLiteral("a\u202emy"), QString(QString(QChar(u'\0')) + amy),
            QString(10'000, u'x'), QString(5'000, u'\u0301'), QStringLiteral("amy' OR '1'='1"), QStringLiteral("%")}) {
        CAPTURE(name.left(20));
        CHECK(loginOutcome(sent(loginBody(name, amysPassword))) == "wrong");
    }
    CHECK(loginOutcome(sent(loginBody(amy, amysPassword + QChar(u'\0')))) == "wrong");
    CHECK(loginOutcome(sent(loginBody(amy, QString(10'000, u'x')))) == "wrong");
    const RawReply reply = sent(loginBody(amy, amysPassword, QString(3'000, u'\u202e')));
    CHECK(loginOutcome(reply) == "in");
    CHECK(storesIn(reply).isEmpty());
}

TEST_CASE("11.4: a body of a sign-in is small, and says how long it is")
{
    ServedPrimary primary;
    primary.start();
    const RawReply large = callLogin(RawConnection(primary.port()), QByteArray(1 << 20, ' '));
    CHECK(large.status == 413);
    CHECK(loginOutcome(large).substr(0, 6) == "error ");
    CHECK(callLogin(RawConnection(primary.port()), QByteArray(16 * 1024 + 1, ' ')).status == 413);
    CHECK(callLogin(RawConnection(primary.port()), QByteArray(16 * 1024, ' ')).status == 400);
    RawConnection chunked(primary.port());
    chunked.send("POST /api/v4/login HTTP/1.1\r\nHost: p\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    const RawReply refused = chunked.reply().value();
    CHECK(refused.status == 400);
    CHECK(loginOutcome(refused) == "error request_malformed");
    RawConnection get(primary.port());
    get.send(rawRequest("GET", loginCall));
    CHECK(get.reply().value().status == 405);
}

TEST_CASE("11.4: people are no sites, and sites are no people")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.start();
    V5Caller asSite(primary.port(), amy, amysPassword);
    CHECK(outcome(asSite.get(siteCall)) == "401 site_name_not_found");
    CHECK(loginOutcome(logIn(primary, QStringLiteral("hill"), QStringLiteral("secret-2"))) == "wrong");
    CHECK(primary.hill().get(siteCall).status == 200);
}

TEST_CASE("11.4: nobody signs in by a way on which others can read a password")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.setPreference(QStringLiteral("trusted-proxies"), QStringLiteral("127.0.0.7"));
    const TestCertificate made = TestCertificate::selfSigned();
    SECTION("TLS")
    {
        primary.start({.listen = {}, .certificate = made.certificate, .key = made.key});
        const QSslCertificate trusted(made.certificate);
        CHECK(loginOutcome(callLogin(RawConnection(primary.port(), trusted), loginBody(amy, amysPassword))) == "in");
    }
    SECTION("proxies")
    {
        primary.start();
        const auto by = [&](quint32 last, const char *scheme) {
            QList<std::pair<QByteArray, QByteArray>> headers {{"X-Forwarded-For", "192.0.2.1"}};
            if (*scheme)
                headers.append(std::pair<QByteArray, QByteArray>("X-Forwarded-Proto", scheme));
            return loginOutcome(callLogin(RawConnection(primary.port(), QHostAddress(0x7f000000U + last)),
                loginBody(amy, amysPassword), headers));
        };
        CHECK(by(7, "https") == "in");
        CHECK(by(7, "HTTPS") == "in");
        CHECK(by(7, "http") == "error login_needs_tls");
        CHECK(by(7, "https, http") == "error login_needs_tls");
        CHECK(by(7, "") == "error login_needs_tls");
        CHECK(by(8, "http") == "error login_needs_tls"); // a proxy that nobody has named
        CHECK(by(8, "") == "in");
        primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://hub.example"));
        CHECK(by(7, "") == "in");
        CHECK(by(7, "http") == "error login_needs_tls");
    }
}

TEST_CASE("11.4: no password stands in the datafile, the log or an answer")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.start();
    const QString secret = QStringLiteral("PLANTED-LOGIN-PASSWORD");
    for (int i = 0; i < 8; ++i)
        CHECK_FALSE(logIn(primary, amy, secret).body.contains("PLANTED"));
    CHECK_FALSE(logIn(primary, secret, secret).body.contains("PLANTED"));
    primary.stop();
    for (const char *ending : {"", "-wal"}) {
        QFile file(primary.path() + QLatin1String(ending));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        CHECK_FALSE(bytes.contains("PLANTED"));
        CHECK_FALSE(bytes.contains("pw of amy"));
    }
}
