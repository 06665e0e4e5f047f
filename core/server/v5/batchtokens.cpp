// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/batchtokens.h"

#include "core/server/limits.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

constexpr qsizetype mostRemembered = 8; // of a site

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
    QList<Batch> &last = m_last[site];
    last.append({token, ids});
    while (last.size() > mostRemembered)
        last.removeFirst();
    return token;
}

Result<QList<QByteArray>> BatchTokens::idsOf(SyncId site, const QByteArray &token, const SyncQueue &queue)
{
    {
        const std::lock_guard lock(m_mutex);
        QList<Batch> &last = m_last[site];
        for (qsizetype at = 0; at < last.size(); ++at) {
            if (last[at].token == token)
                return last.takeAt(at).ids.split(',');
        }
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

qint64 BatchTokens::endOf(SyncId site, const QByteArray &token)
{
    const std::lock_guard lock(m_mutex);
    for (const Batch &batch : std::as_const(m_last[site])) {
        if (batch.token == token)
            return batch.ids.mid(batch.ids.lastIndexOf(',') + 1).toLongLong();
    }
    return 0;
}

} // namespace mailboat
