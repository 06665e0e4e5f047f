// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

#include <functional>

namespace mailboat {

/// How a file that is whole gets the name by which it is known, so that a crash leaves what was there or what is there then. All
/// of them are on the disk when these return.

/// A name beside `path` that nothing has, for what becomes `path` later.
QString unfinishedName(const QString &path);
/// Removes what has such a name in that folder and is older than that, with what a datafile has beside it: a crash has left it. Only
/// where it was to become one of ours, by the name of that.
void dropUnfinished(
    const QString &folder, const QDateTime &before, const std::function<bool(const QString &name)> &isOurs);
/// Puts into a datafile that nobody has open what SQLite has beside it, so that it is whole as a single file. DatafileBusy;
/// DiskFull and the like.
Result<> makeSingleFile(const QString &datafile);
/// Gives a file, or a folder, a name that nothing has. DatafileExists (path), FolderUnwritable, DiskFull and the like.
Result<> giveName(const QString &from, const QString &to);
/// Puts a datafile, a single file, in the place of another, which is known as `kept` from then on, with what SQLite has beside it;
/// the new one has the owner and the rights of the old. DatafileBusy as long as anybody else has the old one open;
/// FolderUnwritable and the like.
Result<> replaceDatafile(const QString &datafile, const QString &with, const QString &kept);

} // namespace mailboat
