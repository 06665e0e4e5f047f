// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/privateway.h"

#include "core/prefs/syncpreferences.h"
#include "core/server/trustedproxies.h"

namespace mailboat {

bool isPrivateWay(const ServerRequest &request, const SyncPreferences &preferences)
{
    if (request.isTls)
        return true;
    // Of several the last is that of the proxy next to us.
    const QByteArray scheme = request.header("x-forwarded-proto").split(',').last().trimmed().toLower();
    const bool isForwarded = !scheme.isEmpty() || !request.header("x-forwarded-for").isEmpty();
    const bool isProxy = TrustedProxies(preferences.trustedProxies.value()).has(request.peer);
    if (request.peer.isLoopback()
        && !(isProxy && isForwarded)) // a proxy here that nobody has named may still say "http"
        return scheme.isEmpty() || scheme == "https";
    if (!isProxy)
        return false;
    return scheme.isEmpty() ? preferences.externalUrl.value().startsWith(QLatin1StringView("https:"))
                            : scheme == "https";
}

} // namespace mailboat
