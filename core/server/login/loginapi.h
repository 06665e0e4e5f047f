// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/protocolversion.h"

namespace mailboat {

/// The call by which Open mSupply has a person signed in (protocol.md §8): name and password stand in the body. An error reads as that
/// client's reader wants it, or it says nothing of it to the person.
class LoginApi final : public ProtocolVersion
{
public:
    std::vector<Route> routes() override;
    Result<SignIn> signInOf(const ServerRequest &request) const override;
    ServerAnswer answerTo(const Error &told) const override;

private:
    static Result<ServerAnswer> login(const PersonCall &call);
};

} // namespace mailboat
