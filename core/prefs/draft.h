// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "core/security/authorisation.h"

#include <QSet>

#include <memory>

namespace mailboat {

/// What is typed for a peer: a row of an import.
struct PeerRow {
    SyncId syncId;
    QString userName;
    QString url;
    QString password; ///< empty: a known site keeps its own
};

/// Preferences and peers being edited: knows what is modified and what is wrong, and commits all or nothing
/// (contract.md §3 "staged"). Window, command line and import use it alike. Lives in one thread with its store.
///
/// Staging refuses at once what is wrong by itself; problem() says what does not fit together. A command that needs an
/// authorisation asks for it before it stages anything: the lack of a code comes before any rule (contract.md §4).
class Draft
{
public:
    /// Reads the settings as they stand.
    static Result<std::unique_ptr<Draft>> open(SettingsStore &store);
    Q_DISABLE_COPY_MOVE(Draft)
    ~Draft() = default;

    SyncPreferences preferences;

    const QList<Peer> &peers() const { return m_peers; } ///< ordered by Sync ID
    const Peer *peer(SyncId id) const;
    /// Adds a peer or changes one. The peer's user name and URL are checked and completed as typed; of the rest only the
    /// Sync ID counts. Errors: SyncIdInvalid, SyncIdReserved (1 at a primary), SyncIdInUse, UserName*, Url*,
    /// PasswordMissing (new peers need one), PeerUnknown, SiteHasStores (a new Sync ID for a site with active stores).
    Result<> addPeer(Peer peer, const QString &password);
    Result<> editPeer(SyncId id, Peer peer, const std::optional<QString> &newPassword);
    Result<> removePeer(SyncId id); ///< PeerUnknown, SiteHasStores
    Result<> clearHardwareId(SyncId id); ///< PeerUnknown; at a primary only: ActionNotPossible
    struct RowProblem {
        int row = 0; ///< index in `rows`
        Error error;
    };
    /// Adds the rows whose Sync ID is not in the list yet and changes the others, all or none: where any row is wrong,
    /// nothing changes and every wrong row is returned. User names are compared as they will be in the end.
    QList<RowProblem> putPeers(const QList<PeerRow> &rows);
    QList<RowProblem> problemsOf(const QList<PeerRow> &rows) const; ///< what putPeers() would say
    /// Sets a preference by name. PreferenceUnknown, PreferenceInvalid, UrlInvalid.
    Result<> setPreference(const QString &name, const QString &text);

    bool isModified() const;
    int modifiedCount() const; ///< preferences and rows that differ
    /// Whether what is modified needs an authorisation: everything but the interval (contract.md §3).
    bool needsAuthorisation() const;
    /// The first rule broken by what is in the draft (rules.h).
    Result<> problem() const;
    /// Commits in one transaction, and goes on from what stands in the datafile then. CodeMissing where an authorisation is
    /// needed and none given; the problem(); SettingsChanged where another process changed the same thing. Whatever fails
    /// leaves the datafile as it was.
    Result<> commit(const std::optional<Authorisation> &authorisation);

private:
    explicit Draft(SettingsStore &store);
    Result<> read();
    SettingsChange change() const;
    QList<PeerChange> peerChanges() const;
    Result<> checkId(SyncId id) const;
    Result<> checkNoStores(SyncId id) const;
    QHash<QString, SyncId> namesWithout(const QSet<SyncId> &left) const;
    Result<Peer> completed(const Peer &typed) const;
    Result<Peer> checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
        const QHash<QString, SyncId> &names) const;
    void renumber(SyncId from, SyncId to);
    struct JudgedRows {
        QList<Peer> peers; ///< as they would stand in the list
        QList<RowProblem> problems;
    };
    JudgedRows judged(const QList<PeerRow> &rows) const;
    void take(const QList<PeerRow> &rows, const QList<Peer> &peers);

    SettingsStore &m_store;
    Settings m_original;
    QMap<QString, QString> m_originalTexts; ///< of every preference
    QList<Peer> m_peers;
    QHash<SyncId, QString> m_passwords; ///< new passwords, by the peer's Sync ID now
    QHash<SyncId, SyncId> m_originalIds; ///< Sync ID now -> as stored, for peers that were there
    QSet<SyncId> m_clearedHardware; ///< by the peer's Sync ID now
};

} // namespace mailboat
