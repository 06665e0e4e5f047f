// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

/// `init`: makes the datafile and its first authorisation code.
class InitCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    bool test = false;
    std::optional<QString> syncId {};
};

} // namespace mailboat
