// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httplistener.h"

#include "core/server/calleraddress.h"
#include "core/server/clientconnection.h"
#include "core/server/listenerstate.h"
#include "core/server/log.h"
#include "core/server/tlsidentities.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace mailboat {

namespace {

constexpr size_t memoryPerConnection = 64 * 1024; // request line and headers; a body goes through in pieces
constexpr rlim_t ownDescriptors = 128; // datafile, log and the like
/// Above our own limit of connections, for those that have lost their place and whose sockets libmicrohttpd still closes. It
/// takes at most eleven at a time, and then closes.
constexpr int leavingConnections = 64;

/// A thousand connections do not fit under the usual limit of 1,024 open files.
void makeRoomForDescriptors(int connections)
{
    rlimit limit {};
    const rlim_t wanted = static_cast<rlim_t>(connections + leavingConnections) + ownDescriptors;
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
    static MHD_Result admit(void *state, const sockaddr *address, socklen_t size);
    static void noticed(void *state, MHD_Connection *connection, void **place, MHD_ConnectionNotificationCode code);
    TlsIdentities identities; ///< with TLS
    MHD_Daemon *daemon = nullptr;
    int quiescedSocket = -1;
};

MHD_Result HttpListener::State::admit(void *state, const sockaddr *address, socklen_t)
{
    return static_cast<State *>(state)->places.admit(plainAddress(address)) ? MHD_YES : MHD_NO;
}

void HttpListener::State::noticed(
    void *state, MHD_Connection *connection, void **place, MHD_ConnectionNotificationCode code)
{
    auto *self = static_cast<State *>(state);
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        self->identities.ended(connection);
        return self->places.ended(static_cast<ConnectionPlaces::Place *>(*place));
    }
    const MHD_ConnectionInfo *socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const MHD_ConnectionInfo *address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    *place = self->places.began(socket->connect_fd, plainAddress(address->client_addr));
    self->identities.began(connection);
}

HttpListener::HttpListener(Options options, HttpHandler &handler, const Clock &clock)
    : m_state(std::make_unique<State>(std::move(options), handler, clock))
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
    QByteArray priorities = tlsPriorities;
    if (!certificate.isEmpty()) {
        if (const Result<> usable = m_state->identities.set(certificate, key); !usable)
            return usable;
        flags |= MHD_USE_TLS;
        tls.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, certificate.data()});
        tls.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, key.data()});
        tls.push_back({MHD_OPTION_HTTPS_PRIORITIES, 0, priorities.data()});
    }
    tls.push_back({MHD_OPTION_END, 0, nullptr});

    auto *state = static_cast<ListenerState *>(m_state.get());
    m_state->daemon = MHD_start_daemon(flags, 0, &State::admit, m_state.get(), &ClientConnection::handle, state, //
        MHD_OPTION_EXTERNAL_LOGGER, &keepLogLine, state, //
        MHD_OPTION_LISTEN_SOCKET, socket.descriptor(), //
        MHD_OPTION_URI_LOG_CALLBACK, &ClientConnection::begin, state, //
        MHD_OPTION_NOTIFY_COMPLETED, &ClientConnection::completed, state, //
        MHD_OPTION_NOTIFY_CONNECTION, &State::noticed, m_state.get(), //
        MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned int>(options.maxConnections + leavingConnections), //
        MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned int>(options.idleTimeout.count()), //
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memoryPerConnection, //
        MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END);
    if (m_state->daemon) {
        socket.release(); // closed by the daemon
        return {};
    }
    return failure(ErrorCode::ServerFailed, {{QStringLiteral("why"), m_state->lastLog()}});
}

Result<> HttpListener::setCertificate(const QByteArray &certificate, const QByteArray &key)
{
    return m_state->identities.set(certificate, key);
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
    if (m_state->quiescedSocket >= 0)
        close(m_state->quiescedSocket);
    m_state->quiescedSocket = -1;
}

int HttpListener::inHand() const
{
    return m_state->inHand();
}

} // namespace mailboat
