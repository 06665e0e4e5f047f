// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/enginerequests.h"

#include "core/sql/connection.h"
#include "core/store/absences.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto requestColumns = QStringLiteral("SELECT number, kind, taken, report FROM request ");
const auto progressKey = QStringLiteral("progress");
const auto listeningKey = QStringLiteral("listening");
const auto testEndpointsKey = QStringLiteral("test-endpoints");
const auto certificateKey = QStringLiteral("certificate-trouble");

EngineRequests::Request requestOf(const Row &row)
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

EngineRequests::EngineRequests(Connection &connection, const Clock &clock)
    : m_connection(connection)
    , m_clock(clock)
{
}

Result<qint64> EngineRequests::ask(Kind kind)
{
    return m_connection
        .value("INSERT INTO request (kind, asked) VALUES (?, ?) RETURNING number"_sql,
            {static_cast<int>(kind), storedTime(m_clock.utcNow())})
        .map([](const QVariant &number) { return number.toLongLong(); });
}

Result<std::optional<EngineRequests::Request>> EngineRequests::find(qint64 number) const
{
    static const Statement byNumber(requestColumns + QStringLiteral("WHERE number = ?"));
    std::optional<Request> found;
    const Result<> read = m_connection.each(byNumber, {number}, [&found](const Row &row) -> Result<> {
        found = requestOf(row);
        return {};
    });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<EngineRequests::Request>> EngineRequests::open() const
{
    static const Statement notTaken(requestColumns + QStringLiteral("WHERE taken = 0 ORDER BY number"));
    QList<Request> requests;
    const Result<> read = m_connection.each(notTaken, {}, [&requests](const Row &row) -> Result<> {
        requests.append(requestOf(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    return requests;
}

Result<> EngineRequests::take(qint64 number)
{
    return m_connection.apply("UPDATE request SET taken = 1 WHERE number = ?"_sql, {number});
}

Result<> EngineRequests::answer(qint64 number, const CycleReport &report)
{
    return m_connection.apply(
        "UPDATE request SET taken = 1, report = ? WHERE number = ?"_sql, {storedJson(toJson(report)), number});
}

Result<> EngineRequests::dropOld(const QDateTime &before)
{
    return m_connection.apply("DELETE FROM request WHERE asked < ?"_sql, {storedTime(before)});
}

Result<> EngineRequests::setProgress(const std::optional<Progress> &progress)
{
    return StateTable(m_connection).setObject(progressKey, progress ? std::optional(toJson(*progress)) : std::nullopt);
}

Result<std::optional<Progress>> EngineRequests::progress() const
{
    return StateTable(m_connection).object(progressKey).map([](const std::optional<QJsonObject> &object) {
        return object ? progressFromJson(*object) : std::nullopt;
    });
}

Result<> EngineRequests::setListening(const QString &url)
{
    return m_connection.transact([&]() -> Result<> {
        Absences absences(m_connection);
        const Result<> noted = url.isEmpty() ? absences.leaves(m_clock.utcNow()) : absences.listens(m_clock.utcNow());
        return noted.and_then(
            [&] { return StateTable(m_connection).set(listeningKey, url.isEmpty() ? QVariant() : QVariant(url)); });
    });
}

Result<> EngineRequests::dropListening()
{
    return listening().and_then([this](const QString &url) -> Result<> {
        if (url.isEmpty())
            return {};
        return m_connection.transact([this] {
            return Absences(m_connection).wasCutOff().and_then([this] {
                return StateTable(m_connection).set(listeningKey, {});
            });
        });
    });
}

Result<QString> EngineRequests::listening() const
{
    return StateTable(m_connection).get(listeningKey).map([](const QVariant &url) { return url.toString(); });
}

Result<> EngineRequests::setTestEndpoints(bool served)
{
    return StateTable(m_connection).set(testEndpointsKey, served ? QVariant(1) : QVariant());
}

Result<bool> EngineRequests::hasTestEndpoints() const
{
    return StateTable(m_connection).number(testEndpointsKey).map([](qint64 served) { return served != 0; });
}

Result<> EngineRequests::setCertificateTrouble(const std::optional<Error> &trouble)
{
    return StateTable(m_connection).setObject(certificateKey, trouble ? std::optional(toJson(*trouble)) : std::nullopt);
}

Result<std::optional<Error>> EngineRequests::certificateTrouble() const
{
    return StateTable(m_connection).object(certificateKey).map([](const std::optional<QJsonObject> &object) {
        return object ? errorFromJson(*object) : std::nullopt;
    });
}

} // namespace mailboat
