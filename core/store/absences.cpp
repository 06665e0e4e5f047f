// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/absences.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace mailboat {

namespace {

const auto sinceKey = QStringLiteral("listening-since"); // there where it has ever listened
const auto leftKey = QStringLiteral("listening-left"); // there while it does not
const auto absencesKey = QStringLiteral("absences");
const auto listKey = QStringLiteral("list");

/// A program that is started anew, or an address that changes, keeps nobody from calling.
constexpr qint64 leastSeconds = 60;
constexpr qsizetype mostKept = 200;

QList<Absence> absencesFrom(const std::optional<QJsonObject> &stored)
{
    QList<Absence> absences;
    if (!stored)
        return absences;
    const QJsonArray list = stored->value(listKey).toArray();
    for (const auto &pair : list) {
        const QJsonArray times = pair.toArray();
        absences.append({timeFromStored(times.at(0).toInteger()), timeFromStored(times.at(1).toInteger())});
    }
    return absences;
}

QJsonObject absencesToJson(const QList<Absence> &absences)
{
    QJsonArray list;
    for (const Absence &absence : absences)
        list.append(QJsonArray {absence.from.toMSecsSinceEpoch(), absence.to.toMSecsSinceEpoch()});
    return {{listKey, list}};
}

} // namespace

Absences::Absences(Connection &connection)
    : m_connection(connection)
{
}

Result<> Absences::listens(const QDateTime &now)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<QDateTime> since = state.time(sinceKey);
        const Result<QDateTime> left = state.time(leftKey);
        if (!since || !left)
            return failure(since ? left.error() : since.error());
        if (since->isValid() && !left->isValid())
            return {};
        if (left->isValid()) {
            const auto stored = state.object(absencesKey);
            if (!stored)
                return failure(stored.error());
            QList<Absence> absences = absencesFrom(*stored);
            if (left->secsTo(now) >= leastSeconds)
                absences.append({*left, now});
            if (const qsizetype more = absences.size() - mostKept; more > 0)
                absences.remove(0, more);
            if (const Result<> set = state.setObject(absencesKey, absencesToJson(absences)); !set)
                return set;
        }
        return state.setTime(sinceKey, now).and_then([&] { return state.set(leftKey, {}); });
    });
}

Result<> Absences::leaves(const QDateTime &now)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<QDateTime> since = state.time(sinceKey);
        const Result<QDateTime> left = state.time(leftKey);
        if (!since || !left)
            return failure(since ? left.error() : since.error());
        return since->isValid() && !left->isValid() ? state.setTime(leftKey, now) : Result<>();
    });
}

Result<> Absences::wasCutOff()
{
    const Result<QVariant> contact = m_connection.value("SELECT MAX(last_contact) FROM peer"_sql);
    const Result<QDateTime> since = StateTable(m_connection).time(sinceKey);
    if (!contact || !since)
        return failure(contact ? since.error() : contact.error());
    const QDateTime heard = timeFromStored(*contact);
    return leaves(heard.isValid() ? std::max(heard, *since) : *since);
}

Result<QList<Absence>> Absences::until(const QDateTime &now) const
{
    const StateTable state(m_connection);
    const auto stored = state.object(absencesKey);
    const Result<QDateTime> left = state.time(leftKey);
    if (!stored || !left)
        return failure(stored ? left.error() : stored.error());
    QList<Absence> absences = absencesFrom(*stored);
    if (left->isValid() && *left < now)
        absences.append({*left, now});
    return absences;
}

} // namespace mailboat
