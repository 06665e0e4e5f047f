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
    std::atomic<bool> isGivenUp = false; // a future that is cancelled ends its blocks, which may be hundreds long
    QFuture<void> hashing = QtConcurrent::map(hashes, [&done, &isGivenUp](QByteArray &one) {
        if (isGivenUp)
            return;
        one = slowHash(one);
        ++done;
    });
    while (hashed && !hashing.isFinished()) {
        QThread::msleep(hashLookMs);
        if (!hashed(done, secrets.size()))
            isGivenUp = true;
    }
    hashing.waitForFinished();
    if (isGivenUp)
        return failure(ErrorCode::Cancelled);
    return hashes;
}

} // namespace mailboat
