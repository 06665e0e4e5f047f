// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sitecontacts.h"

#include "core/domain/sitestate.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/sitepositions.h"
#include "core/store/statetable.h"

#include <algorithm>

namespace mailboat {

namespace {

/// A calendar month in UTC, as a number.
int monthOf(const QDateTime &when)
{
    const QDate day = when.toUTC().date();
    return day.year() * 100 + day.month();
}

SiteRow siteRowOf(const Row &row)
{
    SiteRow site;
    site.syncId = SyncId {row.value(0).toInt()};
    site.userName = row.value(1).toString();
    site.status = static_cast<PeerStatus>(row.value(2).toInt());
    site.lastContact = timeFromStored(row.value(3));
    site.hardwareId = row.value(4).toString();
    site.app = {row.value(5).toString(), row.value(6).toString()};
    if (const auto misfit = SitePositions::misfitFrom(row.value(7)))
        site.misfit = misfit->code;
    site.waiting = row.value(8).toLongLong();
    site.oldestWaiting = timeFromStored(row.value(9));
    site.lastSuccess = timeFromStored(row.value(10));
    site.address = row.value(11).toString();
    site.bytesThisMonth = row.value(12).toLongLong();
    if (!row.value(13).isNull())
        site.load = SiteLoad {row.value(13).toLongLong(), row.value(14).toLongLong(), timeFromStored(row.value(15))};
    return site;
}

} // namespace

SiteContacts::SiteContacts(Connection &connection)
    : m_connection(connection)
{
}

Result<> SiteContacts::record(const QHash<SyncId, Change> &changes)
{
    return m_connection.transact([&]() -> Result<> {
        for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
            if (const Result<> recorded = recordOne(change.key(), *change); !recorded)
                return recorded;
        }
        return {};
    });
}

Result<> SiteContacts::recordOne(SyncId site, const Change &change)
{
    const int month = monthOf(change.contact);
    const Result<> noted
        = m_connection.apply("INSERT INTO site_contact (site, address, month, bytes) SELECT sync_id, ?, ?, ? FROM peer"
                             " WHERE sync_id = ? ON CONFLICT (site) DO UPDATE SET"
                             " address = CASE WHEN excluded.address = '' THEN site_contact.address"
                             " ELSE excluded.address END, month = excluded.month,"
                             " bytes = CASE WHEN site_contact.month = excluded.month"
                             " THEN site_contact.bytes + excluded.bytes ELSE excluded.bytes END"_sql,
            {change.address, month, change.bytes, site.value()});
    if (!noted)
        return noted;
    if (change.success.isValid()) {
        const Result<> ended = m_connection.apply(
            "UPDATE site_contact SET last_success = ?, load_done = NULL, load_total = NULL WHERE site = ?"_sql,
            {storedTime(change.success), site.value()});
        if (!ended)
            return ended;
        if (const Result<> dropped = dropMoved(site); !dropped)
            return dropped;
    }
    if (change.loadTotal) {
        const Result<> begun
            = m_connection.apply("UPDATE site_contact SET load_done = 0, load_total = ? WHERE site = ?"_sql,
                {*change.loadTotal, site.value()});
        if (!begun)
            return begun;
    }
    if (change.loadTotal || change.loaded != 0) {
        const Result<> moved = m_connection.apply("INSERT INTO state (name, value) SELECT 'load-moved:' || site, ? FROM"
                                                  " site_contact WHERE site = ? AND load_done IS NOT NULL"
                                                  " ON CONFLICT (name) DO UPDATE SET value = excluded.value"_sql,
            {storedTime(change.contact), site.value()});
        if (!moved)
            return moved;
    }
    if (change.loaded == 0)
        return {};
    return m_connection.apply("UPDATE site_contact SET load_done = CASE WHEN load_done + ? > load_total"
                              " THEN load_total ELSE load_done + ? END WHERE site = ? AND load_done IS NOT NULL"_sql,
        {change.loaded, change.loaded, site.value()});
}

Result<QList<SiteRow>> SiteContacts::rows(const QDateTime &now) const
{
    QList<SiteRow> rows;
    return m_connection
        .each("SELECT p.sync_id, p.user_name, p.status, p.last_contact, p.hardware_id, p.app, p.app_version, p.misfit,"
              " coalesce(c.records, 0), CASE WHEN c.records > 0 THEN (SELECT coalesce(q.since, (SELECT value FROM state"
              " WHERE name = 'queue-noted-since')) FROM queue q {by queue_site} WHERE q.site = p.sync_id ORDER BY "
              "q.number LIMIT 1) END, s.last_success, coalesce(s.address, ''),"
              " CASE WHEN s.month = ? THEN s.bytes ELSE 0 END, s.load_done, s.load_total, m.value FROM peer p"
              " LEFT JOIN kept_count c ON c.kind = ? AND c.site = p.sync_id"
              " LEFT JOIN site_contact s ON s.site = p.sync_id"
              " LEFT JOIN state m ON m.name = 'load-moved:' || p.sync_id WHERE p.sync_id > 1 ORDER BY p.sync_id"_sql,
            {monthOf(now), static_cast<int>(KeptCount::Kind::Queue)},
            [&rows](const Row &row) -> Result<> {
                rows.append(siteRowOf(row));
                return {};
            })
        .map([&rows] { return rows; });
}

Result<> SiteContacts::drop(SyncId site)
{
    return m_connection.apply("DELETE FROM site_contact WHERE site = ?"_sql, {site.value()}).and_then([&] {
        return dropMoved(site);
    });
}

/// A row of the state for each first load that has not ended.
Result<> SiteContacts::dropMoved(SyncId site)
{
    return m_connection.apply("DELETE FROM state WHERE name = 'load-moved:' || ?"_sql, {site.value()});
}

Result<> SiteContacts::move(SyncId from, SyncId to)
{
    return drop(to).and_then([&] {
        return m_connection.apply("UPDATE site_contact SET site = ? WHERE site = ?"_sql, {to.value(), from.value()})
            .and_then([&] {
                return m_connection.apply(
                    "UPDATE state SET name = 'load-moved:' || ? WHERE name = 'load-moved:' || ?"_sql,
                    {to.value(), from.value()});
            });
    });
}

} // namespace mailboat
