// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/coding.h"

#include <QByteArray>
#include <QList>

namespace mailboat {

struct ServerRequest;

/// What goes back to a caller.
struct ServerAnswer {
    struct Header {
        QByteArray name;
        QByteArray value;
    };
    int status = 200;
    QByteArray body {};
    QList<Header> headers {};
    bool hasStored = false; ///< records of the caller's were committed with it
    QByteArray type {QByteArrayLiteral("application/json")}; ///< of the body
    std::optional<Coding> coding {}; ///< that the body is in already
    QByteArray sum {}; ///< of the plain body (wire::sumOf()), where it has been worked out
    qint64 given = 0; ///< records of the change log in it
    bool isLogEnd = false; ///< and there are no more of them
    /// On the wire, about, without TLS: with a status line, a date and a length.
    qint64 bytes() const;
    void set(const QByteArray &name, const QByteArray &value) { headers.append(Header {name, value}); }
};

/// The answer with its body in a coding, where the caller reads one and it is worth it.
ServerAnswer codedFor(const ServerRequest &request, ServerAnswer answer);

/// The answer as it goes out: our extension's headers, and compressed where the caller reads that and it is worth it.
ServerAnswer dressed(const ServerRequest &request, ServerAnswer answer);

} // namespace mailboat
