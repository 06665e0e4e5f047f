// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/proxy.h"

#include <QNetworkAccessManager>

namespace mailboat {

namespace {

class Factory final : public QNetworkProxyFactory
{
public:
    explicit Factory(QString preference)
        : m_preference(std::move(preference))
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return {proxyFor(m_preference, query.url())};
    }

private:
    QString m_preference;
};

} // namespace

QNetworkProxy proxyFor(const QString &preference, const QUrl &url)
{
    if (preference == QLatin1String("system")) {
        const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.first();
    }
    const QUrl proxy(preference);
    if (proxy.host().isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool isSocks = proxy.scheme() == QLatin1String("socks5");
    return {isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.host(),
        static_cast<quint16>(proxy.port(isSocks ? 1080 : 8080))};
}

QString proxyText(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {};
    return QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
}

void useProxy(QNetworkAccessManager &network, const QString &preference)
{
    network.setProxyFactory(new Factory(preference)); // the manager takes it over
}

} // namespace mailboat
