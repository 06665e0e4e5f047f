// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Of SyncFiles: a copy of the folder, for a copy of the datafile.
#include "core/sql/sqliteerror.h"
#include "core/store/syncfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QSaveFile>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

auto uncopied(int number, const QString &path)
{
    return failure(errorCodeOfSystem(number, ErrorCode::FolderUnwritable),
        {{QStringLiteral("path"), path}, {QStringLiteral("why"), qt_error_string(number)}});
}

Result<> copyBytes(const QString &from, const QString &to)
{
    QFile source(from);
    QSaveFile copy(to);
    if (!source.open(QIODevice::ReadOnly))
        return uncopied(errno, from);
    bool isWritten
        = copy.open(QIODevice::WriteOnly) && copy.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    for (QByteArray piece = source.read(pieceBytes); isWritten && !piece.isEmpty(); piece = source.read(pieceBytes))
        isWritten = copy.write(piece) == piece.size();
    if (isWritten && copy.commit())
        return {};
    return failure(copy.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::FolderUnwritable,
        {{QStringLiteral("path"), to}, {QStringLiteral("why"), copy.errorString()}});
}

} // namespace

Result<int> SyncFiles::copyFolder(const QString &from, const QString &to, const std::function<Result<>()> &goesOn)
{
    int files = 0;
    QDirIterator names(from, QDir::Files | QDir::NoSymLinks);
    while (names.hasNext()) {
        const QString path = names.next();
        if (!isName(names.fileName().toUtf8())) // of one that is being written
            continue;
        if (const Result<> may = goesOn(); !may)
            return failure(may.error());
        if (files++ == 0 && ::mkdir(QFile::encodeName(to).constData(), 0700) != 0 && errno != EEXIST)
            return uncopied(errno, to);
        const QString copy = to + QLatin1Char('/') + names.fileName();
        if (::link(QFile::encodeName(path).constData(), QFile::encodeName(copy).constData()) == 0 || errno == EEXIST
            || errno == ENOENT) // taken away since it was listed
            continue;
        if (const Result<> copied = copyBytes(path, copy); !copied)
            return failure(copied.error());
    }
    return files;
}

} // namespace mailboat
