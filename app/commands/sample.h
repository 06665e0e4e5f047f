// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

namespace mailboat {

/// `sample`: made-up data for trying things out.
class SampleCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    qint64 stores = 0;
    qint64 records = 0;
    qint64 seed = 1;
};

} // namespace mailboat
