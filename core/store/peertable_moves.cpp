// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/peertable.h"

#include "core/sql/connection.h"
#include "core/store/awaitedsites.h"
#include "core/store/epoch.h"
#include "core/store/quarantine.h"
#include "core/store/recordtable.h"
#include "core/store/sitecontacts.h"
#include "core/store/sitepositions.h"
#include "core/store/siterefusals.h"
#include "core/store/syncqueue.h"
#include "core/store/v6log.h"

namespace mailboat {

/// Whoever has its Sync ID later is another site.
Result<> PeerTable::forget(SyncId site)
{
    return m_queue.drop(site)
        .and_then([&] { return RecordTable::dropSite(m_connection, site); })
        .and_then([&] { return V6Log(m_connection).dropSite(site); })
        .and_then([&] { return Quarantine(m_connection).waitNoMore(site); })
        .and_then([&] { return m_connection.apply("DELETE FROM join_count WHERE site = ?"_sql, {site.value()}); })
        .and_then([&] { return SiteRefusals(m_connection).drop(site); })
        .and_then([&] { return SiteContacts(m_connection).drop(site); })
        .and_then([&] { return AwaitedSites(m_connection).drop(site); })
        .and_then([&] { return SitePositions(m_connection).forget(site); })
        .and_then([&] { return Epoch(m_connection).forget(site); })
        .and_then([&] { return m_connection.apply("DELETE FROM peer_network WHERE site = ?"_sql, {site.value()}); });
}

Result<> PeerTable::moveQueues(const QList<Prepared> &changes)
{
    const auto move = [this](int from, int to) {
        return m_queue.move(SyncId {from}, SyncId {to})
            .and_then([&] { return RecordTable::moveSite(m_connection, SyncId {from}, SyncId {to}); })
            .and_then([&] { return V6Log(m_connection).moveSite(SyncId {from}, SyncId {to}); })
            .and_then([&] { return Quarantine(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] { return SiteRefusals(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] { return SiteContacts(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] { return AwaitedSites(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] { return SitePositions(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] { return Epoch(m_connection).move(SyncId {from}, SyncId {to}); })
            .and_then([&] {
                return m_connection.apply("UPDATE join_count SET site = ? WHERE site = ?"_sql, {to, from});
            })
            .and_then([&] {
                return m_connection.apply("UPDATE peer_network SET site = ? WHERE site = ?"_sql, {to, from});
            });
    };
    QList<std::pair<int, int>> moves;
    for (const Prepared &prepared : changes) {
        const PeerChange &change = prepared.change;
        if (change.before && !change.after) {
            if (const Result<> dropped = forget(*change.before); !dropped)
                return dropped;
        } else if (change.before && change.after->syncId != *change.before) {
            moves.append({change.before->value(), change.after->syncId.value()});
        }
    }
    // By way of negative numbers, which are no site: otherwise two that swap would end up as one.
    for (const auto &[from, to] : std::as_const(moves)) {
        if (const Result<> moved = move(from, -to); !moved)
            return moved;
    }
    for (const auto &[from, to] : std::as_const(moves)) {
        if (const Result<> moved = move(-to, to); !moved)
            return moved;
    }
    return {};
}

/// A new password, or a machine that is forgotten, cures what the site was refused for, though it has not called again yet.
Result<> PeerTable::dropCured(const PeerChange &change)
{
    QList<ErrorCode> cured;
    if (change.clearHardwareId)
        cured.append(ErrorCode::SiteIncorrectHardwareId);
    if (change.newPassword)
        cured += {ErrorCode::SiteIncorrectPassword, ErrorCode::SiteAuthTimeout};
    if (cured.isEmpty() || !change.before || !change.after)
        return {};
    return SiteRefusals(m_connection).drop(change.after->syncId, cured);
}

} // namespace mailboat
