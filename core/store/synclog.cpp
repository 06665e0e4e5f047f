// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/synclog.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"
#include "core/store/synclog_row.h"

#include <algorithm>
#include <array>

#include <pwd.h>
#include <unistd.h>

namespace mailboat {

namespace {

const auto logColumns = QStringLiteral("SELECT number, time, kind, who, what, details FROM log ");

QString systemUser()
{
    passwd entry {};
    passwd *found = nullptr;
    std::array<char, 4096> buffer {};
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(entry.pw_name);
    return QString::number(::geteuid());
}

QString whoWith(const QString &label)
{
    const QString user = systemUser();
    return label.isEmpty() ? user : QStringLiteral("%1 (%2)").arg(user, label);
}

} // namespace

SyncLog::Entry logEntryOf(const Row &row)
{
    return {row.value(0).toLongLong(), timeFromStored(row.value(1)), row.value(2).toString(), row.value(3).toString(),
        row.value(4).toString(), jsonFromStored(row.value(5))};
}

SyncLog::SyncLog(Connection &connection, const Clock &clock)
    : m_connection(connection)
    , m_clock(clock)
{
}

Result<> SyncLog::addCycle(const CycleReport &report)
{
    return m_connection.apply("INSERT INTO log (time, kind, who, what, details) VALUES (?, 'cycle', '', 'sync', ?)"_sql,
        {storedTime(m_clock.utcNow()), storedJson(toJson(report))});
}

Result<> SyncLog::addAudit(const QString &what, const QString &by, const QJsonObject &details)
{
    return m_connection.apply("INSERT INTO log (time, kind, who, what, details) VALUES (?, 'audit', ?, ?, ?)"_sql,
        {storedTime(m_clock.utcNow()), whoWith(by), what, storedJson(details)});
}

Result<> SyncLog::addContact(const QString &what, const QJsonObject &details)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply(
            "INSERT INTO log (time, kind, who, what, details) VALUES (?, 'contact', '', ?, ?)"_sql,
            {storedTime(m_clock.utcNow()), what, storedJson(details)});
    });
}

Result<> SyncLog::addStandstill(const std::optional<Error> &reason)
{
    const QString what = reason ? QStringLiteral("standstill") : QStringLiteral("standstill-over");
    return m_connection.transact([&] {
        return m_connection.apply(
            "INSERT INTO log (time, kind, who, what, details) VALUES (?, 'datafile', '', ?, ?)"_sql,
            {storedTime(m_clock.utcNow()), what, storedJson(reason ? toJson(*reason) : QJsonObject())});
    });
}

Result<> SyncLog::addTrouble(const QDateTime &when, const std::optional<Error> &error)
{
    return m_connection.apply("INSERT INTO log (time, kind, who, what, details) VALUES (?, 'datafile', '', ?, ?)"_sql,
        {storedTime(when), error ? QStringLiteral("datafile-trouble") : QStringLiteral("datafile-usable"),
            storedJson(error ? toJson(*error) : QJsonObject())});
}

Result<bool> SyncLog::hasTrouble(const QDateTime &when) const
{
    const qint64 second = when.toSecsSinceEpoch() * 1000;
    return m_connection
        .value("SELECT EXISTS (SELECT 1 FROM log WHERE kind = 'datafile' AND what = 'datafile-trouble'"
               " AND time BETWEEN ? AND ?)"_sql,
            {second, second + 999})
        .map([](const QVariant &found) { return found.toBool(); });
}

Result<> SyncLog::tryToWrite()
{
    return m_connection.transact([this]() -> Result<> {
        const Result<> added = addTrouble(m_clock.utcNow(), {});
        if (!added)
            return added;
        return m_connection.apply("DELETE FROM log WHERE number = (SELECT MAX(number) FROM log)"_sql);
    });
}

Result<QList<SyncLog::Entry>> SyncLog::last(int count) const
{
    static const Statement lastFirst(logColumns + QStringLiteral("ORDER BY number DESC LIMIT ?"));
    QList<Entry> entries;
    const Result<> read = m_connection.each(lastFirst, {std::max(count, 0)}, [&entries](const Row &row) -> Result<> {
        entries.append(logEntryOf(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    std::reverse(entries.begin(), entries.end());
    return entries;
}

Result<QList<SyncLog::Entry>> SyncLog::since(qint64 number) const
{
    static const Statement after(logColumns + QStringLiteral("WHERE number > ? ORDER BY number"));
    QList<Entry> entries;
    const Result<> read = m_connection.each(after, {number}, [&entries](const Row &row) -> Result<> {
        entries.append(logEntryOf(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    return entries;
}

Result<> SyncLog::purge(const QDateTime &before)
{
    return m_connection.apply("DELETE FROM log WHERE kind <> 'audit' AND time < ?"_sql, {storedTime(before)});
}

} // namespace mailboat
