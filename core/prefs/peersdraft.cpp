// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peersdraft.h"

#include "core/prefs/syncpreferences.h"

#include <QCoreApplication>

namespace mailboat {

PeersDraft::PeersDraft(const SyncPreferences &preferences)
    : m_preferences(preferences)
    , m_checks(m_edits, preferences)
{
}

void PeersDraft::load(QList<Peer> saved)
{
    m_edits = PeerEdits(std::move(saved));
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
        m_edits.remove(ids);
    return free;
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
