// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

class PeersAddCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString id;
    QString userName;
    std::optional<QString> passwordFile {};
    QString url;
};

/// Changes what is named and leaves the rest.
class PeersEditCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString id;
    std::optional<QString> newId {};
    std::optional<QString> userName {};
    std::optional<QString> passwordFile {};
    std::optional<QString> url {};
    std::optional<QString> mayOmitHardwareId {}; ///< "yes" or "no"
    std::optional<QString> omsCentral {}; ///< the same
    std::optional<QString> timeZone {};
};

class PeersRemoveCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString id;
};

class PeersClearHardwareCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString id;
};

} // namespace mailboat
