// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/siteurl.h"

#include "core/prefs/address.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace mailboat {

namespace {

constexpr QLatin1StringView http {"http"};
constexpr QLatin1StringView https {"https"};
constexpr int httpPort = 80;
constexpr int httpsPort = 443;

auto invalidUrl(const QString &typed, const QString &why)
{
    return failure(
        ErrorCode::UrlInvalid, {{QStringLiteral("value"), shownInput(typed.trimmed())}, {QStringLiteral("why"), why}});
}

/// Why what follows the host cannot stay, or nothing where it is no more than a slash.
QString tailProblem(QStringView tail)
{
    if (tail.contains(u'?'))
        return QCoreApplication::translate("mailboat", "it has a query (what follows the question mark)");
    if (tail.contains(u'#'))
        return QCoreApplication::translate("mailboat", "it has a fragment (what follows the #)");
    if (tail.size() > 1 || tail.startsWith(u'\\'))
        return QCoreApplication::translate("mailboat", "it has a path; only the server itself is named");
    return {};
}

QString addressProblem(const Address &address)
{
    if (address.port == 0)
        return QCoreApplication::translate("mailboat", "a port is a number from 1 to 65535");
    if (isAnyAddress(address.host))
        return QCoreApplication::translate("mailboat", "that address stands for every address, not for one server");
    return {};
}

} // namespace

Result<QString> completedUrl(const QString &typed)
{
    constexpr int longest = 2000;
    const QString text = typed.trimmed();
    if (text.size() > longest)
        return invalidUrl(typed, QCoreApplication::translate("mailboat", "it is too long"));

    const qsizetype schemeEnd = text.indexOf(QLatin1StringView("://"));
    const QString scheme = schemeEnd < 0 ? QString() : text.first(schemeEnd).toLower();
    if (schemeEnd >= 0 && scheme != http && scheme != https)
        return invalidUrl(typed, QCoreApplication::translate("mailboat", "it must begin with http:// or https://"));
    const QString rest = schemeEnd < 0 ? text : text.sliced(schemeEnd + 3);

    static const QRegularExpression tailBegin(QStringLiteral("[/?#\\\\]"));
    const qsizetype found = rest.indexOf(tailBegin);
    const qsizetype authorityEnd = found < 0 ? rest.size() : found;
    if (QStringView(rest).first(authorityEnd).contains(u'@'))
        return invalidUrl(typed, QCoreApplication::translate("mailboat", "it has a user name or password in it"));
    if (const QString why = tailProblem(QStringView(rest).sliced(authorityEnd)); !why.isEmpty())
        return invalidUrl(typed, why);
    const auto address = addressFromText(rest.first(authorityEnd).trimmed());
    if (!address)
        return invalidUrl(typed, address.error());
    if (const QString why = addressProblem(*address); !why.isEmpty())
        return invalidUrl(typed, why);

    const QString completed = address->isIp || address->port ? http : https;
    return (scheme.isEmpty() ? completed : scheme) + QLatin1StringView("://") + addressText(*address);
}

quint16 portOf(const QUrl &url)
{
    const bool isSecure = url.scheme().endsWith(https); // Qt's "preconnect-https", too
    return static_cast<quint16>(url.port(isSecure ? httpsPort : httpPort));
}

} // namespace mailboat
