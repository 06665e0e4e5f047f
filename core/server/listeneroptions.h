// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/trustedproxies.h"

#include <QByteArray>

#include <chrono>

namespace mailboat {

/// How an HttpListener behaves; the limits are preferences.
struct ListenerOptions {
    QByteArray certificate {}; ///< PEM; empty: plain HTTP
    QByteArray key {};
    qint64 maxBody = 64 << 20;
    int maxConnections = 1000;
    int maxConnectionsPerAddress = 100;
    std::chrono::seconds idleTimeout {60};
    std::chrono::seconds headTimeout {20}; ///< from taking a connection to a complete head
    qint64 memory = 768 << 20; ///< of the MemoryAccount; more where that holds fewer than twelve of the largest bodies
    TrustedProxies trustedProxies {};
    QList<QByteArray>
        knownNetworks {}; ///< where a site has signed in before (networkOf()); at most `mostKnownNetworks`
    static constexpr int mostKnownNetworks = 20000;
};

} // namespace mailboat
