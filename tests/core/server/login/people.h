// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/appusers.h"
#include "core/security/authorisation.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QJsonDocument>

namespace mailboat::test {

inline const QByteArray loginCall = "/api/v4/login";
inline const QString amy = QStringLiteral("amy");
inline const QString amysPassword = QStringLiteral("pw of amy");

inline Authorisation codeOf(ServedPrimary &primary)
{
    return Authoriser(primary.datafile().settings(), primary.clock()).authorise(QStringLiteral("test code")).value();
}

/// Somebody whose password is "pw of NAME", in stores of ServedPrimary.
inline void addPerson(ServedPrimary &primary, const QString &name, const QList<QByteArray> &stores = {"store_a"})
{
    AppUserEdit edit;
    edit.name = name;
    edit.password = QStringLiteral("pw of ") + name;
    edit.firstName = QStringLiteral("First");
    for (const QByteArray &store : stores)
        edit.places.append({store, AppPermissions::fromText(QStringLiteral("view")).value()});
    REQUIRE(AppUsers(primary.datafile()).add(codeOf(primary), edit));
}

inline QByteArray loginBody(const QString &name, const QString &password, const QJsonValue &siteName = {})
{
    return QJsonDocument(
        QJsonObject {{QStringLiteral("username"), name}, {QStringLiteral("password"), password},
            {QStringLiteral("loginType"), QStringLiteral("User")}, {QStringLiteral("siteName"), siteName}})
        .toJson(QJsonDocument::Compact);
}

/// A client's call, as it makes one: without anybody's Basic credentials, each on a connection of its own.
inline RawReply callLogin(
    RawConnection &&connection, const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
{
    connection.send(rawRequest("POST", loginCall, headers, body));
    return connection.reply().value();
}
inline RawReply logIn(ServedPrimary &primary, const QString &name, const QString &password,
    const QJsonValue &siteName = QStringLiteral("hill"))
{
    return callLogin(RawConnection(primary.port()), loginBody(name, password, siteName));
}
/// From another address of this machine, 127.0.0.N.
inline RawReply logInFrom(ServedPrimary &primary, quint32 last, const QString &name, const QString &password)
{
    return callLogin(RawConnection(primary.port(), QHostAddress(0x7f000000U + last)), loginBody(name, password));
}

/// What the client makes of an answer: "in", "wrong", "paused 5", or "error code" where it falls back to what it knows.
inline std::string loginOutcome(const RawReply &reply)
{
    if (reply.status == 401)
        return "wrong";
    const QJsonObject body = jsonOf(reply);
    const QString status = body.value(QStringLiteral("status")).toString();
    if (reply.status == 403 && status == QStringLiteral("user_login_timeout"))
        return "paused " + std::to_string(body.value(QStringLiteral("timeoutRemaining")).toInt(-1));
    if (status == QStringLiteral("success"))
        return reply.status == 200 ? "in" : "in, with another status";
    const QJsonObject error = body.value(QStringLiteral("error")).toObject();
    const bool isReadable = status == QStringLiteral("error") && body.value(QStringLiteral("authenticated")).isBool();
    return (isReadable ? "error " : "unreadable ") + error.value(QStringLiteral("code")).toString().toStdString();
}

} // namespace mailboat::test
