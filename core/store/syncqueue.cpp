// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncqueue.h"

#include "core/domain/clock.h"
#include "core/sql/connection.h"
#include "core/store/endofreading.h"
#include "core/store/entrynumbers.h"
#include "core/store/keptcount.h"
#include "core/store/numbersever.h"
#include "core/store/recordselection.h"
#include "core/store/sitepositions.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

constexpr qsizetype mostAtOnce = 5000; // acknowledged in one transaction, which nobody should have to wait for long

KeptCount lengths(Connection &connection)
{
    return {connection, KeptCount::Kind::Queue};
}

KeptCount deletes(Connection &connection)
{
    return {connection, KeptCount::Kind::DeletesTaken};
}

} // namespace

SyncQueue::SyncQueue(Connection &connection, const Clock &clock)
    : m_connection(connection)
    , m_clock(clock)
{
}

Result<SyncQueue::Batch> SyncQueue::first(SyncId site, int limit, qint64 mostBytes, qint64 after) const
{
    Batch batch;
    qint64 bytes = 0;
    bool isFull = false;
    const Result<> read = m_connection.each(
        "SELECT q.number, {bytes q.table_name}, {bytes q.record_id},"
        " CASE WHEN q.gone THEN NULL ELSE {bytes r.data} END, coalesce(r.author, r.origin, 0) = q.site"
        " FROM queue q LEFT JOIN record r ON r.table_name = q.table_name AND r.record_id = q.record_id"
        " WHERE q.site = ? AND q.number > ? ORDER BY q.number LIMIT ?"_sql,
        {site.value(), after, std::max(limit, 0)}, [&](const Row &row) -> Result<> {
            const bool gone = row.value(3).isNull();
            batch.records.append({QByteArray::number(row.value(0).toLongLong()),
                {row.value(1).toByteArray(), row.value(2).toByteArray(), gone ? Action::Delete : Action::Update,
                    row.value(3).toByteArray()}});
            bytes += batch.records.constLast().record.data.size();
            batch.areOwn = batch.areOwn && row.value(4).toBool();
            isFull = bytes >= mostBytes;
            return isFull ? endOfReading() : Result<>();
        });
    if (!read && !isFull)
        return failure(read.error());
    const Result<qint64> all = length(site);
    if (!all)
        return failure(all.error());
    batch.queueLength = std::max<qint64>(*all, batch.records.size());
    return batch;
}

Result<qint64> SyncQueue::length(SyncId site) const
{
    return lengths(m_connection).of(site);
}

Result<qint64> SyncQueue::total() const
{
    return lengths(m_connection).total();
}

Result<QDateTime> SyncQueue::oldest(SyncId site) const
{
    return m_connection
        .value("SELECT since FROM queue {by queue_site} WHERE site = ? ORDER BY number LIMIT 1"_sql, {site.value()})
        .map([](const QVariant &since) { return timeFromStored(since); });
}

Result<qint64> SyncQueue::acknowledge(SyncId site, const QList<QByteArray> &syncOutIds)
{
    qint64 went = 0;
    for (qsizetype from = 0; from < syncOutIds.size(); from += mostAtOnce) {
        const Result<qint64> some = acknowledgeSome(site, syncOutIds.mid(from, mostAtOnce));
        if (!some)
            return some;
        went += *some;
    }
    return went;
}

Result<qint64> SyncQueue::acknowledgeSome(SyncId site, const QList<QByteArray> &syncOutIds)
{
    return m_connection.transact([&]() -> Result<qint64> {
        Leaving leaving;
        for (const qint64 number : entryNumbers(syncOutIds)) {
            const Result<QVariant> gone = m_connection.value(
                "DELETE FROM queue WHERE number = ? AND site = ? RETURNING gone"_sql, {number, site.value()});
            if (!gone)
                return failure(gone.error());
            leaving.count += gone->isValid() ? 1 : 0;
            leaving.highest = std::max(leaving.highest, gone->isValid() ? number : 0);
            leaving.deletes += gone->toBool() ? 1 : 0;
        }
        return noteTaken(site, leaving).map([&leaving] { return leaving.count; });
    });
}

Result<qint64> SyncQueue::acknowledge(SyncId site, QList<Range> batches)
{
    qint64 went = 0;
    while (!batches.isEmpty()) {
        const auto some = m_connection.transact([&]() -> Result<Acknowledged> {
            Acknowledged done {{}, batches};
            while (!done.left.isEmpty() && done.gone.count < mostAtOnce) {
                if (const Result<> removed = removeFirst(site, done); !removed)
                    return failure(removed.error());
            }
            return (done.gone.count > 0 ? noteTaken(site, done.gone) : Result<>()).map([&done] { return done; });
        });
        if (!some)
            return failure(some.error());
        went += some->gone.count;
        batches = some->left;
    }
    return went;
}

/// The first batch of those left, or as much of it as goes into this transaction.
Result<> SyncQueue::removeFirst(SyncId site, Acknowledged &done)
{
    const qint64 most = mostAtOnce - done.gone.count;
    Range &batch = done.left.first();
    Leaving some;
    const Result<> looked = m_connection.each("SELECT COUNT(*), SUM(gone), MAX(number) FROM (SELECT gone, number"
                                              " FROM queue {by queue_site} WHERE site = ? AND number BETWEEN ? AND ?"
                                              " ORDER BY number LIMIT ?)"_sql,
        {site.value(), batch.first, batch.last, most}, [&some](const Row &row) -> Result<> {
            some = {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong()};
            return {};
        });
    if (!looked)
        return looked;
    if (some.count > 0) {
        const Result<> removed
            = m_connection.apply("DELETE FROM queue {by queue_site} WHERE site = ? AND number BETWEEN ? AND ?"_sql,
                {site.value(), batch.first, some.highest});
        if (!removed)
            return removed;
    }
    done.gone
        = {done.gone.count + some.count, done.gone.deletes + some.deletes, std::max(done.gone.highest, some.highest)};
    if (some.count < most)
        done.left.removeFirst();
    else
        batch.first = some.highest + 1;
    return {};
}

Result<> SyncQueue::noteTaken(SyncId site, const Leaving &leaving)
{
    return lengths(m_connection)
        .add(site, -leaving.count)
        .and_then([&] { return deletes(m_connection).add(site, leaving.deletes); })
        .and_then([&] { return SitePositions(m_connection).noteHeld(site, leaving.highest); });
}

Result<> SyncQueue::add(SyncId site, const RecordKey &key, bool gone)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed = m_connection.change("DELETE FROM queue WHERE site = ?"
                                                           " AND table_name = {text ?}"
                                                           " AND record_id = {text ?}"_sql,
            {site.value(), key.table, key.id});
        if (!removed)
            return failure(removed.error());
        return m_connection
            .apply("INSERT INTO queue (site, table_name, record_id, gone, since)"
                   " VALUES (?, {text ?}, {text ?}, ?, ?)"_sql,
                {site.value(), key.table, key.id, gone ? 1 : 0, storedTime(m_clock.utcNow())})
            .and_then([&] { return lengths(m_connection).add(site, 1 - *removed); });
    });
}

Result<> SyncQueue::keep(SyncId site, const RecordKey &key)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> isToGo
            = m_connection.value("SELECT EXISTS (SELECT 1 FROM queue WHERE site = ? AND table_name = {text ?}"
                                 " AND record_id = {text ?} AND gone = 1)"_sql,
                {site.value(), key.table, key.id});
        if (!isToGo)
            return failure(isToGo.error());
        return isToGo->toBool() ? add(site, key) : Result<>();
    });
}

Result<> SyncQueue::addSelected(SyncId site)
{
    static const Statement dropDeletes(
        QStringLiteral("DELETE FROM queue WHERE site = ? AND gone = 1 AND EXISTS (SELECT 1 FROM record r"
                       " WHERE r.table_name = queue.table_name AND r.record_id = queue.record_id AND {row r} IN (%1))")
            .arg(RecordSelection::rows()));
    static const Statement queue(QStringLiteral("INSERT INTO queue (site, since, table_name, record_id, gone)"
                                                " SELECT ?, ?, r.table_name, r.record_id, 0 %1 ON CONFLICT DO NOTHING")
                                     .arg(RecordSelection::inOrder()));
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed = m_connection.change(dropDeletes, {site.value()});
        if (!removed)
            return failure(removed.error());
        const Result<qint64> added = m_connection.change(queue, {site.value(), storedTime(m_clock.utcNow())});
        if (!added)
            return failure(added.error());
        return lengths(m_connection).add(site, *added - *removed);
    });
}

Result<> SyncQueue::addArranged(SyncId site, qint64 first, qint64 last, qint64 newest)
{
    const auto removeDeletes = [&]() -> Result<qint64> {
        if (newest == 0)
            return 0;
        return m_connection.change("DELETE FROM queue WHERE number IN (SELECT q.number FROM {temporary fill_place} p"
                                   " {ordered} JOIN queue q ON q.site = ? AND q.table_name = p.table_name"
                                   " AND q.record_id = p.record_id WHERE p.place BETWEEN ? AND ?"
                                   " AND q.gone = 1 AND q.number <= ?)"_sql,
            {site.value(), first, last, newest});
    };
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed = removeDeletes();
        if (!removed)
            return failure(removed.error());
        const Result<qint64> added
            = m_connection.change("INSERT INTO queue (site, since, table_name, record_id, gone)"
                                  " SELECT ?, ?, p.table_name, p.record_id, 0 FROM {temporary fill_place} p"
                                  " WHERE p.place BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM record r"
                                  " WHERE r.table_name = p.table_name AND r.record_id = p.record_id)"
                                  " ORDER BY p.place ON CONFLICT DO NOTHING"_sql,
                {site.value(), storedTime(m_clock.utcNow()), first, last});
        if (!added)
            return failure(added.error());
        return lengths(m_connection).add(site, *added - *removed);
    });
}

Result<> SyncQueue::addLogged(SyncId site, qint64 cursor)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed
            = m_connection.change("DELETE FROM queue WHERE site = ? AND (table_name, record_id) IN"
                                  " (SELECT table_name, record_id FROM change_log WHERE serial > ?)"_sql,
                {site.value(), cursor});
        if (!removed)
            return failure(removed.error());
        const Result<qint64> added
            = m_connection.change("INSERT INTO queue (site, since, table_name, record_id, gone)"
                                  " SELECT ?, ?, table_name, record_id, 0 FROM change_log WHERE serial > ?"
                                  " ORDER BY serial"_sql,
                {site.value(), storedTime(m_clock.utcNow()), cursor});
        if (!added)
            return failure(added.error());
        return lengths(m_connection).add(site, *added - *removed);
    });
}

Result<bool> SyncQueue::isEmpty(SyncId site) const
{
    return m_connection.value("SELECT 1 FROM queue {by queue_site} WHERE site = ? LIMIT 1"_sql, {site.value()})
        .map([](const QVariant &there) { return !there.isValid(); });
}

Result<bool> SyncQueue::hasDeletes(SyncId site, qint64 newest) const
{
    return m_connection
        .value("SELECT 1 FROM queue {by queue_site} WHERE site = ? AND number <= ? AND gone = 1 LIMIT 1"_sql,
            {site.value(), newest})
        .map([](const QVariant &there) { return there.isValid(); });
}

Result<qint64> SyncQueue::newest() const
{
    return m_connection.value("SELECT MAX(number) FROM queue"_sql).map([](const QVariant &number) {
        return number.toLongLong();
    });
}

Result<> SyncQueue::skipNumbers()
{
    return highestNumberEver(m_connection, QStringLiteral("queue")).and_then([this](qint64 highest) {
        return setHighestNumber(m_connection, QStringLiteral("queue"), highest + leapOfNumbers);
    });
}

Result<qint64> SyncQueue::deletesTaken(SyncId site) const
{
    return deletes(m_connection).of(site);
}

Result<> SyncQueue::move(SyncId from, SyncId to)
{
    return m_connection.transact([&] {
        return m_connection.apply("UPDATE queue SET site = ? WHERE site = ?"_sql, {to.value(), from.value()})
            .and_then([&] { return lengths(m_connection).move(from, to); })
            .and_then([&] { return deletes(m_connection).move(from, to); });
    });
}

Result<> SyncQueue::drop(SyncId site)
{
    return m_connection.transact([&] {
        return m_connection.apply("DELETE FROM queue WHERE site = ?"_sql, {site.value()}).and_then([&] {
            return lengths(m_connection).clear(site).and_then([&] { return deletes(m_connection).clear(site); });
        });
    });
}

Result<qint64> SyncQueue::dropSome(SyncId site, qint64 newest, qint64 most)
{
    return m_connection.transact([&]() -> Result<qint64> {
        const Result<qint64> removed
            = m_connection.change("DELETE FROM queue WHERE number IN (SELECT number FROM queue"
                                  " WHERE site = ? AND number <= ? ORDER BY number LIMIT ?)"_sql,
                {site.value(), newest, most});
        if (!removed)
            return removed;
        return lengths(m_connection).add(site, -*removed).map([&removed] { return *removed; });
    });
}

} // namespace mailboat
