// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <sys/types.h>

namespace mailboat::test {

/// `mailboatctl` at a terminal of its own: what it prints on either channel is seen as a person sees it.
class TerminalChild
{
public:
    TerminalChild(const QStringList &arguments, const QStringList &environment);
    /// Another program there, found by PATH.
    TerminalChild(const QString &program, const QStringList &arguments, const QStringList &environment);
    ~TerminalChild();
    Q_DISABLE_COPY_MOVE(TerminalChild)

    /// Waits until the screen shows this; throws where the program ends or stays silent before.
    void waitFor(const QByteArray &text);
    void type(const QByteArray &keys); ///< Ctrl-C is "\x03", Enter "\r"
    int exitStatus(); ///< waits; -1 where a signal ended it
    const QByteArray &screen() const { return m_screen; } ///< everything shown so far
    bool isEchoing() const; ///< whether the terminal shows what is typed

private:
    bool readMore();

    int m_terminal = -1;
    pid_t m_process = -1;
    QByteArray m_screen;
};

} // namespace mailboat::test
