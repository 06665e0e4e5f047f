// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/v5caller.h"

#include "core/domain/jsonbody.h"
#include "core/security/passwordhash.h"
#include "tests/support/openmsupplyreader.h"

#include <QJsonDocument>

#include <algorithm>
#include <stdexcept>

namespace mailboat::test {

V5Caller::V5Caller(quint16 port, QString userName, QString plainPassword)
    : user(std::move(userName))
    , password(std::move(plainPassword))
    , m_port(port)
{
}

QByteArray V5Caller::request(const QByteArray &method, const QByteArray &target, const QByteArray &body) const
{
    const QByteArray credentials = user.toUtf8() + ':' + wirePassword.value_or(mailboat::wirePassword(password));
    QList<std::pair<QByteArray, QByteArray>> all {{"Authorization", "Basic " + credentials.toBase64()}};
    if (hardwareId)
        all.append({"msupply-site-uuid", *hardwareId});
    if (version)
        all.append({"version", *version});
    return rawRequest(method, target, all + headers, body);
}

RawConnection &V5Caller::connection()
{
    if (!m_connection || !m_connection->isConnected())
        m_connection = std::make_unique<RawConnection>(m_port);
    return *m_connection;
}

void V5Caller::begin(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    const QByteArray bytes = request(method, target, body);
    connection().send(bytes);
}

RawReply V5Caller::get(const QByteArray &target)
{
    begin("GET", target);
    const auto reply = connection().reply();
    if (!reply)
        throw std::runtime_error("no answer to GET " + target.toStdString());
    judge(target, *reply);
    return *reply;
}

void V5Caller::judge(const QByteArray &target, const RawReply &reply) const
{
    const bool isBatch = target.startsWith(centralCall) || target.startsWith(queueCall);
    const bool isMailboat
        = std::ranges::any_of(headers, [](const auto &header) { return header.first.startsWith("mailboat"); });
    if (!isStrict || isMailboat || !isBatch || reply.status != 200)
        return;
    const Result<JsonBody> body = JsonBody::open(reply.body, ErrorCode::RequestMalformed);
    if (!body) // whoever called sees to that
        return;
    const Result<> read = body->forEachObject("data", [](const JsonFields &record) -> Result<> {
        if (record.value("recordData").isObject())
            readByOpenMSupply(record.value("tableName").scalarText(), record.value("recordData").text.toByteArray());
        return {};
    });
    Q_ASSERT(read);
}

RawReply V5Caller::post(const QByteArray &target, const QByteArray &body)
{
    begin("POST", target, body);
    const auto reply = connection().reply();
    if (!reply)
        throw std::runtime_error("no answer to POST " + target.toStdString());
    return *reply;
}

QJsonObject jsonOf(const RawReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

std::string outcome(const RawReply &reply)
{
    const QJsonObject error = jsonOf(reply).value(QStringLiteral("error")).toObject();
    const bool isComplete = error.value(QStringLiteral("code")).isString()
        && !error.value(QStringLiteral("message")).toString().isEmpty() && error.contains(QStringLiteral("data"))
        && reply.header("content-type") == "application/json";
    const std::string status = std::to_string(reply.status);
    return isComplete ? status + ' ' + error.value(QStringLiteral("code")).toString().toStdString() : status;
}

} // namespace mailboat::test
