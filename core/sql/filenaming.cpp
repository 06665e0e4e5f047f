// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/filenaming.h"

#include "core/sql/sqliteconnection.h"
#include "core/sql/sqliteerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

const auto journalEnding = QStringLiteral("-wal");
const auto indexEnding = QStringLiteral("-shm");
constexpr int codeLength = 13; // of 64 bits, in base 36

auto cannotName(int number, const QString &path)
{
    const ErrorCode code
        = number == EEXIST ? ErrorCode::DatafileExists : errorCodeOfSystem(number, ErrorCode::FolderUnwritable);
    const QString shown = code == ErrorCode::FolderUnwritable ? QFileInfo(path).absolutePath() : path;
    return failure(code, {{QStringLiteral("path"), shown}, {QStringLiteral("why"), qt_error_string(number)}});
}

/// Where the file system cannot say by itself that nothing is replaced, it is looked at before.
int renameUnlessThere(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    struct stat status {
    };
    if (::lstat(to.constData(), &status) == 0)
        return EEXIST;
    return std::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
}

void syncFolderOf(const QString &path)
{
    const int folder
        = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    (void)::fsync(folder); // some file systems cannot, and need not
    ::close(folder);
}

/// A second name for a file; where the file system has no such thing the only one, which leaves a moment without the first.
int alsoName(const QString &from, const QString &to)
{
    const QByteArray old = QFile::encodeName(from);
    const QByteArray added = QFile::encodeName(to);
    if (::link(old.constData(), added.constData()) == 0)
        return 0;
    if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS || errno == EMLINK)
        return renameUnlessThere(old, added);
    return errno;
}

/// Whoever runs the service is not always who restores, and a group may have been given rights on purpose.
void takeOverRights(const QString &from, const QString &to)
{
    struct stat status {
    };
    const QByteArray name = QFile::encodeName(to);
    if (::stat(QFile::encodeName(from).constData(), &status) == 0
        && ::chown(name.constData(), status.st_uid, status.st_gid) == 0)
        (void)::chmod(name.constData(), status.st_mode & 0777);
}

/// Puts into the file what its journal holds, and keeps everybody from it for as long as the connection lives. A datafile that
/// cannot be read, which may be why it is replaced, stays as it is: its journal goes with it.
Result<> keepAlone(SqliteConnection &connection)
{
    const Result<> alone
        = connection.openFile()
              .and_then([&] { return connection.execute(QStringLiteral("PRAGMA journal_mode = DELETE")); })
              .and_then([&] { return connection.execute(QStringLiteral("BEGIN EXCLUSIVE")); });
    return alone || alone.error().code == ErrorCode::DatafileBusy ? alone : Result<>();
}

} // namespace

QString unfinishedName(const QString &path)
{
    const QFileInfo file(path);
    return QStringLiteral("%1/.%2.%3.new")
        .arg(file.absolutePath(), file.fileName(),
            QString::number(QRandomGenerator::system()->generate64(), 36).rightJustified(codeLength, QLatin1Char('0')));
}

/// Others begin names with a dot, too, and end them with ".new": all of it has to be as unfinishedName() makes it, and only what is
/// named as a folder of files is removed as a folder.
void dropUnfinished(
    const QString &folder, const QDateTime &before, const std::function<bool(const QString &name)> &isOurs)
{
    static const QRegularExpression unfinished(
        QRegularExpression::anchoredPattern(QStringLiteral(
            R"(\.(.+)\.[0-9a-z]{%1}\.new(?:-wal|-shm|-journal|\.schema-[0-9]+\.backup(?:\.new)?|(\.files))?)")
                                                .arg(codeLength)),
        QRegularExpression::DotMatchesEverythingOption);
    const QFileInfoList all
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &file : all) {
        const QRegularExpressionMatch match = unfinished.match(file.fileName());
        const bool isFolder = match.capturedLength(2) > 0;
        if (!match.hasMatch() || isFolder != file.isDir() || !isOurs(match.captured(1))
            || file.lastModified() >= before)
            continue;
        if (isFolder)
            QDir(file.filePath()).removeRecursively();
        else
            QFile::remove(file.filePath());
    }
}

Result<> makeSingleFile(const QString &datafile)
{
    SqliteConnection connection(DatafileAddress::ofFile(datafile), 5s);
    return connection.openFile()
        .and_then([&] { return connection.value("PRAGMA journal_mode = DELETE"_sql); })
        .and_then([&](const QVariant &mode) -> Result<> {
            if (mode.toString() == QLatin1String("delete") && QFileInfo(datafile + journalEnding).size() == 0)
                return {};
            return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), datafile}});
        });
}

Result<> giveName(const QString &from, const QString &to)
{
    if (const int error = renameUnlessThere(QFile::encodeName(from), QFile::encodeName(to)); error != 0)
        return cannotName(error, to);
    syncFolderOf(to);
    return {};
}

Result<> replaceDatafile(const QString &datafile, const QString &with, const QString &kept)
{
    SqliteConnection old(DatafileAddress::ofFile(datafile), 5s);
    if (const Result<> alone = keepAlone(old); !alone)
        return alone;
    takeOverRights(datafile, with);
    // Both names first: whenever it breaks off, what was there is whole under one of them.
    for (const QString &ending : {QString(), journalEnding}) {
        if (!ending.isEmpty() && !QFileInfo::exists(datafile + ending))
            continue;
        if (const int error = alsoName(datafile + ending, kept + ending); error != 0)
            return cannotName(error, kept + ending);
    }
    syncFolderOf(kept);
    for (const QString &ending : {journalEnding, indexEnding}) // or they would be taken for those of the new one
        (void)::unlink(QFile::encodeName(datafile + ending).constData());
    if (std::rename(QFile::encodeName(with).constData(), QFile::encodeName(datafile).constData()) != 0)
        return cannotName(errno, datafile);
    syncFolderOf(datafile);
    return {};
}

} // namespace mailboat
