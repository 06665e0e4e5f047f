// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace mailboat {

/// One SQLite connection with its prepared statements; SQL stays in core/sql, store and records. Errors of SQLite become ours
/// in one place: busy -> DatafileBusy, full -> DiskFull, corrupt / not a database -> DatafileDamaged / DatafileForeign,
/// read-only -> DatafileReadOnly, I/O error or a vanished file -> DatafileVanished, interrupted -> Cancelled (CancelScope).
class Database
{
public:
    explicit Database(const QString &path);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)
    static constexpr std::chrono::milliseconds usualPatience = std::chrono::seconds(30);
    /// `patience`: how long a lock of another connection is waited for.
    Result<> open(bool createIfMissing, bool readOnly = false, std::chrono::milliseconds patience = usualPatience);
    QString path() const { return m_path; }

    /// A prepared statement, kept for the next use, reset and ready to bind.
    Result<QSqlQuery *> prepared(const QString &sql);
    /// Prepares, binds in order, executes. QByteArray values that are text in the schema are bound as bytes:
    /// use CAST(? AS TEXT) and CAST(x AS BLOB) (design §10). Null texts and bytes are bound as empty ones; an invalid
    /// QVariant is NULL.
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values = {});
    Result<> execute(const QString &sql); ///< not kept; for schema and pragmas

    /// run() for statements that answer nothing.
    Result<> apply(const QString &sql, const QVariantList &values = {});
    /// The same, with the number of rows that it changed.
    Result<qint64> change(const QString &sql, const QVariantList &values = {});
    /// First column of the first row; an invalid QVariant where there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// Every row in turn. `take` may use any other statement, the same SQL too.
    Result<> each(
        const QString &sql, const QVariantList &values, const std::function<Result<>(const QSqlQuery &)> &take);
    Result<qint64> lastInsertId();

    /// Changes whenever another connection has committed (PRAGMA data_version). DatafileVanished where the file has gone.
    Result<qint64> dataVersion();

    Error errorOf(const QSqlError &error) const;
    bool isInTransaction() const { return m_depth > 0; }

    Result<> checkStillThere() const; ///< DatafileVanished where the file was moved or deleted

private:
    friend class CancelScope;
    friend class Transaction;
    friend class Snapshot;
    Result<> checkNotCancelled() const;

    QString m_path;
    QString m_name;
    struct Statements;
    std::unique_ptr<Statements> m_statements;
    quint64 m_device = 0;
    quint64 m_inode = 0;
    int m_depth = 0;
    bool m_doomed = false; ///< an inner transaction was given up: the outer one may not commit
    bool m_reading = false;
    const std::atomic<bool> *m_cancelAsked = nullptr; ///< of the CancelScope
};

} // namespace mailboat
