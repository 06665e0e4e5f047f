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
    QByteArray body {};
    QList<Header> headers {};
    bool hasStored = false; ///< records of the caller's were committed with it
    QByteArray type {QByteArrayLiteral("application/json")}; ///< of the body
    void set(const QByteArray &name, const QByteArray &value) { headers.append(Header {name, value}); }
};

/// The answer as it goes out: our extension's headers, and compressed where the caller reads that and it is worth it.
ServerAnswer dressed(const ServerRequest &request, ServerAnswer answer);

} // namespace mailboat
