// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/proxy.h"

#include "core/prefs/proxyaddress.h"
#include "core/prefs/siteurl.h"

#include <QHostAddress>
#include <QNetworkAccessManager>

#include <algorithm>

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

/// This machine itself, which no proxy leads to.
bool isThisMachine(const QString &host)
{
    return isLoopback(host) || host.endsWith(QLatin1StringView(".localhost")) || QHostAddress(host).isLoopback();
}

constexpr const char *signIn = "Proxy-Authorization";

/// An HTTP proxy is told at once who asks, as curl does, not when it wants to know: some close the line with the question.
QNetworkProxy toldAtOnce(QNetworkProxy proxy)
{
    if (proxy.type() != QNetworkProxy::HttpProxy || proxy.user().isEmpty())
        return proxy;
    proxy.setRawHeader(signIn, "Basic " + (proxy.user() + u':' + proxy.password()).toUtf8().toBase64());
    proxy.setUser({});
    proxy.setPassword({});
    return proxy;
}

QNetworkProxy qtProxy(const ProxyAddress &proxy)
{
    return toldAtOnce({proxy.isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.address.host,
        proxy.port(), proxy.user, proxy.password});
}

/// As other programs have it: in small letters first.
QString variable(QByteArray name)
{
    const QString small = qEnvironmentVariable(name.constData()).trimmed();
    return small.isEmpty() ? qEnvironmentVariable(name.toUpper().constData()).trimmed() : small;
}

/// An entry of no_proxy: "*", a name and all below it, an address, a network; a port may follow.
bool excludes(const QString &entry, const QUrl &url)
{
    if (entry == QLatin1StringView("*"))
        return true;
    const QHostAddress address(url.host());
    if (entry.contains(u'/'))
        return !address.isNull() && address.isInSubnet(QHostAddress::parseSubnet(entry));
    QString name = entry.startsWith(QLatin1StringView("*.")) ? entry.sliced(2) : entry;
    name = name.startsWith(u'.') ? name.sliced(1) : name;
    if (const QHostAddress excluded(name); !excluded.isNull())
        return excluded == address;
    if (const auto named = addressFromText(name); named && named->port) {
        name = named->host;
        if (*named->port != portOf(url))
            return false;
    }
    return !name.isEmpty() && (url.host() == name || url.host().endsWith(u'.' + name));
}

/// What the variables of the environment say; nothing where they say nothing of this URL.
std::optional<QNetworkProxy> proxyOfEnvironment(const QUrl &url)
{
    const bool isSecure = url.scheme().endsWith(QLatin1StringView("https")); // Qt's "preconnect-https", too
    QString text = variable(isSecure ? "https_proxy" : "http_proxy");
    for (const char *other : {"all_proxy", "http_proxy"}) // that of http for https: as Qt has it
        text = text.isEmpty() ? variable(other) : text;
    const std::optional<ProxyAddress> proxy = proxyFromText(text);
    if (!proxy)
        return std::nullopt;
    const QStringList excluded = variable("no_proxy").toLower().split(u',', Qt::SkipEmptyParts);
    const bool isExcluded = std::any_of(
        excluded.cbegin(), excluded.cend(), [&url](const QString &entry) { return excludes(entry.trimmed(), url); });
    return isExcluded ? QNetworkProxy(QNetworkProxy::NoProxy) : qtProxy(*proxy);
}

} // namespace

QNetworkProxy proxyFor(const QString &preference, const QUrl &url)
{
    const QNetworkProxy none(QNetworkProxy::NoProxy);
    if (isThisMachine(url.host()) || preference == QLatin1String("none"))
        return none;
    if (preference == QLatin1String("system")) {
        if (const auto proxy = proxyOfEnvironment(url))
            return *proxy;
        const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        return found.isEmpty() ? none : toldAtOnce(found.first());
    }
    const std::optional<ProxyAddress> proxy = proxyFromText(preference);
    return proxy ? qtProxy(*proxy) : none;
}

QString proxyText(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {};
    return QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
}

QByteArray proxyAuthorization(const QNetworkProxy &proxy)
{
    return proxy.rawHeader(signIn);
}

void useProxy(QNetworkAccessManager &network, const QString &preference)
{
    network.setProxyFactory(new Factory(preference)); // the manager takes it over
}

} // namespace mailboat
