// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/prefs/peerlist.h"

#include <functional>

namespace mailboat {

class PeerEdits;
class SyncPreferences;

/// What is typed for a peer: a row of an import.
struct PeerRow {
    SyncId syncId;
    QString userName;
    QString url;
    QString password; ///< empty: a known site keeps its own
};

struct PeerRowProblem {
    int row = 0; ///< index in the rows
    Error error;
};

/// Whether what is typed for a peer may stand in the list that is being edited, beside the preferences being edited: what is
/// wrong by itself. What does not fit together is for rules.h. `edited`: the row that is being edited, empty for a new one.
/// A user name and a URL come back as they will be kept.
class PeerChecks
{
public:
    PeerChecks(const PeerEdits &edits, const SyncPreferences &preferences); ///< both outlive it

    /// SyncIdInvalid, SyncIdReserved (1 at a primary), SyncIdInUse, SiteHasStores (a new Sync ID for a site with active stores).
    Result<> id(SyncId id, std::optional<SyncId> edited) const;
    Result<QString> userName(const QString &typed, std::optional<SyncId> edited) const; ///< UserName*
    Result<QString> url(const QString &typed) const; ///< Url*
    /// TimeZoneUnknown. One that this machine does not know stays where it was there before, or nothing of the row could be changed.
    static Result<QString> timeZone(const QString &typed, const QString &known);
    /// Whether a row must get a password: a new one, or one whose stored password cannot serve its new Sync ID.
    bool needsPassword(SyncId id, std::optional<SyncId> edited) const;
    Result<> removable(const QList<SyncId> &ids) const; ///< PeerUnknown, SiteHasStores

    /// The whole row as it will be kept; of `typed` only Sync ID, user name and URL count. The errors above, PasswordMissing,
    /// PeerUnknown.
    Result<Peer> added(const Peer &typed, const QString &password) const;
    Result<Peer> edited(SyncId id, const Peer &typed, const std::optional<QString> &newPassword) const;

    struct JudgedRows {
        QList<Peer> peers; ///< as they would stand in the list
        QList<PeerRowProblem> problems; ///< of every wrong row
        bool isGivenUp = false; ///< then of some rows nothing is said
    };
    /// Told how many rows of how many are judged; false: it is given up.
    using Course = std::function<bool(qsizetype done, qsizetype total)>;
    /// Rows whose Sync ID is not in the list yet are new, the others are edited. User names are compared as they will be in
    /// the end.
    JudgedRows rows(const QList<PeerRow> &rows, const Course &course = {}) const;

private:
    Result<> hasNoStores(SyncId id) const;
    Result<Peer> checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
        const PeerList::Names &names, std::optional<SyncId> edited) const;

    const PeerEdits &m_edits;
    const SyncPreferences &m_preferences;
};

} // namespace mailboat
