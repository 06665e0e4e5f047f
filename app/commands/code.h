// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

class CodeAddCommand final : public Command
{
public:
    /// Declares `code` with `add`, `list` and `revoke`.
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString label;
    std::optional<QString> expires {};
};

class CodeListCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;
};

class CodeRevokeCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    QString label;
};

} // namespace mailboat
