// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/authenticator.h"
#include "core/server/httplistener.h"
#include "core/server/knowncallers.h"
#include "core/server/laneworks.h"
#include "core/server/peoplereception.h"
#include "core/server/protocolversions.h"
#include "core/server/slowlane.h"
#include "core/server/workerpool.h"

namespace mailboat {

class DatafileTrouble;

/// Takes requests from the listener, has them signed in at the reception, by way of the slow lane where a password is known by its
/// slow hash alone, and sees to it that each is worked on in its place and ends with exactly one answer.
class Dispatcher final : public HttpHandler
{
public:
    /// `trouble`: is told where the datafile fails, and where it works again; null: nobody.
    Dispatcher(const Clock &clock, ProtocolVersions versions, qint64 maxBody, DatafileTrouble *trouble = nullptr);
    ~Dispatcher() override;
    Result<> start(const DatafileAddress &datafile, int workers, int receptionists);
    /// What is under way is finished, what waits is told to come again.
    void stop();

    std::optional<ServerAnswer> look(const ServerRequest &head) override;
    ServerAnswer refusal(const ServerRequest &request, const Error &error) const override;
    void ask(PendingRequest &exchange) override;
    std::optional<ServerAnswer> answerAtOnce(PendingRequest &exchange) override;
    void take(PendingRequest &exchange) override;

private:
    /// A request at the reception: what becomes of it once it is known who calls, or that nobody is told who it is.
    struct Reception {
        PendingRequest &exchange;
        std::function<WorkerPool::Answering(SiteDesk &, const Result<SignedIn> &)> then;
        std::function<void(const Error &)> refuse;
    };
    /// A site that has signed in at the reception, and how things stood before it did.
    struct Admission {
        SignedIn site;
        qint64 revision = 0; ///< of the settings
        LaneWorks::Moment works = 0;
        std::chrono::milliseconds since {};
    };
    Result<Authenticator::Identified> identify(
        SiteDesk &desk, PendingRequest &exchange, const std::optional<Proof> &proof = {});
    void askUnseen(PendingRequest &exchange);
    void signIn(const Reception &at, const std::optional<Proof> &proof = {});
    void prove(const Reception &at, const SlowCheck &check);
    WorkerPool::Answering receive(
        PendingRequest &exchange, SiteDesk &desk, const Result<SignedIn> &site, const Admission &before);
    void noteKnown(const PendingRequest &exchange, const SiteDesk &desk, const SignedIn &site);
    void queue(PendingRequest &exchange, const std::optional<Admission> &admission = {});
    WorkerPool::Answering work(
        PendingRequest &exchange, SiteDesk &desk, const Route &route, const std::optional<Admission> &admission);
    Result<SignedIn> signedInStill(PendingRequest &exchange, SiteDesk &desk, const std::optional<Admission> &admission);
    WorkerPool::Answering answering(
        PendingRequest &exchange, SiteDesk &desk, const Route &route, const Result<SignedIn> &site);
    Result<ServerAnswer> answerOf(const ServerRequest &request, SiteDesk &desk, const Route &route,
        const Result<SignedIn> &site, RequestRoom &room);
    WorkerPool::Answering finishing(PendingRequest &exchange, const Result<ServerAnswer> &answer) const;
    void noteServed(const ServerRequest &request, const SignedIn &site, const ServerAnswer &answer, bool isLetIn);
    void refuse(PendingRequest &exchange, const Error &error) const;
    void tell(const ServerRequest &request, const Result<ServerAnswer> &answer) const;

    const Clock &m_clock;
    const ProtocolVersions m_versions;
    const qint64 m_maxBody;
    DatafileTrouble *const m_trouble;
    ContactBook m_book;
    WorkerPool m_pool;
    SlowLane m_slowLane;
    Authenticator m_authenticator;
    PeopleReception m_people;
    LaneWorks m_works;
    KnownCallers m_known;
};

} // namespace mailboat
