// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/terminal.h"

#include <atomic>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace mailboat {

namespace {

termios asItWas {};
std::atomic<bool> isSilent {false};

} // namespace

bool inputIsTerminal()
{
    return isatty(STDIN_FILENO) == 1;
}

bool outputIsTerminal()
{
    return isatty(STDOUT_FILENO) == 1;
}

bool errorIsTerminal()
{
    return isatty(STDERR_FILENO) == 1;
}

int terminalWidth()
{
    winsize size {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

SilentTyping::SilentTyping()
{
    if (tcgetattr(STDIN_FILENO, &asItWas) != 0)
        return;
    isSilent = true;
    termios silent = asItWas;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
}

SilentTyping::~SilentTyping()
{
    restoreEcho();
}

void restoreEcho()
{
    if (isSilent.exchange(false))
        tcsetattr(STDIN_FILENO, TCSANOW, &asItWas);
}

} // namespace mailboat
