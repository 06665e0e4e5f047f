// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mailboat {

/// Ctrl-C (SIGINT) and SIGTERM. Outside of a Scope either ends the process at once, which the datafile stands; inside the
/// first one is passed on, so that a command can end cleanly, and the second ends the process. One object a process.
class Signals final : public QObject
{
    Q_OBJECT
public:
    /// Puts the handlers in; SIGPIPE is ignored from then on, a closed pipe is a failed write.
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

    /// While one exists, the command at work promises to look at wasRaised() or to follow raised().
    class Scope
    {
    public:
        Scope();
        ~Scope();
        Q_DISABLE_COPY_MOVE(Scope)
    };

    /// The signal that came first, or 0.
    static int wasRaised();
    /// Becomes readable when a signal comes, for poll().
    static int descriptor();

signals:
    void raised(int signal); ///< needs an event loop

private:
    void pass();
};

} // namespace mailboat
