// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>

namespace mailboat {

/// Addresses of proxies in front of this primary (preference `trusted-proxies`): who calls through one is who it says. Of
/// nobody else is X-Forwarded-For believed, since anybody can write it.
class TrustedProxies
{
public:
    TrustedProxies() = default;
    explicit TrustedProxies(const QString &list); ///< as the preference keeps it
    bool has(const QHostAddress &address) const;
    /// Who calls on a connection from `from`: of the addresses in X-Forwarded-For, each of which the proxy behind it has added, the
    /// last that is no trusted proxy's itself.
    QHostAddress callerBehind(const QHostAddress &from, const QByteArray &forwardedFor) const;

private:
    QList<std::pair<QHostAddress, int>> m_networks;
};

} // namespace mailboat
