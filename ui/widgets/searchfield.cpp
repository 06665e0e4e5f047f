// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>

namespace mailboat {

SearchField::SearchField(const QString &words, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(words);
    setAccessibleName(words);
    setClearButtonEnabled(true);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            return QLineEdit::keyPressEvent(event);
        clear();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return: // does not press the window's OK
    case Qt::Key_Enter:
        emit listRequested();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace mailboat
