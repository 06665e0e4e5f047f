// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/terminalchild.h"

#include "tests/support/paths.h"

#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vector>

namespace mailboat::test {

namespace {

constexpr int patience = 30000; // ms

} // namespace

TerminalChild::TerminalChild(const QStringList &arguments, const QStringList &environment)
    : TerminalChild(mailboatctlProgram(), arguments, environment)
{
}

TerminalChild::TerminalChild(const QString &program, const QStringList &arguments, const QStringList &environment)
{
    std::vector<QByteArray> texts {program.toLocal8Bit()};
    texts.reserve(texts.size() + static_cast<std::size_t>(arguments.size()));
    for (const QString &argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    std::vector<QByteArray> variables;
    variables.reserve(static_cast<std::size_t>(environment.size()));
    for (const QString &line : environment)
        variables.push_back(line.toLocal8Bit());

    winsize size {};
    size.ws_col = 120;
    size.ws_row = 40;
    m_process = forkpty(&m_terminal, nullptr, nullptr, &size);
    if (m_process < 0)
        throw std::runtime_error("no terminal");
    if (m_process == 0) {
        for (QByteArray &variable : variables)
            putenv(variable.data()); // NOLINT(concurrency-mt-unsafe): a child has no other threads
        execvp(pointers.front(), pointers.data());
        _exit(127);
    }
}

TerminalChild::~TerminalChild()
{
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
    }
    close(m_terminal);
}

bool TerminalChild::readMore()
{
    pollfd waited {m_terminal, POLLIN, 0};
    if (poll(&waited, 1, patience) != 1)
        throw std::runtime_error("nothing more comes after: " + m_screen.toStdString());
    char buffer[4096];
    const ssize_t got = read(m_terminal, buffer, sizeof buffer);
    if (got <= 0)
        return false; // the program has closed its end
    m_screen.append(buffer, got);
    return true;
}

void TerminalChild::waitFor(const QByteArray &text)
{
    while (!m_screen.contains(text)) {
        if (!readMore())
            throw std::runtime_error("'" + text.toStdString() + "' did not come: " + m_screen.toStdString());
    }
}

void TerminalChild::type(const QByteArray &keys)
{
    if (write(m_terminal, keys.constData(), static_cast<std::size_t>(keys.size())) != keys.size())
        throw std::runtime_error("cannot type");
}

int TerminalChild::exitStatus()
{
    while (readMore()) {}
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool TerminalChild::isEchoing() const
{
    termios settings {};
    return tcgetattr(m_terminal, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
}

} // namespace mailboat::test
