// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

bool inputIsTerminal();
bool outputIsTerminal();
bool errorIsTerminal();
/// Columns of the terminal behind standard error; 80 where it does not say.
int terminalWidth();

/// Turns the echo of what is typed off while it lives, for codes and passwords.
class SilentTyping
{
public:
    SilentTyping();
    ~SilentTyping();
    Q_DISABLE_COPY_MOVE(SilentTyping)
};
/// Puts the echo back; safe in a signal handler.
void restoreEcho();

} // namespace mailboat
