// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/trustedproxies.h"

#include "core/server/calleraddress.h"

#include <QStringList>

#include <algorithm>

namespace mailboat {

namespace {

/// Some write a port behind it, and then brackets around an IPv6 address. Null where it is no address.
QHostAddress forwardedAddress(const QByteArray &text)
{
    QString address = QString::fromLatin1(text.trimmed());
    if (address.startsWith(u'['))
        address = address.mid(1, address.indexOf(u']') - 1);
    else if (address.count(u':') == 1)
        address.truncate(address.indexOf(u':'));
    QHostAddress found;
    if (!found.setAddress(address))
        return {};
    found.setScopeId({}); // of the other machine's interfaces
    return plainAddress(found);
}

} // namespace

TrustedProxies::TrustedProxies(const QString &list)
{
    for (const QString &network : list.split(QStringLiteral(", "), Qt::SkipEmptyParts))
        m_networks.append(QHostAddress::parseSubnet(network.contains(u'/') ? network
                : network.contains(u':')                                   ? network + QStringLiteral("/128")
                                                                           : network + QStringLiteral("/32")));
}

bool TrustedProxies::has(const QHostAddress &address) const
{
    return std::any_of(m_networks.cbegin(), m_networks.cend(),
        [&address](const std::pair<QHostAddress, int> &network) { return address.isInSubnet(network); });
}

QHostAddress TrustedProxies::callerBehind(const QHostAddress &from, const QByteArray &forwardedFor) const
{
    QHostAddress caller = from;
    QByteArrayView left(forwardedFor);
    while (has(caller) && !left.isEmpty()) {
        const qsizetype comma = left.lastIndexOf(',');
        const QHostAddress next = forwardedAddress(left.sliced(comma + 1).toByteArray());
        if (next.isNull())
            break;
        caller = next;
        left = left.first(std::max<qsizetype>(comma, 0));
    }
    return caller;
}

} // namespace mailboat
