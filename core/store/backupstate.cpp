// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupstate.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto backupTimeKey = QStringLiteral("backup-last");
const auto backupPathKey = QStringLiteral("backup-path");
const auto backupErrorKey = QStringLiteral("backup-error");

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

Result<> BackupState::made(const QDateTime &when, const QString &path)
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.setTime(backupTimeKey, when)
            .and_then([&] { return state.set(backupPathKey, path); })
            .and_then([&] { return state.setObject(backupErrorKey, std::nullopt); });
    });
}

Result<> BackupState::failed(const Error &error)
{
    return m_connection.transact([&] { return StateTable(m_connection).setObject(backupErrorKey, toJson(error)); });
}

} // namespace mailboat
