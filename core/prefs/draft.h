// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "core/security/authorisation.h"

namespace mailboat {

/// Preferences and peers being edited: knows what is modified and what is wrong, and commits all or nothing
/// (contract.md §3 "staged"). Window, command line and import use it alike. Lives in one thread with its store.
class Draft
{
public:
    /// Reads the settings as they stand.
    static Result<std::unique_ptr<Draft>> open(SettingsStore &store);

    SyncPreferences preferences;

    const QList<Peer> &peers() const { return m_peers; }
    const Peer *peer(SyncId id) const;
    /// Adds a peer or changes one. The peer's user name and URL are checked and completed as typed.
    /// Errors: SyncIdReserved, SyncIdInUse, UserName*, Url*, PasswordMissing (new peers need one), PeerUnknown,
    /// SiteHasStores (a new Sync ID for a site with active stores).
    Result<> addPeer(Peer peer, const QString &password);
    Result<> editPeer(SyncId id, Peer peer, const std::optional<QString> &newPassword);
    Result<> removePeer(SyncId id); ///< PeerUnknown, SiteHasStores
    Result<> clearHardwareId(SyncId id); ///< PeerUnknown; at a primary only: ActionNotPossible
    /// Sets a preference by name. PreferenceUnknown, PreferenceInvalid.
    Result<> setPreference(const QString &name, const QString &text);

    bool isModified() const;
    int modifiedCount() const; ///< fields and rows that differ
    /// Whether what is modified needs an authorisation: everything but the interval (contract.md §3).
    bool needsAuthorisation() const;
    /// The first rule broken by what is in the draft (rules.h).
    Result<> problem() const;
    /// Commits in one transaction. CodeMissing where an authorisation is needed and none given; the problem();
    /// SettingsChanged where another process changed the same thing. Whatever fails leaves the datafile as it was.
    Result<> commit(const std::optional<Authorisation> &authorisation);

private:
    explicit Draft(SettingsStore &store);
    SettingsChange change() const;

    SettingsStore &m_store;
    Settings m_original;
    QList<Peer> m_peers;
    QHash<SyncId, QString> m_passwords; ///< new passwords, by the peer's Sync ID now
    QHash<SyncId, SyncId> m_originalIds; ///< Sync ID now -> as stored, for peers that were there
    QList<SyncId> m_clearedHardware;
};

} // namespace mailboat
