// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/keymove.h"
#include "ui/preferences/preferencepage.h"

class QPushButton;

namespace mailboat {

class InlineMessage;

/// What "Key for passwords…" does: says where the key is that this machine's passwords are sealed with, and moves it into the
/// desktop's key ring or back. It asks, and acts at once: the key is the person's, not the datafile's.
class KeyPlace final : public QObject
{
    Q_OBJECT
public:
    /// `result` says how it went.
    KeyPlace(PreferencesContext &context, QPushButton *button, InlineMessage *result);

    void applyLock();

private:
    void look();
    void ask(const KeyMove::State &now);
    void askForNewKey(const Error &why);
    void move(KeyMove::Task task);
    void showState(const KeyMove::State &state);
    void setBusy(bool isBusy);

    PreferencesContext &m_context;
    QPushButton *m_button;
    InlineMessage *m_result;
    KeyMove m_key;
    bool m_isBusy = false;
};

} // namespace mailboat
