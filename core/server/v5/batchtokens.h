// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/store/syncqueue.h"

#include <mutex>

namespace mailboat {

/// Tokens of queue batches (protocol.md §2.9). A token says how many entries the batch had and is a hash of their ids. The ids
/// of a site's last batches are remembered; after a restart the queue is asked whether it still begins with just that batch.
/// Any thread.
class BatchTokens
{
public:
    QByteArray tokenFor(SyncId site, const QList<QueuedRecord> &batch);
    /// The ids of exactly that batch; none for a token that means nothing (any more).
    Result<QList<QByteArray>> idsOf(SyncId site, const QByteArray &token, const SyncQueue &queue);
    /// The number of the last entry of a batch that is not acknowledged yet; 0 for a token that means nothing (any more).
    qint64 endOf(SyncId site, const QByteArray &token);

private:
    struct Batch {
        QByteArray token;
        QByteArray ids; ///< joined by commas
    };
    std::mutex m_mutex;
    QHash<SyncId, QList<Batch>> m_last;
};

} // namespace mailboat
