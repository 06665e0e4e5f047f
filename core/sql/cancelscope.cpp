// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/cancelscope.h"

#include "core/sql/database.h"

#include <QSqlDriver>

#include <sqlite3.h>

namespace mailboat {

namespace {

constexpr int stepsBetweenLooks = 10'000; // some ten thousandths of a second

int isAsked(void *asked)
{
    return static_cast<const std::atomic<bool> *>(asked)->load() ? 1 : 0;
}

/// Null where Qt was built with an SQLite of its own, whose handles are not for the one that we are linked with: then only
/// beginnings and ends of transactions are looked at.
sqlite3 *handleOf(Database &database, const QSqlDatabase &connection)
{
    const Result<QVariant> source = database.value(QStringLiteral("SELECT sqlite_source_id()"));
    const QVariant handle = connection.driver()->handle();
    if (!source || source->toString() != QLatin1String(sqlite3_sourceid())
        || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

} // namespace

CancelScope::CancelScope(Database &database, const std::atomic<bool> &asked)
    : m_database(database)
    , m_handle(handleOf(m_database, QSqlDatabase::database(m_database.m_name, false)))
{
    Q_ASSERT(!m_database.m_cancelAsked);
    m_database.m_cancelAsked = &asked;
    if (m_handle)
        sqlite3_progress_handler(m_handle, stepsBetweenLooks, &isAsked, const_cast<std::atomic<bool> *>(&asked));
}

CancelScope::~CancelScope()
{
    if (m_handle)
        sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
    m_database.m_cancelAsked = nullptr;
}

Result<> CancelScope::check() const
{
    return m_database.checkNotCancelled();
}

} // namespace mailboat
