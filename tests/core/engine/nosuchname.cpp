// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/nosuchname.h"

#include <QHostAddress>

namespace mailboat::test {

NoSuchName::NoSuchName()
{
    connect(&m_socket, &QUdpSocket::readyRead, this, [this] {
        while (m_socket.hasPendingDatagrams()) {
            QHostAddress from;
            quint16 port = 0;
            QByteArray message(m_socket.pendingDatagramSize(), '\0');
            m_socket.readDatagram(message.data(), message.size(), &from, &port);
            message[2] = char(0x81); // an answer
            message[3] = char(0x83); // there is no such name
            m_socket.writeDatagram(message, from, port);
        }
    });
    m_isBound = m_socket.bind(QHostAddress(QStringLiteral("127.0.0.1")), 53);
}

} // namespace mailboat::test
