// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/desktop/accessible.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

namespace mailboat::test {

/// A desktop of a test's own: an X screen that nobody sees, a window manager, a session bus with the bus of the screen readers,
/// an empty home. It ends with its owner.
class Desktop final
{
public:
    Desktop();
    ~Desktop();
    Q_DISABLE_COPY_MOVE(Desktop)

    void startTray();
    /// What a program needs to be on this desktop ("NAME=value").
    QStringList environment() const;
    QString home() const { return m_folder.filePath(QStringLiteral("home")); }

    /// Keys as xdotool names them: "Tab", "ctrl+a". They go to the active window.
    void keys(const QStringList &names) const;
    void type(const QString &text) const;
    void click(QPoint place, int button = 1) const;
    void minimise() const; ///< the active window
    /// Windows of that class on the screen, by their numbers.
    QStringList windows(const QString &className, bool visible = false) const;
    QPoint middleOf(const QString &window) const;

    QDBusConnection screenReaderBus() const { return *m_bus; }
    QDBusConnection sessionBus() const;
    /// What the program with that process id shows to a screen reader, once it is there.
    Accessible application(qint64 processId) const;

private:
    QString startHelper(const QString &program, const QStringList &arguments);
    QByteArray xdotool(const QStringList &arguments) const;
    QStringList variables() const;

    QTemporaryDir m_folder;
    QString m_display {};
    QString m_sessionBus {};
    std::vector<std::unique_ptr<QProcess>> m_helpers {};
    std::optional<QDBusConnection> m_bus {}; ///< of the screen readers
};

} // namespace mailboat::test
