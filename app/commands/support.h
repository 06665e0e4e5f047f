// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

namespace mailboat {

/// `support`: what support asks for, in one file without a secret.
class SupportCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString file;
};

} // namespace mailboat
