// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serverrequest.h"

namespace mailboat {

namespace {

QByteArray decoded(QByteArray text)
{
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text);
}

bool isWeightZero(const QByteArray &parameter)
{
    const QByteArray trimmed = parameter.trimmed();
    bool isNumber = false;
    return trimmed.startsWith("q=") && qFuzzyIsNull(trimmed.mid(2).toDouble(&isNumber)) && isNumber;
}

} // namespace

Result<std::optional<QByteArray>> ServerRequest::argument(const QByteArray &key) const
{
    std::optional<QByteArray> found;
    const QList<QByteArray> parts = query.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (decoded(equals < 0 ? part : part.left(equals)) != key)
            continue;
        if (found)
            return failure(ErrorCode::RequestMalformed,
                {{QStringLiteral("why"),
                    QStringLiteral("\"%1\" stands in the query twice").arg(QString::fromLatin1(key))}});
        found = equals < 0 ? QByteArray("") : decoded(part.mid(equals + 1));
    }
    return found;
}

bool ServerRequest::acceptsGzip() const
{
    const QList<QByteArray> codings = header("accept-encoding").toLower().split(',');
    for (const QByteArray &coding : codings) {
        const QList<QByteArray> parts = coding.split(';');
        if (parts.first().trimmed() == "gzip")
            return parts.size() < 2 || !isWeightZero(parts.at(1));
    }
    return false;
}

void setTarget(ServerRequest &request, QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    request.path = QByteArray::fromPercentEncoding(target.first(mark < 0 ? target.size() : mark).toByteArray());
}

} // namespace mailboat
