// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

namespace mailboat {

/// How a file that is whole gets the name by which it is known, so that a crash leaves what was there or what is there then. All
/// of them are on the disk when these return.

/// A name beside `path` that nothing has, for what becomes `path` later.
QString unfinishedName(const QString &path);
/// Removes what has such a name for a `path` that begins so, is older than that, and would never become it: a crash has left it.
void dropUnfinished(const QString &beginOfPath, const QDateTime &before);
/// Gives a file, or a folder, a name that nothing has. DatafileExists (path), FolderUnwritable, DiskFull and the like.
Result<> giveName(const QString &from, const QString &to);
/// Puts a datafile, a single file, in the place of another that no engine uses, which is known as `kept` from then on, with
/// what SQLite has beside it; the new one has the owner and the rights of the old. Whoever still has the old one open goes on with that, and notices. DatafileBusy where somebody works
/// with it right now; FolderUnwritable and the like.
Result<> replaceDatafile(const QString &datafile, const QString &with, const QString &kept);

} // namespace mailboat
