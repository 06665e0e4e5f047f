// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/server/memoryaccount.h"
#include "core/server/serveranswer.h"
#include "core/server/serverrequest.h"

#include <optional>

namespace mailboat {

/// One request on its way through the listener. While it is in hand (between HttpHandler's two calls and their ends) its
/// connection is suspended, and it is the handler's alone; any thread may end that, once.
class PendingRequest
{
public:
    virtual ~PendingRequest() = default;
    virtual const ServerRequest &request() const = 0;
    /// Whether it comes from a network where no site has signed in.
    virtual bool isStranger() const = 0;
    /// Whoever sent it is that site. Its connection keeps its place, and its address counts for more; what the request takes is
    /// the site's.
    virtual void signedIn(SyncId site) = 0;
    /// Nobody has signed in, but what the request takes is to be that site's, which comes from the same address.
    virtual void countFor(SyncId site) = 0;
    /// What all requests take their memory from.
    virtual MemoryAccount &memory() = 0;
    /// Ends HttpHandler::ask: the body may come, or the request is refused.
    virtual void proceed(std::optional<ServerAnswer> refusal) = 0;
    /// Ends HttpHandler::take.
    virtual void answer(ServerAnswer answer) = 0;
    /// Kept for the handler from ask to take.
    int lane = 0;
    /// Kept for the handler from answerAtOnce to take.
    std::optional<qint64> datafileState {};
};

/// What is said to a request that comes while the primary is being stopped.
Error stoppingError();

/// Who answers. All are called on the listener's thread and must not block.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    /// By the head alone: an answer refuses the request.
    virtual std::optional<ServerAnswer> look(const ServerRequest &head) = 0;
    /// How the listener's own refusals (too large, busy) read to that caller. `request`: as far as it has come.
    virtual ServerAnswer refusal(const ServerRequest &request, const Error &error) const = 0;
    /// Before a body is read that is large, or of a size not known: ends with exchange.proceed().
    virtual void ask(PendingRequest &exchange) = 0;
    /// The request is whole: an answer where nothing has to be waited for; else take() follows.
    virtual std::optional<ServerAnswer> answerAtOnce(PendingRequest &) { return {}; }
    /// The request is whole: ends with exchange.answer().
    virtual void take(PendingRequest &exchange) = 0;
};

} // namespace mailboat
