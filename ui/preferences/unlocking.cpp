// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/unlocking.h"

#include "ui/preferences/unlockdialog.h"

namespace mailboat {

void askForCode(PreferencesContext &context, QWidget *window, std::function<void()> unlocked)
{
    auto *dialog = new UnlockDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &UnlockDialog::codeEntered, dialog, [&context, dialog, unlocked](const QString &code) {
        dialog->setBusy(true);
        context.site.authorise(code, dialog, [&context, dialog, unlocked](const Result<Authorisation> &authorised) {
            dialog->setBusy(false);
            if (!authorised)
                return dialog->refuse(authorised.error());
            dialog->accept();
            context.lock.unlock(*authorised);
            unlocked();
        });
    });
    dialog->open();
}

} // namespace mailboat
