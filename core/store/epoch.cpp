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
const auto formerKey = QStringLiteral("former-epochs");

} // namespace

QByteArray randomEpoch()
{
    std::array<quint32, 4> words {};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

Epoch::Epoch(Connection &connection)
    : m_connection(connection)
{
}

Result<QByteArray> Epoch::value() const
{
    return StateTable(m_connection).get(epochKey).map([](const QVariant &epoch) { return epoch.toByteArray(); });
}

Result<QList<QByteArray>> Epoch::former() const
{
    return StateTable(m_connection).get(formerKey).map([](const QVariant &epochs) {
        QList<QByteArray> former = epochs.toByteArray().split(' ');
        former.removeAll(QByteArray());
        return former;
    });
}

Result<> Epoch::renew(const QList<QByteArray> &seen)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QByteArray> before = value();
        if (!before)
            return failure(before.error());
        Result<QList<QByteArray>> epochs = former();
        if (!epochs)
            return failure(epochs.error());
        for (const QByteArray &epoch : seen + QList {*before}) {
            epochs->removeAll(epoch);
            epochs->append(epoch);
        }
        while (epochs->size() > mostFormer)
            epochs->removeFirst();
        StateTable state(m_connection);
        if (const Result<> kept = state.set(formerKey, QString::fromLatin1(epochs->join(' '))); !kept)
            return kept;
        return state.set(epochKey, QString::fromLatin1(randomEpoch()));
    });
}

} // namespace mailboat
