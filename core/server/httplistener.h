// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/server/httphandler.h"
#include "core/server/listeneroptions.h"
#include "core/server/listensocket.h"

#include <chrono>
#include <memory>

namespace mailboat {

/// HTTP by libmicrohttpd: one thread that only moves bytes. Bodies are gathered under a limit; what is too much is read and
/// dropped, so that its sender gets to see the answer.
class HttpListener
{
public:
    using Options = ListenerOptions;
    HttpListener(Options options, HttpHandler &handler, const Clock &clock);
    ~HttpListener();
    Q_DISABLE_COPY_MOVE(HttpListener)
    /// CertificateUnusable, ServerFailed.
    Result<> start(ListenSocket socket);
    /// Another pair (PEM) for the connections that come from now on, where it was started with one. CertificateUnusable: the
    /// one before stays. Any thread.
    Result<> setCertificate(const QByteArray &certificate, const QByteArray &key);
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
