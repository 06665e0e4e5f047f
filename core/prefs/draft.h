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

/// What a draft would commit: a value, so that it can be handed to the thread that may wait for the disk.
struct StagedChange {
    SettingsChange change;
    QString by; ///< label of the code, empty where none was needed
    qint64 revision = 0; ///< of the settings that the draft began with
};

/// Preferences and peers being edited: knows what is modified and what is wrong, and commits all or nothing
/// (contract.md §3 "staged"). Window, command line and import use it alike. Holds all it needs: apart from open() and commit()
/// nothing waits for a disk, and nothing but open(), commit(), what is about many rows and problem() takes longer the more
/// peers there are.
///
/// Staging refuses at once what is wrong by itself; problem() says what does not fit together. A command that needs an
/// authorisation asks for it before it stages anything: the lack of a code comes before any rule (contract.md §4).
class Draft
{
public:
    explicit Draft(Settings settings);
    /// Reads the settings as they stand.
    static Result<std::unique_ptr<Draft>> open(SettingsStore &store);
    Q_DISABLE_COPY_MOVE(Draft)
    ~Draft() = default;

    SyncPreferences preferences;

    const QList<Peer> &peers() const { return m_peers; } ///< ordered by Sync ID
    const Peer *peer(SyncId id) const;
    std::optional<SyncId> savedId(SyncId id) const; ///< a peer's Sync ID in the datafile; empty: it is not saved yet
    /// Peers whose Sync ID is another than in the datafile: as saved -> as it is here.
    QHash<SyncId, SyncId> renumbered() const;
    /// Adds a peer or changes one. The peer's user name and URL are checked and completed as typed; of the rest only the
    /// Sync ID counts. Errors: SyncIdInvalid, SyncIdReserved (1 at a primary), SyncIdInUse, UserName*, Url*,
    /// PasswordMissing (new peers need one), PeerUnknown, SiteHasStores (a new Sync ID for a site with active stores).
    Result<> addPeer(Peer peer, const QString &password);
    Result<> editPeer(SyncId id, Peer peer, const std::optional<QString> &newPassword);
    Result<> removePeer(SyncId id); ///< PeerUnknown, SiteHasStores
    Result<> removePeers(const QList<SyncId> &ids); ///< all or none
    Result<> checkRemovable(const QList<SyncId> &ids) const; ///< what removePeers() would say
    void clearUrls(); ///< of every satellite on a primary's list: none needs one, and while one has it, sync is off
    /// Whether a peer may have that Sync ID, user name or URL, as each is typed; `edited`: the row that is being edited, empty
    /// for a new one. The errors of addPeer() and editPeer(); a user name and a URL come back as they will be kept.
    Result<> checkId(SyncId id, std::optional<SyncId> edited) const;
    Result<QString> checkUserName(const QString &typed, std::optional<SyncId> edited) const;
    Result<QString> checkUrl(const QString &typed) const;
    /// Whether a row must get a password: a new one, or one whose stored password cannot serve its new Sync ID.
    bool needsPassword(SyncId id, std::optional<SyncId> edited) const;
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
    /// Fields that differ: a preference is one; of a row each of Sync ID, user name, URL, password and hardware ID that was
    /// changed, all that it holds where it was added or removed.
    int modifiedFields() const;
    /// Whether what is modified needs an authorisation: everything but the interval (contract.md §3).
    bool needsAuthorisation() const;
    /// The first rule broken by what is in the draft (rules.h).
    Result<> problem() const;
    /// The settings as they would stand after commit(), for a check of what is shown.
    Settings shown() const;
    const Settings &saved() const { return m_original; } ///< as they stand in the datafile
    QString savedPreference(const PreferenceBase &preference) const; ///< its text there
    SyncId savedSite() const; ///< this site's Sync ID there
    /// The new password of a row, where one was typed.
    std::optional<QString> newPassword(SyncId id) const;
    /// The change to commit. CodeMissing where an authorisation is needed and none given; the problem().
    Result<StagedChange> staged(const std::optional<Authorisation> &authorisation) const;
    /// Commits what is staged() in one transaction, and goes on from what stands in the datafile then. SettingsChanged where
    /// another process changed the same thing. Whatever fails leaves the datafile as it was.
    Result<> commit(SettingsStore &store, const std::optional<Authorisation> &authorisation);

private:
    void take(Settings settings);
    SettingsChange change() const;
    QList<PeerChange> peerChanges() const;
    Result<> checkNoStores(SyncId id) const;
    using Names = QHash<QString, SyncId>; ///< folded user name -> whose it is
    Result<Peer> checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
        const Names &names, std::optional<SyncId> edited) const;
    void put(std::optional<SyncId> before, const Peer &peer, const std::optional<QString> &newPassword);
    void erase(SyncId id);
    void erase(const QList<SyncId> &sorted);
    void renumber(SyncId from, SyncId to);
    struct JudgedRows {
        QList<Peer> peers; ///< as they would stand in the list
        QList<RowProblem> problems;
    };
    JudgedRows judged(const QList<PeerRow> &rows) const;
    void putRows(const QList<PeerRow> &rows, const QList<Peer> &peers);

    Settings m_original;
    QMap<QString, QString> m_originalTexts; ///< of every preference
    QList<Peer> m_peers;
    Names m_names; ///< of m_peers
    QSet<SyncId> m_touched; ///< rows added or edited, by their Sync ID now
    QSet<SyncId> m_removed; ///< rows taken out, by their Sync ID as stored
    QHash<SyncId, QString> m_passwords; ///< new passwords, by the peer's Sync ID now
    QHash<SyncId, SyncId> m_originalIds; ///< Sync ID now -> as stored, for peers that were there
    QSet<SyncId> m_clearedHardware; ///< by the peer's Sync ID now
};

} // namespace mailboat
