// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/coding.h"
#include "core/server/requestheaders.h"
#include "core/wire/positions.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

namespace mailboat {

/// One HTTP request, whole, as it came; nobody has checked who sent it.
struct ServerRequest {
    QByteArray method;
    QByteArray path; ///< decoded
    QByteArray query; ///< as written, without "?"
    RequestHeaders
        headers; ///< by name in lower case; of several with one name the first, but of x-forwarded-for, which is one list
    QByteArray body;
    QHostAddress address; ///< of the caller; where a trusted proxy forwards for it, what that says
    QHostAddress ownAddress; ///< where the caller reached us
    QHostAddress peer {}; ///< the other end of the connection: the caller, or a proxy
    bool isTls = false; ///< the connection is, as far as that peer

    struct BasicCredentials {
        QString userName;
        QByteArray password;
    };
    /// Of HTTP's Basic scheme; nothing where they are missing, unreadable or without a user name.
    std::optional<BasicCredentials> basicCredentials() const;
    QByteArray header(QByteArrayView lowerCaseName) const { return headers.value(lowerCaseName); }
    /// The value of a query key, decoded; nothing where it is missing. RequestMalformed where it stands there twice.
    Result<std::optional<QByteArray>> argument(const QByteArray &key) const;
    bool isMailboat() const { return header("mailboat") == "1"; } ///< protocol.md §2.9
    bool canEpoch() const { return isMailboat() && wire::canEpoch(header(wire::canHeader)); }
    bool canAhead() const { return isMailboat() && wire::canAhead(header(wire::canHeader)); }
    bool canIdle() const { return isMailboat() && wire::canIdle(header(wire::canHeader)); }
    bool canWaiting() const { return isMailboat() && wire::canWaiting(header(wire::canHeader)); }
    /// About how much there is for the site is to be said.
    bool asksWhatWaits() const { return canWaiting() && header(wire::waitingHeader) == "1"; }
    /// On the wire, about, without TLS: the body as it came.
    qint64 bytes() const { return method.size() + path.size() + query.size() + 14 + headers.bytes() + body.size(); }
    bool isCheck() const { return header("mailboat-check") == "1"; }
    /// The best coding that the caller reads: gzip, and zstd between our own; empty: none.
    std::optional<Coding> answerCoding() const;
};

/// Splits what stands behind the verb into path and query.
void setTarget(ServerRequest &request, QByteArrayView target);

} // namespace mailboat
