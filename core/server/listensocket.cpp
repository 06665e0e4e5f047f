// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/listensocket.h"

#include "core/prefs/address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace mailboat {

namespace {

constexpr int backlog = 511;

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses resolved(const ListenAddress &place)
{
    addrinfo wanted {};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo *found = nullptr;
    if (getaddrinfo(place.host.toUtf8().constData(), QByteArray::number(place.port).constData(), &wanted, &found) != 0)
        found = nullptr;
    return {found, &freeaddrinfo};
}

Error listenError(int number, const QString &listen)
{
    const QString detail = QStringLiteral("errno %1").arg(number);
    if (number == EADDRINUSE)
        return {ErrorCode::PortInUse, {{QStringLiteral("address"), listen}}, detail};
    if (number == EACCES || number == EPERM)
        return {ErrorCode::PortForbidden, {{QStringLiteral("address"), listen}}, detail};
    return {ErrorCode::ListenAddressInvalid, {{QStringLiteral("value"), listen}}, detail};
}

bool bindAndListen(int descriptor, const addrinfo &address)
{
    const int on = 1;
    // Without SO_REUSEADDR a restarted primary could not listen again for a minute.
    return setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
        && bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 && ::listen(descriptor, backlog) == 0;
}

} // namespace

Result<ListenSocket> ListenSocket::open(const QString &listen)
{
    const Result<ListenAddress> place = listenAddressFromText(listen);
    if (!place)
        return failure(place.error());
    const Addresses addresses = resolved(*place);
    if (!addresses)
        return failure(listenError(EADDRNOTAVAIL, listen));

    ListenSocket opened;
    opened.m_descriptor
        = socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, addresses->ai_protocol);
    if (opened.m_descriptor < 0 || !bindAndListen(opened.m_descriptor, *addresses))
        return failure(listenError(errno, listen));
    sockaddr_storage bound {};
    socklen_t length = sizeof bound;
    auto *name = reinterpret_cast<sockaddr *>(&bound);
    if (getsockname(opened.m_descriptor, name, &length) != 0)
        return failure(listenError(errno, listen));
    opened.m_address.setAddress(name);
    opened.m_port = ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6 *>(&bound)->sin6_port
                                                      : reinterpret_cast<sockaddr_in *>(&bound)->sin_port);
    return opened;
}

ListenSocket::~ListenSocket()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

ListenSocket::ListenSocket(ListenSocket &&other) noexcept
    : m_descriptor(other.release())
    , m_address(other.m_address)
    , m_port(other.m_port)
{
}

ListenSocket &ListenSocket::operator=(ListenSocket &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_address, other.m_address);
    std::swap(m_port, other.m_port);
    return *this;
}

int ListenSocket::release()
{
    return std::exchange(m_descriptor, -1);
}

QString hostAndPort(const QHostAddress &address, quint16 port)
{
    const QString host = address.toString();
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

} // namespace mailboat
