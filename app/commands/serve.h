// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

/// `serve`: the engine, until a signal comes.
class ServeCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString listen;
    std::optional<QString> certificateFile {};
    std::optional<QString> keyFile {};
    bool progress = false;
    bool testEndpoints = false;
    bool allowRoot = false;
};

} // namespace mailboat
