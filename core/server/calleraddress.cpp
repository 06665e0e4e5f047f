// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/calleraddress.h"

namespace mailboat {

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // of ::ffff:1.2.3.4 too
    return isV4 ? QHostAddress(v4) : address;
}

QHostAddress plainAddress(const sockaddr *address)
{
    return plainAddress(QHostAddress(address));
}

QByteArray networkOf(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address.toString().toLatin1();
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(bytes.c), 8);
}

} // namespace mailboat
