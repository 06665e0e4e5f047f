// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/framing.h"

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr QByteArrayView codingHeader("transfer-encoding");
constexpr QByteArrayView lengthHeader("content-length");

/// RFC 9110 §5.6.2: blanks, and all that is neither letter nor digit nor one of these, stands in no name.
bool isTokenByte(char c)
{
    const bool isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return isAlphanumeric || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isNamed(QByteArrayView name, QByteArrayView known)
{
    return name.compare(known, Qt::CaseInsensitive) == 0;
}

/// libmicrohttpd puts the second line of a header that goes over two behind its name.
bool goesOnBehind(QByteArrayView name, QByteArrayView known)
{
    return name.size() > known.size() && isNamed(name.first(known.size()), known);
}

Error malformed(const char *why)
{
    return {ErrorCode::RequestMalformed, {{QStringLiteral("why"), QString::fromLatin1(why)}}};
}

} // namespace

void Framing::add(QByteArrayView name, QByteArrayView value)
{
    const bool isToken = !name.isEmpty() && std::all_of(name.begin(), name.end(), &isTokenByte);
    if (!isToken || goesOnBehind(name, codingHeader) || goesOnBehind(name, lengthHeader) || value.contains('\r'))
        m_isBroken = true;
    if (isNamed(name, codingHeader)) {
        ++m_codings;
        m_coding = value.toByteArray().toLower();
    }
    if (isNamed(name, lengthHeader)) {
        ++m_lengths;
        m_length = value.toByteArray();
    }
}

Result<> Framing::check(QByteArrayView httpVersion) const
{
    if (m_isBroken)
        return failure(malformed("a line of its head is no header"));
    if (m_codings > 0 && m_lengths > 0)
        return failure(malformed("it has both Transfer-Encoding and Content-Length"));
    if (m_codings > 1 || m_lengths > 1)
        return failure(malformed("it says twice how long it is"));
    if (m_codings > 0 && (m_coding != "chunked" || httpVersion == QByteArrayView("HTTP/1.0")))
        return failure(malformed("its transfer coding is not known"));
    if (m_lengths > 0 && !isDigits(m_length))
        return failure(malformed("its Content-Length is no number"));
    return {};
}

std::optional<qint64> Framing::length() const
{
    if (m_codings > 0)
        return {};
    if (m_lengths == 0)
        return 0;
    bool fits = false;
    const qint64 length = m_length.toLongLong(&fits);
    return fits ? length : std::numeric_limits<qint64>::max(); // of digits alone: too many of them
}

} // namespace mailboat
