// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pushbases.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QJsonObject>

namespace mailboat {

namespace {

const auto basesKey = QStringLiteral("push-bases");

} // namespace

PushBases::PushBases(Connection &connection)
    : m_connection(connection)
{
}

Result<QMap<qint64, qint64>> PushBases::all() const
{
    return StateTable(m_connection).object(basesKey).map([](const std::optional<QJsonObject> &stored) {
        QMap<qint64, qint64> bases;
        const QJsonObject object = stored.value_or(QJsonObject {});
        for (auto one = object.begin(); one != object.end(); ++one)
            bases.insert(one.key().toLongLong(), one->toInteger());
        return bases;
    });
}

Result<> PushBases::note(qint64 sent)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QMap<qint64, qint64>> bases = unspent();
        const Result<qint64> newest = newestWaiting();
        if (!bases)
            return failure(bases.error());
        if (!newest)
            return failure(newest.error());
        if (bases->isEmpty() || bases->lastKey() < *newest)
            bases->insert(*newest, sent);
        return write(*bases);
    });
}

Result<> PushBases::extend()
{
    return m_connection.transact([&]() -> Result<> {
        Result<QMap<qint64, qint64>> bases = all();
        const Result<qint64> newest = newestWaiting();
        if (!bases)
            return failure(bases.error());
        if (!newest)
            return failure(newest.error());
        if (bases->isEmpty() || bases->lastKey() >= *newest)
            return {};
        bases->insert(*newest, bases->take(bases->lastKey()));
        return write(*bases);
    });
}

Result<> PushBases::forgetSpent()
{
    const Result<QMap<qint64, qint64>> bases = all(); // most often there are none, and nobody waits for the writer
    if (!bases || bases->isEmpty())
        return bases.map([](const auto &) {});
    return m_connection.transact([&]() -> Result<> {
        return unspent().and_then([this](const QMap<qint64, qint64> &left) { return write(left); });
    });
}

/// 0: nothing waits.
Result<qint64> PushBases::newestWaiting() const
{
    return m_connection.value("SELECT MAX(number) FROM outbox"_sql).map([](const QVariant &number) {
        return number.toLongLong();
    });
}

Result<QMap<qint64, qint64>> PushBases::unspent() const
{
    Result<QMap<qint64, qint64>> bases = all();
    const Result<QVariant> oldest = m_connection.value("SELECT MIN(number) FROM outbox"_sql);
    if (!oldest)
        return failure(oldest.error());
    if (bases && oldest->isNull())
        bases->clear();
    while (bases && !bases->isEmpty() && bases->firstKey() < oldest->toLongLong())
        bases->erase(bases->begin());
    return bases;
}

Result<> PushBases::write(const QMap<qint64, qint64> &bases)
{
    QJsonObject object;
    for (auto one = bases.begin(); one != bases.end(); ++one)
        object.insert(QString::number(one.key()), one.value());
    return StateTable(m_connection).setObject(basesKey, bases.isEmpty() ? std::nullopt : std::optional(object));
}

} // namespace mailboat
