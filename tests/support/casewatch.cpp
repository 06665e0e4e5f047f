// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/casewatch.h"

#include <QtGlobal>

#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace mailboat::test {

namespace {

constexpr int failed = 99;

// Made ready beforehand: a signal handler may do no more than write it.
std::string running; // NOLINT(cert-err58-cpp)
std::string hangs; // NOLINT(cert-err58-cpp)
pid_t owner = 0; // a forked child's end is not the end of the case

void say(const std::string &text)
{
    // NOLINTNEXTLINE(bugprone-unused-return-value): there is nobody left to tell
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

void onAlarm(int)
{
    say(hangs);
    std::signal(SIGABRT, SIG_DFL); // Catch would report, with what a case that hangs may hold
    std::abort();
}

/// exit() in the middle of a case is no success, whatever status it was given.
void onExit()
{
    if (running.empty() || owner != ::getpid())
        return;
    say("\nThe process ended in the test case \"" + running + "\"; those after it did not run.\n");
    std::_Exit(failed);
}

unsigned limit()
{
    const int seconds = qEnvironmentVariableIntValue(CaseWatch::limitVariable);
    return seconds > 0 ? static_cast<unsigned>(seconds) : 0;
}

} // namespace

void CaseWatch::begin(const std::string &name)
{
    static const unsigned seconds = [] {
        std::atexit(onExit);
        std::signal(SIGALRM, onAlarm);
        return limit();
    }();
    owner = ::getpid();
    running = name;
    hangs = "\nThe test case \"" + name + "\" has not ended after " + std::to_string(seconds)
        + " s; those after it did not run.\n";
    ::alarm(seconds);
}

void CaseWatch::end()
{
    ::alarm(0);
    running.clear();
}

} // namespace mailboat::test
