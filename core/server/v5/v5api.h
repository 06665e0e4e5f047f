// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/authenticator.h"
#include "core/server/serveranswer.h"
#include "core/server/sitedesk.h"
#include "core/server/v5/batchtokens.h"
#include "core/server/workerpool.h"
#include "core/wire/wire.h"

#include <QSet>

namespace mailboat {

/// One request on its way to an endpoint: signed in, admitted, its body plain.
struct Call {
    const ServerRequest &request;
    SiteDesk &desk;
    const SignedIn &site;
    SyncId syncId() const { return site.peer.syncId; }
};

/// The answering side of protocol.md §2.2, a function per call. Any thread.
class V5Api
{
public:
    struct Listener {
        QString scheme;
        QHostAddress address;
        quint16 port = 0;
    };
    V5Api(const WorkerPool &pool, Listener listener);

    Result<ServerAnswer> site(const Call &call);
    Result<ServerAnswer> siteStatus(const Call &call);
    Result<ServerAnswer> initialise(const Call &call);
    Result<ServerAnswer> centralRecords(const Call &call);
    Result<ServerAnswer> queuedRecords(const Call &call);
    Result<ServerAnswer> acknowledge(const Call &call);
    Result<ServerAnswer> acceptRecords(const Call &call);

private:
    QString ownUrl(const Call &call) const;
    Result<ServerAnswer> queueBatch(const Call &call, int limit);
    /// Our extension: how many records a new queue's answer brings along; empty: it says only how long the queue is.
    static Result<std::optional<int>> firstBatchArgument(const Call &call);
    Result<> acknowledgeToken(const Call &call);
    Result<> noteFinishedPush(const Call &call);

    const WorkerPool &m_pool;
    const Listener m_listener;
    BatchTokens m_tokens;
    std::mutex m_mutex;
    QSet<SyncId> m_toldToResend; ///< asked, by an answer of /site, for all they own
};

} // namespace mailboat
