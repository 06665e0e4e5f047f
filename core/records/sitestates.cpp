// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitestates.h"

#include "core/domain/clock.h"
#include "core/domain/routing.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/storenames.h"
#include "core/sql/connection.h"
#include "core/store/absences.h"
#include "core/store/numbersever.h"
#include "core/store/settingstable.h"
#include "core/store/sitecontacts.h"
#include "core/store/siterefusals.h"
#include "core/store/standstill.h"
#include "core/store/store.h"

#include <utility>

namespace mailboat {

namespace {

/// Names of very many stores take a while: they are read for a small part of the time.
constexpr int storesPause = 20;

/// Whether what a site was refused for is over though it has not called since.
bool isOver(const SiteRow &row, bool standsStill)
{
    if (!row.lastRefusal)
        return true;
    if (row.lastRefusal->why == ErrorCode::SiteHasNoStore)
        return !row.stores.isEmpty();
    return isRefusalOver(row.lastRefusal->why, row.misfit.has_value(), standsStill);
}

} // namespace

SiteThresholds thresholdsOf(const SyncPreferences &preferences)
{
    return {std::chrono::hours(preferences.silentAfter.value()), std::chrono::hours(preferences.behindAfter.value())};
}

SiteStates::SiteStates(Store &store)
    : m_store(store)
{
}

Result<QList<SiteRow>> SiteStates::read()
{
    const Result<qint64> revision = m_store.settings().revision();
    if (!revision)
        return failure(revision.error());
    if (m_revision != *revision) {
        SyncPreferences preferences;
        if (const Result<> loaded = m_store.settings().readPreferences(preferences); !loaded)
            return failure(loaded.error());
        m_thresholds = thresholdsOf(preferences);
        m_revision = *revision;
    }
    const QDateTime now = m_store.clock().utcNow();
    return m_store.connection().readTogether([&] { return readRows(now); });
}

Result<QList<SiteRow>> SiteStates::readRows(const QDateTime &now)
{
    Connection &connection = m_store.connection();
    if (const Result<> read = readStores(); !read)
        return failure(read.error());
    const auto refusals = SiteRefusals(connection).all();
    if (!refusals)
        return failure(refusals.error());
    const auto standstill = Standstill(connection).reasonHere();
    if (!standstill)
        return failure(standstill.error());
    Result<QList<Absence>> absences = Absences(connection).until(now);
    if (!absences)
        return failure(absences.error());
    m_thresholds.absences = std::move(*absences);
    Result<QList<SiteRow>> rows = SiteContacts(connection).rows(now);
    if (!rows)
        return rows;
    for (SiteRow &row : *rows) {
        row.stores = m_stores.value(row.syncId);
        if (const auto refusal = refusals->constFind(row.syncId); refusal != refusals->cend())
            row.lastRefusal = *refusal;
        judge(row, m_thresholds, now, !isOver(row, standstill->has_value()));
    }
    return rows;
}

Result<> SiteStates::readStores()
{
    Connection &connection = m_store.connection();
    const Result<qint64> serial = highestNumberEver(connection, QStringLiteral("change_log"));
    if (!serial)
        return failure(serial.error());
    const auto begun = m_store.clock().monotonic();
    if (m_storesSerial && (*m_storesSerial == *serial || begun < m_storesAgain))
        return {};
    QHash<SyncId, QStringList> ids;
    const Result<> read = connection.each("SELECT store_site, record_id FROM record WHERE store_site > 1"
                                          " ORDER BY record_id"_sql,
        {}, [&ids](const Row &row) -> Result<> {
            ids[SyncId {row.value(0).toInt()}].append(row.value(1).toString());
            return {};
        });
    if (!read)
        return read;
    m_stores.clear();
    for (auto site = ids.cbegin(); site != ids.cend(); ++site) {
        const Result<QList<StoreName>> names = storeNames(connection, *site);
        if (!names)
            return failure(names.error());
        for (const StoreName &name : *names)
            m_stores[site.key()].append(name.words());
    }
    m_storesSerial = *serial;
    const auto ended = m_store.clock().monotonic();
    m_storesAgain = ended + storesPause * (ended - begun);
    return {};
}

} // namespace mailboat
