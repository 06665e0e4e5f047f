// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/onscreen.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace mailboat {

namespace {

/// Before a window is shown nobody knows how high its title bar will be; this is about it.
int titleHeight(const QWidget &window)
{
    return window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
}

QRect roomWithTitle(const QWidget &window)
{
    const QScreen *const screen = window.screen();
    return screen ? screen->availableGeometry() : QRect();
}

} // namespace

QSize roomOnScreen(const QWidget &window)
{
    const QRect room = roomWithTitle(window);
    return room.isNull() ? window.maximumSize() : room.size() - QSize(0, titleHeight(window));
}

void moveOnScreen(QWidget &window)
{
    const QRect room = roomWithTitle(window);
    if (room.isNull())
        return;
    const QPoint place = window.pos(); // of its frame
    const QSize free = (room.size() - window.size() - QSize(0, titleHeight(window))).expandedTo({0, 0});
    window.move(std::clamp(place.x(), room.left(), room.left() + free.width()),
        std::clamp(place.y(), room.top(), room.top() + free.height()));
}

void placeOver(QWidget &window, const QWidget &other)
{
    const QPoint middle = other.mapToGlobal(other.rect().center());
    window.move(middle - QPoint(window.width() / 2, window.height() / 2 + titleHeight(window)));
    moveOnScreen(window);
}

} // namespace mailboat
