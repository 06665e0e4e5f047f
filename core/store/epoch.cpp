// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/epoch.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QRandomGenerator>

#include <array>

namespace mailboat {

namespace {

const auto epochKey = QStringLiteral("epoch");

} // namespace

Epoch::Epoch(Connection &connection)
    : m_connection(connection)
{
}

Result<QString> Epoch::value() const
{
    return StateTable(m_connection).get(epochKey).map([](const QVariant &value) { return value.toString(); });
}

Result<> Epoch::renew()
{
    std::array<quint32, 4> random {};
    QRandomGenerator::system()->fillRange(random.data(), std::ssize(random));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    return m_connection.transact(
        [&] { return StateTable(m_connection).set(epochKey, QString::fromLatin1(bytes.toHex())); });
}

} // namespace mailboat
