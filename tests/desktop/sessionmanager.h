// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace mailboat::test {

/// The end of a desktop's session, as a session manager of X11 brings it about (XSMP): it asks the program that has registered, lets it
/// ask the person, and has it end or stay. One at a time.
class SessionManager final
{
public:
    SessionManager();
    ~SessionManager();
    Q_DISABLE_COPY_MOVE(SessionManager)

    /// What a program needs to register ("NAME=value").
    QString environment() const;
    void waitForProgram() const; ///< that has registered, and has nothing of its own to do
    /// Asks the program to end with the session.
    void end();
    bool isCancelled() const; ///< the program has had it cancelled
    /// Whether the program has let it go on; it is ended then.
    bool isEnded() const;

    struct Private;

private:
    std::unique_ptr<Private> m_private;
};

} // namespace mailboat::test
