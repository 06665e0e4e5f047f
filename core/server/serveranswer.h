// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

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
    QByteArray body {}; ///< JSON, or empty
    QList<Header> headers {};
    void set(const QByteArray &name, const QByteArray &value) { headers.append(Header {name, value}); }
};

/// The one place where an error becomes an answer (protocol.md §2.3). What a caller can do nothing about is logged with its
/// detail, and answered as ServerFailed without it.
ServerAnswer answerTo(const ServerRequest &request, const Error &error);
/// The answer as it goes out: our extension's headers, and compressed where the caller reads that and it is worth it.
ServerAnswer dressed(const ServerRequest &request, ServerAnswer answer);

} // namespace mailboat
