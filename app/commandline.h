// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/declare.h"
#include "app/globaloptions.h"

#include <QString>

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mailboat {

struct Invocation {
    GlobalOptions global;
    ChosenCommand command;
};

/// The command line of mailboatctl as it is declared; filling `invocation`, which outlives it.
std::unique_ptr<ArgumentParser> commandLine(Invocation &invocation);
/// Reads the arguments after the program's name. UsageWrong where they cannot be understood.
Result<std::variant<Invocation, Information>> parse(std::vector<std::string> arguments);
/// Whether errors are wanted as JSON; works for arguments that cannot be understood, too.
bool wantsJson(const std::vector<std::string> &arguments);

} // namespace mailboat
