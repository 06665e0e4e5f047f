// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/site.h"

#include <memory>

namespace mailboat {

class AppUserTable;
class ChangeLog;
class Connection;
class DatafileAddress;
class EngineRequests;
class Landing;
class Outbox;
class PeerStates;
class Quarantine;
class SettingsTable;
class SyncLog;
class SyncQueue;
class SyncState;

/// The tables of one datafile as typed parts, over one connection; no rule of who may have what (core/records has those).
class Store
{
public:
    /// What a changed Sync ID of this site means for its records; called in the transaction that changes it.
    using FollowSite = Result<> (*)(Store &store, SyncId before, SyncId now);
    Store(std::unique_ptr<Connection> connection, const Clock &clock, FollowSite followSite);
    ~Store();
    Q_DISABLE_COPY_MOVE(Store)

    const DatafileAddress &address() const;
    const Clock &clock() const;
    Connection &connection();
    SettingsTable &settings(); ///< preferences, peers, codes, audit
    PeerStates &peerStates(); ///< what the protocol keeps per peer
    SyncQueue &queue(); ///< primary: records waiting for each site
    ChangeLog &changeLog(); ///< primary: central data in order
    Outbox &outbox(); ///< satellite: records waiting to be pushed
    Landing &landing(); ///< satellite: pulled batches as they arrived
    SyncState &state(); ///< satellite: cursor, known primary, initialised; times for `status`
    Quarantine &quarantine(); ///< records that could not be taken
    SyncLog &log(); ///< cycles and audit entries
    AppUserTable &appUsers(); ///< primary: people who may sign in at clients
    EngineRequests &requests(); ///< what other processes ask of the engine, and its progress

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace mailboat
