// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/authenticator.h"
#include "core/server/httplistener.h"
#include "core/server/protocolversions.h"
#include "core/server/workerpool.h"

namespace mailboat {

/// Takes requests from the listener, has them signed in at the reception, and sees to it that each is worked on in its place
/// and ends with exactly one answer.
class Dispatcher final : public HttpHandler
{
public:
    Dispatcher(const Clock &clock, ProtocolVersions versions, qint64 maxBody);
    ~Dispatcher() override;
    Result<> start(const DatafileAddress &datafile, int workers, int receptionists);
    /// What is under way is finished, what waits is told to come again.
    void stop();

    std::optional<ServerAnswer> look(const ServerRequest &head) override;
    ServerAnswer refusal(const ServerRequest &request, const Error &error) const override;
    void ask(PendingRequest &exchange) override;
    void take(PendingRequest &exchange) override;

private:
    Result<SignedIn> identify(SiteDesk &desk, PendingRequest &exchange);
    WorkerPool::Answering receive(PendingRequest &exchange, SiteDesk &desk);
    void queue(PendingRequest &exchange);
    WorkerPool::Answering work(PendingRequest &exchange, SiteDesk &desk, const Route &route);
    WorkerPool::Answering answering(
        PendingRequest &exchange, SiteDesk &desk, const Route &route, const Result<SignedIn> &site);
    Result<ServerAnswer> answerOf(const ServerRequest &request, SiteDesk &desk, const Route &route,
        const Result<SignedIn> &site, RequestRoom &room);
    WorkerPool::Answering finishing(PendingRequest &exchange, const Result<ServerAnswer> &answer) const;
    void refuse(PendingRequest &exchange, const Error &error) const;

    const Clock &m_clock;
    const ProtocolVersions m_versions;
    const qint64 m_maxBody;
    ContactBook m_book;
    WorkerPool m_pool;
    Authenticator m_authenticator;
};

} // namespace mailboat
