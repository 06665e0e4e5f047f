// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/backupbyhand.h"

#include "core/engine/log.h"
#include "core/records/datafile.h"
#include "core/sql/cancelscope.h"
#include "core/store/backupstate.h"
#include "core/store/settingstable.h"

#include <QFileInfo>

namespace mailboat {

Result<Backup::Made> backUpByHand(Datafile &datafile, const QString &target, const Connection::CopyProgress &progress,
    const std::atomic<bool> &cancelled)
{
    const Result<SyncId> site = datafile.settings().ownSite();
    if (!site)
        return failure(site.error());
    Connection &connection = datafile.connection();
    Backup backup(connection);
    const QDateTime now = datafile.clock().utcNow();
    const bool isFolder = target.endsWith(u'/') || QFileInfo(target).isDir();
    const QString file = isFolder ? backup.pathIn(target, *site, Backup::Kind::ByHand, now) : target;
    Result<Backup::Made> made = failure(ErrorCode::Cancelled);
    {
        const CancelScope scope(connection, cancelled);
        made = backup.make(file, progress);
    }
    if (!made)
        return made;
    const Result<> noted = BackupState(connection).madeByHand({now, made->path, made->bytes});
    if (!noted) // the copy is there all the same
        qCInfo(engineLog).noquote() << "that a backup was made could not be noted:" << describe(noted.error());
    return made;
}

} // namespace mailboat
