// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

namespace mailboat {

/// `users` and `users list`: everybody who may sign in at clients through this primary.
class UsersListCommand final : public Command
{
public:
    /// Declares `users` with everything it can do.
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;
};

class UsersImportCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString file;
};

} // namespace mailboat
