// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/protocolversion.h"

namespace mailboat {

/// What all calls of version 5 have alike: who calls, and how an error reads.
class V5Version : public ProtocolVersion
{
public:
    Result<SignIn> signInOf(const ServerRequest &request) const override;
    ServerAnswer answerTo(const Error &told) const override;
};

} // namespace mailboat
