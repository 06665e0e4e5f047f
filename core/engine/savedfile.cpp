// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/savedfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace mailboat {

namespace {

/// Of a database, of its write-ahead log in either byte order, and of its journal (sqlite.org/fileformat2.html §1.3, §4.1, §3).
bool isOfDatabase(const QByteArray &beginning)
{
    static const QByteArray marks[] = {QByteArray("SQLite format 3\0", 16), "\x37\x7f\x06\x82", "\x37\x7f\x06\x83",
        "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"};
    for (const QByteArray &mark : marks) {
        if (beginning.startsWith(mark))
            return true;
    }
    return false;
}

auto unwritable(const QString &path, const QString &why)
{
    return failure(ErrorCode::FileUnwritable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
}

} // namespace

Result<> openSaved(QSaveFile &file)
{
    constexpr qint64 markSize = 16;
    if (QFile there(file.fileName()); there.open(QIODevice::ReadOnly) && isOfDatabase(there.read(markSize)))
        return unwritable(file.fileName(),
            QCoreApplication::translate("mailboat", "a database stands there, such as a datafile of Mailboat"));
    return file.open(QIODevice::WriteOnly) ? Result<>() : unwritable(file.fileName(), file.errorString());
}

Result<> commitSaved(QSaveFile &file)
{
    return file.commit() ? Result<>() : unwritable(file.fileName(), file.errorString());
}

} // namespace mailboat
