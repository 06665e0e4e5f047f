// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/batchtokens.h"

#include "core/server/limits.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

QByteArray joinedIds(const QList<QueuedRecord> &batch)
{
    QByteArrayList ids;
    for (const QueuedRecord &entry : batch)
        ids.append(entry.syncOutId);
    return ids.join(',');
}

QByteArray tokenOf(SyncId site, const QByteArray &ids, qsizetype count)
{
    const QByteArray hash = QCryptographicHash::hash(
        QByteArray(QByteArray::number(site.value()) + ':' + ids), QCryptographicHash::Sha256);
    return QByteArray::number(count) + '-' + hash.first(16).toHex();
}

} // namespace

QByteArray BatchTokens::tokenFor(SyncId site, const QList<QueuedRecord> &batch)
{
    const QByteArray ids = joinedIds(batch);
    const QByteArray token = tokenOf(site, ids, batch.size());
    const std::lock_guard lock(m_mutex);
    m_last.insert(site, {token, ids});
    return token;
}

Result<QList<QByteArray>> BatchTokens::idsOf(SyncId site, const QByteArray &token, const SyncQueue &queue)
{
    {
        const std::lock_guard lock(m_mutex);
        const Batch last = m_last.take(site);
        if (last.token == token && !token.isEmpty())
            return last.ids.split(',');
    }
    bool isNumber = false;
    const int count = token.left(token.indexOf('-')).toInt(&isNumber);
    if (!isNumber || count < 1 || count > mostRecords)
        return QList<QByteArray> {};
    const Result<SyncQueue::Batch> head = queue.first(site, count);
    if (!head)
        return failure(head.error());
    const QByteArray ids = joinedIds(head->records);
    return tokenOf(site, ids, count) == token ? ids.split(',') : QList<QByteArray> {};
}

} // namespace mailboat
