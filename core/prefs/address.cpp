// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/address.h"

#include "core/domain/plaintext.h"
#include "core/prefs/preferencetext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int highestPort = 65535;

template<class T = QString>
tl::expected<T, QString> refused(const QString &why)
{
    return tl::unexpected<QString>(why);
}

bool isForeignDigit(QChar character)
{
    return character.isDigit() && (character < u'0' || character > u'9');
}

bool isIpv4(const QString &host)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!\\z)|\\z)){4}\\z"));
    return form.match(host).hasMatch();
}

/// Qt also takes what is no IPv6 address in brackets.
bool isIpv6Text(const QString &host)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-f.]*:[0-9a-f:.]*\\z"));
    return form.match(host).hasMatch();
}

/// Lower case and ASCII, or empty where it is no host at all.
QString canonicalHost(const QString &host)
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(host, QUrl::StrictMode);
    return url.isValid() ? url.host(QUrl::FullyEncoded) : QString();
}

bool isName(const QString &ascii)
{
    constexpr int longestName = 253;
    constexpr int longestLabel = 63;
    static const QRegularExpression form(QStringLiteral("\\A[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\\z"));
    const QStringList labels = ascii.split(u'.');
    return ascii.size() <= longestName && std::all_of(labels.cbegin(), labels.cend(), [](const QString &label) {
        return label.size() <= longestLabel && form.match(label).hasMatch();
    });
}

/// Programs disagree on what "127.1", "0x7f.0.0.1" or "2130706433" mean, so none of them is a name.
bool looksLikeNumbers(const QString &ascii)
{
    static const QRegularExpression form(QStringLiteral("(?:\\A|\\.)(?:[0-9]+|0x[0-9a-f]*)\\z"));
    return form.match(ascii).hasMatch();
}

tl::expected<QString, QString> nameFromText(const QString &typed)
{
    QString name = canonicalHost(typed.endsWith(u'.') ? typed.chopped(1) : typed);
    if (name.isEmpty() || !isName(name))
        return refused(QCoreApplication::translate("mailboat", "that is no name of a computer"));
    if (looksLikeNumbers(name) && (!isIpv4(name) || name != typed))
        return refused(QCoreApplication::translate("mailboat", "that is no complete IP address"));
    return name;
}

tl::expected<int, QString> portFromText(const QString &typed)
{
    const std::optional<int> port = PreferenceText<int>::fromText(typed);
    if (!port || *port > highestPort)
        return refused<int>(QCoreApplication::translate("mailboat", "a port is a number up to 65535"));
    return *port;
}

} // namespace

tl::expected<Address, QString> addressFromText(const QString &typed)
{
    if (typed.isEmpty())
        return refused<Address>(QCoreApplication::translate("mailboat", "there is no address in it"));
    const bool isStrange = std::any_of(
        typed.cbegin(), typed.cend(), [](QChar c) { return c.isSpace() || isForeignDigit(c) || c == u'%'; });
    if (isStrange || !isPlainText(typed)) {
        return refused<Address>(
            QCoreApplication::translate("mailboat", "it holds a space, or a character that no address has"));
    }
    const bool isIpv6 = typed.startsWith(u'[');
    const qsizetype hostEnd = isIpv6 ? typed.indexOf(u']') + 1 : typed.indexOf(u':');
    const QString host = hostEnd < 0 ? typed : typed.first(hostEnd);
    const QString rest = hostEnd < 0 ? QString() : typed.sliced(hostEnd);
    if ((isIpv6 && hostEnd == 0) || (!rest.isEmpty() && !rest.startsWith(u':')) || rest.count(u':') > 1) {
        return refused<Address>(
            QCoreApplication::translate("mailboat", "an IPv6 address stands in brackets, as in [fd00::5]:2048"));
    }

    Address address;
    if (isIpv6) {
        address.host = canonicalHost(host);
        if (!isIpv6Text(address.host))
            return refused<Address>(QCoreApplication::translate("mailboat", "that is no complete IP address"));
    } else if (const auto name = nameFromText(host); name) {
        address.host = *name;
    } else {
        return refused<Address>(name.error());
    }
    address.isIp = isIpv6 || isIpv4(address.host);
    if (!rest.isEmpty()) {
        const auto port = portFromText(rest.sliced(1));
        if (!port)
            return refused<Address>(port.error());
        address.port = *port;
    }
    return address;
}

QString addressText(const Address &address)
{
    const QString host = address.host.contains(u':') ? u'[' + address.host + u']' : address.host;
    return address.port ? host + u':' + QString::number(*address.port) : host;
}

bool isLoopback(const QString &host)
{
    return host == QLatin1StringView("localhost") || host == QLatin1StringView("::1")
        || (host.startsWith(QLatin1StringView("127.")) && isIpv4(host));
}

bool isAnyAddress(const QString &host)
{
    return host == QLatin1StringView("0.0.0.0") || host == QLatin1StringView("::");
}

Result<ListenAddress> listenAddressFromText(const QString &typed)
{
    const auto address = addressFromText(typed.trimmed());
    if (!address || !address->port)
        return failure(ErrorCode::ListenAddressInvalid, {{QStringLiteral("value"), shownInput(typed)}});
    return ListenAddress {address->host, static_cast<quint16>(*address->port)};
}

QString shownInput(const QString &typed)
{
    constexpr int longest = 100;
    const qsizetype userInfo = typed.lastIndexOf(u'@');
    QString shown = userInfo < 0 ? typed : u'…' + typed.sliced(userInfo);
    if (shown.size() > longest)
        shown = shown.first(longest) + u'…';
    if (!isPlainText(shown)) {
        for (QChar &character : shown) {
            if (!character.isPrint())
                character = u'?';
        }
    }
    return shown;
}

} // namespace mailboat
