// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/standstill.h"

#include "core/domain/syncstatus.h"
#include "core/security/hardwareid.h"
#include "core/sql/connection.h"
#include "core/store/settingstable.h"
#include "core/store/statetable.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

const auto standstillKey = QStringLiteral("standstill");
const auto machineKey = QStringLiteral("machine");

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

Result<> Standstill::begin(const Error &reason)
{
    return m_connection.transact([&] {
        return StateTable(m_connection).setObject(standstillKey, toJson(reason)).and_then([this] {
            return raiseSettingsRevision(m_connection);
        });
    });
}

Result<> Standstill::end()
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        const QString here = digestOfMachine();
        return state.setObject(standstillKey, std::nullopt)
            .and_then([&] { return here.isEmpty() ? Result<>() : state.set(machineKey, here); })
            .and_then([this] { return raiseSettingsRevision(m_connection); });
    });
}

Result<Standstill::Change> Standstill::compareMachine()
{
    const QString here = digestOfMachine();
    StateTable state(m_connection);
    const Result<QVariant> noted = state.get(machineKey);
    const Result<std::optional<Error>> reason = this->reason();
    if (!noted)
        return failure(noted.error());
    if (!reason)
        return failure(reason.error());
    const bool isOther = *reason && (*reason)->code == ErrorCode::OtherMachine;
    if (here.isEmpty() || (*reason && !isOther))
        return Change::None;
    if (!noted->isValid())
        return m_connection.transact([&] { return state.set(machineKey, here); }).map([] { return Change::None; });
    const bool isHome = noted->toString() == here;
    if (isHome && isOther)
        return end().map([] { return Change::Ended; });
    if (!isHome && !isOther)
        return begin({ErrorCode::OtherMachine}).map([] { return Change::Begun; });
    return Change::None;
}

} // namespace mailboat
