// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteerror.h"

#include <QFile>

#include <cerrno>

#include <sqlite3.h>
#include <unistd.h>

namespace mailboat {

namespace {

/// An I/O error, where the system has not said why.
ErrorCode codeOfIo(int extended, const QString &path)
{
    switch (extended) {
    case SQLITE_IOERR_NOMEM:
        return ErrorCode::TooManyOpenFiles; // whose words are of memory, too
    case SQLITE_IOERR_SHMSIZE: // no room for the index that a datafile in use has beside it
        return ErrorCode::DiskFull;
    case SQLITE_IOERR_SHMOPEN:
    case SQLITE_IOERR_SHMMAP:
    case SQLITE_IOERR_SHMLOCK:
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_RDLOCK:
    case SQLITE_IOERR_UNLOCK:
    case SQLITE_IOERR_CHECKRESERVEDLOCK:
        return ErrorCode::DatafileOnShare;
    case SQLITE_IOERR_SHORT_READ: // the file ends too early
        return ErrorCode::DatafileDamaged;
    case SQLITE_IOERR_GETTEMPPATH:
        return ErrorCode::FolderUnwritable;
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
        // A disk that has become read-only says nothing else to who holds a file open, but neither does one that dies.
        // access() tells them apart: on a disk that is read-only it fails for root, too.
        return ::access(QFile::encodeName(path).constData(), W_OK) != 0 ? ErrorCode::DatafileReadOnly
                                                                        : ErrorCode::DiskBroken;
    default:
        return ErrorCode::DiskBroken;
    }
}

} // namespace

ErrorCode errorCodeOfSystem(int system, ErrorCode other)
{
    switch (system) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: // the file may not grow: a limit of the file system, or one that was set for the program
        return ErrorCode::DiskFull;
    case EROFS:
        return ErrorCode::DatafileReadOnly;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        return ErrorCode::TooManyOpenFiles;
    case ESTALE:
        return ErrorCode::DatafileVanished;
    case EIO:
    case ENXIO:
    case ENODEV:
        return ErrorCode::DiskBroken;
    default:
        return other;
    }
}

ErrorCode errorCodeOfSqlite(int extended, int system, const QString &path)
{
    if (extended == SQLITE_READONLY_DBMOVED)
        return ErrorCode::DatafileVanished;
    switch (extended & 0xff) {
    case SQLITE_PERM:
        return ErrorCode::DatafileUnreadable;
    case SQLITE_CANTOPEN:
        return errorCodeOfSystem(system, ErrorCode::DatafileUnreadable);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::DatafileBusy;
    case SQLITE_READONLY:
        return ErrorCode::DatafileReadOnly;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_NOMEM:
        return ErrorCode::TooManyOpenFiles; // whose words are of memory, too
    case SQLITE_PROTOCOL: // those who use it together cannot agree on their locks, for a long time
        return ErrorCode::DatafileOnShare;
    case SQLITE_IOERR: {
        const ErrorCode byWork = codeOfIo(extended, path);
        const ErrorCode bySystem = errorCodeOfSystem(system, byWork);
        // Sharing is what cannot be done: the disk may be well.
        return byWork == ErrorCode::DatafileOnShare && bySystem == ErrorCode::DiskBroken ? byWork : bySystem;
    }
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_NOTADB:
        return ErrorCode::DatafileForeign;
    case SQLITE_CORRUPT:
    default: // a missing table or a broken constraint: somebody has been at the file
        return ErrorCode::DatafileDamaged;
    }
}

} // namespace mailboat
