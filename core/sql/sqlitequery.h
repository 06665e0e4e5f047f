// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/query.h"

#include <QSqlError>

struct sqlite3;
struct sqlite3_stmt;

namespace mailboat {

/// By SQLite itself: binding a value takes Qt's driver longer than SQLite takes to store it, and it copies each row once more.
/// Errors are what that driver makes of them.
class SqliteQuery final : public Query
{
public:
    explicit SqliteQuery(sqlite3 *database); ///< which stays open
    ~SqliteQuery() override;
    Q_DISABLE_COPY_MOVE(SqliteQuery)
    bool prepare(const QString &sql); ///< false: lastError()

    bool start(const QVariantList &values) override;
    bool next() override;
    QVariant value(int column) const override;
    qint64 changed() const override;
    QSqlError lastError() const override { return m_error; }
    void finish() override;

private:
    bool step();
    bool failed();

    sqlite3 *m_database;
    sqlite3_stmt *m_statement = nullptr;
    bool m_hasRow = false;
    bool m_isBeforeFirst = false; ///< start() has come to the first row, which nobody has asked for yet
    QSqlError m_error {};
};

} // namespace mailboat
