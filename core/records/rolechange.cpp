// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/rolechange.h"

#include "core/records/delivery.h"
#include "core/records/sitefill.h"
#include "core/records/v6delivery.h"
#include "core/sql/connection.h"
#include "core/store/firstload.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"
#include "core/store/syncstate.h"
#include "core/store/unbrought.h"
#include "core/store/v6log.h"

namespace mailboat {

namespace {

Result<> routeOutbox(Store &store)
{
    Connection &connection = store.connection();
    const Result<QList<RecordKey>> keys = store.outbox().keys();
    if (!keys)
        return failure(keys.error());
    RecordTable records(connection);
    Sites sites(connection, records);
    Ownership ownership(records, sites, primarySyncId);
    Delivery delivery(store, records, sites, ownership);
    for (const RecordKey &key : *keys) {
        const Result<std::optional<RecordHead>> record = records.head(key);
        if (!record)
            return failure(record.error());
        if (Routing::builtIn().rule(key.table).isVersion6()) // is logged with all the others
            continue;
        const Result<> routed = *record ? delivery.changed({}, &**record, primarySyncId) : delivery.announceGone(key);
        if (!routed)
            return routed;
    }
    if (const Result<> finished = delivery.finish(); !finished)
        return finished;
    const Result<QList<RecordKey>> setAside = store.outbox().allSetAside();
    if (!setAside)
        return failure(setAside.error());
    for (const RecordKey &key : *setAside) { // no primary refuses them any more
        if (const Result<> gone = store.quarantine().drop(primarySyncId, key); !gone)
            return gone;
    }
    return store.outbox().clear();
}

Result<> adoptRole(Store &store, SiteRole role)
{
    if (role != SiteRole::Primary)
        return {};
    return store.connection().transact([&]() -> Result<> {
        const Result<> routed = Unbrought(store.connection()).end().and_then([&store] { return routeOutbox(store); });
        if (!routed)
            return routed;
        SiteFill fill(store.connection());
        if (const Result<qint64> gathered = fill.gatherUnlogged(); !gathered)
            return failure(gathered.error());
        if (const Result<> logged = fill.intoChangeLog(); !logged)
            return logged;
        return V6Delivery::logAll(store);
    });
}

Result<> adoptSite(Store &store, SyncId before, SyncId now)
{
    return RecordTable::moveSite(store.connection(), before, now)
        .and_then([&] { return V6Log(store.connection()).moveSite(before, now); })
        .and_then([&] { return store.quarantine().move(before, now); });
}

} // namespace

Result<> followSite(Store &store, SyncId before, SyncId now)
{
    return adoptSite(store, before, now).and_then([&]() -> Result<> {
        if (roleOf(now) == roleOf(before))
            return {};
        return store.state().setBlocked({}).and_then([&] { return FirstLoad(store.connection()).end(); }).and_then([&] {
            return adoptRole(store, roleOf(now));
        });
    });
}

} // namespace mailboat
