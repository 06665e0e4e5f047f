// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

#include <QString>

namespace mailboat {

/// What SQLite's extended result code is among our errors; `path`: of the file, which is looked at where the code leaves it open.
ErrorCode errorCodeOfSqlite(int extended, const QString &path);

} // namespace mailboat
