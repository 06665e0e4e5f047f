// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/connection.h"
#include "core/store/backup.h"

namespace mailboat {

class Datafile;

/// A backup that somebody asks for, in the window or by the command, while everything runs. `target`: a file that is not there
/// yet, or a folder, one that is there or a name that ends with a slash, in which it gets a name with site and time. That it was
/// made is noted in the datafile, where that can be written. It takes no code: who can read a datafile can copy it, and
/// passwords are as sealed in the copy. The errors are those of Backup::make().
Result<Backup::Made> backUpByHand(Datafile &datafile, const QString &target, const Connection::CopyProgress &progress,
    const std::atomic<bool> &cancelled);

} // namespace mailboat
