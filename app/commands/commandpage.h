// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/declare.h"
#include "app/commands/helptext.h"

#include <QList>

namespace mailboat {

/// An option or a positional argument as it was declared.
struct OptionPage {
    QStringList names; ///< "-n", "--number"; of a positional argument the one in capitals
    QString value {}; ///< what stands for it: "N", "pull|push"; empty: it takes none
    QString words {};
    bool isPositional = false;
    bool isRequired = false;
    bool isRepeatable = false;

    QStringList choices() const; ///< empty: anything
};

/// A program or command as it was declared: what manual pages and completion are made of.
struct CommandPage {
    QString name;
    HelpText help;
    QList<OptionPage> options;
    QList<CommandPage> commands;
};

CommandPage pageOf(ArgumentParser &parser);

} // namespace mailboat
