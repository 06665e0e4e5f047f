// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the last cycles went, and what the site is stopped for.
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/cyclefault.h"
#include "core/store/statetable.h"
#include "core/store/syncstate.h"

namespace mailboat {

namespace {

const auto lastSyncKey = QStringLiteral("last-sync");
const auto lastSuccessKey = QStringLiteral("last-success");
const auto lastErrorKey = QStringLiteral("last-error");
const auto failuresKey = QStringLiteral("failures-in-a-row");
const auto failingSinceKey = QStringLiteral("failing-since");
const auto nextSyncKey = QStringLiteral("next-sync");
const auto blockedKey = QStringLiteral("blocked");

Result<std::optional<Error>> readError(const StateTable &state, const QString &name)
{
    const Result<std::optional<QJsonObject>> object = state.object(name);
    if (!object)
        return failure(object.error());
    return *object ? errorFromJson(**object) : std::nullopt;
}

std::optional<QJsonObject> written(const std::optional<Error> &error)
{
    return error ? std::optional(toJson(*error)) : std::nullopt;
}

} // namespace

Result<SyncState::Times> SyncState::times() const
{
    const StateTable state(m_connection);
    const Result<QDateTime> lastSync = state.time(lastSyncKey);
    const Result<QDateTime> lastSuccess = state.time(lastSuccessKey);
    const Result<QDateTime> nextSync = state.time(nextSyncKey);
    const Result<QDateTime> failingSince = state.time(failingSinceKey);
    for (const Result<QDateTime> &read : {lastSync, lastSuccess, nextSync, failingSince}) {
        if (!read)
            return failure(read.error());
    }
    Result<std::optional<Error>> lastError = readError(state, lastErrorKey);
    if (!lastError)
        return failure(lastError.error());
    return state.number(failuresKey).map([&](qint64 failures) {
        return Times {
            *lastSync, *lastSuccess, *nextSync, std::move(*lastError), static_cast<int>(failures), *failingSince};
    });
}

Result<> SyncState::setCycleEnd(const QDateTime &when, const std::optional<Error> &error, bool hasTried)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> failures = state.number(failuresKey);
        if (!failures)
            return failure(failures.error());
        if (hasTried) {
            if (const Result<> set = state.setTime(lastSyncKey, when); !set)
                return set;
        }
        if (!error) {
            if (const Result<> set = state.setTime(lastSuccessKey, when); !set)
                return set;
        }
        const bool isFault = error && isCycleFault(error->code);
        if (!error || (isFault && *failures == 0)) {
            if (const Result<> set = state.setTime(failingSinceKey, error ? when : QDateTime()); !set)
                return set;
        }
        if (!error || isFault) {
            if (const Result<> set = state.set(failuresKey, error ? *failures + 1 : 0); !set)
                return set;
        }
        if (const Result<> set = state.setObject(lastErrorKey, written(error)); !set)
            return set;
        return {};
    });
}

Result<> SyncState::forgetError()
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.setObject(lastErrorKey, {}).and_then([&] { return state.set(failuresKey, 0); }).and_then([&] {
            return state.setTime(failingSinceKey, {});
        });
    });
}

Result<> SyncState::setNextSync(const QDateTime &when)
{
    return StateTable(m_connection).setTime(nextSyncKey, when);
}

Result<std::optional<Error>> SyncState::blocked() const
{
    return readError(StateTable(m_connection), blockedKey);
}

Result<> SyncState::setBlocked(const std::optional<Error> &error)
{
    return StateTable(m_connection).setObject(blockedKey, written(error));
}

} // namespace mailboat
