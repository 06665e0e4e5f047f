// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httplistener.h"

#include "core/server/certificateproblem.h"
#include "core/server/clientconnection.h"
#include "core/server/listenerstate.h"
#include "core/server/log.h"
#include "core/server/sessiontickets.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace mailboat {

namespace {

constexpr size_t memoryPerConnection = 64 * 1024; // request line and headers; a body goes through in pieces
constexpr rlim_t ownDescriptors = 128; // datafile, log and the like

/// A thousand connections do not fit under the usual limit of 1,024 open files.
void makeRoomForDescriptors(int connections)
{
    rlimit limit {};
    const rlim_t wanted = static_cast<rlim_t>(connections) + ownDescriptors;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
        qCWarning(serverLog, "Not enough open files are allowed for %d connections", connections);
}

void keepLogLine(void *state, const char *format, va_list arguments)
{
    std::array<char, 512> line {};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    static_cast<ListenerState *>(state)->noteLog(QString::fromUtf8(line.data()).trimmed());
}

} // namespace

struct HttpListener::State : ListenerState {
    using ListenerState::ListenerState;
    std::unique_ptr<SessionTickets> tickets; ///< with TLS
    MHD_Daemon *daemon = nullptr;
    int quiescedSocket = -1;
};

HttpListener::HttpListener(Options options, HttpHandler &handler)
    : m_state(std::make_unique<State>(std::move(options), handler))
{
}

HttpListener::~HttpListener()
{
    stop(std::chrono::milliseconds(0));
}

Result<> HttpListener::start(ListenSocket socket)
{
    const Options &options = m_state->options;
    makeRoomForDescriptors(options.maxConnections);
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    std::vector<MHD_OptionItem> tls;
    QByteArray certificate = options.certificate; // as libmicrohttpd wants them: no const
    QByteArray key = options.key;
    QByteArray protocols = QByteArrayLiteral("NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2");
    if (!certificate.isEmpty()) {
        flags |= MHD_USE_TLS;
        tls.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, certificate.data()});
        tls.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, key.data()});
        tls.push_back({MHD_OPTION_HTTPS_PRIORITIES, 0, protocols.data()});
        m_state->tickets = std::make_unique<SessionTickets>();
        tls.push_back(
            {MHD_OPTION_NOTIFY_CONNECTION, reinterpret_cast<intptr_t>(&SessionTickets::offer), m_state->tickets.get()});
    }
    tls.push_back({MHD_OPTION_END, 0, nullptr});

    auto *state = static_cast<ListenerState *>(m_state.get());
    m_state->daemon = MHD_start_daemon(flags, 0, nullptr, nullptr, &ClientConnection::handle, state, //
        MHD_OPTION_EXTERNAL_LOGGER, &keepLogLine, state, //
        MHD_OPTION_LISTEN_SOCKET, socket.descriptor(), //
        MHD_OPTION_URI_LOG_CALLBACK, &ClientConnection::begin, state, //
        MHD_OPTION_NOTIFY_COMPLETED, &ClientConnection::completed, state, //
        MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned int>(options.maxConnections), //
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, static_cast<unsigned int>(options.maxConnectionsPerAddress), //
        MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned int>(options.idleTimeout.count()), //
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memoryPerConnection, //
        MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END);
    if (m_state->daemon) {
        socket.release(); // closed by the daemon
        return {};
    }
    const QString why = m_state->lastLog();
    const QString problem = certificate.isEmpty() ? QString() : certificateProblem(certificate, key);
    if (!problem.isEmpty())
        return failure(ErrorCode::CertificateUnusable,
            {{QStringLiteral("path"), QString()}, {QStringLiteral("why"), problem}}, why);
    return failure(ErrorCode::ServerFailed, {{QStringLiteral("why"), why}});
}

void HttpListener::quiesce()
{
    if (!m_state->daemon || m_state->closing.exchange(true))
        return;
    m_state->quiescedSocket = MHD_quiesce_daemon(m_state->daemon);
}

void HttpListener::stop(std::chrono::milliseconds patience)
{
    if (!m_state->daemon)
        return;
    quiesce();
    m_state->waitUntilAnswered(patience);
    MHD_stop_daemon(m_state->daemon);
    m_state->daemon = nullptr;
    m_state->tickets.reset();
    if (m_state->quiescedSocket >= 0)
        close(m_state->quiescedSocket);
    m_state->quiescedSocket = -1;
}

int HttpListener::inHand() const
{
    return m_state->inHand();
}

} // namespace mailboat
