// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/httphandler.h"
#include "core/server/personauthenticator.h"
#include "core/server/protocolversions.h"
#include "core/server/slowlane.h"

namespace mailboat {

/// Where people sign in at clients through this primary: requests of routes with Place::People, from which no site signs in. They
/// are small, are worked on by the reception's threads, and come by a way on which nobody can read a password. In the slow lane all
/// people together have the places of one site, so that guesses at them leave room for the sites.
class PeopleReception
{
public:
    PeopleReception(const ProtocolVersions &versions, WorkerPool &pool, SlowLane &slowLane, const Clock &clock,
        DatafileTrouble *trouble);
    Result<> start(const ContactBook::Opener &open);
    void stop();

    /// Why a request is refused before its body comes: RequestTooLarge, RequestMalformed.
    static std::optional<Error> refusalByHead(const ServerRequest &head);
    void take(PendingRequest &exchange, const Route &route);

    static constexpr qint64 mostBody = 16 * 1024;

private:
    void receive(PendingRequest &exchange, const Route &route, const std::optional<Proof> &proof);
    WorkerPool::Answering attend(
        PendingRequest &exchange, const Route &route, SiteDesk &desk, const std::optional<Proof> &proof);
    Result<PersonAuthenticator::Identified> identify(
        PendingRequest &exchange, SiteDesk &desk, const std::optional<Proof> &proof);
    void prove(PendingRequest &exchange, const Route &route, const PersonAuthenticator::Unproved &check);
    WorkerPool::Answering finishing(PendingRequest &exchange, const Result<ServerAnswer> &answer) const;

    const ProtocolVersions &m_versions;
    WorkerPool &m_pool;
    SlowLane &m_slowLane;
    PersonBook m_book;
    PersonAuthenticator m_authenticator;
};

} // namespace mailboat
