// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of Mirrors about what a site has been given, and what it lacks.
#include "core/domain/siteapp.h"
#include "core/records/mirrors.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

namespace mailboat {

namespace {

QString dueName(const QByteArray &store)
{
    return QStringLiteral("counterparts-due/") + QString::fromUtf8(store);
}

} // namespace

Result<QList<Mirrors::Unnumbered>> Mirrors::unnumbered(Store &store, SyncId site)
{
    QList<Unnumbered> all;
    return store.connection()
        .each("SELECT {bytes r.table_name}, {bytes r.record_id}, r.origin FROM peer p {ordered} JOIN record s"
              " ON s.store_site = p.sync_id {ordered} JOIN mirror m ON m.store = s.record_id {ordered} JOIN record r"
              " ON r.table_name = m.table_name AND r.record_id = m.mirror_id"
              " WHERE p.sync_id = ? AND p.app = ? AND r.author = ? AND r.parent IS NULL"
              " ORDER BY m.table_name, m.record_id"_sql,
            {site.value(), SiteApp::mobileName(), primarySyncId.value()},
            [&all, site](const Row &row) -> Result<> {
                all.append(
                    {{row.value(0).toByteArray(), row.value(1).toByteArray()}, row.value(2).toInt() == site.value()});
                return {};
            })
        .map([&all] { return all; });
}

Result<> Mirrors::leaveOut(const QList<Unnumbered> &all, SiteFill &fill)
{
    for (const Unnumbered &one : all) {
        if (const Result<> left = one.wasGiven ? fill.leaveOut(one.key) : Result<>(); !left)
            return left;
    }
    return {};
}

Result<> Mirrors::putLast(
    Store &store, RecordTable &records, const QList<Unnumbered> &unnumbered, SyncId site, bool all)
{
    for (const Unnumbered &one : unnumbered) {
        if (one.wasGiven && !all)
            continue;
        const Result<std::optional<RecordHead>> head = records.head(one.key);
        if (!head)
            return failure(head.error());
        const Result<> put = store.queue().add(site, one.key).and_then([&]() -> Result<> {
            return *head && !one.wasGiven ? records.setOrigin(**head, site) : Result<>();
        });
        if (!put)
            return put;
    }
    return {};
}

Result<> Mirrors::setDue(Store &store, const QByteArray &siteStore)
{
    return StateTable(store.connection()).set(dueName(siteStore), true);
}

Result<bool> Mirrors::isDue(Store &store, SyncId site)
{
    const Result<QList<QByteArray>> stores = RecordTable(store.connection()).storesOf(site);
    if (!stores)
        return failure(stores.error());
    for (const QByteArray &each : *stores) {
        const Result<QVariant> due = StateTable(store.connection()).get(dueName(each));
        if (!due || due->toBool())
            return due.map([](const QVariant &) { return true; });
    }
    return false;
}

Result<> Mirrors::clearDue(Store &store, SyncId site)
{
    const Result<QList<QByteArray>> stores = RecordTable(store.connection()).storesOf(site);
    if (!stores)
        return failure(stores.error());
    for (const QByteArray &each : *stores) {
        if (const Result<> cleared = StateTable(store.connection()).set(dueName(each), {}); !cleared)
            return cleared;
    }
    return {};
}

} // namespace mailboat
