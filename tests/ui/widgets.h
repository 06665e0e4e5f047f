// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every test of a window needs.
#pragma once

#include "tests/support/catch.h"

#include <QPalette>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <stdexcept>

namespace mailboat::test {

/// The child with this object name; throws, naming those there are, where there is none.
template<class Widget>
Widget &child(const QWidget &parent, const QString &name)
{
    if (auto *found = parent.findChild<Widget *>(name))
        return *found;
    QStringList names;
    for (const QObject *object : parent.findChildren<QObject *>()) {
        if (!object->objectName().isEmpty() && !object->objectName().startsWith(u"qt_"))
            names += object->objectName();
    }
    throw std::runtime_error(
        QStringLiteral("no %1, but: %2").arg(name, names.join(QStringLiteral(", "))).toStdString());
}

/// Shows a widget and gives it the keyboard.
inline void showActive(QWidget &widget)
{
    widget.show();
    widget.activateWindow();
    if (!QTest::qWaitForWindowActive(&widget))
        throw std::runtime_error("the window did not become active");
}

/// Dark colours, as a desktop with a dark theme gives them.
inline QPalette darkPalette()
{
    QPalette palette(QColor(0x31, 0x36, 0x3b));
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1e, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x23, 0x26, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x1f, 0x6f, 0xa8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

} // namespace mailboat::test
