// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of Dispatcher that answers known callers on the listener's own thread.
#include "core/server/dispatcher.h"

namespace mailboat {

/// The state of the datafile is kept where nothing can be answered, too: it was seen before the reception reads.
std::optional<ServerAnswer> Dispatcher::answerAtOnce(PendingRequest &exchange)
{
    if (m_pool.isStopping())
        return {}; // nobody would write the contact down any more
    const ServerRequest &request = exchange.request();
    const Result<const Route *> route = m_versions.routeOf(request);
    if (!route || !(*route)->atOnce)
        return {};
    exchange.datafileState = m_known.state();
    const Result<SignIn> presented = m_versions.signInOf(request);
    if (!exchange.datafileState || !presented)
        return {};
    const auto standing = m_known.at(*exchange.datafileState, presented->userName);
    if (!standing)
        return {};
    const auto site = m_authenticator.identifyKnown(*standing, *presented, request.address);
    if (!site)
        return {};
    if (!*site)
        return refusal(request, site->error());
    exchange.signedIn(standing->peer.syncId);
    ServerAnswer answer = dressed(request, (*route)->atOnce(m_pool.currentWork(standing->peer.syncId.value())));
    noteServed(request, **site, answer, false);
    return answer;
}

/// Of whom nothing is left to be asked but who calls: of a site that has a store, and is bound to its machine.
void Dispatcher::noteKnown(const PendingRequest &exchange, const SiteDesk &desk, const SignedIn &site)
{
    if (exchange.datafileState && site.peer.hasStore && !site.peer.hardwareId.isEmpty())
        m_known.found(*exchange.datafileState, site.userName, Authenticator::standingAt(desk, site.peer));
}

} // namespace mailboat
