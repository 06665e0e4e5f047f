// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/openwindow.h"

#include "core/store/settingstable.h"
#include "ui/preferences/unlockdialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

namespace mailboat::test {

namespace {

constexpr int patience = 20000; // ms: an event that has not come by then is lost

} // namespace

OpenWindow::OpenWindow(TestSite &shown)
    : site(shown)
    , connection(shown.address(), shown.clock())
    , window(connection, lock, prompt, shown.clock())
{
    connection.open();
    waitForDraft();
    showActive(window);
}

void OpenWindow::waitUntil(const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, patience))
        throw std::runtime_error("what was waited for did not happen");
}

void OpenWindow::waitForDraft()
{
    QSignalSpy loaded(&window, &PreferencesDialog::loaded);
    if (!window.draft() || loaded.isEmpty())
        waitUntil([&] { return !loaded.isEmpty(); });
}

void OpenWindow::type(const char *field, const QString &text)
{
    auto &edit = the<QLineEdit>(field);
    edit.setFocus();
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Backspace);
    QTest::keyClicks(&edit, text);
}

void OpenWindow::press(const char *button)
{
    QTest::mouseClick(&the<QPushButton>(button), Qt::LeftButton);
}

void OpenWindow::enterCode(const QString &code)
{
    auto &dialog = over<UnlockDialog>();
    auto &field = child<QLineEdit>(dialog, QStringLiteral("code"));
    field.selectAll();
    QTest::keyClicks(&field, code);
    QTest::keyClick(&field, Qt::Key_Return);
}

void OpenWindow::unlock(const QString &code)
{
    press("padlockButton");
    enterCode(code);
    waitUntil([this] { return lock.isUnlocked(); });
    comeBack();
}

/// The platform without a screen has no window manager that would give the window the keyboard again.
void OpenWindow::comeBack()
{
    waitUntil([] { return QApplication::activeModalWidget() == nullptr; });
    showActive(window);
}

void OpenWindow::ok()
{
    press("preferencesOk");
    waitUntil([this] { return !window.isVisible(); });
}

Settings OpenWindow::saved()
{
    const Result<Settings> settings = site.datafile().settings().read();
    if (!settings)
        throw std::runtime_error(describe(settings.error()).toStdString());
    return *settings;
}

} // namespace mailboat::test
