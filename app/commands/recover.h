// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

/// `recover`: how a datafile goes on that was put back from a copy, or is on another machine than before.
class RecoverCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    std::optional<QString> choice {};
    std::optional<QString> site {};
    bool isSure = false;
};

} // namespace mailboat
