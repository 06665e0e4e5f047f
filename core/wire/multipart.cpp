// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/multipart.h"

#include <algorithm>

namespace mailboat::wire {

namespace {

constexpr qsizetype longestBoundary = 70; // RFC 2046
constexpr qsizetype longestPartHead = 4096;
constexpr qsizetype mostParts = 16;

auto noForm(const char *why)
{
    return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QString::fromLatin1(why)}});
}

/// What stands behind `name` and an equals sign in the parameters of a header, which are divided by semicolons.
QByteArray parameterOf(QByteArrayView header, QByteArrayView name)
{
    const QList<QByteArray> parameters = header.toByteArray().split(';');
    for (const QByteArray &parameter : parameters) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0 || parameter.first(equals).trimmed().toLower() != name)
            continue;
        QByteArray value = parameter.sliced(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return value;
    }
    return {};
}

QByteArray nameOf(QByteArrayView head)
{
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("content-disposition:"))
            return parameterOf(line.trimmed(), "name");
    }
    return {};
}

} // namespace

Result<QList<FormPart>> parseForm(QByteArrayView body, const QByteArray &contentType)
{
    const QByteArray boundary = parameterOf(contentType, "boundary");
    if (!contentType.trimmed().toLower().startsWith("multipart/form-data") || boundary.isEmpty()
        || boundary.size() > longestBoundary)
        return noForm("it is no form");
    const QByteArray first = "--" + boundary;
    const QByteArray divider = "\r\n" + first;
    if (!body.startsWith(first))
        return noForm("its form does not begin");
    QList<FormPart> parts;
    for (qsizetype at = first.size();;) {
        if (body.sliced(at).startsWith("--"))
            return parts;
        const QByteArrayView head = body.sliced(at).first(std::min(longestPartHead, body.size() - at));
        const qsizetype headEnd = head.indexOf("\r\n\r\n");
        if (!head.startsWith("\r\n") || headEnd < 0)
            return noForm("a part of its form has no head");
        const qsizetype begin = at + headEnd + 4;
        const qsizetype end = body.indexOf(divider, begin);
        if (end < 0)
            return noForm("a part of its form has no end");
        if (parts.size() >= mostParts)
            return noForm("its form has too many parts");
        if (const QByteArray name = nameOf(head.first(headEnd)); !name.isEmpty())
            parts.append({name, body.sliced(begin, end - begin)});
        at = end + divider.size();
    }
}

} // namespace mailboat::wire
