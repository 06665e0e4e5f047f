// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/peerchecks.h"
#include "core/prefs/peeredits.h"

namespace mailboat {

/// The peers being edited. Takes an edit where PeerChecks lets it, and refuses it with the error that they give; nothing
/// changes then.
class PeersDraft
{
public:
    explicit PeersDraft(const SyncPreferences &preferences); ///< those being edited beside it, which outlive it
    Q_DISABLE_COPY_MOVE(PeersDraft)
    ~PeersDraft() = default;
    void load(QList<Peer> saved); ///< ordered by Sync ID; what was edited is forgotten

    const QList<Peer> &all() const { return m_edits.list().all(); } ///< ordered by Sync ID
    const Peer *find(SyncId id) const { return m_edits.list().find(id); }
    const PeerEdits &edits() const { return m_edits; }
    const PeerChecks &checks() const { return m_checks; }

    /// The peer's user name and URL are checked and completed as typed; of the rest Sync ID and time zone count, whether it
    /// may omit its hardware ID, and whether it is Open mSupply central.
    Result<> add(const Peer &peer, const QString &password);
    Result<> edit(SyncId id, const Peer &peer, const std::optional<QString> &newPassword);
    Result<> remove(const QList<SyncId> &ids); ///< all or none
    /// Of the last remove(), until it is taken back or the draft is another.
    QList<Peer> lastRemoved() const { return m_lastRemoved.peers; }
    /// Takes the last remove() back: its rows are as they were staged, all or none. SyncIdInUse, SyncIdReserved, UserNameInUse.
    Result<> undoRemove();
    void clearUrls(); ///< of every satellite on a primary's list: none needs one, and while one has it, sync is off
    Result<> clearHardwareId(SyncId id); ///< PeerUnknown; at a primary only: ActionNotPossible
    /// The list as an import of rows leaves it (PeerImport), which was made of edits() as they still are.
    void take(const PeerEdits &imported) { m_edits = imported; }

private:
    const SyncPreferences &m_preferences;
    PeerEdits m_edits;
    PeerEdits::Removed m_lastRemoved {};
    PeerChecks m_checks;
};

} // namespace mailboat
