// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/enginerequests.h"

#include "core/sql/database.h"
#include "core/sql/transaction.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto requestColumns = QStringLiteral("SELECT number, kind, taken, report FROM request ");
const auto progressKey = QStringLiteral("progress");

EngineRequests::Request requestOf(const QSqlQuery &row)
{
    EngineRequests::Request request;
    request.number = row.value(0).toLongLong();
    request.kind = static_cast<EngineRequests::Kind>(row.value(1).toInt());
    request.taken = row.value(2).toBool();
    if (!row.value(3).isNull())
        request.report = reportFromJson(jsonFromStored(row.value(3)));
    return request;
}

} // namespace

EngineRequests::EngineRequests(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
{
}

Result<qint64> EngineRequests::ask(Kind kind)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    const Result<> added = m_database.apply(QStringLiteral("INSERT INTO request (kind, asked) VALUES (?, ?)"),
        {static_cast<int>(kind), storedTime(m_clock.utcNow())});
    if (!added)
        return failure(added.error());
    const Result<qint64> number = m_database.lastInsertId();
    if (!number)
        return number;
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return number;
}

Result<std::optional<EngineRequests::Request>> EngineRequests::find(qint64 number) const
{
    std::optional<Request> found;
    const Result<> read = m_database.each(
        requestColumns + QStringLiteral("WHERE number = ?"), {number}, [&found](const QSqlQuery &row) -> Result<> {
            found = requestOf(row);
            return {};
        });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<EngineRequests::Request>> EngineRequests::open() const
{
    QList<Request> requests;
    const Result<> read = m_database.each(requestColumns + QStringLiteral("WHERE taken = 0 ORDER BY number"), {},
        [&requests](const QSqlQuery &row) -> Result<> {
            requests.append(requestOf(row));
            return {};
        });
    if (!read)
        return failure(read.error());
    return requests;
}

Result<> EngineRequests::take(qint64 number)
{
    return m_database.apply(QStringLiteral("UPDATE request SET taken = 1 WHERE number = ?"), {number});
}

Result<> EngineRequests::answer(qint64 number, const CycleReport &report)
{
    return m_database.apply(QStringLiteral("UPDATE request SET taken = 1, report = ? WHERE number = ?"),
        {storedJson(toJson(report)), number});
}

Result<> EngineRequests::dropOld(const QDateTime &before)
{
    return m_database.apply(QStringLiteral("DELETE FROM request WHERE asked < ?"), {storedTime(before)});
}

Result<> EngineRequests::setProgress(const std::optional<Progress> &progress)
{
    return StateTable(m_database).setObject(progressKey, progress ? std::optional(toJson(*progress)) : std::nullopt);
}

Result<std::optional<Progress>> EngineRequests::progress() const
{
    return StateTable(m_database).object(progressKey).map([](const std::optional<QJsonObject> &object) {
        return object ? progressFromJson(*object) : std::nullopt;
    });
}

} // namespace mailboat
