// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/queuedsites.h"

#include "core/sql/connection.h"

namespace mailboat {

namespace {

const QVariant statusOfNew = static_cast<int>(PeerStatus::New);

} // namespace

QueuedSites::QueuedSites(Connection &connection)
    : m_connection(connection)
{
}

Result<bool> QueuedSites::contains(SyncId site)
{
    return statusOf(site).map([](PeerStatus status) { return status != PeerStatus::New; });
}

Result<bool> QueuedSites::isFilling(SyncId site)
{
    return statusOf(site).map([](PeerStatus status) { return status == PeerStatus::Initialising; });
}

Result<PeerStatus> QueuedSites::statusOf(SyncId site)
{
    if (!site.isSatellite())
        return PeerStatus::New;
    const auto known = m_known.constFind(site);
    if (known != m_known.constEnd())
        return *known;
    return m_connection.value("SELECT status FROM peer WHERE sync_id = ?"_sql, {site.value()})
        .map([&](const QVariant &found) {
            const auto status = found.isValid() ? static_cast<PeerStatus>(found.toInt()) : PeerStatus::New;
            m_known.insert(site, status);
            return status;
        });
}

Result<SiteSet> QueuedSites::all()
{
    if (m_all)
        return *m_all;
    SiteSet sites;
    const Result<> read = m_connection.each("SELECT sync_id FROM peer WHERE sync_id > 1 AND status <> ?"_sql,
        {statusOfNew}, [&sites](const Row &row) -> Result<> {
            sites.insert(SyncId {row.value(0).toInt()});
            return {};
        });
    if (!read)
        return failure(read.error());
    m_all = std::move(sites);
    return *m_all;
}

Result<bool> QueuedSites::isAny(SyncId likely)
{
    if (m_any)
        return *m_any;
    return contains(likely)
        .and_then([this](bool isLikely) -> Result<bool> {
            if (isLikely)
                return true;
            return m_connection
                .value("SELECT EXISTS (SELECT 1 FROM peer WHERE sync_id > 1 AND status <> ?)"_sql, {statusOfNew})
                .map([](const QVariant &found) { return found.toBool(); });
        })
        .map([this](bool isAny) {
            m_any = isAny;
            return isAny;
        });
}

} // namespace mailboat
