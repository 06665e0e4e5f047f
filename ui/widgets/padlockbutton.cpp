// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/padlockbutton.h"

#include "ui/widgets/iconlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mailboat {

PadlockButton::PadlockButton(QWidget *parent)
    : QWidget(parent)
    , m_picture(new IconLabel(1.8, this))
    , m_state(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_picture->setObjectName(QStringLiteral("padlockPicture"));
    m_state->setObjectName(QStringLiteral("padlockState"));
    m_state->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("padlockButton"));
    m_button->setAutoDefault(false);
    setFocusProxy(m_button);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_picture);
    row->addWidget(m_button);
    row->addWidget(m_state, 1);

    connect(m_button, &QPushButton::clicked, this, &PadlockButton::clicked);
    display(false);
}

void PadlockButton::setUnlocked(bool unlocked)
{
    if (unlocked == m_isUnlocked)
        return;
    display(unlocked);
    QAccessibleEvent alert(m_state, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PadlockButton::display(bool unlocked)
{
    m_isUnlocked = unlocked;
    m_picture->setIcon(unlocked ? QStringLiteral("padlock-open") : QStringLiteral("padlock-closed"),
        unlocked ? Tone::Ok : Tone::Error);
    m_state->setText(unlocked ? tr("Unlocked: settings can be changed.")
                              : tr("Locked: settings can be read, but not changed without an authorisation code."));
    m_button->setText(unlocked ? tr("Click to &lock") : tr("Click to un-&lock"));
    m_button->setAccessibleName(unlocked ? tr("Click to lock") : tr("Click to un-lock"));
    m_button->setAccessibleDescription(m_state->text());
}

} // namespace mailboat
