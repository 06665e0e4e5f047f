// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// A command's page of help. Lines are wrapped by addPage(), not by whoever writes the words.
struct HelpText {
    QString summary; ///< one line, for the list of commands
    QString details {}; ///< paragraphs
    QString examples {}; ///< lines, each a command line
};

} // namespace mailboat
