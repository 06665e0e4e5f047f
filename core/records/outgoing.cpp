// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/outgoing.h"

#include "core/records/log.h"
#include "core/sql/connection.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// A site pulls the whole of it before its queue.
constexpr qint64 wholeLog = std::numeric_limits<qint64>::max();
/// In a transaction, so that others come to write meanwhile.
constexpr qsizetype mostOutAtOnce = 1000;

RecordKey keyOf(const Record &record)
{
    return {record.table, record.id};
}

} // namespace

Result<QSet<qint64>> CheckedLog::namesakes(const Namesakes &store, qint64 cursor, qint64 last)
{
    qint64 from = cursor;
    QSet<qint64> found;
    {
        const std::lock_guard lock(m_mutex);
        found = m_found;
        if (cursor <= m_last)
            from = m_last;
    }
    if (from >= last)
        return found;
    const Result<QSet<qint64>> more = store.inChangeLog(from, last);
    if (!more)
        return more;
    const std::lock_guard lock(m_mutex);
    if (from <= m_last && last > m_last) {
        m_last = last;
        m_found.unite(*more);
    }
    return found.unite(*more);
}

Outgoing::Outgoing(Store &store, SyncId site, Reader reader, CheckedLog &checked)
    : m_store(store)
    , m_site(site)
    , m_reader(reader)
    , m_checked(checked)
    , m_namesakes(store.connection())
    , m_records(store.connection())
    , m_sites(store.connection(), m_records)
    , m_ownership(m_records, m_sites, primarySyncId)
    , m_recipients(m_records, m_sites, m_ownership)
    , m_zones(store)
{
}

Result<ChangeLog::Batch> Outgoing::central(qint64 cursor, int limit, qint64 mostBytes)
{
    for (qint64 from = cursor;;) {
        Result<ChangeLog::Batch> page = m_store.changeLog().after(from, limit, mostBytes);
        if (!page || m_reader == Reader::Mailboat)
            return page;
        if (page->records.isEmpty()) { // or all that is left is withheld
            page->maxCursor = cursor;
            return page;
        }
        const qint64 last = page->records.constLast().serial;
        const Result<QSet<qint64>> sharing = m_checked.namesakes(m_namesakes, from, last);
        if (!sharing)
            return failure(sharing.error());
        QList<LoggedRecord> given;
        QList<Withheld> withheld;
        for (LoggedRecord &entry : page->records) {
            const Result<std::optional<Error>> reason
                = whyNot(entry.record, sharing->contains(entry.serial), entry.serial);
            if (!reason)
                return failure(reason.error());
            if (*reason)
                withheld.append({std::move(entry.record), **reason});
            else
                given.append(std::move(entry));
        }
        if (const Result<> named = name(withheld); !named) // at the next pull, then
            qCWarning(recordsLog, "What is withheld could not be named: %s", qPrintable(describe(named.error())));
        page->records = std::move(given);
        if (!page->records.isEmpty()) {
            if (last >= page->maxCursor)
                page->maxCursor = page->records.constLast().serial;
            return page;
        }
        from = last;
    }
}

Result<SyncQueue::Batch> Outgoing::queued(int limit, qint64 mostBytes, qint64 after)
{
    if (m_reader == Reader::Mobile)
        return queuedForMobile(limit, mostBytes);
    for (;;) {
        Result<SyncQueue::Batch> page = m_store.queue().first(m_site, limit, mostBytes, after);
        if (!page || m_reader == Reader::Mailboat)
            return page;
        if (page->areOwn) {
            for (QueuedRecord &entry : page->records)
                adaptOwn(entry.record);
            return page;
        }
        const Result<QSet<qint64>> sharing = m_namesakes.inQueue(m_site,
            page->records.constFirst().syncOutId.toLongLong(), page->records.constLast().syncOutId.toLongLong());
        if (!sharing)
            return failure(sharing.error());
        QList<QueuedRecord> given;
        QList<Withheld> withheld;
        for (QueuedRecord &entry : page->records) {
            const Result<std::optional<Error>> reason
                = whyNot(entry.record, sharing->contains(entry.syncOutId.toLongLong()), wholeLog);
            if (!reason)
                return failure(reason.error());
            if (*reason)
                withheld.append({std::move(entry.record), **reason, entry.syncOutId});
            else
                given.append(std::move(entry));
        }
        if (const Result<> taken = takeOut(withheld); !taken)
            return failure(taken.error());
        page->records = std::move(given);
        page->queueLength = std::max<qint64>(page->queueLength - withheld.size(), page->records.size());
        if (!page->records.isEmpty())
            return page;
    }
}

Result<std::optional<Error>> Outgoing::whyNot(Record &record, bool hasNamesake, qint64 serial)
{
    const Result<QByteArray> adapted = asOpenMSupplyReads(record, zoneOf(keyOf(record)));
    std::optional<Error> why = adapted ? std::nullopt : std::optional(withSite(adapted.error()));
    if (why || hasNamesake) {
        const Result<std::optional<RecordHead>> head = m_records.head(keyOf(record));
        if (!head)
            return failure(head.error());
        if (*head && (*head)->author == m_site) {
            why.reset();
        } else if (!why) {
            const Result<std::optional<Error>> besides = whyNotBesides(record, serial);
            if (!besides)
                return failure(besides.error());
            why = *besides;
        }
    }
    if (!why && adapted)
        record.data = *adapted;
    return why;
}

/// What cannot be adapted stays.
void Outgoing::adaptOwn(Record &record)
{
    if (const Result<QByteArray> adapted = asOpenMSupplyReads(record, zoneOf(keyOf(record))))
        record.data = *adapted;
}

ZoneOfWriter Outgoing::zoneOf(const RecordKey &key)
{
    return [this, key] {
        const Result<std::optional<RecordHead>> head = m_records.head(key);
        return m_zones.of(head && *head ? (*head)->author : primarySyncId);
    };
}

/// Because of another record of that ID.
Result<std::optional<Error>> Outgoing::whyNotBesides(const Record &record, qint64 serial)
{
    const Result<QList<RecordKey>> sharing = m_namesakes.of(record.id);
    if (!sharing)
        return failure(sharing.error());
    for (const RecordKey &key : *sharing) {
        if (key.table == record.table) // the others came later
            break;
        if (record.action == Action::Delete) { // what comes behind it may take the place
            const Result<bool> isToCome = m_namesakes.isToCome(m_site, key, serial);
            if (!isToCome)
                return failure(isToCome.error());
            if (*isToCome)
                continue;
        }
        const Result<std::optional<StoredRecord>> other = m_records.find(key);
        if (!other)
            return failure(other.error());
        const Result<bool> given = *other ? isGiven(**other) : Result<bool>(false);
        if (!given)
            return failure(given.error());
        if (*given) {
            const QString why = QCoreApplication::translate("mailboat", "a record of %1 there has the same ID");
            return std::optional(unreadable(why.arg(QString::fromUtf8(key.table))));
        }
    }
    return std::optional<Error>();
}

Result<bool> Outgoing::isGiven(const StoredRecord &record)
{
    const RecordKey &key = record.key;
    if (record.author != m_site && !asOpenMSupplyReads({key.table, key.id, Action::Update, record.data}, zoneOf(key)))
        return false;
    const Result<bool> isWithheld = m_store.quarantine().isWithheld(record.origin, record.key, m_site);
    if (!isWithheld)
        return isWithheld;
    return *isWithheld ? Result<bool>(false) : holds(record);
}

Result<bool> Outgoing::holds(const RecordHead &record)
{
    if (record.links.category == Category::Central)
        return true;
    const Result<Ownership::Owner> owner = m_ownership.ownerOf(record);
    if (!owner)
        return failure(owner.error());
    if ((owner->isKnown ? owner->site : record.origin) == m_site)
        return true;
    return m_recipients.of(record).map([this](const Recipients::Targets &targets) { return targets.includes(m_site); });
}

Error Outgoing::withSite(Error error) const
{
    error.values.insert(QStringLiteral("site"), QString::number(m_site.value()));
    return error;
}

Error Outgoing::unreadable(const QString &why) const
{
    return withSite({ErrorCode::RecordUnreadable, {{QStringLiteral("why"), why}}});
}

void Outgoing::note(qsizetype count) const
{
    qCWarning(recordsLog, "%lld records are withheld from site %d, whose program cannot read them",
        static_cast<long long>(count), m_site.value());
}

Result<bool> Outgoing::isNamed(const Withheld &withheld)
{
    if (withheld.record.action == Action::Delete)
        return true;
    return m_records.head(keyOf(withheld.record)).and_then([&](const std::optional<RecordHead> &head) -> Result<bool> {
        if (!head)
            return true;
        return m_store.quarantine().isWithheld(head->origin, head->key, m_site);
    });
}

/// What a pull meets again and again behind the last record that it gets, is not written again.
Result<> Outgoing::name(const QList<Withheld> &all)
{
    QList<Withheld> fresh;
    for (const Withheld &withheld : all) {
        const Result<bool> named = isNamed(withheld);
        if (!named)
            return failure(named.error());
        if (!*named)
            fresh.append(withheld);
    }
    if (fresh.isEmpty())
        return {};
    note(fresh.size());
    return m_store.connection().transact([&]() -> Result<> {
        for (const Withheld &withheld : std::as_const(fresh)) {
            if (const Result<> named = nameOne(withheld); !named)
                return named;
        }
        return {};
    });
}

/// In the caller's transaction; what has changed since it was read is no longer withheld for that.
Result<> Outgoing::nameOne(const Withheld &withheld)
{
    const Record &record = withheld.record;
    const Result<std::optional<StoredRecord>> now = m_records.find(keyOf(record));
    if (!now)
        return failure(now.error());
    if (record.action == Action::Delete || !*now || (*now)->data != record.data)
        return {};
    const Quarantine::Entry entry {0, {record.table, record.id, Action::Update, {}}, (*now)->origin, {},
        withheld.reason, m_store.clock().utcNow()};
    return m_store.quarantine().addWithheld(entry, m_site);
}

Result<> Outgoing::takeOut(const QList<Withheld> &all)
{
    if (all.isEmpty())
        return {};
    note(all.size());
    for (qsizetype from = 0; from < all.size(); from += mostOutAtOnce) {
        if (const Result<> done = takeOutTogether(all.mid(from, mostOutAtOnce)); !done)
            return done;
    }
    return {};
}

Result<> Outgoing::takeOutTogether(const QList<Withheld> &some)
{
    return m_store.connection().transact([&]() -> Result<> {
        for (const Withheld &withheld : some) {
            const Result<> done
                = m_store.queue().acknowledge(m_site, {withheld.syncOutId}).and_then([&](qint64 went) -> Result<> {
                      return went > 0 ? nameOne(withheld) : Result<>();
                  });
            if (!done)
                return done;
        }
        return {};
    });
}

} // namespace mailboat
