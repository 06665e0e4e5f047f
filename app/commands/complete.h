// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"
#include "app/commands/commandpage.h"

namespace mailboat {

/// `complete`, which the shells' completion (resources/completion) asks and no person: what may stand in the place of the last word
/// of a command line, one a line, with a tab before the words about it; or ":file". The words come on standard input, each ended by a
/// null character: one of them may be a secret, and arguments can be seen. Whatever goes wrong, nothing: somebody is typing.
class CompleteCommand final : public Command
{
public:
    explicit CompleteCommand(CommandPage program);
    Result<ExitStatus> run(Session &session) override;

private:
    CommandPage m_program; ///< whose command line is typed
};

} // namespace mailboat
