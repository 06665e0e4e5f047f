// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of RecordStore that move everything of a site at once.
#include "core/store/recordstore.h"

#include "core/domain/peer.h"
#include "core/store/changelog.h"
#include "core/store/database.h"
#include "core/store/datafile.h"
#include "core/store/delivery.h"
#include "core/store/outbox.h"
#include "core/store/ownership.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/sitefill.h"
#include "core/store/syncqueue.h"

namespace mailboat {

namespace {

/// Keys that wait in the outbox, oldest first.
Result<QList<RecordKey>> keysWaiting(Database &database)
{
    QList<RecordKey> keys;
    const Result<> read = database.each(
        QStringLiteral("SELECT CAST(table_name AS BLOB), CAST(record_id AS BLOB) FROM outbox ORDER BY number"), {},
        [&keys](const QSqlQuery &row) -> Result<> {
            keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
            return {};
        });
    if (!read)
        return failure(read.error());
    return keys;
}

/// A delete of what this site never may delete; of what has gone only its table is known.
std::optional<Error> refusalOfDelete(const RecordKey &key)
{
    const TableRule &rule = Routing::builtIn().rule(key.table);
    const bool isCentral = rule.category == Category::Central || rule.category == Category::CentralRemote;
    if (!isCentral || rule.mayBePatient() || rule.isJoin())
        return {};
    return Error {ErrorCode::RecordCentral,
        {{QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)}}};
}

} // namespace

Result<qint64> RecordStore::initialise(SyncId site)
{
    return fillQueue(site, false, true);
}

Result<qint64> RecordStore::generate(SyncId site)
{
    return fillQueue(site, true, false);
}

Result<qint64> RecordStore::fillQueue(SyncId site, bool withCentral, bool afresh)
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    const Result<QVariant> peer
        = m_datafile.database().value(QStringLiteral("SELECT 1 FROM peer WHERE sync_id = ?"), {site.value()});
    if (!peer)
        return failure(peer.error());
    if (!peer->isValid())
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), site.value()}});
    SiteFill fill(m_datafile.database());
    const Result<qint64> gathered = fill.gatherFor(site, withCentral);
    if (!gathered)
        return gathered;
    if (afresh) {
        if (const Result<> dropped = m_datafile.queue().drop(site); !dropped)
            return failure(dropped.error());
        if (const Result<> set = m_datafile.peerStates().setStatus(site, PeerStatus::Ready); !set)
            return failure(set.error());
    }
    if (const Result<> queued = fill.intoQueue(site); !queued)
        return failure(queued.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return gathered;
}

Result<qint64> RecordStore::countFor(SyncId site) const
{
    return SiteFill(m_datafile.database()).gatherFor(site, true);
}

Result<qint64> RecordStore::queueOwned()
{
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    SiteFill fill(m_datafile.database());
    const Result<qint64> gathered
        = m_datafile.settings().ownSite().and_then([&fill](SyncId here) { return fill.gatherOwnedBy(here); });
    if (!gathered)
        return gathered;
    if (const Result<> queued = fill.intoOutbox(m_datafile.clock().utcNow()); !queued)
        return failure(queued.error());
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return gathered;
}

Result<qint64> RecordStore::countOwned() const
{
    return m_datafile.settings().ownSite().and_then(
        [this](SyncId here) { return SiteFill(m_datafile.database()).gatherOwnedBy(here); });
}

Result<qint64> RecordStore::countOwnedBy(SyncId site) const
{
    return SiteFill(m_datafile.database()).gatherOwnedBy(site);
}

Result<qint64> RecordStore::reviewOutbox()
{
    Database &database = m_datafile.database();
    Transaction transaction(database);
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    const Result<SyncId> here = m_datafile.settings().ownSite();
    if (!here)
        return failure(here.error());
    const Result<QList<RecordKey>> keys = keysWaiting(database);
    if (!keys)
        return failure(keys.error());
    RecordTable records(database);
    Sites sites(database, records);
    Recipients recipients(database, records, sites);
    Ownership ownership(sites, recipients, *here);
    // All are judged before any goes: without its parent a line would pass for nobody's.
    QList<std::pair<RecordKey, Error>> refused;
    for (const RecordKey &key : *keys) {
        const Result<std::optional<StoredRecord>> record = records.find(key);
        if (!record)
            return failure(record.error());
        const Result<std::optional<Error>> refusal = *record ? ownership.refusal(*here, nullptr, &**record)
                                                             : Result<std::optional<Error>>(refusalOfDelete(key));
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
            = m_datafile.quarantine().add({0, kept, *here, {}, reason, m_datafile.clock().utcNow()}).and_then([&] {
                  return m_datafile.outbox().remove(key);
              });
        if (moved && *record && (*record)->origin == *here)
            moved = records.erase(key).map([](bool) {});
        if (!moved)
            return failure(moved.error());
    }
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return refused.size();
}

Result<> RecordStore::adoptRole(SiteRole role)
{
    if (role != SiteRole::Primary)
        return {};
    Transaction transaction(m_datafile.database());
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    if (const Result<> routed = routeOutbox(); !routed)
        return routed;
    SiteFill fill(m_datafile.database());
    if (const Result<qint64> gathered = fill.gatherUnlogged(); !gathered)
        return failure(gathered.error());
    if (const Result<> logged = fill.intoChangeLog(); !logged)
        return logged;
    return transaction.commit();
}

Result<> RecordStore::routeOutbox()
{
    Database &database = m_datafile.database();
    const Result<QList<RecordKey>> keys = keysWaiting(database);
    if (!keys)
        return failure(keys.error());
    RecordTable records(database);
    Sites sites(database, records);
    Recipients recipients(database, records, sites);
    Delivery delivery(m_datafile, records, sites, recipients);
    for (const RecordKey &key : *keys) {
        const Result<std::optional<RecordHead>> record = records.head(key);
        if (!record)
            return failure(record.error());
        const Result<> routed = *record ? delivery.changed({}, &**record, primarySyncId) : delivery.announceGone(key);
        if (!routed)
            return routed;
    }
    if (const Result<> finished = delivery.finish(); !finished)
        return finished;
    return database.apply(QStringLiteral("DELETE FROM outbox"));
}

Result<> RecordStore::adoptSite(SyncId before, SyncId now)
{
    return m_datafile.database()
        .apply(QStringLiteral("UPDATE record SET origin = ? WHERE origin = ?"), {now.value(), before.value()})
        .and_then([&] {
            return m_datafile.database().apply(
                QStringLiteral("UPDATE OR REPLACE quarantine SET source = ? WHERE source = ?"),
                {now.value(), before.value()});
        });
}

} // namespace mailboat
