// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/standstill.h"

#include "core/domain/syncstatus.h"
#include "core/security/hardwareid.h"
#include "core/sql/connection.h"
#include "core/store/enginelock.h"
#include "core/store/settingstable.h"
#include "core/store/statetable.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

const auto standstillKey = QStringLiteral("standstill");
const auto standstillSinceKey = QStringLiteral("standstill-since");
const auto machineKey = QStringLiteral("machine");
const auto backupMark = QStringLiteral("backup");

/// Not the ID itself, which a primary takes for a proof; empty: this machine has none.
QString digestOfMachine()
{
    const Result<QString> id = hardwareId();
    if (!id)
        return {};
    const QByteArray prefixed = QByteArrayLiteral("mailboat machine of a datafile\n") + id->toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(prefixed, QCryptographicHash::Sha256).toHex());
}

} // namespace

Standstill::Standstill(Connection &connection)
    : m_connection(connection)
{
}

Result<std::optional<Error>> Standstill::reason() const
{
    return StateTable(m_connection).object(standstillKey).map([](const std::optional<QJsonObject> &object) {
        return object ? errorFromJson(*object) : std::nullopt;
    });
}

Error Standstill::backup()
{
    return {ErrorCode::RestoredUnconfirmed, {{backupMark, true}}};
}

bool Standstill::isBackup(const Error &reason)
{
    return reason.code == ErrorCode::RestoredUnconfirmed && reason.values.value(backupMark).toBool();
}

Result<std::optional<Error>> Standstill::reasonHere() const
{
    const Result<std::optional<Error>> noted = reason();
    if (!noted || EngineLock::isHeld(m_connection.address()))
        return noted;
    return changeHere(*noted).map([&noted](Change change) {
        switch (change) {
        case Change::None:
            return *noted;
        case Change::Begun:
            return std::optional(Error {ErrorCode::OtherMachine});
        case Change::Ended:
            return std::optional<Error>();
        }
        Q_UNREACHABLE();
    });
}

Result<QDateTime> Standstill::since() const
{
    return StateTable(m_connection).time(standstillSinceKey);
}

Result<> Standstill::begin(const Error &reason, const QDateTime &now)
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.setObject(standstillKey, toJson(reason))
            .and_then([&] { return state.setTime(standstillSinceKey, now); })
            .and_then([this] { return raiseSettingsRevision(m_connection); });
    });
}

Result<> Standstill::end()
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        const QString here = digestOfMachine();
        return state.setObject(standstillKey, std::nullopt)
            .and_then([&] { return state.setTime(standstillSinceKey, {}); })
            .and_then([&] { return here.isEmpty() ? Result<>() : state.set(machineKey, here); })
            .and_then([this] { return raiseSettingsRevision(m_connection); });
    });
}

Result<Standstill::Change> Standstill::changeHere(const std::optional<Error> &reason) const
{
    const bool isOther = reason && reason->code == ErrorCode::OtherMachine;
    const QString here = digestOfMachine();
    if (here.isEmpty() || (reason && !isOther))
        return Change::None;
    return StateTable(m_connection).get(machineKey).map([&](const QVariant &noted) {
        const bool isHome = !noted.isValid() || noted.toString() == here;
        if (isHome == !isOther)
            return Change::None;
        return isHome ? Change::Ended : Change::Begun;
    });
}

Result<Standstill::Change> Standstill::compareMachine(const QDateTime &now)
{
    StateTable state(m_connection);
    const Result<std::optional<Error>> reason = this->reason();
    if (!reason)
        return failure(reason.error());
    const Result<QVariant> noted = state.get(machineKey);
    if (!noted)
        return failure(noted.error());
    const QString here = digestOfMachine();
    if (!noted->isValid() && !*reason && !here.isEmpty())
        return m_connection.transact([&] { return state.set(machineKey, here); }).map([] { return Change::None; });
    const Result<Change> change = changeHere(*reason);
    if (!change || *change == Change::None)
        return change;
    return (*change == Change::Ended ? end() : begin({ErrorCode::OtherMachine}, now)).map([&change] {
        return *change;
    });
}

} // namespace mailboat
