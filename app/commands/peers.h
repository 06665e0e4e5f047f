// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

namespace mailboat {

/// `peers` and `peers list`: every row of the list.
class PeersListCommand final : public Command
{
public:
    /// Declares `peers` with everything it can do.
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;
};

class PeersShowCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    QString id;
};

} // namespace mailboat
