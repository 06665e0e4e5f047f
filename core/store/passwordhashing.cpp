// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/passwordhashing.h"

#include "core/security/passwordhash.h"

#include <QFuture>
#include <QThread>
#include <QtConcurrentMap>

#include <atomic>

namespace mailboat {

namespace {

constexpr unsigned long hashLookMs = 20;

} // namespace

Result<QList<QByteArray>> slowHashes(const QList<QByteArray> &secrets, const HashingProgress &hashed)
{
    QList<QByteArray> hashes = secrets;
    std::atomic<qint64> done = 0;
    QFuture<void> hashing = QtConcurrent::map(hashes, [&done](QByteArray &one) {
        one = slowHash(one);
        ++done;
    });
    while (hashed && !hashing.isFinished()) {
        QThread::msleep(hashLookMs);
        if (!hashed(done, secrets.size()))
            hashing.cancel();
    }
    hashing.waitForFinished(); // those that had begun
    if (hashing.isCanceled())
        return failure(ErrorCode::Cancelled);
    return hashes;
}

} // namespace mailboat
