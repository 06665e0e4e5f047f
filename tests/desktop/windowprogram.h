// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/desktop/desktop.h"
#include "tests/support/child.h"

namespace mailboat::test {

/// The program `mailboat` on a desktop, used as a person with a screen reader uses it.
class WindowProgram final
{
public:
    WindowProgram(const Desktop &desktop, const QStringList &arguments, const QStringList &environment = {});
    /// `starter` is a program and its arguments, and becomes `mailboat`.
    static WindowProgram startedBy(const Desktop &desktop, const QStringList &starter);

    Child &process() { return m_process; }
    /// The window with that title, once it is shown and active.
    Accessible window(const QString &title);
    bool hasWindow(const QString &title);
    void waitUntilGone(const QString &title);
    /// The preferences window on its page Synchronise, once it has been filled with what stands in the datafile.
    Accessible preferences();

private:
    WindowProgram(
        const Desktop &desktop, const QString &program, const QStringList &arguments, const QStringList &environment);
    Accessible application();

    const Desktop &m_desktop;
    Child m_process;
};

/// What is shown below `in` with that role and name, once it is.
Accessible find(const Accessible &in, const QString &role, const QString &name);
/// Whether that is shown now.
bool has(const Accessible &in, const QString &role, const QString &name);
/// Waits for a label or a notification that holds these words, which may be a part of it.
Accessible findWords(const Accessible &in, const QString &words);
/// Presses that button once it is on.
void pressButton(const Accessible &in, const QString &name);
/// Replaces what stands in a field by key presses.
void fill(const Desktop &desktop, const Accessible &field, const QString &text);
/// Clicks into the table.
void clickCell(const Desktop &desktop, const Accessible &in, const QString &text);
/// Unlocks the preferences by key presses, whatever page they show.
void unlock(const Desktop &desktop, WindowProgram &program, const QString &code);
/// The page of a category of the preferences, by keys: its name is searched for, for the list may be longer than what is in view.
void showPage(const Desktop &desktop, const Accessible &preferences, const QString &category);

} // namespace mailboat::test
