// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

#include <optional>

namespace mailboat {

/// `sites`: how each satellite stands with this primary.
class SitesCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    std::optional<QString> state; ///< those alone
    bool csv = false;
    bool summary = false;
};

} // namespace mailboat
