// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

namespace mailboat {

/// `prefs`: every preference with its value.
class PrefsCommand final : public Command
{
public:
    /// Declares `prefs` with its `get` and `set`.
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;
};

class PrefsGetCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    QString name;
};

class PrefsSetCommand final : public Command
{
public:
    Result<ExitStatus> run(Session &session) override;

    QString name;
    QString value;
    std::optional<QString> passwordFile {};

private:
    Result<QString> wholeValue(Session &session) const;
};

} // namespace mailboat
