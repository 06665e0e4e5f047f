// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "core/domain/result.h"

#include <memory>

namespace CLI {
class App;
}

namespace mailboat {

class Session;

/// One command with what its arguments said. The parser makes it and fills its fields, main() runs it once.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Q_DISABLE_COPY_MOVE(Command)
    /// An error ends the program with exitStatusOf() it.
    virtual Result<ExitStatus> run(Session &session) = 0;
};

/// The command that the arguments name, once they have been read.
using ChosenCommand = std::shared_ptr<Command>;

} // namespace mailboat
