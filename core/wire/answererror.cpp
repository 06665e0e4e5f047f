// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/answererror.h"

#include "core/prefs/siteurl.h"
#include "core/wire/wire.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace mailboat::wire {

namespace {

constexpr qsizetype longestPage = 200; // characters of a URL that is shown

/// The server alone, in the form in which it is kept; empty where it could not be entered as a primary's URL.
QString serverOf(const QUrl &url)
{
    const bool isUsual = portOf(url) == portOf(QUrl(url.scheme() + QStringLiteral("://x")));
    QUrl server;
    server.setScheme(url.scheme());
    server.setHost(url.host());
    server.setPort(isUsual ? -1 : url.port());
    return completedUrl(server.toString(QUrl::FullyEncoded)).value_or(QString());
}

bool isPrivateAddress(const QString &host)
{
    static constexpr const char *networks[] {
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"};
    const QHostAddress address(host);
    return !address.isNull() && std::any_of(std::begin(networks), std::end(networks), [&address](const char *network) {
        return address.isInSubnet(QHostAddress::parseSubnet(QLatin1String(network)));
    });
}

/// A server that has moved keeps the path. A portal leads to a page of its own, mostly says so in its address, and mostly
/// notes in the query where one wanted to go.
bool leadsToSignIn(const QUrl &to, const QUrl &asked)
{
    if (to.path().endsWith(asked.path()))
        return false;
    static const QRegularExpression names(
        QStringLiteral("log-?in|log-?on|sign-?in|sign-?on|hot-?spot|captive|portal|wi-?fi|"
                       "(?<![a-z])(?:guest|splash|welcome|voucher|sso|o?auth2?|authenticate|authorize)(?![a-z])"));
    if (names.match((to.host() + to.path()).toLower()).hasMatch())
        return true;
    const QString query = to.query(QUrl::FullyDecoded);
    if (query.contains(asked.path()) || query.contains(asked.host(), Qt::CaseInsensitive))
        return true;
    return to.host() != asked.host() && isPrivateAddress(to.host());
}

Error redirect(Error found, const QByteArray &location, const QUrl &asked)
{
    const QUrl to = asked.resolved(QUrl(QString::fromUtf8(location.trimmed())));
    const bool isWeb = to.scheme() == QLatin1String("http") || to.scheme() == QLatin1String("https");
    if (!isWeb || to.host().isEmpty())
        return found;
    if (found.code == ErrorCode::NetworkSignIn || leadsToSignIn(to, asked)) {
        found.code = ErrorCode::NetworkSignIn;
        const auto shown = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded;
        found.values.insert(QStringLiteral("page"), to.toString(QUrl::FormattingOptions(shown)).left(longestPage));
        return found;
    }
    const QString server = serverOf(to);
    if (server == serverOf(asked))
        found.code = ErrorCode::WebPage;
    else if (!server.isEmpty())
        found.values.insert(QStringLiteral("to"), server);
    return found;
}

} // namespace

Error answerError(const HttpReply &reply, const QUrl &asked)
{
    Error error = parseError(reply.status, reply.body, reply.header("content-type"));
    const QByteArray location = reply.header("location");
    if (reply.status >= 300 && reply.status < 400 && !location.isEmpty()
        && (error.code == ErrorCode::Redirected || error.code == ErrorCode::NetworkSignIn))
        error = redirect(std::move(error), location, asked);
    error.values.insert(QStringLiteral("host"), asked.host());
    error.values.insert(QStringLiteral("port"), portOf(asked));
    error.values.insert(QStringLiteral("url"), asked.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    return error;
}

} // namespace mailboat::wire
