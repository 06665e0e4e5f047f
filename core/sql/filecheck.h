// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

/// What can be told of a datafile's path without reading the file. It is never opened here: closing it again would take
/// away the locks that SQLite holds on it for other connections of this process.

/// DatafileMissing, DatafileUnreadable (a folder, something else, no right).
Result<> checkReadable(const QString &path);
/// The same; DatafileReadOnly where the file may not be changed, or nothing can be put beside it as its use needs.
Result<> checkUsable(const QString &path);
/// Whether a new file can be put beside it.
bool isFolderWritable(const QString &path);
/// The rights that others than its owner have on a file, as in "644"; empty: none.
QString rightsOfOthers(const QString &path);
/// Takes those rights from what SQLite has put beside such a datafile, which it gives the datafile's: others are to read no
/// more than they were given on purpose. A group that may write to the datafile needs to write there, too.
void keepPrivate(const QString &path);

/// Makes an empty file that nobody else may read, in a folder made (0700) where it is missing; takes it all away again, with
/// what SQLite has put beside it, unless it is kept.
class FreshFile
{
public:
    explicit FreshFile(QString path);
    ~FreshFile();
    Q_DISABLE_COPY_MOVE(FreshFile)
    Result<> create(); ///< DatafileExists, FolderUnwritable, DatafileUnreadable, DiskFull
    void keep() { m_isKept = true; }

private:
    Result<> makeFolder();

    QString m_path;
    QStringList m_madeFolders; ///< innermost last
    bool m_isMade = false;
    bool m_isKept = false;
};

} // namespace mailboat
