// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bareline.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr qsizetype piece = 16 * 1024;

void need(bool isSo, const char *what)
{
    if (!isSo)
        throw std::runtime_error(what);
}

int connectedTo(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    (void)::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    need(::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, "connect()");
    return descriptor;
}

} // namespace

BareLine::BareLine(quint16 port, Kind kind)
    : m_descriptor(connectedTo(port))
{
    if (kind == Kind::Tls)
        shakeHands();
}

BareLine::~BareLine()
{
    if (m_session) {
        gnutls_bye(m_session, GNUTLS_SHUT_WR);
        gnutls_deinit(m_session);
        gnutls_certificate_free_credentials(m_credentials);
    }
    ::close(m_descriptor);
}

void BareLine::shakeHands()
{
    need(gnutls_certificate_allocate_credentials(&m_credentials) == GNUTLS_E_SUCCESS
            && gnutls_init(&m_session, GNUTLS_CLIENT) == GNUTLS_E_SUCCESS
            && gnutls_set_default_priority(m_session) == GNUTLS_E_SUCCESS
            && gnutls_credentials_set(m_session, GNUTLS_CRD_CERTIFICATE, m_credentials) == GNUTLS_E_SUCCESS,
        "a session of TLS");
    gnutls_transport_set_ptr(m_session, this);
    gnutls_transport_set_push_function(m_session, &BareLine::push);
    gnutls_transport_set_pull_function(m_session, &BareLine::pull);
    int done = GNUTLS_E_AGAIN;
    while (done != GNUTLS_E_SUCCESS && gnutls_error_is_fatal(done) == 0)
        done = gnutls_handshake(m_session);
    need(done == GNUTLS_E_SUCCESS, "a handshake");
}

ssize_t BareLine::push(gnutls_transport_ptr_t line, const void *bytes, size_t count)
{
    auto *self = static_cast<BareLine *>(line);
    const ssize_t sent = ::send(self->m_descriptor, bytes, count, MSG_NOSIGNAL);
    self->m_sent += sent > 0 ? sent : 0;
    return sent;
}

ssize_t BareLine::pull(gnutls_transport_ptr_t line, void *bytes, size_t count)
{
    auto *self = static_cast<BareLine *>(line);
    const ssize_t got = ::recv(self->m_descriptor, bytes, count, 0);
    self->m_received += got > 0 ? got : 0;
    return got;
}

void BareLine::write(const QByteArray &bytes)
{
    const auto count = static_cast<size_t>(bytes.size());
    const ssize_t sent
        = m_session ? gnutls_record_send(m_session, bytes.constData(), count) : push(this, bytes.constData(), count);
    need(sent == bytes.size(), "a request that is sent at once");
}

void BareLine::readSome()
{
    const qsizetype had = m_answer.size();
    m_answer.resize(had + piece);
    ssize_t got = GNUTLS_E_AGAIN;
    while (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED)
        got = m_session ? gnutls_record_recv(m_session, m_answer.data() + had, piece)
                        : pull(this, m_answer.data() + had, piece);
    need(got > 0, "an answer");
    m_answer.resize(had + got);
}

int BareLine::ask(const QByteArray &request)
{
    m_answer.resize(0);
    write(request);
    qsizetype whole = -1;
    while (whole < 0 || m_answer.size() < whole) {
        readSome();
        const qsizetype end = whole < 0 ? m_answer.indexOf("\r\n\r\n") : -1;
        if (end < 0)
            continue;
        const QByteArray head = m_answer.left(end).toLower();
        const qsizetype length = head.indexOf("content-length: ");
        const qsizetype value = length + 16;
        whole = end + 4 + (length < 0 ? 0 : head.mid(value, head.indexOf('\r', value) - value).toLongLong());
    }
    return m_answer.mid(9, 3).toInt();
}

} // namespace mailboat::test
