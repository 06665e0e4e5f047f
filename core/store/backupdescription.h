// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QDateTime>

#include <atomic>

namespace mailboat {

class DatafileAddress;

/// What a copy of a datafile says of itself, so that a person knows what it is before it is put in the place of another.
struct BackupDescription {
    SyncId site {}; ///< off: its synchronisation is not set up
    QString userName {}; ///< of a satellite, as its primary calls it; else empty
    QDateTime
        made {}; ///< UTC: by its name where that says so, else when the file was last written to, which copying it changes
    QDateTime lastEntry {}; ///< UTC: of its log, so that it is not older than that; invalid: there is none
    qint64 records = 0;
    qint64 waiting = 0; ///< changes of a satellite that it had not sent yet
    /// It has been made or kept to be restored, and is nobody's datafile yet: by its mark (Standstill), or by its name.
    bool isBackup = false;
};

/// Reads no more of it than that, of whatever schema it is; nothing is changed in it, nor comes to lie beside it. FileUnreadable (path,
/// why); BackupUnsound (path, why), for what is no datafile, too; DatafileNewer and the like.
Result<BackupDescription> describeBackup(const DatafileAddress &copy);
/// Cancelled soon once `cancelled` is true: records are counted, which takes a while where a disk is slow.
Result<BackupDescription> describeBackup(const DatafileAddress &copy, const std::atomic<bool> &cancelled);

} // namespace mailboat
