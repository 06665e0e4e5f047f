// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>
#include <QJsonObject>

namespace mailboat {

class Connection;

/// Single values by name: what a site has only one of.
class StateTable
{
public:
    explicit StateTable(Connection &connection);

    Result<QVariant> get(const QString &name) const; ///< invalid: never set
    Result<> set(const QString &name, const QVariant &value); ///< an invalid value removes it
    Result<qint64> number(const QString &name) const; ///< 0: never set
    Result<QDateTime> time(const QString &name) const; ///< invalid: never set
    Result<> setTime(const QString &name, const QDateTime &time);
    Result<std::optional<QJsonObject>> object(const QString &name) const;
    Result<> setObject(const QString &name, const std::optional<QJsonObject> &object);

private:
    Connection &m_connection;
};

/// Times in the datafile are milliseconds since 1970, UTC; NULL is never.
QVariant storedTime(const QDateTime &time);
QDateTime timeFromStored(const QVariant &value);
/// JSON of our own (reports, reasons, details) as it is stored.
QString storedJson(const QJsonObject &object);
QJsonObject jsonFromStored(const QVariant &value);

} // namespace mailboat
