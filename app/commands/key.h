// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

namespace mailboat {

/// Where this machine's key for passwords is kept, and moving it between file and key ring. It is a person's, not a datafile's:
/// it needs neither a datafile nor its code.
class KeyCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    bool toRing = false;
    bool toFile = false;
    bool orNew = false; ///< to a file, a new one where the key ring does not give it
};

} // namespace mailboat
