// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/keyplace.h"

#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"

#include <QPushButton>

namespace mailboat {

using Place = MachineKey::Place;
using Task = KeyMove::Task;

KeyPlace::KeyPlace(PreferencesContext &context, QPushButton *button, InlineMessage *result)
    : QObject(button)
    , m_context(context)
    , m_button(button)
    , m_result(result)
{
    connect(button, &QPushButton::clicked, this, &KeyPlace::look);
}

void KeyPlace::applyLock()
{
    const bool isUnlocked = m_context.lock.isUnlocked();
    setEnabledOr(m_button,
        !isUnlocked    ? lockedWords()
            : m_isBusy ? tr("The key ring may ask on the screen to be unlocked.")
                       : QString(),
        tr("Where the key is kept that passwords are sealed with on this machine"));
}

void KeyPlace::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    applyLock();
}

void KeyPlace::look()
{
    setBusy(true);
    m_key.ask(Task::Look, [this](const Result<KeyMove::State> &now) {
        setBusy(false);
        if (!now)
            return m_result->setError(now.error());
        ask(*now);
    });
}

void KeyPlace::ask(const KeyMove::State &now)
{
    const bool isInRing = now.place == Place::KeyRing;
    Question question;
    question.title = tr("Key for passwords");
    question.text = isInRing ? tr("Move the key for passwords into a file?")
                             : tr("Move the key for passwords into this desktop's key ring?");
    question.detail = isInRing
        ? tr("It is in this desktop's key ring. In a file, which you alone may read, a service can read it too, before "
             "anybody has signed in. This happens at once, whatever else is changed in this window.")
        : tr("It is in a file that you alone may read. In the key ring it is there while you are signed in: a service "
             "that starts before that asks for the password. This happens at once, whatever else is changed in this "
             "window.");
    question.yes = tr("&Move");
    m_context.prompt.ask(m_button->window(), question, [this, isInRing](Choice choice) {
        if (choice == Choice::Yes && m_context.lock.isUnlocked())
            move(isInRing ? Task::ToFile : Task::ToKeyRing);
    });
}

void KeyPlace::move(Task task)
{
    m_result->clear();
    setBusy(true);
    m_key.ask(task, [this, task](const Result<KeyMove::State> &moved) {
        setBusy(false);
        if (moved)
            return showState(*moved);
        m_result->setError(moved.error());
        if (task == Task::ToFile && moved.error().code == ErrorCode::KeyRingUnusable)
            askForNewKey(moved.error());
    });
}

void KeyPlace::askForNewKey(const Error &why)
{
    Question question;
    question.title = tr("Key for passwords");
    question.text = tr("Make a new key, in a file?");
    question.detail
        = tr("%1 With a new key the password has to be entered again, in the row of the primary, and that of "
             "the proxy where it has one. Nothing else is lost.")
              .arg(windowWords(why));
    question.yes = tr("Make a &new key");
    question.isDangerous = true;
    m_context.prompt.ask(m_button->window(), question, [this](Choice choice) {
        if (choice == Choice::Yes && m_context.lock.isUnlocked())
            move(Task::ToFileOrNew);
    });
}

void KeyPlace::showState(const KeyMove::State &state)
{
    if (state.isNew)
        return m_result->setMessage(Tone::Warning,
            tr("A new key is in a file. Enter the password again, in the row of the primary, and that of the proxy "
               "where it has one."));
    m_result->setMessage(Tone::Ok,
        state.place == Place::KeyRing ? tr("The key for passwords is in this desktop's key ring.")
                                      : tr("The key for passwords is in a file that you alone may read."));
}

} // namespace mailboat
