// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/sql/databaseopening.h"
#include "core/sql/filenaming.h"
#include "core/store/datafileschema.h"
#include "core/store/standstill.h"
#include "core/store/syncfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace mailboat {

namespace {

const auto ending = QStringLiteral(".mailboat");
const auto timeForm = QStringLiteral("yyyyMMdd'T'HHmmss'Z'");

QString filesOf(const QString &path)
{
    return SyncFiles::folderOf(DatafileAddress::ofFile(path));
}

QString prefixOf(const DatafileAddress &datafile, SyncId site, Backup::Kind kind)
{
    return QStringLiteral("%1-site-%2-%3")
        .arg(QFileInfo(datafile.path()).completeBaseName(), QString::number(site.value()),
            kind == Backup::Kind::Daily ? QStringLiteral("daily-") : QString());
}

/// What is not said of the copy as such is why it could not be written. Nobody knows the name that it has until it is whole.
Error asBackupError(Error error, const QString &unfinished, const QString &file)
{
    if (const QString path = error.values.value(QStringLiteral("path")).toString(); path.startsWith(unfinished))
        error.values.insert(QStringLiteral("path"), file);
    switch (error.code) {
    case ErrorCode::Cancelled:
    case ErrorCode::DatafileExists:
        return error;
    case ErrorCode::BackupUnsound:
        error.values.insert(QStringLiteral("path"), file);
        return error;
    default:
        QString why = describe(error);
        if (why.endsWith(QLatin1Char('.')))
            why.chop(1);
        return {
            ErrorCode::BackupUnwritten, {{QStringLiteral("path"), file}, {QStringLiteral("why"), why}}, error.detail};
    }
}

/// Somebody may take the copy for the datafile itself, instead of restoring it: then it stands still as a restored one does.
Result<> markAsCopy(const QString &copy)
{
    const Result<> marked
        = openDatabase(DatafileAddress::ofFile(copy), datafileSchema(), {})
              .and_then([](const std::unique_ptr<Connection> &opened) {
                  return Standstill(*opened).begin(Standstill::backup(), QDateTime::currentDateTimeUtc());
              });
    return marked.and_then([&copy] { return makeSingleFile(copy); });
}

} // namespace

Backup::Backup(Connection &connection)
    : m_connection(connection)
{
}

Result<Backup::Made> Backup::make(const QString &file, const Connection::CopyProgress &progress)
{
    const QString target = QFileInfo(file).absoluteFilePath();
    for (const QString &path : {target, filesOf(target)}) {
        if (QFileInfo(path).isSymLink() || QFileInfo::exists(path))
            return failure(ErrorCode::DatafileExists, {{QStringLiteral("path"), path}});
    }
    // A folder that is missing is a disk that is: it is not made on another one.
    if (!QFileInfo(QFileInfo(target).absolutePath()).isDir())
        return failure(ErrorCode::BackupUnwritten,
            {{QStringLiteral("path"), target},
                {QStringLiteral("why"), QCoreApplication::translate("mailboat", "its folder is not there")}});
    const QString unfinished = unfinishedName(target);
    Result<Made> made = makeUnder(unfinished, target, progress);
    if (made)
        return made;
    for (const char *beside : {"", "-wal", "-shm", "-journal"})
        QFile::remove(unfinished + QLatin1String(beside));
    QDir(filesOf(unfinished)).removeRecursively();
    return failure(asBackupError(made.error(), unfinished, target));
}

/// Files are only ever added where the datafile has their reference already, so those of the copy are there by now.
Result<Backup::Made> Backup::makeUnder(
    const QString &unfinished, const QString &file, const Connection::CopyProgress &progress)
{
    const Result<> copied
        = m_connection.copyInto(unfinished, progress).and_then([&] { return markAsCopy(unfinished); });
    if (!copied)
        return failure(copied.error());
    const Result<int> files = SyncFiles::copyFolder(SyncFiles::folderOf(m_connection.address()), filesOf(unfinished),
        [this] { return m_connection.checkNotCancelled(); });
    if (!files)
        return failure(files.error());
    Made made {file, QFileInfo(unfinished).size(), *files};
    if (*files > 0) {
        if (const Result<> named = giveName(filesOf(unfinished), filesOf(file)); !named)
            return failure(named.error());
    }
    // Last: whoever sees the copy sees all of it.
    if (const Result<> named = giveName(unfinished, file); !named) {
        if (*files > 0)
            QDir(filesOf(file)).removeRecursively();
        return failure(named.error());
    }
    return made;
}

QString Backup::pathIn(const QString &folder, SyncId site, Kind kind, const QDateTime &when) const
{
    return QDir(folder).absoluteFilePath(nameOf(m_connection.address(), site, kind, when));
}

QString Backup::nameOf(const DatafileAddress &datafile, SyncId site, Kind kind, const QDateTime &when)
{
    return prefixOf(datafile, site, kind) + inNames(when) + ending;
}

QString Backup::inNames(const QDateTime &when)
{
    return when.toUTC().toString(timeForm);
}

QDateTime Backup::timeInName(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("-(\\d{8}T\\d{6}Z)(?:-\\d+|\\.mailboat)?$"));
    QDateTime time = QDateTime::fromString(form.match(name).captured(1), timeForm);
    time.setTimeSpec(Qt::UTC); // the form's "Z" is a letter to Qt
    return time;
}

void Backup::dropOld(const QString &folder, SyncId site, int keep, const QDateTime &now) const
{
    const QString begin = prefixOf(m_connection.address(), site, Kind::Daily);
    const auto isOurs = [&begin](const QString &name) {
        return name.startsWith(begin) && name.endsWith(ending)
            && QDateTime::fromString(name.mid(begin.size()).chopped(ending.size()), timeForm).isValid();
    };
    dropUnfinished(folder, now.addDays(-1), isOurs);
    QStringList daily;
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &file : files) {
        if (isOurs(file.fileName()))
            daily.append(file.filePath()); // by their names, in the order of time
    }
    for (qsizetype i = 0; i < daily.size() - keep; ++i) {
        QFile::remove(daily.at(i));
        QDir(filesOf(daily.at(i))).removeRecursively();
    }
}

} // namespace mailboat
