// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/settingsstore.h"
#include "core/security/machinekey.h"
#include "core/store/passwordhashing.h"

namespace mailboat {

class Connection;
class SyncLog;
class SyncQueue;

/// The rows of the list of sites, for SettingsTable: what people edit, passwords in the form that the role needs.
class PeerTable
{
public:
    PeerTable(Connection &connection, SyncQueue &queue, SyncLog &log);

    Result<QList<Peer>> read() const; ///< ordered by Sync ID

    /// A change with its password as it will be stored: plain ones go no further.
    struct Prepared {
        PeerChange change;
        QByteArray wirePassword {}; ///< to be sealed, or made a digest of, with the key
        std::optional<MachineKey> key {}; ///< always there for the primary's password
        QByteArray passwordHash {};
    };
    /// MachineKeyUnusable, KeyRingUnusable; Cancelled by `hashed`.
    static Result<QList<Prepared>> prepare(const QList<PeerChange> &changes, const HashingProgress &hashed = {});
    /// PeerUnknown, SyncIdInUse, SiteHasStores; PasswordNeeded, MachineKeyUnusable where a sealed password cannot go on. In the
    /// caller's transaction; writes the audit entries.
    Result<> apply(const QList<Prepared> &changes, const QString &by);

private:
    struct Kept;
    Result<> checkNoStores(const PeerChange &change) const;
    Result<QList<std::optional<Kept>>> takeOut(const QList<Prepared> &changes);
    Result<> putIn(const Prepared &prepared, const std::optional<Kept> &before);
    static Result<> renewPassword(Kept &row, const Prepared &prepared);
    Result<> moveQueues(const QList<Prepared> &changes);
    Result<> forget(SyncId site);
    Result<> dropCured(const PeerChange &change);
    Result<> audit(const Prepared &prepared, const std::optional<Kept> &before, const QString &by);

    Connection &m_connection;
    SyncQueue &m_queue;
    SyncLog &m_log;
};

} // namespace mailboat
