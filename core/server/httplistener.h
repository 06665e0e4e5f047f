// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/listensocket.h"
#include "core/server/serveranswer.h"
#include "core/server/serverrequest.h"

#include <chrono>
#include <memory>
#include <optional>

namespace mailboat {

/// One request on its way through the listener. While it is in hand (between HttpHandler's two calls and their ends) its
/// connection is suspended, and it is the handler's alone; any thread may end that, once.
class PendingRequest
{
public:
    virtual ~PendingRequest() = default;
    virtual const ServerRequest &request() const = 0;
    /// Ends HttpHandler::ask: the body may come, or the request is refused.
    virtual void proceed(std::optional<ServerAnswer> refusal) = 0;
    /// Ends HttpHandler::take.
    virtual void answer(ServerAnswer answer) = 0;
    /// Kept for the handler from ask to take.
    int lane = 0;
};

/// Who answers. All three are called on the listener's thread and must not block.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    /// By the head alone: an answer refuses the request.
    virtual std::optional<ServerAnswer> look(const ServerRequest &head) = 0;
    /// Before a body is read that is large, or of a size not known: ends with exchange.proceed().
    virtual void ask(PendingRequest &exchange) = 0;
    /// The request is whole: ends with exchange.answer().
    virtual void take(PendingRequest &exchange) = 0;
};

/// HTTP by libmicrohttpd: one thread that only moves bytes. Bodies are gathered under a limit; what is too much is read and
/// dropped, so that its sender gets to see the answer.
class HttpListener
{
public:
    struct Options {
        QByteArray certificate {}; ///< PEM; empty: plain HTTP
        QByteArray key {};
        qint64 maxBody = 64 << 20;
        int maxConnections = 1000;
        int maxConnectionsPerAddress = 100;
        std::chrono::seconds idleTimeout {60};
    };
    HttpListener(Options options, HttpHandler &handler);
    ~HttpListener();
    Q_DISABLE_COPY_MOVE(HttpListener)
    /// CertificateUnusable, ServerFailed.
    Result<> start(ListenSocket socket);
    /// No connection is taken any more, and each one ends with the answer in hand.
    void quiesce();
    /// Waits until what is in hand has been answered, at most until then for callers that read slowly, and closes everything.
    /// The handler must be about to end every exchange it has.
    void stop(std::chrono::milliseconds patience);
    int inHand() const; ///< requests that the handler has

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
