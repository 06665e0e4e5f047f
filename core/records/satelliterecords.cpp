// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/satelliterecords.h"

#include "core/records/ownership.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/pushbases.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"
#include "core/store/syncstate.h"

namespace mailboat {

SatelliteRecords::SatelliteRecords(Store &store)
    : m_store(store)
{
}

Result<qint64> SatelliteRecords::queueOwned()
{
    return m_store.connection().transact([&]() -> Result<qint64> {
        SiteFill fill(m_store.connection());
        const Result<qint64> gathered
            = m_store.settings().ownSite().and_then([&fill](SyncId here) { return fill.gatherOwnedBy(here); });
        if (!gathered)
            return gathered;
        if (const Result<> queued = fill.intoOutbox(m_store.clock().utcNow()); !queued)
            return failure(queued.error());
        // Where all is yet to be fetched anew these are no newer than what waited before.
        const Result<bool> isFetched = m_store.state().isQueuePrepared();
        if (!isFetched)
            return failure(isFetched.error());
        if (const Result<> based = *isFetched ? Result<>() : PushBases(m_store.connection()).extend(); !based)
            return failure(based.error());
        if (const Result<qint64> again = tryAgain(); !again) // whoever wants all wants these, too
            return again;
        return gathered;
    });
}

Result<bool> SatelliteRecords::setAside(const QueuedRecord &record, const Error &reason)
{
    return m_store.connection().transact([&]() -> Result<bool> {
        const Result<bool> isAside = m_store.outbox().setAside(record.syncOutId);
        if (!isAside || !*isAside)
            return isAside;
        const Result<SyncId> here = m_store.settings().ownSite();
        if (!here)
            return failure(here.error());
        const Record named {record.record.table, record.record.id, record.record.action, {}};
        return m_store.quarantine().add({0, named, *here, {}, reason, m_store.clock().utcNow()}).map([] {
            return true;
        });
    });
}

Result<bool> SatelliteRecords::tryAgain(const RecordKey &key)
{
    return m_store.connection().transact([&]() -> Result<bool> {
        const Result<bool> again = m_store.outbox().tryAgain(key);
        if (!again || !*again)
            return again;
        return m_store.settings()
            .ownSite()
            .and_then([&](SyncId here) { return m_store.quarantine().drop(here, key); })
            .map([] { return true; });
    });
}

Result<qint64> SatelliteRecords::tryAgain()
{
    return m_store.connection().transact([&]() -> Result<qint64> {
        const Result<QList<RecordKey>> keys = m_store.outbox().allSetAside();
        if (!keys)
            return failure(keys.error());
        for (const RecordKey &key : *keys) {
            if (const Result<bool> again = tryAgain(key); !again)
                return failure(again.error());
        }
        return keys->size();
    });
}

Result<> SatelliteRecords::reviewSetAside()
{
    // Mostly there is none, and a cycle that has nothing to write does not wait for the datafile's writer.
    const Result<std::optional<RecordKey>> any = m_store.outbox().lastSetAside();
    if (!any || !*any)
        return any ? Result<>() : failure(any.error());
    return m_store.connection().transact([&]() -> Result<> {
        const Result<SyncId> here = m_store.settings().ownSite();
        const Result<QList<RecordKey>> keys = m_store.outbox().allSetAside();
        if (!here || !keys)
            return failure(here ? keys.error() : here.error());
        for (const RecordKey &key : *keys) {
            const Result<std::optional<Quarantine::Entry>> entry = m_store.quarantine().find(*here, key);
            if (!entry)
                return failure(entry.error());
            if (const Result<bool> again = *entry ? false : m_store.outbox().tryAgain(key); !again)
                return failure(again.error());
        }
        return {};
    });
}

Result<qint64> SatelliteRecords::countOwned() const
{
    return m_store.settings().ownSite().and_then(
        [this](SyncId here) { return SiteFill(m_store.connection()).gatherOwnedBy(here); });
}

Result<qint64> SatelliteRecords::reviewOutbox()
{
    Connection &connection = m_store.connection();
    return connection.transact([&]() -> Result<qint64> {
        const Result<SyncId> here = m_store.settings().ownSite();
        if (!here)
            return failure(here.error());
        const Result<QList<RecordKey>> keys = m_store.outbox().keys();
        if (!keys)
            return failure(keys.error());
        RecordTable records(connection);
        Sites sites(connection, records);
        Ownership ownership(records, sites, *here);
        // All are judged before any goes: without its parent a line would pass for nobody's.
        QList<std::pair<RecordKey, Error>> refused;
        for (const RecordKey &key : *keys) {
            const Result<std::optional<StoredRecord>> record = records.find(key);
            if (!record)
                return failure(record.error());
            const Result<std::optional<Error>> refusal
                = *record ? ownership.refusal(*here, nullptr, &**record) : Ownership::refusalOfDelete(key);
            if (!refusal)
                return failure(refusal.error());
            if (*refusal)
                refused.append({key, **refusal});
        }
        for (const auto &entry : std::as_const(refused)) {
            const RecordKey &key = entry.first; // clang 14 cannot take a structured binding into the lambda below
            const Error &reason = entry.second;
            const Result<std::optional<StoredRecord>> record = records.find(key);
            if (!record)
                return failure(record.error());
            const Record kept {
                key.table, key.id, *record ? Action::Update : Action::Delete, *record ? (*record)->data : QByteArray()};
            Result<> moved
                = m_store.quarantine().add({0, kept, *here, {}, reason, m_store.clock().utcNow()}).and_then([&] {
                      return m_store.outbox().remove(key);
                  });
            if (moved && *record && (*record)->origin == *here)
                moved = records.erase(key).map([](bool) {});
            if (!moved)
                return failure(moved.error());
        }
        return refused.size();
    });
}

} // namespace mailboat
