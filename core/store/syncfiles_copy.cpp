// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Of SyncFiles: a copy of the folder, for a copy of the datafile.
#include "core/sql/sqliteerror.h"
#include "core/store/syncfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
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

/// Who gets what is copied; nobody but us, where we may not give it away or it is not known.
class NewOwner final
{
public:
    explicit NewOwner(const QString &file)
        : m_isKnown(!file.isEmpty() && ::geteuid() == 0 && ::stat(QFile::encodeName(file).constData(), &m_status) == 0)
    {
    }
    /// A second name of a file has the owner that it has, whatever folder it stands in.
    bool mayShare(const QString &path) const
    {
        struct stat status {
        };
        return !m_isKnown || ::stat(QFile::encodeName(path).constData(), &status) != 0
            || status.st_uid == m_status.st_uid;
    }
    void take(const QString &path) const
    {
        if (m_isKnown) // what cannot be given stays ours, as all of it would without this
            (void)!::lchown(QFile::encodeName(path).constData(), m_status.st_uid, m_status.st_gid);
    }

private:
    struct stat m_status {
    };
    bool m_isKnown;
};

/// Gives a file a second name; false: it has to be copied, for it is not there under that one.
bool isShared(const QString &path, const QString &copy, const NewOwner &owner)
{
    if (!owner.mayShare(path))
        return QFileInfo::exists(copy);
    return ::link(QFile::encodeName(path).constData(), QFile::encodeName(copy).constData()) == 0 || errno == EEXIST
        || errno == ENOENT; // taken away since it was listed
}

} // namespace

Result<int> SyncFiles::copyFolder(
    const QString &from, const QString &to, const std::function<Result<>()> &goesOn, const QString &ownedAs)
{
    const NewOwner owner(ownedAs);
    int files = 0;
    QDirIterator names(from, QDir::Files | QDir::NoSymLinks);
    while (names.hasNext()) {
        const QString path = names.next();
        if (!isName(names.fileName().toUtf8())) // of one that is being written
            continue;
        if (const Result<> may = goesOn(); !may)
            return failure(may.error());
        if (files++ == 0) {
            if (::mkdir(QFile::encodeName(to).constData(), 0700) == 0)
                owner.take(to);
            else if (errno != EEXIST)
                return uncopied(errno, to);
        }
        const QString copy = to + QLatin1Char('/') + names.fileName();
        if (isShared(path, copy, owner))
            continue;
        if (const Result<> copied = copyBytes(path, copy); !copied)
            return failure(copied.error());
        owner.take(copy);
    }
    return files;
}

} // namespace mailboat
