// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/unreadbytes.h"

#include <QtEndian>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <memory>

#include <dirent.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace mailboat {

namespace {

std::atomic<qint64> passed {0};

quint16 peerPort(int socket)
{
    sockaddr_storage address {};
    socklen_t size = sizeof address;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return qFromBigEndian(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    if (address.ss_family == AF_INET6)
        return qFromBigEndian(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    return 0;
}

qint64 receivedBy(int socket)
{
    tcp_info info {};
    socklen_t size = sizeof info;
    const bool isSaid = ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && size >= offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
    return isSaid ? static_cast<qint64>(info.tcpi_bytes_received) : 0;
}

} // namespace

UnreadBytes::UnreadBytes(quint16 port)
    : m_port(port)
    , m_before(received(port))
    , m_passedOnBefore(passed)
{
}

QHash<quint64, qint64> UnreadBytes::received(quint16 port)
{
    QHash<quint64, qint64> bytes;
    const std::unique_ptr<DIR, int (*)(DIR *)> open(::opendir("/proc/self/fd"), &::closedir);
    while (const dirent *entry
        = open ? ::readdir(open.get()) : nullptr) { // NOLINT(concurrency-mt-unsafe): a stream of ours
        const int file = std::atoi(entry->d_name); // NOLINT(cert-err34-c): the kernel writes numbers, "." and ".."
        struct stat status {
        };
        if (file > 2 && ::fstat(file, &status) == 0 && S_ISSOCK(status.st_mode) && peerPort(file) == port)
            bytes.insert(status.st_ino, receivedBy(file));
    }
    return bytes;
}

qint64 UnreadBytes::count() const
{
    const QHash<quint64, qint64> now = received(m_port);
    qint64 came = 0;
    for (auto socket = now.cbegin(); socket != now.cend(); ++socket)
        came += *socket - m_before.value(socket.key());
    return std::max<qint64>(0, came - (passed - m_passedOnBefore));
}

void UnreadBytes::passedOn(qint64 bytes)
{
    passed += bytes;
}

} // namespace mailboat
