// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"
#include "core/store/synclog.h"

#include <QString>

#include <optional>

namespace mailboat {

/// `log`: past cycles, audit entries and contacts, newest last.
class LogCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    /// SyncIdInvalid.
    Result<SyncLog::Filter> filterAsked() const;

    qint64 count = 50;
    bool follow = false;
    std::optional<QString> site; ///< entries about it alone
    std::optional<QString> kind; ///< of this kind alone
};

} // namespace mailboat
