// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/peoplereception.h"

#include "core/security/passwordhash.h"
#include "core/server/privateway.h"

namespace mailboat {

PeopleReception::PeopleReception(const ProtocolVersions &versions, WorkerPool &pool, SlowLane &slowLane,
    const Clock &clock, DatafileTrouble *trouble)
    : m_versions(versions)
    , m_pool(pool)
    , m_slowLane(slowLane)
    , m_book(trouble)
    , m_authenticator(m_book, clock)
{
}

Result<> PeopleReception::start(const ContactBook::Opener &open)
{
    return m_book.start(open);
}

void PeopleReception::stop()
{
    m_book.stop();
}

std::optional<Error> PeopleReception::refusalByHead(const ServerRequest &head)
{
    if (head.header("content-length").toLongLong() > mostBody)
        return Error {ErrorCode::RequestTooLarge, {{QStringLiteral("limit"), mostBody}}};
    if (!head.header("transfer-encoding").isEmpty())
        return Error {ErrorCode::RequestMalformed,
            {{QStringLiteral("why"), QStringLiteral("it does not say how long its body is")}}};
    return {};
}

void PeopleReception::take(PendingRequest &exchange, const Route &route)
{
    receive(exchange, route, {});
}

void PeopleReception::receive(PendingRequest &exchange, const Route &route, const std::optional<Proof> &proof)
{
    m_pool.receive({WorkerPool::Work::None,
                       [this, &exchange, &route, proof](
                           Desk &desk) { return attend(exchange, route, static_cast<SiteDesk &>(desk), proof); },
                       [this, &exchange] { finishing(exchange, failure(stoppingError()))(); }},
        exchange.isStranger() ? WorkerPool::Order::Stranger : WorkerPool::Order::AsItCame);
}

WorkerPool::Answering PeopleReception::attend(
    PendingRequest &exchange, const Route &route, SiteDesk &desk, const std::optional<Proof> &proof)
{
    const Result<PersonAuthenticator::Identified> found = identify(exchange, desk, proof);
    if (!found)
        return finishing(exchange, failure(found.error()));
    if (const auto *check = std::get_if<PersonAuthenticator::Unproved>(&*found))
        return [this, &exchange, &route, check = *check] { prove(exchange, route, check); };
    return finishing(exchange, route.person(PersonCall {exchange.request(), desk, std::get<AppUser>(*found)}));
}

Result<PersonAuthenticator::Identified> PeopleReception::identify(
    PendingRequest &exchange, SiteDesk &desk, const std::optional<Proof> &proof)
{
    const ServerRequest &request = exchange.request();
    if (const Result<> read = desk.refresh(); !read)
        return failure(read.error());
    if (roleOf(desk.preferences().site()) != SiteRole::Primary && desk.disabled())
        return failure(*desk.disabled());
    if (!isPrivateWay(request, desk.preferences()))
        return failure(ErrorCode::LoginNeedsTls);
    const Result<SignIn> presented = m_versions.signInOf(request);
    if (!presented)
        return failure(presented.error());
    return m_authenticator.identify(desk, *presented, {request.address, exchange.isStranger()}, proof);
}

/// Has the slow hash worked out, and signs in again with what it says.
void PeopleReception::prove(PendingRequest &exchange, const Route &route, const PersonAuthenticator::Unproved &check)
{
    constexpr SyncId people {}; // no site has it
    const bool isTaken = m_slowLane.enter({people, exchange.isStranger(),
        [this, &exchange, &route, check] {
            receive(exchange, route, Proof {check.slowHash, matchesSlowHash(check.password, check.slowHash)});
        },
        [this, &exchange] { finishing(exchange, failure(stoppingError()))(); }});
    if (!isTaken)
        finishing(exchange, failure(m_slowLane.isOpen() ? PersonAuthenticator::comeLater() : stoppingError()))();
}

/// Once that has been called the exchange may be gone.
WorkerPool::Answering PeopleReception::finishing(PendingRequest &exchange, const Result<ServerAnswer> &answer) const
{
    const ServerRequest &request = exchange.request();
    return [&exchange, given = dressed(request, answer ? *answer : m_versions.answerTo(request, answer.error()))] {
        exchange.answer(given);
    };
}

} // namespace mailboat
