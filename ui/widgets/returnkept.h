// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QKeyEvent>

namespace mailboat {

/// Enter on a row of a list that does nothing by it: it must not press the window's button.
class ReturnKept final : public QObject
{
public:
    explicit ReturnKept(QAbstractItemView *list)
        : QObject(list)
    {
        list->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        const int key = static_cast<QKeyEvent *>(event)->key();
        return key == Qt::Key_Return || key == Qt::Key_Enter;
    }
};

} // namespace mailboat
