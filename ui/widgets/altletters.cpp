// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/altletters.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace mailboat {

namespace {

/// What a shortcut has not taken before. With AltGr, or with Alt and Ctrl, people type characters.
bool isStray(const QKeyEvent &key)
{
    return (key.modifiers() & ~Qt::ShiftModifier) == Qt::AltModifier && !key.text().isEmpty()
        && key.text().front().isPrint();
}

} // namespace

AltLetters::AltLetters(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool AltLetters::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKept = event->type() == QEvent::KeyPress && isStray(*static_cast<const QKeyEvent *>(event))
        && (qobject_cast<QLineEdit *>(watched) || qobject_cast<QPlainTextEdit *>(watched));
    return isKept || QObject::eventFilter(watched, event);
}

} // namespace mailboat
