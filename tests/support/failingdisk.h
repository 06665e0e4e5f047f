// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// A disk that fails as it is told, under the files of SQLite whose path begins so: what a dying one, or a share, does cannot
/// be had on a machine that is well. While it lives every new connection of this process goes through it; those that were
/// opened meanwhile end before it does.
class FailingDisk final
{
public:
    enum class Fault {
        None,
        Full, ///< a write finds no room
        Reading, ///< EIO
        Writing, ///< EIO
        Syncing, ///< EIO
        Sharing, ///< no memory can be shared: ENODEV
    };
    explicit FailingDisk(const QString &folder);
    ~FailingDisk();
    Q_DISABLE_COPY_MOVE(FailingDisk)
    /// From now on; one of writing once so many writes have succeeded.
    void fail(Fault fault, int afterWrites = 0);
};

} // namespace mailboat::test
