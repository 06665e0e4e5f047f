// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/proxyaddress.h"

#include <QUrl>

namespace mailboat {

namespace {

constexpr QLatin1StringView schemeEnd {"://"};
constexpr quint16 usualHttpPort = 8080;
constexpr quint16 usualSocksPort = 1080;

QString decoded(QStringView part)
{
    return QUrl::fromPercentEncoding(part.toUtf8());
}

QString encoded(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

/// Nothing where it is a scheme of something else. https is written for proxies that are spoken to in plain HTTP, too.
std::optional<bool> isSocksScheme(const QString &scheme)
{
    if (scheme.startsWith(QLatin1StringView("socks5")) || scheme == QLatin1StringView("socks"))
        return true;
    if (scheme.isEmpty() || scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https"))
        return false;
    return std::nullopt;
}

} // namespace

quint16 ProxyAddress::port() const
{
    return static_cast<quint16>(address.port.value_or(isSocks ? usualSocksPort : usualHttpPort));
}

std::optional<ProxyAddress> proxyFromText(const QString &typed)
{
    const QString text = typed.trimmed();
    const qsizetype mark = text.indexOf(schemeEnd);
    const std::optional<bool> isSocks = isSocksScheme(mark < 0 ? QString() : text.first(mark).toLower());
    if (!isSocks)
        return std::nullopt;
    QString rest = mark < 0 ? text : text.sliced(mark + schemeEnd.size());
    ProxyAddress proxy {*isSocks, {}};
    if (const qsizetype at = rest.lastIndexOf(u'@'); at >= 0) {
        const QStringView signIn = QStringView(rest).first(at);
        const qsizetype colon = signIn.indexOf(u':');
        proxy.user = decoded(colon < 0 ? signIn : signIn.first(colon));
        proxy.password = colon < 0 ? QString() : decoded(signIn.sliced(colon + 1));
        rest = rest.sliced(at + 1);
    }
    if (rest.endsWith(u'/'))
        rest.chop(1);
    const auto address = addressFromText(rest);
    if (!address || address->port == 0)
        return std::nullopt;
    proxy.address = *address;
    return proxy;
}

QString proxyUrl(const ProxyAddress &proxy)
{
    QString signIn = encoded(proxy.user);
    if (!proxy.password.isEmpty())
        signIn += u':' + encoded(proxy.password);
    if (!signIn.isEmpty())
        signIn += u'@';
    return (proxy.isSocks ? QStringLiteral("socks5://") : QStringLiteral("http://")) + signIn
        + addressText(proxy.address);
}

QString withProxyPassword(const QString &typed, const QString &password)
{
    std::optional<ProxyAddress> proxy = proxyFromText(typed);
    if (!proxy)
        return typed;
    proxy->password = password;
    return proxyUrl(*proxy);
}

QString withoutPassword(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 0)
        return text;
    const qsizetype mark = text.indexOf(schemeEnd);
    const qsizetype from = mark < 0 || mark > at ? 0 : mark + schemeEnd.size();
    const qsizetype colon = text.indexOf(u':', from);
    if (colon < 0 || colon > at)
        return text;
    return text.first(colon + 1) + hiddenPassword + text.sliced(at);
}

} // namespace mailboat
