// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/protocolversion.h"

namespace mailboat {

/// The versions of the protocol that the primary speaks, and which of them a request belongs to: the one that has its path,
/// for a path that none has the one whose root it begins with, and else the first. Any thread.
class ProtocolVersions
{
public:
    /// At least one.
    explicit ProtocolVersions(std::vector<std::unique_ptr<ProtocolVersion>> versions);
    /// RequestPathUnknown; RequestMethodWrong (allowed).
    Result<const Route *> routeOf(const ServerRequest &request) const;
    Result<SignIn> signInOf(const ServerRequest &request) const;
    bool signsInByBody(const ServerRequest &request) const;
    /// The one place where an error becomes an answer (protocol.md §2.3). What a caller can do nothing about is logged with its
    /// detail, and answered as ServerFailed without it.
    ServerAnswer answerTo(const ServerRequest &request, const Error &error) const;

private:
    struct Spoken {
        std::unique_ptr<ProtocolVersion> version;
        std::vector<Route> routes;
    };
    const Spoken &of(const ServerRequest &request) const;

    std::vector<Spoken> m_spoken;
};

} // namespace mailboat
