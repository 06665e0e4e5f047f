// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/synclog.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"
#include "core/store/synclog_row.h"

#include <array>
#include <limits>

#include <pwd.h>
#include <unistd.h>

namespace mailboat {

namespace {

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

/// Which site the entry of these details is about; NULL: none.
QVariant siteOf(const QJsonObject &details)
{
    const QJsonValue site = details.value(QStringLiteral("syncId"));
    return site.isDouble() ? QVariant(site.toInt()) : QVariant();
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
    return add({0, m_clock.utcNow(), QStringLiteral("cycle"), {}, QStringLiteral("sync"), toJson(report)});
}

Result<> SyncLog::addAudit(const QString &what, const QString &by, const QJsonObject &details)
{
    return add({0, m_clock.utcNow(), QStringLiteral("audit"), whoWith(by), what, details});
}

Result<> SyncLog::addContact(const QString &what, const QJsonObject &details, const QDateTime &when)
{
    return m_connection.transact([&] {
        return add({0, when.isValid() ? when : m_clock.utcNow(), QStringLiteral("contact"), {}, what, details});
    });
}

Result<> SyncLog::addStandstill(const std::optional<Error> &reason)
{
    const QString what = reason ? QStringLiteral("standstill") : QStringLiteral("standstill-over");
    return m_connection.transact([&] {
        return add(
            {0, m_clock.utcNow(), QStringLiteral("datafile"), {}, what, reason ? toJson(*reason) : QJsonObject()});
    });
}

Result<> SyncLog::addTrouble(const QDateTime &when, const std::optional<Error> &error)
{
    return add({0, when, QStringLiteral("datafile"), {},
        error ? QStringLiteral("datafile-trouble") : QStringLiteral("datafile-usable"),
        error ? toJson(*error) : QJsonObject()});
}

Result<> SyncLog::add(const Entry &entry)
{
    QVariantList values {storedTime(entry.when), entry.kind, entry.who.isNull() ? QStringLiteral("") : entry.who,
        entry.what, storedJson(entry.details)};
    const QVariant site = siteOf(entry.details);
    if (site.isNull()) // an upgrade writes before there is such a column
        return m_connection.apply(
            "INSERT INTO log (time, kind, who, what, details) VALUES (?, ?, ?, ?, ?)"_sql, values);
    values += site;
    return m_connection.apply(
        "INSERT INTO log (time, kind, who, what, details, site) VALUES (?, ?, ?, ?, ?, ?)"_sql, values);
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
    return page({}, 0, count);
}

Result<QList<SyncLog::Entry>> SyncLog::since(qint64 number) const
{
    return after({}, number, std::numeric_limits<int>::max());
}

Result<qint64> SyncLog::purge(const QDateTime &before, int most)
{
    return m_connection.transact([&] {
        return m_connection.change("DELETE FROM log WHERE number IN (SELECT number FROM log {by log_time}"
                                   " WHERE time < ? AND kind <> 'audit' ORDER BY time LIMIT ?)"_sql,
            {storedTime(before), most});
    });
}

} // namespace mailboat
