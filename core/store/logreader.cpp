// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/logreader.h"

#include "core/sql/connection.h"
#include "core/store/synclog_row.h"

#include <QHash>

#include <algorithm>

namespace mailboat {

namespace {

/// A call that went well is noted by its Sync ID alone: it gets the name that the list of sites has for that.
class NamesOfSites final
{
public:
    explicit NamesOfSites(Connection &connection)
        : m_connection(connection)
    {
    }
    Result<> fill(SyncLog::Entry &entry)
    {
        const auto name = QStringLiteral("userName");
        const int site = entry.details.value(QStringLiteral("syncId")).toInt();
        if (entry.kind != QLatin1String("contact") || site == 0 || entry.details.contains(name))
            return {};
        if (!m_known.contains(site)) {
            const Result<QVariant> known
                = m_connection.value("SELECT user_name FROM peer WHERE sync_id = ?"_sql, {site});
            if (!known)
                return failure(known.error());
            m_known.insert(site, known->toString());
        }
        if (const QString known = m_known.value(site); !known.isEmpty())
            entry.details.insert(name, known);
        return {};
    }

private:
    Connection &m_connection;
    QHash<int, QString> m_known {};
};

} // namespace

bool LogFilter::accepts(const SyncLog::Entry &entry) const
{
    if (!kinds.isEmpty() && !kinds.contains(entry.kind))
        return false;
    if ((from.isValid() && entry.when < from) || (to.isValid() && entry.when >= to))
        return false;
    if (site && entry.details.value(QStringLiteral("syncId")).toInt() != site->value())
        return false;
    return !matches || matches(entry);
}

LogReader::LogReader(Connection &connection)
    : m_connection(connection)
{
}

Result<LogReader::Page> LogReader::before(qint64 number, const LogFilter &filter, int limit) const
{
    Page page;
    int looked = 0;
    NamesOfSites names(m_connection);
    const Result<> read = m_connection.each(
        "SELECT number, time, kind, who, what, details FROM log WHERE number < ? ORDER BY number DESC LIMIT ?"_sql,
        {number, lookedAt}, [&](const Row &row) -> Result<> {
            if (++looked == 1)
                page.newest = row.value(0).toLongLong();
            if (page.entries.size() == limit) // full: the rest is the next page's
                return {};
            page.next = row.value(0).toLongLong();
            const bool isOfKind = filter.kinds.isEmpty() || filter.kinds.contains(row.value(2).toString());
            if (!isOfKind)
                return {};
            SyncLog::Entry entry = logEntryOf(row);
            if (const Result<> named = names.fill(entry); !named)
                return named;
            if (filter.accepts(entry))
                page.entries.append(std::move(entry));
            return {};
        });
    if (!read)
        return failure(read.error());
    if (looked < lookedAt && page.entries.size() < limit)
        page.next = 0;
    return page;
}

Result<LogReader::News> LogReader::after(qint64 number, const LogFilter &filter) const
{
    News news;
    news.newest = number;
    int looked = 0;
    NamesOfSites names(m_connection);
    const Result<> read = m_connection.each(
        "SELECT number, time, kind, who, what, details FROM log WHERE number > ? ORDER BY number DESC LIMIT ?"_sql,
        {number, lookedAt}, [&](const Row &row) -> Result<> {
            ++looked;
            SyncLog::Entry entry = logEntryOf(row);
            news.newest = std::max(news.newest, entry.number);
            if (const Result<> named = names.fill(entry); !named)
                return named;
            if (filter.accepts(entry))
                news.entries.append(std::move(entry));
            return {};
        });
    news.isWhole = looked < lookedAt;
    return read ? Result<News>(news) : failure(read.error());
}

} // namespace mailboat
