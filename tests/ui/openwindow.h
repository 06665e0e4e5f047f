// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/adminlock.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sites/testsite.h"
#include "tests/ui/fakeprompt.h"
#include "tests/ui/widgets.h"
#include "ui/preferences/preferencesdialog.h"

namespace mailboat::test {

/// The preferences window over a real datafile, as a person at the machine has it.
class OpenWindow final
{
public:
    explicit OpenWindow(TestSite &site);

    template<class Widget>
    Widget &the(const char *name)
    {
        return child<Widget>(window, QString::fromLatin1(name));
    }
    /// A window over it that is open; waits until it is.
    template<class Dialog>
    Dialog &over()
    {
        Dialog *found = nullptr;
        waitUntil([&] { return (found = visible<Dialog>()) != nullptr; });
        return *found;
    }
    template<class Dialog>
    Dialog *visible()
    {
        for (Dialog *dialog : window.findChildren<Dialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    void type(const char *field, const QString &text); ///< in place of what stands there
    void press(const char *button);
    void unlock(const QString &code = TestSite::code()); ///< by the button, the window and its keys
    void enterCode(const QString &code); ///< in the window that is open
    void comeBack(); ///< after a window over it was closed
    void waitForDraft(); ///< a new one
    void waitUntil(const std::function<bool()> &condition);
    /// OK, and until the window is closed.
    void ok();
    Settings saved(); ///< what stands in the datafile

    TestSite &site;
    FakeClock clock;
    FakePrompt prompt;
    AdminLock lock {clock};
    SiteConnection connection;
    PreferencesDialog window;
};

} // namespace mailboat::test
