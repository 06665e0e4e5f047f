// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

#include <QString>

namespace mailboat {

/// What SQLite's extended result code is among our errors. `system`: the errno behind it, 0 where that is not known; `path`: of
/// the file, which is looked at where both leave it open.
ErrorCode errorCodeOfSqlite(int extended, int system, const QString &path);

/// What an errno says of files and the disk: DiskFull, DatafileReadOnly, TooManyOpenFiles, DatafileVanished, DiskBroken, and
/// `other` for what says none of these.
ErrorCode errorCodeOfSystem(int system, ErrorCode other);

} // namespace mailboat
