// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

class RecordsCountCommand final : public Command
{
public:
    /// Declares `records` with everything it can do.
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    std::optional<QString> table {};
};

class RecordsExportCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    std::optional<QString> table {};
};

class RecordsGetCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    QString table;
    QString id;
};

} // namespace mailboat
