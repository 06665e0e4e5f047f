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
const auto ofSitesKey = QStringLiteral("epochs-of-sites"); // by Sync ID: the present one first

QList<QByteArray> epochsIn(const QString &text)
{
    QList<QByteArray> epochs = text.toLatin1().split(' ');
    epochs.removeAll(QByteArray());
    return epochs;
}

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
        return epochsIn(epochs.toString());
    });
}

Result<QJsonObject> Epoch::ofSites() const
{
    return StateTable(m_connection).object(ofSitesKey).map([](const std::optional<QJsonObject> &sites) {
        return sites.value_or(QJsonObject());
    });
}

Result<Epoch::Shown> Epoch::shownTo(SyncId site) const
{
    const Result<QJsonObject> sites = ofSites();
    const Result<QByteArray> common = value();
    if (!sites)
        return failure(sites.error());
    if (!common)
        return failure(common.error());
    const QList<QByteArray> own = epochsIn(sites->value(QString::number(site.value())).toString());
    return former().map([&](const QList<QByteArray> &epochs) {
        return own.isEmpty() ? Shown {*common, epochs}
                             : Shown {own.constFirst(), epochs + own.mid(1) + QList {*common}};
    });
}

Result<> Epoch::renewFor(SyncId site, const QByteArray &seen)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QJsonObject> sites = ofSites();
        if (!sites)
            return failure(sites.error());
        const QString key = QString::number(site.value());
        QList<QByteArray> epochs = QList {randomEpoch()} + epochsIn(sites->value(key).toString());
        if (!seen.isEmpty() && !epochs.contains(seen))
            epochs.append(seen);
        sites->insert(key, QString::fromLatin1(epochs.mid(0, mostFormer).join(' ')));
        return StateTable(m_connection).setObject(ofSitesKey, *sites);
    });
}

Result<> Epoch::forget(SyncId site)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QJsonObject> sites = ofSites();
        if (!sites)
            return failure(sites.error());
        if (sites->take(QString::number(site.value())).isUndefined())
            return {};
        return StateTable(m_connection).setObject(ofSitesKey, *sites);
    });
}

Result<> Epoch::move(SyncId from, SyncId to)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QJsonObject> sites = ofSites();
        if (!sites)
            return failure(sites.error());
        const QJsonValue epochs = sites->take(QString::number(from.value()));
        if (epochs.isUndefined())
            return {};
        sites->insert(QString::number(to.value()), epochs);
        return StateTable(m_connection).setObject(ofSitesKey, *sites);
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
        const Result<QJsonObject> sites = ofSites();
        if (!sites)
            return failure(sites.error());
        QList<QByteArray> gone;
        for (auto one = sites->constBegin(); one != sites->constEnd(); ++one)
            gone.append(epochsIn(one->toString()));
        for (const QByteArray &epoch : gone + seen + QList {*before}) {
            epochs->removeAll(epoch);
            epochs->append(epoch);
        }
        while (epochs->size() > mostFormer)
            epochs->removeFirst();
        StateTable state(m_connection);
        if (const Result<> kept = state.set(formerKey, QString::fromLatin1(epochs->join(' '))); !kept)
            return kept;
        if (const Result<> together = state.setObject(ofSitesKey, std::nullopt); !together)
            return together;
        return state.set(epochKey, QString::fromLatin1(randomEpoch()));
    });
}

} // namespace mailboat
