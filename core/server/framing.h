// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <optional>

namespace mailboat {

/// Where a request's body ends, as its head says (RFC 9112 §6). What a proxy on the way could read otherwise than
/// libmicrohttpd does is refused, or a part of one caller's request would be taken for another's.
class Framing
{
public:
    /// A header as it came, in its turn.
    void add(QByteArrayView name, QByteArrayView value);
    /// Of all that were added. `httpVersion`: "HTTP/1.1".
    /// RequestMalformed; after that nobody knows where the next request begins.
    Result<> check(QByteArrayView httpVersion) const;
    /// Of the body, in bytes; nothing: it comes in chunks. One that no qint64 holds is the largest that one does.
    std::optional<qint64> length() const;

private:
    int m_codings = 0;
    int m_lengths = 0;
    QByteArray m_coding;
    QByteArray m_length;
    bool m_isBroken = false;
};

} // namespace mailboat
