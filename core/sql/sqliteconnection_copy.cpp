// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Of SqliteConnection: a copy of the whole file while others work with it.
#include "core/sql/filecheck.h"
#include "core/sql/sqliteconnection.h"

#include <QSqlError>

#include <sqlite3.h>

namespace mailboat {

namespace {

constexpr int pagesAtOnce = 1024; // 4 MiB: some milliseconds between two looks whether it is to go on

auto unsound(const DatafileAddress &copy, const QString &why)
{
    return failure(ErrorCode::BackupUnsound, {{QStringLiteral("path"), copy.shown()}, {QStringLiteral("why"), why}});
}

} // namespace

Result<> SqliteConnection::copyInto(const QString &file, const CopyProgress &progress)
{
    FreshFile fresh(file); // readable by its owner alone before anything is in it
    SqliteConnection copy(DatafileAddress::ofFile(file), m_patience);
    return fresh.create()
        .and_then([&] { return copy.openFile(); })
        .and_then([&]() -> Result<> {
            copy.setCancelFlag(cancelFlag());
            if (!m_sqlite || !copy.m_sqlite) // Qt has an SQLite of its own
                return apply("VACUUM INTO ?"_sql, {copy.address().path()});
            return readTogether([&] { return copyPages(copy, progress); });
        })
        .and_then([&] { return copy.closeCopy(); })
        .map([&] { fresh.keep(); });
}

/// A step sees the state that the transaction in hand has begun to read: by itself SQLite would begin anew whenever somebody has
/// written, and under load never come to its end.
Result<> SqliteConnection::copyPages(SqliteConnection &copy, const CopyProgress &progress)
{
    if (const Result<QVariant> begun = value("SELECT name FROM sqlite_schema LIMIT 1"_sql); !begun)
        return failure(begun.error());
    sqlite3_backup *run = sqlite3_backup_init(copy.m_sqlite, "main", m_sqlite, "main");
    if (!run)
        return failure(copy.errorOfCode(sqlite3_extended_errcode(copy.m_sqlite)));
    Result<> goesOn;
    int code = SQLITE_OK;
    while (goesOn && code == SQLITE_OK) {
        code = sqlite3_backup_step(run, pagesAtOnce);
        const qint64 total = sqlite3_backup_pagecount(run);
        progress(total - sqlite3_backup_remaining(run), total);
        goesOn = checkNotCancelled();
    }
    const int ended = sqlite3_backup_finish(run);
    if (!goesOn)
        return goesOn;
    if (code == SQLITE_DONE && ended == SQLITE_OK)
        return {};
    return failure(copy.errorOfCode(code != SQLITE_DONE ? code : ended)); // of a lock alone the end says nothing
}

/// Without a journal of its own, so that it is read as it is, from media that cannot be written, too.
Result<> SqliteConnection::closeCopy()
{
    return value("PRAGMA journal_mode = DELETE"_sql)
        .and_then([this](const QVariant &mode) -> Result<> {
            return mode.toString() == QLatin1String("delete") ? Result<>() : unsound(address(), mode.toString());
        })
        .and_then([this] { return value("PRAGMA integrity_check(1)"_sql); })
        .and_then([this](const QVariant &verdict) -> Result<> {
            return verdict.toString() == QLatin1String("ok") ? Result<>() : unsound(address(), verdict.toString());
        })
        .map_error([this](Error error) {
            if (error.code == ErrorCode::DatafileDamaged || error.code == ErrorCode::DatafileForeign)
                error.code = ErrorCode::BackupUnsound;
            return error;
        })
        .map([this] { close(); });
}

Error SqliteConnection::errorOfCode(int extended) const
{
    const bool isLast = sqlite3_extended_errcode(m_sqlite) == extended;
    return errorOf({QString(), QString::fromUtf8(isLast ? sqlite3_errmsg(m_sqlite) : sqlite3_errstr(extended)),
        QSqlError::StatementError, QString::number(extended)});
}

} // namespace mailboat
