// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/backup.h"

#include "app/commands/declare.h"
#include "app/datafileaddress.h"
#include "app/interruption.h"
#include "app/progressline.h"
#include "app/session.h"
#include "core/domain/forplural.h"
#include "core/engine/backupbyhand.h"
#include "core/engine/restore.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace mailboat {

namespace {

Connection::CopyProgress shownBy(ProgressLine &line)
{
    return [&line](qint64 done, qint64 total) {
        line.show(QCoreApplication::translate("mailboat", "Copying"), done, total);
    };
}

Error emptyArgument(const QString &name)
{
    return {ErrorCode::UsageWrong,
        {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "%1 is empty").arg(name)}}};
}

QString wordsOf(const BackupDescription &backup)
{
    const QString site = QString::number(backup.site.value());
    const QString made = localTime(backup.made);
    const int records = forPlural(backup.records);
    QString words = backup.userName.isEmpty()
        ? QCoreApplication::translate("mailboat",
            "The backup is of the site with Sync ID %1, was made on %2 and has %Ln records.", nullptr, records)
              .arg(site, made)
        : QCoreApplication::translate("mailboat",
            "The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln records.", nullptr, records)
              .arg(site, backup.userName, made);
    if (backup.lastEntry.isValid())
        words += u' ' + QCoreApplication::translate("mailboat", "Its log ends on %1.").arg(localTime(backup.lastEntry));
    return words;
}

/// Of the datafile that is there, what nobody else has; empty: nothing.
QString wordsOfReplaced(const DatafileAddress &datafile)
{
    const Result<BackupDescription> replaced = describeBackup(datafile);
    if (!replaced)
        return QCoreApplication::translate(
            "mailboat", "The datafile %1 cannot be read, so nobody can tell how many of its records were never sent.")
            .arg(datafile.shown());
    if (replaced->waiting == 0)
        return {};
    return QCoreApplication::translate("mailboat",
        "%Ln records of the datafile %1 were never sent: they are in the file alone that is kept of it.", nullptr,
        forPlural(replaced->waiting))
        .arg(datafile.shown());
}

/// A name without an ending is mostly meant as a folder's, whose disk is not there perhaps: no file is made of it.
Result<> checkTarget(const QString &target)
{
    const QFileInfo named(target);
    if (target.endsWith(u'/') || named.exists() || !named.suffix().isEmpty())
        return {};
    return failure(ErrorCode::UsageWrong,
        {{QStringLiteral("why"),
            QCoreApplication::translate(
                "mailboat", "there is no folder \"%1\"; make it first, or name a file that ends in \".mailboat\"")
                .arg(target)}});
}

/// A folder that somebody names and that is not there is a disk that is not: only the usual one is made.
Result<> checkFolder(const DatafileAddress &datafile)
{
    const QString folder = QFileInfo(datafile.path()).absolutePath();
    if (QFileInfo(folder).isDir() || datafile.path() == usualDatafile().path())
        return {};
    return failure(ErrorCode::FolderUnwritable,
        {{QStringLiteral("path"), folder},
            {QStringLiteral("why"), QCoreApplication::translate("mailboat", "it is not there")}});
}

} // namespace

void BackupCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<BackupCommand>(parent, chosen, "backup",
        {QCoreApplication::translate("mailboat", "Copy the datafile while everything runs"),
            QCoreApplication::translate("mailboat",
                "Into a file that is not there yet, or into a folder, where the copy gets a name with site and time. "
                "Nobody has to stop for it. The copy is read back before it has its name; it is readable by its owner "
                "alone, with passwords as sealed as in the datafile. Files that sites have attached to records lie "
                "beside it, in \"<copy>.files\": keep both together. Passwords can be read only on this machine; on "
                "another one they are entered again. A name without an ending is a folder's, which has to be there.\n"
                "Exit status 2 where there is such a file already, or no such folder, 1 where the copy cannot be "
                "written, 4 where the "
                "datafile cannot be read or the copy is not whole: then nothing is left of it.\n"
                "JSON: {\"path\",\"bytes\",\"files\"}."),
            QStringLiteral("mailboatctl backup /media/backup/\n"
                           "mailboatctl backup /media/backup/before-the-update.mailboat")});
    addArgument(parser, "FILE|FOLDER", command->target,
        QCoreApplication::translate("mailboat", "The new file, or the folder for it"));
}

Result<ExitStatus> BackupCommand::run(Session &session)
{
    if (target.isEmpty())
        return failure(emptyArgument(QStringLiteral("FILE|FOLDER")));
    if (const Result<> named = checkTarget(target); !named)
        return failure(named.error());
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Interruption interruption;
    Result<Backup::Made> made = failure(ErrorCode::Cancelled);
    {
        ProgressLine progress;
        made = backUpByHand(**datafile, target, shownBy(progress), interruption.asked());
    }
    if (!made)
        return failure(made.error());
    session.out().result({{QStringLiteral("path"), made->path}, {QStringLiteral("bytes"), made->bytes},
                             {QStringLiteral("files"), made->files}},
        made->path + u'\n');
    return ExitStatus::Done;
}

void RestoreCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RestoreCommand>(parent, chosen, "restore",
        {QCoreApplication::translate("mailboat", "Take a backup as the datafile"),
            QCoreApplication::translate("mailboat",
                "The backup is checked as a whole and copied; it stays as it is. A datafile that is there already is "
                "kept beside the new one, as \"<datafile>.before-restore-<time>\". Nothing is synchronised then until "
                "\"mailboatctl recover\" has said how it goes on: the others have seen more than the backup knows.\n"
                "It says first what the backup is, and how many records of the datafile were never sent. At a terminal "
                "it asks.\n"
                "Exit status 2 where there is no such file, or where the backup is of another site; 4 where an engine "
                "runs on the datafile, where its folder is not there, or where the backup is none or not whole: then "
                "nothing has changed.\n"
                "JSON: {\"datafile\",\"kept\" (null: there was none),\"syncId\",\"userName\",\"made\",\"records\"}."),
            QStringLiteral("mailboatctl restore /media/backup/site-site-1-20261130T020000Z.mailboat\n"
                           "mailboatctl --datafile /srv/primary.mailboat restore yesterday.mailboat")});
    addArgument(parser, "FILE", command->file, QCoreApplication::translate("mailboat", "The backup"));
    addFlag(parser, "--yes", command->isSure, QCoreApplication::translate("mailboat", "Do not ask"));
}

Result<ExitStatus> RestoreCommand::run(Session &session)
{
    if (file.isEmpty())
        return failure(emptyArgument(QStringLiteral("FILE")));
    const Result<DatafileAddress> datafile = session.datafileAddress();
    const Result<DatafileAddress> copy = DatafileAddress::fromText(file);
    if (!datafile)
        return failure(datafile.error());
    if (!copy)
        return failure(copy.error());
    if (const Result<> there = checkFolder(*datafile); !there)
        return failure(there.error());
    const Result<BackupDescription> backup = checkRestorable(*copy, *datafile);
    if (!backup)
        return failure(backup.error());
    const Result<bool> no = declined(session, *backup, *datafile);
    if (!no || *no)
        return no ? Result<ExitStatus>(ExitStatus::Failed) : failure(no.error());
    const Interruption interruption;
    Result<Restored> restored = failure(ErrorCode::Cancelled);
    {
        ProgressLine progress;
        restored = restoreDatafile(*copy, *datafile, session.clock(), shownBy(progress), interruption.asked());
    }
    if (!restored)
        return failure(restored.error());
    report(session, *backup, *datafile, *restored);
    return ExitStatus::Done;
}

/// Says what it is about to do; true: the person at a terminal does not want that.
Result<bool> RestoreCommand::declined(
    Session &session, const BackupDescription &backup, const DatafileAddress &datafile) const
{
    session.out().note(wordsOf(backup));
    if (!QFileInfo::exists(datafile.path()))
        return false;
    if (const QString words = wordsOfReplaced(datafile); !words.isEmpty())
        session.out().note(words);
    if (isSure)
        return false;
    return session.declined(
        QCoreApplication::translate("mailboat", "Put this backup in the place of the datafile %1, which is kept?")
            .arg(datafile.shown()));
}

void RestoreCommand::report(
    Session &session, const BackupDescription &backup, const DatafileAddress &datafile, const Restored &restored)
{
    session.out().result(
        {{QStringLiteral("datafile"), datafile.shown()}, {QStringLiteral("kept"), orNull(restored.kept)},
            {QStringLiteral("syncId"), restored.site.value()}, {QStringLiteral("userName"), orNull(backup.userName)},
            {QStringLiteral("made"), orNull(backup.made)}, {QStringLiteral("records"), backup.records}},
        QCoreApplication::translate("mailboat", "The datafile %1 is that of the backup now.").arg(datafile.shown())
            + u'\n');
    if (!restored.kept.isEmpty())
        session.out().note(
            QCoreApplication::translate("mailboat", "What was there before is kept as %1.").arg(restored.kept));
    if (!restored.site.isOff())
        session.out().note(advise({ErrorCode::RestoredUnconfirmed}));
}

} // namespace mailboat
