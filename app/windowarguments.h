// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/declare.h"

namespace mailboat {

/// What the arguments of `mailboat` say.
struct WindowArguments {
    std::optional<QString> datafile {};
    QString picture {}; ///< file to write one to
    bool isHidden = false;
};

/// The command line of `mailboat` as it is declared; filling `said`, which outlives it.
std::unique_ptr<ArgumentParser> windowCommandLine(WindowArguments &said);

} // namespace mailboat
