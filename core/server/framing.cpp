// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/framing.h"

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr QByteArrayView codingHeader("transfer-encoding");
constexpr QByteArrayView lengthHeader("content-length");

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Error malformed(const char *why)
{
    return {ErrorCode::RequestMalformed, {{QStringLiteral("why"), QString::fromLatin1(why)}}};
}

} // namespace

void Framing::add(QByteArrayView name, QByteArrayView value)
{
    const QByteArray lower = name.toByteArray().toLower();
    if (lower == codingHeader)
        ++m_codings;
    if (lower == lengthHeader) {
        ++m_lengths;
        m_length = value.toByteArray();
    }
}

Result<> Framing::check() const
{
    if (m_codings == 0 && m_lengths > 1)
        return failure(malformed("it says twice how long it is"));
    if (m_codings == 0 && m_lengths > 0 && !isDigits(m_length))
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
