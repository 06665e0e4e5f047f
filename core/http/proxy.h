// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

class QNetworkAccessManager;

namespace mailboat {

/// What the preference `proxy` means for a URL: "system", "none", or the URL of a proxy.
QNetworkProxy proxyFor(const QString &preference, const QUrl &url);
QString proxyText(const QNetworkProxy &proxy); ///< host:port, never a password; empty for none
void useProxy(QNetworkAccessManager &network, const QString &preference);

} // namespace mailboat
