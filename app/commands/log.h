// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

namespace mailboat {

/// `log`: past cycles and audit entries, newest last.
class LogCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    qint64 count = 50;
    bool follow = false;
};

} // namespace mailboat
