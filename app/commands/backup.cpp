// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/backup.h"

#include "app/commands/declare.h"
#include "app/interruption.h"
#include "app/progressline.h"
#include "app/session.h"
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
                "another one they are entered again.\n"
                "Exit status 2 where there is such a file already, 4 where the copy cannot be written or is not whole: "
                "then nothing is left of it.\n"
                "JSON: {\"path\",\"bytes\",\"files\"}."),
            QStringLiteral("mailboatctl backup /media/backup/\n"
                           "mailboatctl backup /media/backup/before-the-update.mailboat")});
    addArgument(parser, "FILE|FOLDER", command->target,
        QCoreApplication::translate("mailboat", "The new file, or the folder for it"));
}

Result<ExitStatus> BackupCommand::run(Session &session)
{
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
                "Exit status 4 where an engine runs on the datafile, or where the backup is none or not whole: then "
                "nothing has changed. At a terminal it asks first.\n"
                "JSON: {\"datafile\",\"kept\" (null: there was none),\"syncId\"}."),
            QStringLiteral("mailboatctl restore /media/backup/site-site-1-20261130T020000Z.mailboat\n"
                           "mailboatctl --datafile /srv/primary.mailboat restore yesterday.mailboat")});
    addArgument(parser, "FILE", command->file, QCoreApplication::translate("mailboat", "The backup"));
    addFlag(parser, "--yes", command->isSure, QCoreApplication::translate("mailboat", "Do not ask"));
}

Result<ExitStatus> RestoreCommand::run(Session &session)
{
    const Result<DatafileAddress> datafile = session.datafileAddress();
    const Result<DatafileAddress> copy = DatafileAddress::fromText(file);
    if (!datafile)
        return failure(datafile.error());
    if (!copy)
        return failure(copy.error());
    if (!isSure && QFileInfo::exists(datafile->path())) {
        const Result<bool> yes = session.confirm(
            QCoreApplication::translate("mailboat", "Put this backup in the place of the datafile %1, which is kept?")
                .arg(datafile->shown()));
        if (!yes)
            return failure(yes.error());
        if (!*yes)
            return failure(ErrorCode::Cancelled);
    }
    const Interruption interruption;
    Result<Restored> restored = failure(ErrorCode::Cancelled);
    {
        ProgressLine progress;
        restored = restoreDatafile(*copy, *datafile, session.clock(), shownBy(progress), interruption.asked());
    }
    if (!restored)
        return failure(restored.error());
    session.out().result(
        {{QStringLiteral("datafile"), datafile->shown()}, {QStringLiteral("kept"), orNull(restored->kept)},
            {QStringLiteral("syncId"), restored->site.value()}},
        QCoreApplication::translate("mailboat", "The datafile %1 is that of the backup now.").arg(datafile->shown())
            + u'\n');
    if (!restored->kept.isEmpty())
        session.out().note(
            QCoreApplication::translate("mailboat", "What was there before is kept as %1.").arg(restored->kept));
    if (!restored->site.isOff())
        session.out().note(advise({ErrorCode::RestoredUnconfirmed}));
    return ExitStatus::Done;
}

} // namespace mailboat
