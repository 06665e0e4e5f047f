// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peersdraft.h"

#include "core/prefs/syncpreferences.h"

#include <QCoreApplication>

#include <utility>

namespace mailboat {

PeersDraft::PeersDraft(const SyncPreferences &preferences)
    : m_preferences(preferences)
    , m_checks(m_edits, preferences)
{
}

void PeersDraft::load(QList<Peer> saved)
{
    m_edits = PeerEdits(std::move(saved));
    m_lastRemoved = {};
}

Result<> PeersDraft::add(const Peer &peer, const QString &password)
{
    return m_checks.added(peer, password).map([&](const Peer &added) { m_edits.put({}, added, password); });
}

Result<> PeersDraft::edit(SyncId id, const Peer &peer, const std::optional<QString> &newPassword)
{
    return m_checks.edited(id, peer, newPassword).map([&](const Peer &edited) {
        m_edits.put(id, edited, newPassword);
    });
}

Result<> PeersDraft::remove(const QList<SyncId> &ids)
{
    const Result<> free = m_checks.removable(ids);
    if (free && !ids.isEmpty())
        m_lastRemoved = m_edits.remove(ids);
    return free;
}

Result<> PeersDraft::undoRemove()
{
    for (const Peer &peer : std::as_const(m_lastRemoved.peers)) { // something else may stand in its place by now
        if (const Result<> free = m_checks.id(peer.syncId, {}); !free)
            return free;
        const Result<QString> name = m_checks.userName(peer.userName, {});
        if (!name && name.error().code == ErrorCode::UserNameInUse)
            return failure(name.error());
    }
    m_edits.restore(std::exchange(m_lastRemoved, {}));
    return {};
}

void PeersDraft::clearUrls()
{
    if (roleOf(m_preferences.site()) == SiteRole::Primary)
        m_edits.clearUrls();
}

Result<> PeersDraft::clearHardwareId(SyncId id)
{
    if (!find(id))
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), id.value()}});
    if (roleOf(m_preferences.site()) != SiteRole::Primary) {
        const QString why
            = QCoreApplication::translate("mailboat", "the hardware ID of a site is kept, and cleared, at the primary");
        return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), why}});
    }
    m_edits.clearHardwareId(id);
    return {};
}

} // namespace mailboat
