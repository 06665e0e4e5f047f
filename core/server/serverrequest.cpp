// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serverrequest.h"

namespace mailboat {

namespace {

QByteArray unescaped(QByteArray text)
{
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text);
}

} // namespace

std::optional<ServerRequest::BasicCredentials> ServerRequest::basicCredentials() const
{
    const QByteArray value = header("authorization").trimmed();
    const auto decoded
        = QByteArray::fromBase64Encoding(value.mid(6).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? decoded.decoded.indexOf(':') : -1;
    if (value.left(6).toLower() != "basic " || colon <= 0)
        return {};
    return BasicCredentials {QString::fromUtf8(decoded.decoded.left(colon)), decoded.decoded.mid(colon + 1)};
}

Result<std::optional<QByteArray>> ServerRequest::argument(const QByteArray &key) const
{
    std::optional<QByteArray> found;
    const QList<QByteArray> parts = query.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (unescaped(equals < 0 ? part : part.left(equals)) != key)
            continue;
        if (found)
            return failure(ErrorCode::RequestMalformed,
                {{QStringLiteral("why"),
                    QStringLiteral("\"%1\" stands in the query twice").arg(QString::fromLatin1(key))}});
        found = equals < 0 ? QByteArray("") : unescaped(part.mid(equals + 1));
    }
    return found;
}

std::optional<Coding> ServerRequest::answerCoding() const
{
    const QByteArray accepted = header("accept-encoding");
    return isMailboat() ? acceptedOf(accepted, {Coding::Zstd, Coding::Gzip}) : acceptedOf(accepted, {Coding::Gzip});
}

void setTarget(ServerRequest &request, QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    request.path = QByteArray::fromPercentEncoding(target.first(mark < 0 ? target.size() : mark).toByteArray());
}

} // namespace mailboat
