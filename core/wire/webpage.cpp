// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/webpage.h"

#include <QRegularExpression>

#include <algorithm>

namespace mailboat::wire {

namespace {

constexpr qsizetype lookedThrough = 256 * 1024; // bytes: a portal's styles and scripts may come first

/// Where the first element begins: behind white space, a byte order mark, comments and an XML declaration.
QByteArray beginOf(const QByteArray &body)
{
    QByteArray rest = body.left(4096).toLower();
    if (rest.startsWith("\xEF\xBB\xBF"))
        rest.remove(0, 3);
    for (;;) {
        rest = rest.trimmed();
        const bool isComment = rest.startsWith("<!--");
        if (!isComment && !rest.startsWith("<?"))
            return rest.left(64);
        const qsizetype end = rest.indexOf(isComment ? "-->" : "?>");
        if (end < 0)
            return {};
        rest.remove(0, end + (isComment ? 3 : 2));
    }
}

} // namespace

bool isWebPage(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray type = contentType.trimmed().toLower();
    if (type.startsWith("text/html") || type.startsWith("application/xhtml"))
        return true;
    static constexpr const char *begins[] {"<!doctype html", "<html", "<head", "<body", "<meta", "<script"};
    const QByteArray start = beginOf(body);
    return std::any_of(
        std::begin(begins), std::end(begins), [&start](const char *begin) { return start.startsWith(begin); });
}

bool asksToSignIn(const QByteArray &page)
{
    static const QRegularExpression signs(
        QStringLiteral("type\\s*=\\s*[\"']?password|WISPAccessGatewayParam|log-?in|log-?on\\b|sign-?in\\b|sign-?on\\b|"
                       "(?<![a-z])(?:log|sign) (?:in|on)\\b|hot ?spot|captive|voucher|se connecter|connectez-vous|"
                       "identifiez-vous|iniciar sesi|iniciar sess|anmelden|تسجيل الدخول|سجل الدخول|سجّل الدخول"),
        QRegularExpression::CaseInsensitiveOption);
    return signs.match(QString::fromUtf8(page.left(lookedThrough))).hasMatch();
}

Error pageError(int status, const QByteArray &page)
{
    constexpr int networkAuthenticationRequired = 511;
    const bool isSignIn = status == networkAuthenticationRequired || asksToSignIn(page);
    return {isSignIn ? ErrorCode::NetworkSignIn : ErrorCode::WebPage, {{QStringLiteral("status"), status}}};
}

} // namespace mailboat::wire
