// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/outgoing.h"
#include "core/server/callednames.h"
#include "core/server/v5/centralpages.h"
#include "core/server/v5/v5version.h"
#include "core/wire/wire.h"

#include <QSet>

namespace mailboat {

/// Version 5 of the protocol (protocol.md §2), a function per call.
class V5Api final : public V5Version
{
public:
    struct Listener {
        QString scheme;
        QHostAddress address;
        quint16 port = 0;
    };
    /// `pageBytes`: how much it may keep of answers that are the same for every site.
    V5Api(Listener listener, qint64 pageBytes);
    std::vector<Route> routes() override;

private:
    Result<ServerAnswer> site(const Call &call);
    Result<ServerAnswer> initialise(const Call &call);
    Result<ServerAnswer> centralRecords(const Call &call);
    Result<ServerAnswer> queuedRecords(const Call &call);
    Result<ServerAnswer> acknowledge(const Call &call);
    Result<ServerAnswer> acceptRecords(const Call &call);

    static Result<> compare(const Call &call, const std::optional<SatellitePositions> &shown, wire::SiteInfo &info);
    static Result<> measure(const Call &call, const SatellitePositions &shown, wire::SiteInfo &info);
    static Result<wire::Waiting> estimate(const Call &call, qint64 cursor, bool isFilled);
    static Result<> checkPush(const Call &call, qint64 number);
    QString ownUrl(const Call &call) const;
    /// The highest serial ever given.
    static Result<qint64> checkCursor(const Call &call, qint64 cursor);
    Result<ServerAnswer> centralPage(
        const Call &call, const CentralPages::State &state, const CentralPages::Question &question);
    Outgoing outgoing(const Call &call);
    Result<ServerAnswer> queueBatch(const Call &call, int limit, qint64 mostBytes, qint64 after = 0,
        std::optional<qint64> queuedBytes = std::nullopt);
    Result<ServerAnswer> firstQueueBatch(const Call &call, int limit, qint64 mostBytes);
    /// Our extension: how many records a new queue's answer brings along; empty: it says only how long the queue is.
    static Result<std::optional<int>> firstBatchArgument(const Call &call);
    /// Of the tokens in an argument, separated by commas, those that are understood.
    static Result<QList<SyncQueue::Range>> namedBatches(const Call &call, const QByteArray &argument);
    static Result<qint64> acknowledgeTokens(const Call &call);
    /// Our extension `ahead`: the number behind which the batch begins.
    static Result<qint64> afterArgument(const Call &call);
    /// Nobody is given a part of a queue for the whole.
    Result<> finishQueue(const Call &call);
    Result<> noteFinishedPush(const Call &call);

    const Listener m_listener;
    CalledNames m_calledNames;
    CheckedLog m_checked;
    CentralPages m_pages;
    std::mutex m_mutex;
    QSet<SyncId> m_toldToResend; ///< asked, by an answer of /site, for all they own
};

} // namespace mailboat
