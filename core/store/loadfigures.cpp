// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/loadfigures.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto broughtKey = QStringLiteral("first-load-brought");
const auto waitingKey = QStringLiteral("first-load-waiting");

qint64 numberOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toInteger();
}

} // namespace

LoadFigures::LoadFigures(Connection &connection)
    : m_connection(connection)
{
}

Result<LoadFigures::Brought> LoadFigures::brought() const
{
    return StateTable(m_connection).object(broughtKey).map([](const std::optional<QJsonObject> &object) {
        Brought brought;
        if (!object)
            return brought;
        brought = {numberOf(*object, "records"), numberOf(*object, "bytes"), numberOf(*object, "wire")};
        if (object->value(u"queueLeft").isDouble())
            brought.queueLeft = numberOf(*object, "queueLeft");
        return brought;
    });
}

Result<> LoadFigures::add(const Brought &more)
{
    return m_connection.transact([&] {
        return brought().and_then([&](const Brought &before) {
            QJsonObject object {{QStringLiteral("records"), before.records + more.records},
                {QStringLiteral("bytes"), before.bytes + more.bytes},
                {QStringLiteral("wire"), before.wire + more.wire}};
            if (const std::optional<qint64> left = more.queueLeft ? more.queueLeft : before.queueLeft)
                object.insert(QStringLiteral("queueLeft"), *left);
            return StateTable(m_connection).setObject(broughtKey, object);
        });
    });
}

Result<std::optional<Progress>> LoadFigures::waiting() const
{
    return StateTable(m_connection).object(waitingKey).map([](const std::optional<QJsonObject> &object) {
        return object ? progressFromJson(*object) : std::nullopt;
    });
}

Result<> LoadFigures::setWaiting(const std::optional<Progress> &progress)
{
    return StateTable(m_connection).setObject(waitingKey, progress ? std::optional(toJson(*progress)) : std::nullopt);
}

Result<> LoadFigures::clear()
{
    return m_connection.transact(
        [&] { return StateTable(m_connection).set(broughtKey, {}).and_then([this] { return setWaiting({}); }); });
}

} // namespace mailboat
