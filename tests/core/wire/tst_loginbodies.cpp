// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/login.h"
#include "tests/support/catch.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace mailboat;

TEST_CASE("11.4: a sign-in is read as Open mSupply writes it")
{
    const auto read = wire::parseLogin(
        R"({"username":"am\u00e9","password":" p\"w ","loginType":"User","siteName":"Hill clinic"})");
    REQUIRE(read);
    CHECK(read->userName == QStringLiteral("am\u00e9"));
    CHECK(read->password == QStringLiteral(" p\"w "));
    CHECK(read->siteName == QStringLiteral("Hill clinic"));
    CHECK(wire::parseLogin(R"({"username":"","password":"","siteName":null})")->siteName.isEmpty());
    CHECK(wire::parseLogin(R"({"username":"a","password":"b"})"));
    for (const char *body : {"", "{", "[]", R"({"username":"a"})", R"({"username":"a","password":1})",
             R"({"username":"a","password":"SECRET","siteName":1})", R"({"username":"a","password":"SECRET"} x)"}) {
        CAPTURE(body);
        const auto refused = wire::parseLogin(body);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::RequestMalformed);
        CHECK_FALSE(describe(refused.error()).contains(QStringLiteral("SECRET")));
        CHECK_FALSE(refused.error().detail.contains(QStringLiteral("SECRET")));
    }
}

TEST_CASE("11.4: an error of a sign-in has every key that Open mSupply wants, and a pause its own form")
{
    const auto objectOf
        = [](const Error &error) { return QJsonDocument::fromJson(wire::composeLoginError(error)).object(); };
    CHECK(objectOf({ErrorCode::LoginPaused, {{QStringLiteral("seconds"), 30}}})
        == QJsonObject {{QStringLiteral("status"), QStringLiteral("user_login_timeout")},
            {QStringLiteral("timeoutRemaining"), 30}});
    const QJsonObject full = objectOf({ErrorCode::LoginNeedsTls});
    CHECK(full.value(QStringLiteral("status")) == QStringLiteral("error"));
    CHECK(full.value(QStringLiteral("authenticated")) == false);
    for (const char *key :
        {"username", "userFirstName", "userLastName", "userJobTitle", "userType", "service", "storeName"})
        CHECK(full.value(QLatin1String(key)).isString());
    CHECK(full.value(QStringLiteral("error")).toObject().value(QStringLiteral("code"))
        == QStringLiteral("login_needs_tls"));
}
