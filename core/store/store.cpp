// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/sql/connection.h"
#include "core/store/appusertable.h"
#include "core/store/changelog.h"
#include "core/store/enginerequests.h"
#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"

namespace mailboat {

struct Store::Parts {
    Parts(Store &store, std::unique_ptr<Connection> opened, const Clock &given, FollowSite followSite)
        : clock(given)
        , connection(std::move(opened))
        , log(*connection, given)
        , queue(*connection, given)
        , settings(*connection, queue, log,
              [&store, followSite](SyncId before, SyncId now) { return followSite(store, before, now); })
        , peerStates(*connection)
        , changeLog(*connection)
        , outbox(*connection)
        , state(*connection)
        , landing(*connection, state)
        , quarantine(*connection)
        , appUsers(*connection)
        , requests(*connection, given)
    {
    }
    const Clock &clock;
    std::unique_ptr<Connection> connection;
    SyncLog log;
    SyncQueue queue;
    SettingsTable settings;
    PeerStates peerStates;
    ChangeLog changeLog;
    Outbox outbox;
    SyncState state;
    Landing landing;
    Quarantine quarantine;
    AppUserTable appUsers;
    EngineRequests requests;
};

Store::Store(std::unique_ptr<Connection> connection, const Clock &clock, FollowSite followSite)
    : m_parts(std::make_unique<Parts>(*this, std::move(connection), clock, followSite))
{
}

Store::~Store() = default;

const DatafileAddress &Store::address() const
{
    return m_parts->connection->address();
}

const Clock &Store::clock() const
{
    return m_parts->clock;
}

Connection &Store::connection()
{
    return *m_parts->connection;
}

SettingsTable &Store::settings()
{
    return m_parts->settings;
}

PeerStates &Store::peerStates()
{
    return m_parts->peerStates;
}

SyncQueue &Store::queue()
{
    return m_parts->queue;
}

ChangeLog &Store::changeLog()
{
    return m_parts->changeLog;
}

Outbox &Store::outbox()
{
    return m_parts->outbox;
}

Landing &Store::landing()
{
    return m_parts->landing;
}

SyncState &Store::state()
{
    return m_parts->state;
}

Quarantine &Store::quarantine()
{
    return m_parts->quarantine;
}

SyncLog &Store::log()
{
    return m_parts->log;
}

AppUserTable &Store::appUsers()
{
    return m_parts->appUsers;
}

EngineRequests &Store::requests()
{
    return m_parts->requests;
}

} // namespace mailboat
