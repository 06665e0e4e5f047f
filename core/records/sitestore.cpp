// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitestore.h"

#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/store/recordtable.h"
#include "core/store/store.h"

namespace mailboat {

Result<SiteStore> siteStore(Store &store, SyncId site)
{
    const Routing &routing = Routing::builtIn();
    RecordTable records(store.connection());
    const Result<QList<QByteArray>> stores = records.storesOf(site);
    if (!stores)
        return failure(stores.error());
    if (stores->size() != 1)
        return failure(ErrorCode::MobileOneStore, {{QStringLiteral("stores"), stores->size()}});
    SiteStore found;
    found.store = stores->constFirst();
    const auto nameOf = [&](const QByteArray &id) {
        return records.head({routing.storeTable(), id}).map([](const std::optional<RecordHead> &head) {
            return head ? head->links.name : QByteArray();
        });
    };
    const Result<QByteArray> name = nameOf(found.store);
    if (!name)
        return failure(name.error());
    found.name = *name;
    const Result<std::optional<StoredRecord>> behind = records.find({routing.patientTable(), found.name});
    if (!behind)
        return failure(behind.error());
    if (!*behind)
        return found;
    const QByteArray &key = routing.rule(routing.patientTable()).patientStoreKey;
    found.supplyingStore = topLevelValues((*behind)->data, {key}).value(key);
    const Result<QByteArray> supplier
        = found.supplyingStore.isEmpty() ? Result<QByteArray>(QByteArray()) : nameOf(found.supplyingStore);
    if (!supplier)
        return failure(supplier.error());
    found.supplyingStoreName = *supplier;
    return found;
}

} // namespace mailboat
