// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <functional>

namespace mailboat {

class Connection;
class DatafileAddress;

/// Files that sites have attached to records, at a primary: in a folder beside the datafile, "<path>.files", each its owner's alone
/// (0600) and named by the ID of its reference. How many bytes they have is kept, and has a limit. A file whose reference has gone
/// makes room for others when that is needed.
class SyncFiles
{
public:
    explicit SyncFiles(Connection &connection);

    /// Whether a file may have that name: letters, digits, "-" and "_", no more than 100.
    static bool isName(const QByteArray &id);
    /// Keeps a file, in place of what had that ID. `most`: bytes of all files together. SyncFilesFull (limit), FolderUnwritable,
    /// DiskFull.
    Result<> put(const QByteArray &id, QByteArrayView bytes, qint64 most);
    /// SyncFileMissing (id).
    Result<qint64> sizeOf(const QByteArray &id) const;
    Result<QByteArray> read(const QByteArray &id) const;
    Result<qint64> total() const; ///< bytes of all
    QString folder() const;
    static QString folderOf(const DatafileAddress &datafile);
    /// Gives another folder, made (0700) where it is missing, the files that it lacks: as a second name of the same bytes where
    /// the disk can do that, for a file is only ever replaced as a whole, else as a copy. Asks before each whether to go on. Returns
    /// how many files the first folder has; where there is no such folder there are none. FolderUnwritable, DiskFull.
    /// `ownedAs`: a file whose owner gets what is new there, where we are root and so may give it away.
    static Result<int> copyFolder(
        const QString &from, const QString &to, const std::function<Result<>()> &goesOn, const QString &ownedAs = {});

private:
    QString pathOf(const QByteArray &id) const;
    Result<> enter(const QByteArray &id, qint64 bytes, qint64 most);
    Result<> forget(const QByteArray &id);
    Result<> dropUnused();

    Connection &m_connection;
};

} // namespace mailboat
