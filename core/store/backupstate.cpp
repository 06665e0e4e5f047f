// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupstate.h"

#include "core/domain/clock.h"
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto backupTimeKey = QStringLiteral("backup-last");
const auto backupPathKey = QStringLiteral("backup-path");
const auto backupBytesKey = QStringLiteral("backup-bytes");
const auto backupErrorKey = QStringLiteral("backup-error");
const auto backupByHandKey = QStringLiteral("backup-by-hand");

const auto timeName = QStringLiteral("time");
const auto pathName = QStringLiteral("path");
const auto bytesName = QStringLiteral("bytes");

BackupState::Copy copyFrom(const QJsonObject &object)
{
    return {QDateTime::fromString(object.value(timeName).toString(), Qt::ISODateWithMs),
        object.value(pathName).toString(), object.value(bytesName).toInteger()};
}

} // namespace

BackupState::BackupState(Connection &connection)
    : m_connection(connection)
{
}

Result<BackupState::Last> BackupState::last() const
{
    const StateTable state(m_connection);
    const Result<QDateTime> when = state.time(backupTimeKey);
    const Result<QVariant> path = state.get(backupPathKey);
    if (!when)
        return failure(when.error());
    if (!path)
        return failure(path.error());
    return state.object(backupErrorKey).map([&](const std::optional<QJsonObject> &error) {
        return Last {*when, path->toString(), error ? errorFromJson(*error) : std::nullopt};
    });
}

Result<BackupState::Copy> BackupState::newest() const
{
    const StateTable state(m_connection);
    const Result<Last> daily = last();
    const Result<qint64> bytes = state.number(backupBytesKey);
    if (!daily)
        return failure(daily.error());
    if (!bytes)
        return failure(bytes.error());
    return state.object(backupByHandKey).map([&](const std::optional<QJsonObject> &noted) {
        const Copy byHand = noted ? copyFrom(*noted) : Copy {};
        const bool isDaily = daily->when.isValid() && !(byHand.when.isValid() && byHand.when >= daily->when);
        return isDaily ? Copy {daily->when, daily->path, *bytes} : byHand;
    });
}

Result<> BackupState::made(const QDateTime &when, const QString &path, qint64 bytes)
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.setTime(backupTimeKey, when)
            .and_then([&] { return state.set(backupPathKey, path); })
            .and_then([&] { return state.set(backupBytesKey, bytes); })
            .and_then([&] { return state.setObject(backupErrorKey, std::nullopt); });
    });
}

Result<> BackupState::madeByHand(const Copy &copy)
{
    const QJsonObject noted {{timeName, isoTime(copy.when)}, {pathName, copy.path}, {bytesName, copy.bytes}};
    return m_connection.transact([&] { return StateTable(m_connection).setObject(backupByHandKey, noted); });
}

Result<> BackupState::failed(const Error &error)
{
    return m_connection.transact([&] { return StateTable(m_connection).setObject(backupErrorKey, toJson(error)); });
}

} // namespace mailboat
