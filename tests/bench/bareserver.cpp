// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bareserver.h"

#include "tests/support/catch.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>

#include <atomic>
#include <ctime>

namespace mailboat::test {

struct BareServer::State {
    QByteArray answer;
    MHD_Daemon *daemon = nullptr;
    std::atomic<clockid_t> clock {0};

    static MHD_Result handle(void *state, MHD_Connection *connection, const char *, const char *, const char *,
        const char *, size_t *size, void **isBegun);
};

MHD_Result BareServer::State::handle(void *state, MHD_Connection *connection, const char *, const char *, const char *,
    const char *, size_t *size, void **isBegun)
{
    auto *self = static_cast<State *>(state);
    if (!*isBegun) { // a head: its answer is asked for once the body, too, is here
        *isBegun = self;
        clockid_t clock = 0;
        if (self->clock == 0 && pthread_getcpuclockid(pthread_self(), &clock) == 0)
            self->clock = clock;
        return MHD_YES;
    }
    if (*size > 0) {
        *size = 0;
        return MHD_YES;
    }
    MHD_Response *response = MHD_create_response_from_buffer(
        static_cast<size_t>(self->answer.size()), self->answer.data(), MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json");
    const MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

BareServer::BareServer(QByteArray answer)
    : m_state(std::make_unique<State>())
{
    m_state->answer = std::move(answer);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    constexpr unsigned int connections = 1000;
    constexpr unsigned int idleSeconds = 75;
    constexpr size_t memory = 64 * 1024;
    m_state->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0,
        nullptr, nullptr, &State::handle, m_state.get(), //
        MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr *>(&address), //
        MHD_OPTION_CONNECTION_LIMIT, connections, //
        MHD_OPTION_CONNECTION_TIMEOUT, idleSeconds, //
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory, MHD_OPTION_END);
    REQUIRE(m_state->daemon);
}

BareServer::~BareServer()
{
    MHD_stop_daemon(m_state->daemon);
}

quint16 BareServer::port() const
{
    const MHD_DaemonInfo *info = MHD_get_daemon_info(m_state->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : quint16(0);
}

double BareServer::processorTime() const
{
    timespec used {};
    (void)clock_gettime(m_state->clock, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

} // namespace mailboat::test
