// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/filecheck.h"

#include "core/sql/sqliteerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

auto failed(ErrorCode code, const QString &path, const QString &why = {})
{
    return failure(code, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
}

auto failedWith(int number, const QString &path)
{
    const ErrorCode code
        = number == EEXIST ? ErrorCode::DatafileExists : errorCodeOfSystem(number, ErrorCode::DatafileUnreadable);
    return failed(code, path, number == ENOSPC ? QString() : qt_error_string(number));
}

/// What stands in the way of a new file or folder.
auto cannotMake(int number, const QString &path)
{
    switch (number) {
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
        return failed(ErrorCode::FolderUnwritable, QFileInfo(path).absolutePath(), qt_error_string(number));
    default:
        return failedWith(number, path);
    }
}

// Root may do everything; who has taken the rights away from all still means it.
constexpr mode_t anyRead = S_IRUSR | S_IRGRP | S_IROTH;
constexpr mode_t anyWrite = S_IWUSR | S_IWGRP | S_IWOTH;
constexpr mode_t othersRights = S_IRWXG | S_IRWXO;

/// errno says why not.
bool mayWrite(const QByteArray &name, int rights)
{
    struct stat status {
    };
    if (::stat(name.constData(), &status) != 0 || ::access(name.constData(), rights) != 0)
        return false;
    errno = EACCES;
    return (status.st_mode & anyWrite) != 0;
}

} // namespace

Result<> checkReadable(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status {
    };
    if (::stat(name.constData(), &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? failed(ErrorCode::DatafileMissing, path) : failedWith(errno, path);
    if (S_ISDIR(status.st_mode))
        return failed(
            ErrorCode::DatafileUnreadable, path, translated(QT_TRANSLATE_NOOP("mailboat", "It is a folder.")));
    if (!S_ISREG(status.st_mode))
        return failed(ErrorCode::DatafileUnreadable, path, translated(QT_TRANSLATE_NOOP("mailboat", "It is no file.")));
    if ((status.st_mode & anyRead) == 0 || ::access(name.constData(), R_OK) != 0)
        return failed(ErrorCode::DatafileUnreadable, path, qt_error_string(EACCES));
    return {};
}

Result<> checkUsable(const QString &path)
{
    if (const Result<> readable = checkReadable(path); !readable)
        return readable;
    if (!mayWrite(QFile::encodeName(path), W_OK))
        return failed(ErrorCode::DatafileReadOnly, path, qt_error_string(errno));
    const bool isInUse = QFileInfo::exists(path + QLatin1String("-shm")); // by somebody who could put it there
    if (!isInUse && !isFolderWritable(path))
        return failed(ErrorCode::DatafileReadOnly, path, qt_error_string(errno));
    return {};
}

bool isFolderWritable(const QString &path)
{
    return mayWrite(QFile::encodeName(QFileInfo(path).absolutePath()), W_OK | X_OK);
}

QString rightsOfOthers(const QString &path)
{
    struct stat status {
    };
    const bool isThere = ::stat(QFile::encodeName(path).constData(), &status) == 0;
    return isThere && (status.st_mode & othersRights) != 0 ? QString::number(status.st_mode & 0777, 8) : QString();
}

void keepPrivate(const QString &path)
{
    struct stat datafile {
    };
    if (::stat(QFile::encodeName(path).constData(), &datafile) != 0 || (datafile.st_mode & othersRights) == 0)
        return;
    const mode_t kept = (datafile.st_mode & S_IWGRP) != 0 ? 0660 : 0600;
    for (const char *suffix : {"-wal", "-shm"}) {
        const QByteArray name = QFile::encodeName(path + QLatin1String(suffix));
        struct stat status {
        };
        const bool isOurs = ::lstat(name.constData(), &status) == 0 && S_ISREG(status.st_mode);
        if (isOurs && (status.st_mode & 0777 & ~kept) != 0)
            (void)::chmod(name.constData(), status.st_mode & kept); // of another owner's: that one's to do
    }
}

FreshFile::FreshFile(QString path)
    : m_path(std::move(path))
{
}

FreshFile::~FreshFile()
{
    if (m_isKept)
        return;
    if (m_isMade) {
        for (const char *suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(m_path + QLatin1String(suffix));
    }
    while (!m_madeFolders.isEmpty())
        QDir().rmdir(m_madeFolders.takeLast());
}

Result<> FreshFile::create()
{
    if (const Result<> made = makeFolder(); !made)
        return made;
    const int file = ::open(QFile::encodeName(m_path).constData(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return cannotMake(errno, m_path);
    m_isMade = true;
    ::close(file);
    return {};
}

Result<> FreshFile::makeFolder()
{
    QStringList missing;
    for (QString folder = QFileInfo(m_path).absolutePath(); !QFileInfo::exists(folder);) {
        missing.prepend(folder);
        folder = QFileInfo(folder).absolutePath();
    }
    for (const QString &folder : std::as_const(missing)) {
        if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0)
            m_madeFolders.append(folder);
        else if (errno != EEXIST)
            return cannotMake(errno, folder);
    }
    return {};
}

} // namespace mailboat
