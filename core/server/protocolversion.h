// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/route.h"
#include "core/server/signin.h"

#include <vector>

namespace mailboat {

/// A version of the protocol: what is its own. What all have alike (signing in, limits, turns, codings, which errors are told)
/// is done once, by those who call this. Any thread.
class ProtocolVersion
{
public:
    ProtocolVersion() = default;
    virtual ~ProtocolVersion() = default;
    Q_DISABLE_COPY_MOVE(ProtocolVersion)
    /// Asked once; the handlers live as long as this. No other version has the same paths.
    virtual std::vector<Route> routes() = 0;
    /// What all its paths begin with: an unknown one that does is its own to refuse. Empty: none are.
    virtual QByteArray root() const { return {}; }
    /// Who calls. Asked before a large body has come, too. RequestCredentialsMissing.
    virtual Result<SignIn> signInOf(const ServerRequest &request) const = 0;
    /// Whether who calls stands in the body: then a large one is read only from where a site has signed in of late.
    virtual bool signsInByBody() const { return false; }
    /// Status and body of the answer that tells a caller of this error.
    virtual ServerAnswer answerTo(const Error &told) const = 0;
    /// The same where that depends on what was asked.
    virtual ServerAnswer answerFor(const ServerRequest &, const Error &told) const { return answerTo(told); }
};

} // namespace mailboat
