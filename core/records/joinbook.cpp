// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/joinbook.h"

#include "core/sql/connection.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

#include <QJsonObject>

namespace mailboat {

JoinBook::JoinBook(Store &store)
    : m_store(store)
{
}

Result<std::optional<Error>> JoinBook::enter(SyncId site, const RecordHead &join, const RecordKey &person, Limit limit)
{
    if (limit == Limit::Applies) {
        Result<std::optional<Error>> tooMany = count(site);
        if (!tooMany)
            return tooMany;
        if (*tooMany) {
            (*tooMany)->values.insert(QStringLiteral("table"), QString::fromUtf8(join.key.table));
            (*tooMany)->values.insert(QStringLiteral("id"), QString::fromUtf8(join.key.id));
            return tooMany;
        }
    }
    const QJsonObject details {{QStringLiteral("syncId"), site.value()},
        {QStringLiteral("store"), QString::fromUtf8(join.links.store)},
        {QStringLiteral("table"), QString::fromUtf8(person.table)},
        {QStringLiteral("id"), QString::fromUtf8(person.id)}};
    return m_store.log().addContact(QStringLiteral("site-joined-person"), details).map([] {
        return std::optional<Error>();
    });
}

Result<std::optional<Error>> JoinBook::count(SyncId site)
{
    if (!m_limit) {
        SyncPreferences preferences;
        if (const Result<> read = m_store.settings().readPreferences(preferences); !read)
            return failure(read.error());
        m_limit = preferences.maxJoinsPerDay.value();
    }
    const qint64 today = m_store.clock().utcNow().toLocalTime().date().toJulianDay();
    Connection &connection = m_store.connection();
    const Result<QVariant> made
        = connection.value("SELECT joins FROM join_count WHERE site = ? AND day = ?"_sql, {site.value(), today});
    if (!made)
        return failure(made.error());
    if (made->toLongLong() >= *m_limit)
        return std::optional(Error {ErrorCode::JoinsTooMany, {{QStringLiteral("limit"), *m_limit}}});
    return connection
        .apply("INSERT INTO join_count (site, day, joins) VALUES (?, ?, 1) ON CONFLICT (site) DO UPDATE SET"
               " joins = CASE WHEN join_count.day = excluded.day THEN join_count.joins + 1 ELSE 1 END,"
               " day = excluded.day"_sql,
            {site.value(), today})
        .map([] { return std::optional<Error>(); });
}

} // namespace mailboat
