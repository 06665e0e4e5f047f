// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

class Datafile;

/// `records quarantine`: what could not be taken, and why; one entry with its data.
class QuarantineCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    qint64 number = 0; ///< 0: all, without their data

private:
    Result<ExitStatus> show(Session &session, Datafile &datafile) const;
};

/// `records retry`: tries it again.
class RetryCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    qint64 number = 0; ///< 0: all
};

/// `records drop`: gives one of them up.
class DropCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    qint64 number = 0;
};

} // namespace mailboat
