// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// Whether so many bytes more find room on the disk where that file is, quotas included: by taking the room for a moment,
/// in a file without a name, where the file system can do that, else by what it says is free.
bool hasRoom(const QString &file, qint64 bytes);
/// A name in the folder that SQLite puts its temporary files into.
QString temporaryFile();

} // namespace mailboat
