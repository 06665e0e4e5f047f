// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statetable.h"

#include "core/sql/connection.h"

#include <QJsonDocument>

namespace mailboat {

StateTable::StateTable(Connection &connection)
    : m_connection(connection)
{
}

Result<QVariant> StateTable::get(const QString &name) const
{
    return m_connection.value("SELECT value FROM state WHERE name = ?"_sql, {name});
}

Result<> StateTable::set(const QString &name, const QVariant &value)
{
    if (!value.isValid())
        return m_connection.apply("DELETE FROM state WHERE name = ?"_sql, {name});
    return m_connection.apply("INSERT INTO state (name, value) VALUES (?, ?)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value"_sql,
        {name, value});
}

Result<qint64> StateTable::number(const QString &name) const
{
    return get(name).map([](const QVariant &value) { return value.toLongLong(); });
}

Result<QDateTime> StateTable::time(const QString &name) const
{
    return get(name).map(timeFromStored);
}

Result<> StateTable::setTime(const QString &name, const QDateTime &time)
{
    return set(name, storedTime(time));
}

Result<std::optional<QJsonObject>> StateTable::object(const QString &name) const
{
    return get(name).map([](const QVariant &value) -> std::optional<QJsonObject> {
        if (!value.isValid())
            return {};
        return jsonFromStored(value);
    });
}

Result<> StateTable::setObject(const QString &name, const std::optional<QJsonObject> &object)
{
    return set(name, object ? QVariant(storedJson(*object)) : QVariant());
}

QVariant storedTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime timeFromStored(const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QString storedJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject jsonFromStored(const QVariant &value)
{
    return QJsonDocument::fromJson(value.toString().toUtf8()).object();
}

} // namespace mailboat
