// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteerror.h"

#include <QFile>

#include <sqlite3.h>
#include <unistd.h>

namespace mailboat {

ErrorCode errorCodeOfSqlite(int extended, const QString &path)
{
    if (extended == SQLITE_READONLY_DBMOVED)
        return ErrorCode::DatafileVanished;
    if (extended == SQLITE_IOERR_SHMSIZE) // no room for the index that a datafile in use has beside it
        return ErrorCode::DiskFull;
    // A disk that has become read-only says nothing else to who holds a file open, but neither does one that dies. access()
    // tells them apart: on a disk that is read-only it fails for root, too.
    const bool isWriting
        = extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_TRUNCATE;
    if (isWriting && ::access(QFile::encodeName(path).constData(), W_OK) != 0)
        return ErrorCode::DatafileReadOnly;
    switch (extended & 0xff) {
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return ErrorCode::DatafileUnreadable;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::DatafileBusy;
    case SQLITE_READONLY:
        return ErrorCode::DatafileReadOnly;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_IOERR:
        return ErrorCode::DatafileVanished;
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
