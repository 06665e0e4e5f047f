// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>

namespace mailboat {

/// One SQLite connection with its prepared statements; SQL stays in core/store. Errors of SQLite become ours in one place:
/// busy -> DatafileBusy, full -> DiskFull, corrupt / not a database -> DatafileDamaged / DatafileForeign,
/// read-only -> DatafileReadOnly, I/O error or a vanished file -> DatafileVanished.
class Database
{
public:
    explicit Database(const QString &path);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)
    Result<> open(bool createIfMissing, bool readOnly = false);
    QString path() const { return m_path; }

    /// A prepared statement, kept for the next use, reset and ready to bind.
    Result<QSqlQuery *> prepared(const QString &sql);
    /// Prepares, binds in order, executes. QByteArray values that are text in the schema are bound as bytes:
    /// use CAST(? AS TEXT) and CAST(x AS BLOB) (design §10).
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values = {});
    Result<> execute(const QString &sql); ///< not kept; for schema and pragmas
    Error errorOf(const QSqlError &error) const;

private:
    friend class Transaction;
    QString m_path;
    QString m_name;
    struct Statements;
    std::unique_ptr<Statements> m_statements;
    int m_depth = 0;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back unless committed. A transaction inside another one joins it.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<> begin(); ///< DatafileBusy and the rest
    Result<> commit();

private:
    Database &m_database;
    bool m_open = false;
    bool m_outer = false;
};

} // namespace mailboat
