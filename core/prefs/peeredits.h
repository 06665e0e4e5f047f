// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/peerlist.h"
#include "core/prefs/settingsstore.h"

#include <QSet>

namespace mailboat {

/// What has been changed of a list of peers, and the list as it would stand. Takes what it is given: whether an edit may be
/// is for PeerChecks. Nothing but what is about many rows takes longer the more peers there are.
class PeerEdits
{
public:
    explicit PeerEdits(QList<Peer> saved = {}); ///< ordered by Sync ID

    const PeerList &list() const { return m_list; }
    std::optional<SyncId> savedId(SyncId id) const; ///< a peer's Sync ID in the datafile; empty: it is not saved yet
    /// Peers whose Sync ID is another than in the datafile: as saved -> as it is here.
    QHash<SyncId, SyncId> renumbered() const;
    std::optional<QString> newPassword(SyncId id) const; ///< where one was typed

    /// Takes a row in, in place of the one that had the Sync ID `before`; empty: a new one.
    void put(std::optional<SyncId> before, const Peer &peer, const std::optional<QString> &newPassword);
    void put(const QList<Peer> &peers, const QHash<SyncId, QString> &newPasswords);
    /// Rows taken out, as they were staged.
    struct Removed {
        QList<Peer> peers {}; ///< ordered by Sync ID
        QHash<SyncId, QString> passwords {};
        QHash<SyncId, SyncId> savedIds {}; ///< as here -> as stored
        QSet<SyncId> touched {};
        QSet<SyncId> clearedHardware {};
    };
    Removed remove(const QList<SyncId> &ids); ///< each is there
    void restore(const Removed &removed); ///< whose Sync IDs and user names are free
    void clearUrls();
    void clearHardwareId(SyncId id); ///< one that is there

    /// In the order in which they can be made one after the other.
    QList<PeerChange> changes() const;
    QSet<SyncId> unsaved() const; ///< rows of the list that are new or not as saved
    qsizetype removedCount() const { return m_removed.size(); } ///< saved ones that are not in the list any more
    /// Of a row each of Sync ID, user name, URL, password and hardware ID that was changed; all that it holds where it was
    /// added or removed.
    int modifiedFields() const;
    /// The same as a person counts: a row added or removed is one.
    int changeCount() const;

private:
    int count(int ofWholeRow) const;
    void renumber(SyncId from, SyncId to);

    QList<Peer> m_saved;
    PeerList m_list;
    QSet<SyncId> m_touched; ///< rows added or edited, by their Sync ID now
    QSet<SyncId> m_removed; ///< rows taken out, by their Sync ID as stored
    QHash<SyncId, QString> m_passwords; ///< new passwords, by the peer's Sync ID now
    QHash<SyncId, SyncId> m_savedIds; ///< Sync ID now -> as stored, for peers that were there
    QSet<SyncId> m_clearedHardware; ///< by the peer's Sync ID now
};

} // namespace mailboat
