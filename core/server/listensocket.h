// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QHostAddress>

namespace mailboat {

/// A socket that listens, until it is closed or given away.
class ListenSocket
{
public:
    /// `listen` is address:port, [IPv6]:port or a host name with a port; port 0 takes any free one.
    /// ListenAddressInvalid, PortInUse, PortForbidden.
    static Result<ListenSocket> open(const QString &listen);
    ~ListenSocket();
    ListenSocket(ListenSocket &&other) noexcept;
    ListenSocket &operator=(ListenSocket &&other) noexcept;
    Q_DISABLE_COPY(ListenSocket)

    int descriptor() const { return m_descriptor; }
    QHostAddress address() const { return m_address; }
    quint16 port() const { return m_port; }
    int release(); ///< whoever calls this closes it

private:
    ListenSocket() = default;
    int m_descriptor = -1;
    QHostAddress m_address;
    quint16 m_port = 0;
};

/// "127.0.0.1:2048" or "[::1]:2048".
QString hostAndPort(const QHostAddress &address, quint16 port);

} // namespace mailboat
