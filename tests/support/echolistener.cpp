// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/echolistener.h"

#include <stdexcept>

namespace mailboat::test {

namespace {

HttpListener::Options echoOptions(const std::function<void(HttpListener::Options &)> &change)
{
    HttpListener::Options options;
    options.maxBody = EchoListener::maxBody;
    if (change)
        change(options);
    return options;
}

void answerWithRequest(PendingRequest &pending)
{
    const ServerRequest &request = pending.request();
    pending.answer({200,
        request.method + ' ' + request.path + ' ' + request.header("x-colour") + ' '
            + QByteArray::number(request.body.size()) + ' ' + request.body.right(8),
        {}});
}

} // namespace

std::optional<ServerAnswer> Echo::look(const ServerRequest &head)
{
    ++looked;
    if (head.path == "/refused")
        return ServerAnswer {404, "refused", {}};
    return {};
}

ServerAnswer Echo::refusal(const ServerRequest &, const Error &error) const
{
    return {wireError(error.code).status, "refused: " + wireError(error.code).code, {}};
}

void Echo::ask(PendingRequest &request)
{
    ++asked;
    if (request.request().path == "/signed")
        request.signedIn(SyncId {2});
    if (request.request().path == "/stranger")
        request.proceed(ServerAnswer {401, "stranger", {}});
    else
        request.proceed({});
}

void Echo::take(PendingRequest &request)
{
    ++taken;
    if (request.request().path == "/signed")
        request.signedIn(SyncId {2});
    if (request.request().path == "/wait") {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(&request);
        waiting.release();
    } else {
        answerWithRequest(request);
    }
}

void Echo::goOn()
{
    const std::lock_guard lock(m_mutex);
    for (PendingRequest *request : m_waiting)
        answerWithRequest(*request);
    m_waiting.clear();
}

EchoListener::EchoListener(const std::function<void(HttpListener::Options &)> &change)
    : listener(echoOptions(change), echo, clock)
{
    Result<ListenSocket> socket = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
    if (!socket)
        throw std::runtime_error(describe(socket.error()).toStdString());
    port = socket->port();
    started = listener.start(std::move(*socket));
}

EchoListener::~EchoListener()
{
    echo.goOn();
    listener.stop(std::chrono::milliseconds(100));
}

} // namespace mailboat::test
