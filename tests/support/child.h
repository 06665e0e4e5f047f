// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

namespace mailboat::test {

/// A process of ours, run as a user would, ended with its owner.
class Child final
{
public:
    /// Starts `mailboatctl` with these arguments and these variables added to the environment ("NAME=value").
    explicit Child(const QStringList &arguments, const QStringList &environment = {});
    /// Starts another program so.
    Child(const QString &program, const QStringList &arguments, const QStringList &environment);
    ~Child();
    Q_DISABLE_COPY_MOVE(Child)

    void write(const QByteArray &input); ///< and closes the standard input
    /// Waits for a line of standard output that begins so, and returns the rest of it; throws where it does not come.
    QByteArray lineAfter(const QByteArray &beginning);
    /// Waits for the end; -1 where it was killed.
    int exitStatus();
    void killNow(); ///< SIGKILL, at once, without waiting
    void terminate(); ///< SIGTERM
    void interrupt(); ///< SIGINT
    qint64 processId() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    QByteArray output(); ///< all of standard output so far
    QByteArray errors(); ///< all of standard error so far

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

struct Ran {
    int status = -1;
    QByteArray output;
    QByteArray errors;
};
/// Lets it run to its end.
Ran ranToEnd(Child &child, const QByteArray &input = {});
/// Runs `mailboatctl` to its end.
Ran run(const QStringList &arguments, const QByteArray &input = {}, const QStringList &environment = {});

} // namespace mailboat::test
