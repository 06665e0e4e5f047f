// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/datagramsocket.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace mailboat::test {

namespace {

constexpr int datagramPatience = 50000; // ms

} // namespace

DatagramSocket::DatagramSocket(const QString &name)
    : m_name(name)
    , m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray bytes = QFile::encodeName(path());
    std::copy_n(bytes.constData(), std::min<std::size_t>(bytes.size(), sizeof(address.sun_path) - 1), address.sun_path);
    if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        throw std::runtime_error("no socket for datagrams at " + path().toStdString());
}

DatagramSocket::~DatagramSocket()
{
    ::close(m_socket);
}

QString DatagramSocket::path() const
{
    return m_folder.filePath(m_name);
}

QByteArray DatagramSocket::next()
{
    pollfd waiting {m_socket, POLLIN, 0};
    std::array<char, 65536> bytes {};
    const ssize_t length
        = ::poll(&waiting, 1, datagramPatience) == 1 ? ::recv(m_socket, bytes.data(), bytes.size(), 0) : -1;
    if (length < 0)
        throw std::runtime_error("nothing was said to " + path().toStdString());
    return QByteArray(bytes.data(), length);
}

QByteArray DatagramSocket::nextWith(const QByteArray &line)
{
    while (true) {
        const QByteArray said = next();
        if (said.split('\n').contains(line))
            return said;
    }
}

} // namespace mailboat::test
