// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What SQLite and the system say, as errors of ours.
#include "core/sql/diskroom.h"
#include "core/sql/sqliteconnection.h"
#include "core/sql/sqliteerror.h"

#include <QFileInfo>
#include <QSqlError>

#include <cerrno>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr qint64 someRoom = 1024 * 1024;

/// The errno with which an open file of SQLite's failed last; 0: never, or it does not say.
int lastErrno(sqlite3 *sqlite, int whichFile)
{
    sqlite3_file *file = nullptr;
    int error = 0;
    if (sqlite3_file_control(sqlite, "main", whichFile, static_cast<void *>(&file)) != SQLITE_OK || !file
        || !file->pMethods || file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) != SQLITE_OK)
        return 0;
    return error;
}

/// Whether this process, or this machine, may open no more files: the errno; 0: it may.
int whyNoFiles()
{
    const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno == EMFILE || errno == ENFILE ? errno : 0;
    ::close(file);
    return 0;
}

} // namespace

/// What the system said where SQLite says no more than that it could not open, read or write; 0: not known. Its journal is what
/// is written to, the datafile itself what that is copied to now and then.
int SqliteConnection::systemErrorOf(int extended) const
{
    switch (extended & 0xff) {
    case SQLITE_CANTOPEN:
        if (const int error = whyNoFiles(); error != 0)
            return error;
        return m_sqlite ? sqlite3_system_errno(m_sqlite) : 0;
    case SQLITE_IOERR:
        break;
    default:
        return 0;
    }
    switch (extended) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
        if (!m_sqlite)
            return 0;
        if (const int error = lastErrno(m_sqlite, SQLITE_FCNTL_JOURNAL_POINTER); error != 0)
            return error;
        return lastErrno(m_sqlite, SQLITE_FCNTL_FILE_POINTER);
    default:
        return m_sqlite ? sqlite3_system_errno(m_sqlite) : 0;
    }
}

Error SqliteConnection::errorOf(const QSqlError &error) const
{
    const QString path = address().path();
    const int extended = error.nativeErrorCode().toInt();
    const int system = systemErrorOf(extended);
    const QString said = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    ErrorCode code = errorCodeOfSqlite(extended, system, path);
    if (code == ErrorCode::DatafileUnreadable && !QFileInfo::exists(path))
        code = m_inode == 0 ? ErrorCode::DatafileMissing : ErrorCode::DatafileVanished;
    // What is no longer there cannot be used either, whatever the last try to do so has met with.
    const bool mayBeGone = code == ErrorCode::DatafileReadOnly || code == ErrorCode::DiskBroken
        || code == ErrorCode::DatafileOnShare || code == ErrorCode::DatafileDamaged;
    if (mayBeGone && m_inode != 0) {
        if (const Result<> there = checkStillThere(); !there && there.error().code == ErrorCode::DatafileVanished)
            code = ErrorCode::DatafileVanished;
    }
    QVariantMap values {{QStringLiteral("path"), address().shown()}};
    // What SQLite puts aside for a moment may lie on another disk.
    if (code == ErrorCode::DiskFull && system == 0 && hasRoom(path, someRoom) && !hasRoom(temporaryFile(), someRoom))
        values.insert(QStringLiteral("path"), QFileInfo(temporaryFile()).path());
    // Of a disk that is full there is nothing more to say than that, unless it is a limit that was set.
    if (code != ErrorCode::DiskFull || system == EDQUOT || system == EFBIG)
        values.insert(QStringLiteral("why"), system != 0 ? qt_error_string(system) : said);
    return Error {code, values,
        QStringLiteral("SQLite %1: %2%3")
            .arg(error.nativeErrorCode(), said, system != 0 ? QStringLiteral(" (errno %1)").arg(system) : QString())};
}

} // namespace mailboat
