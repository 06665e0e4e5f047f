// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/diskbetween.h"

#include <atomic>

namespace mailboat::test {

/// A disk that fails as it is told: what a dying one, or a share, does cannot be had on a machine that is well.
class FailingDisk final : public DiskBetween
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
    using DiskBetween::DiskBetween;
    /// From now on; one of writing once so many writes have succeeded.
    void fail(Fault fault, int afterWrites = 0);

private:
    int reads(const QByteArray &path) override;
    int writes(const QByteArray &path, QByteArrayView bytes, qint64 at) override;
    int syncs(const QByteArray &path) override;
    int sharesMemory(const QByteArray &path) override;

    std::atomic<Fault> m_fault {Fault::None};
    std::atomic<int> m_writesLeft {0};
};

} // namespace mailboat::test
