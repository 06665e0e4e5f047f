// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/unlocking.h"

#include "ui/preferences/unlockdialog.h"

namespace mailboat {

void askForOne(PreferencesContext &context, QWidget *window, std::function<void(const Authorisation &)> authorised)
{
    auto *dialog = new UnlockDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &UnlockDialog::codeEntered, dialog, [&context, dialog, authorised](const QString &code) {
        dialog->setBusy(true);
        context.site.authorise(code, dialog, [dialog, authorised](const Result<Authorisation> &by) {
            dialog->setBusy(false);
            if (!by)
                return dialog->refuse(by.error());
            dialog->accept();
            authorised(*by);
        });
    });
    dialog->open();
}

void askForCode(PreferencesContext &context, QWidget *window, std::function<void()> unlocked)
{
    askForOne(context, window, [&context, unlocked = std::move(unlocked)](const Authorisation &by) {
        context.lock.unlock(by);
        unlocked();
    });
}

} // namespace mailboat
