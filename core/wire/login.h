// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appuser.h"

namespace mailboat::wire {

/// Domain <-> JSON of `POST /api/v4/login` (protocol.md §8), as Open mSupply writes and reads it. Pure.

struct LoginRequest {
    QString userName;
    QString password; ///< plain
    QString siteName {}; ///< of the site that asks; empty: it does not say
};
/// RequestMalformed (why), without a word of the body.
Result<LoginRequest> parseLogin(const QByteArray &body);

/// Somebody who has signed in, and may in the places of `user`.
struct LoginAnswer {
    AppUser user;
    QString phone {};
    QString jobTitle {};
};
QByteArray compose(const LoginAnswer &answer);
/// A pause in the client's own form. Anything else as its status "error", at which it falls back to what it knows of the person,
/// with our error object beside that.
QByteArray composeLoginError(const Error &error);

} // namespace mailboat::wire
