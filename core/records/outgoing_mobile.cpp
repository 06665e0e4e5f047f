// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of Outgoing that serves mSupply Mobile.
#include "core/domain/mobiledialect.h"
#include "core/records/outgoing.h"
#include "core/store/store.h"

namespace mailboat {

namespace {

constexpr int countedAtOnce = 500;

} // namespace

struct Outgoing::Sorted {
    QList<QueuedRecord> given {};
    QList<Withheld> withheld {};
    QList<QByteArray> passed {}; ///< of no use there: they leave the queue
};

Result<SyncQueue::Batch> Outgoing::queuedForMobile(int limit, qint64 mostBytes)
{
    for (;;) {
        Result<SyncQueue::Batch> page = m_store.queue().first(m_site, limit, mostBytes);
        if (!page || page->records.isEmpty())
            return page;
        Result<Sorted> sorted = sortedForMobile(page->records);
        if (!sorted)
            return failure(sorted.error());
        const auto left = static_cast<qint64>(sorted->withheld.size() + sorted->passed.size());
        page->records = std::move(sorted->given);
        page->queueLength = std::max<qint64>(page->queueLength - left, page->records.size());
        if (!page->records.isEmpty())
            return page;
    }
}

Result<qint64> Outgoing::countForMobile(qint64 &judged, qint64 mostBytes)
{
    for (;;) {
        Result<SyncQueue::Batch> page = m_store.queue().first(m_site, countedAtOnce, mostBytes, judged);
        if (!page)
            return failure(page.error());
        if (page->records.isEmpty())
            return m_store.queue().length(m_site);
        const qint64 last = page->records.constLast().syncOutId.toLongLong();
        if (const Result<Sorted> sorted = sortedForMobile(page->records); !sorted)
            return failure(sorted.error());
        judged = last;
    }
}

/// What is not given has left the queue.
Result<Outgoing::Sorted> Outgoing::sortedForMobile(QList<QueuedRecord> &page)
{
    Sorted sorted;
    for (QueuedRecord &entry : page) {
        if (const Result<> done = sortForMobile(entry, sorted); !done)
            return failure(done.error());
    }
    if (const Result<> taken = takeOut(sorted.withheld); !taken)
        return failure(taken.error());
    if (!sorted.passed.isEmpty())
        if (const auto went = m_store.queue().acknowledge(m_site, sorted.passed); !went)
            return failure(went.error());
    return sorted;
}

Result<> Outgoing::sortForMobile(QueuedRecord &entry, Sorted &sorted)
{
    if (entry.record.action == Action::Delete || entry.record.action == Action::Merge) {
        sorted.given.append(std::move(entry));
        return {};
    }
    const Result<std::optional<RecordHead>> head = m_records.head({entry.record.table, entry.record.id});
    if (!head)
        return failure(head.error());
    const Result<bool> isUseful = *head ? isForMobile(**head) : true;
    if (!isUseful)
        return failure(isUseful.error());
    if (!*isUseful) {
        sorted.passed.append(entry.syncOutId);
        return {};
    }
    const SyncId writer = *head ? (*head)->author : primarySyncId;
    Result<QByteArray> data = adaptedForMobile(entry.record, [this, writer] { return m_zones.of(writer); });
    if (data) {
        entry.record.data = std::move(*data);
        sorted.given.append(std::move(entry));
        return {};
    }
    sorted.withheld.append({std::move(entry.record), withSite(data.error()), entry.syncOutId});
    return {};
}

/// Of a transfer from elsewhere it would pass the parent by, and keep the lines.
Result<bool> Outgoing::isForMobile(const RecordHead &record)
{
    if (record.links.category != Category::Transfer)
        return true;
    return m_ownership.ownerOf(record).map(
        [this](const Ownership::Owner &owner) { return !owner.isKnown || owner.site == m_site; });
}

} // namespace mailboat
