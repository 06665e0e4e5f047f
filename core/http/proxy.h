// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

class QNetworkAccessManager;

namespace mailboat {

/// What the preference `proxy` means for a URL: "system" (http_proxy, https_proxy, all_proxy and no_proxy of the environment,
/// else what Qt finds), "none", or the URL of a proxy. With user name and password where they are given. This machine itself is
/// reached without, whatever is set.
QNetworkProxy proxyFor(const QString &preference, const QUrl &url);
QString proxyText(const QNetworkProxy &proxy); ///< host:port, never a password; empty for none
/// What an HTTP proxy is told of who asks, as the value of a header: a secret; empty: nothing. To others user() and password()
/// of the proxy are said.
QByteArray proxyAuthorization(const QNetworkProxy &proxy);
void useProxy(QNetworkAccessManager &network, const QString &preference);

} // namespace mailboat
