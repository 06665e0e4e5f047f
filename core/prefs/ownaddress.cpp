// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/ownaddress.h"

#include "core/prefs/address.h"
#include "core/prefs/siteurl.h"
#include "core/prefs/syncpreferences.h"

#include <QSysInfo>
#include <QUrl>

namespace mailboat {

namespace {

struct Place {
    QString host;
    int port = 0;
    bool operator==(const Place &) const = default;
};

Place placeOf(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    return {parsed.host(QUrl::FullyEncoded), portOf(parsed)};
}

} // namespace

bool isOwnAddress(const QString &url, const SyncPreferences &preferences)
{
    const Place there = placeOf(url);
    if (const QString &external = preferences.externalUrl.value(); !external.isEmpty() && there == placeOf(external))
        return true;
    if (roleOf(preferences.site()) != SiteRole::Primary)
        return false;
    const Result<ListenAddress> listen = listenAddressFromText(preferences.listen.value());
    if (!listen || listen->port == 0 || there.port != listen->port)
        return false;
    const bool listensToAll = isAnyAddress(listen->host);
    if (isLoopback(there.host))
        return listensToAll || isLoopback(listen->host);
    return there.host == listen->host || (listensToAll && there.host == QSysInfo::machineHostName().toLower());
}

} // namespace mailboat
