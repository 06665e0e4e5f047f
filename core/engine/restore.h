// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/site.h"
#include "core/sql/connection.h"
#include "core/store/backupdescription.h"

#include <atomic>

namespace mailboat {

struct Restored {
    QString kept; ///< where the datafile is that was there before; empty: there was none
    SyncId site;
};
/// What of restoreDatafile() can be told without hours of copying, before a person is asked: its errors, and what the copy is.
Result<BackupDescription> checkRestorable(const DatafileAddress &copy, const DatafileAddress &datafile);
/// Takes a copy as the datafile, where no engine runs on that. The copy is checked as a whole and brought up to date before
/// anything changes, and stays as it is; the datafile that was there is kept beside it, "<path>.before-restore-20261130T065801Z", with
/// its files. The new one has another epoch, and stands still until somebody has chosen how it goes on (Recovery). Whenever it
/// breaks off, the one or the other is there, whole.
/// The errors are those of describeBackup(), copyDatabase() and Datafile::open(), EngineLockHeld, DatafileBusy; ActionNotPossible
/// where the copy is the datafile itself, or of another site.
Result<Restored> restoreDatafile(const DatafileAddress &copy, const DatafileAddress &datafile, const Clock &clock,
    const Connection::CopyProgress &progress, const std::atomic<bool> &cancelled);

} // namespace mailboat
