// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/login.h"

#include "core/domain/jsonbody.h"
#include "core/wire/wire.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mailboat::wire {

namespace {

/// The client wants every one of these keys, and of few of them anything.
QJsonObject person(const LoginAnswer &answer)
{
    const AppUser &user = answer.user;
    QJsonObject object {{QStringLiteral("ID"), user.userId}, {QStringLiteral("name"), user.name},
        {QStringLiteral("first_name"), user.firstName}, {QStringLiteral("last_name"), user.lastName},
        {QStringLiteral("e_mail"), user.email}, {QStringLiteral("Language"), user.language},
        {QStringLiteral("active"), user.isActive}, {QStringLiteral("phone1"), answer.phone},
        {QStringLiteral("job_title"), answer.jobTitle}};
    for (const char *text : {"startup_method", "group_id", "mode", "initials", "address_1", "address_2", "phone2",
             "ldap_login_string", "windows_user_name", "license_category_id", "spare_1"})
        object.insert(QLatin1String(text), QString());
    for (const char *number : {"nblogins", "lasttime"})
        object.insert(QLatin1String(number), 0);
    for (const char *flag :
        {"responsible_officer", "use_ldap", "receives_sms_errors", "is_group", "isInactiveAuthoriser"})
        object.insert(QLatin1String(flag), false);
    return object;
}

QJsonArray stores(const AppUser &user)
{
    QJsonArray stores;
    for (const AppUser::Place &place : user.places) {
        QJsonArray permissions; // by their places: the first is number 1
        for (int number = 1; number <= AppPermissions::highest; ++number)
            permissions.append(place.permissions.has(number));
        stores.append(QJsonObject {{QStringLiteral("ID"), place.id}, {QStringLiteral("user_ID"), user.userId},
            {QStringLiteral("store_ID"), QString::fromUtf8(place.store)}, {QStringLiteral("can_login"), true},
            {QStringLiteral("store_default"), place.isDefault}, {QStringLiteral("can_action_replenishments"), false},
            {QStringLiteral("permissions"), permissions}});
    }
    return stores;
}

/// What stands around the person, in every answer that the client can read.
QJsonObject frame(const char *status, const AppUser &user)
{
    return {{QStringLiteral("status"), QLatin1String(status)},
        {QStringLiteral("authenticated"), qstrcmp(status, "success") == 0}, {QStringLiteral("username"), user.name},
        {QStringLiteral("userFirstName"), user.firstName}, {QStringLiteral("userLastName"), user.lastName},
        {QStringLiteral("userJobTitle"), QString()}, {QStringLiteral("userType"), QStringLiteral("user")},
        {QStringLiteral("service"), QString()}, {QStringLiteral("storeName"), QString()}};
}

QByteArray written(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Result<LoginRequest> parseLogin(const QByteArray &body)
{
    const auto malformed = [](const char *why) {
        return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QString::fromLatin1(why)}});
    };
    const Result<JsonBody> opened = JsonBody::open(body, ErrorCode::RequestMalformed);
    if (!opened)
        return malformed("it is no JSON");
    const auto name = opened->value("username").toString();
    const auto password = opened->value("password").toString();
    const JsonValue site = opened->value("siteName");
    if (!name || !password || (!site.isAbsentOrNull() && !site.toString()))
        return malformed("username and password have to be texts, and siteName, too, or null");
    return LoginRequest {QString::fromUtf8(*name), QString::fromUtf8(*password),
        QString::fromUtf8(site.toString().value_or(QByteArray()))};
}

QByteArray compose(const LoginAnswer &answer)
{
    QJsonObject object = frame("success", answer.user);
    object.insert(QStringLiteral("userJobTitle"), answer.jobTitle);
    object.insert(QStringLiteral("userInfo"),
        QJsonObject {{QStringLiteral("user"), person(answer)}, {QStringLiteral("userStores"), stores(answer.user)}});
    return written(object);
}

QByteArray composeLoginError(const Error &error)
{
    if (error.code == ErrorCode::LoginPaused)
        return written({{QStringLiteral("status"), QStringLiteral("user_login_timeout")},
            {QStringLiteral("timeoutRemaining"), error.values.value(QStringLiteral("seconds")).toInt()}});
    QJsonObject answer = frame("error", {});
    answer.insert(
        QStringLiteral("error"), QJsonDocument::fromJson(composeError(error)).object().value(QStringLiteral("error")));
    return written(answer);
}

} // namespace mailboat::wire
