// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/result.h"

#include <QHash>
#include <optional>

namespace mailboat {

class Connection;

/// What the protocol keeps and asks per peer, apart from the settings that people edit.
class PeerStates
{
public:
    explicit PeerStates(Connection &connection);

    /// What a primary needs to answer a caller.
    struct Caller {
        SyncId syncId;
        QString siteUuid;
        QString userName; ///< as it stands in the list
        QByteArray passwordHash; ///< slowHash() of the wire password
        QByteArray passwordDigest; ///< PasswordDigests; empty: none yet
        QString hardwareId;
        PeerStatus status = PeerStatus::New;
        bool hasStore = false;
        bool resendRequested = false;
        bool mayOmitHardwareId = false;
        bool isOmsCentral = false;
        SiteApp app {}; ///< as known before this call
        std::optional<Error> misfit {}; ///< SitePositions: why its data calls wait for a person
        QByteArray code; ///< code of its first store, for `/site`
    };
    /// Whom a caller that gives this name means, in whatever form it is written (siteNameKey()). Of two rows of an older list
    /// whose names count as one the one that has it letter by letter, as before; nobody where neither has.
    Result<std::optional<Caller>> caller(const QString &userName) const;
    /// Records the machine where none is recorded; false where another one was recorded meanwhile.
    Result<bool> bindHardwareId(SyncId site, const QString &hardwareId);
    /// Of a password that fits that hash; where the row has another one meanwhile nothing changes.
    Result<> setPasswordDigest(SyncId site, const QByteArray &passwordHash, const QByteArray &digest);
    Result<> setStatus(SyncId site, PeerStatus status);
    /// What a site runs. That another kind of program has come, one that reads another dialect, is taken from a site that has
    /// nothing yet; of any other it is said by initialise alone (PrimaryRecords): a look from elsewhere changes nothing.
    Result<> noteApp(SyncId site, const SiteApp &app);
    static bool mayNoteApp(const Caller &site, const SiteApp &app);
    /// With a place in the change log from which on it is put into that site's queue; nothing: the site pulls it itself.
    Result<> setApp(SyncId site, const SiteApp &app, std::optional<qint64> centralCursor);
    Result<SiteApp> app(SyncId site) const; ///< what it ran when it last said so
    Result<std::optional<qint64>> centralCursor(SyncId site) const;
    Result<> setCentralCursor(SyncId site, qint64 cursor);
    Result<QString> timeZone(SyncId site) const; ///< as its row names it; empty: it does not
    Result<> setResendRequested(SyncId site, bool requested); ///< PeerUnknown where that is requested of nobody
    /// Last contacts, app names and wrong sign-ins since the last flush, in one transaction.
    struct Contact {
        QDateTime when;
        int wrongSignIns = 0; ///< to be added; negative: back to none
    };
    Result<> recordContacts(const QHash<SyncId, Contact> &contacts);
    /// Notes a network that a site has signed in from, the newest `mostNetworks` of them. True: it has others, and not had this one.
    Result<bool> noteNetwork(SyncId site, const QByteArray &network, const QDateTime &now);
    static constexpr int mostNetworks = 100;
    Result<bool> hasNetwork(SyncId site, const QByteArray &network) const;
    /// Whether a site that is marked as Open mSupply central has signed in from there: it asks in the name of others.
    Result<bool> isOmsCentralAt(const QByteArray &network) const;
    Result<QList<QByteArray>> knownNetworks(int most) const; ///< of any site, the newest first
    /// By what names satellites have called this primary, and when last: the newest `mostCalledNames`.
    Result<> noteCalledName(const QString &name, const QDateTime &now);
    Result<QStringList> calledNames(const QDateTime &since) const;
    static constexpr int mostCalledNames = 20;
    /// At a satellite: what it needs to call the primary.
    struct PrimaryAccess {
        QString url;
        QString userName;
        Result<QByteArray> wirePassword; ///< empty: none; PasswordNeeded, MachineKeyUnusable, KeyRingUnusable
    };
    Result<std::optional<PrimaryAccess>> primaryAccess() const;
    /// What changes without an edit, of every peer, ordered by Sync ID.
    Result<QList<PeerNews>> news() const;
    Result<QList<SyncId>> withUrl() const; ///< ordered; the others are not read
    Result<bool> anyHasUrl() const;

private:
    struct FirstStore {
        bool isThere = false;
        QByteArray code {};
    };
    Result<FirstStore> firstStoreOf(SyncId site) const;

    Connection &m_connection;
    mutable qint64 m_storesSerial = 0; ///< the change log's highest, when these were read
    mutable QHash<SyncId, FirstStore> m_firstStores;
};

} // namespace mailboat
