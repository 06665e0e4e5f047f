// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace mailboat {

/// How large the inside of a window can be on its screen, without the title bar that a desktop puts over it.
QSize roomOnScreen(const QWidget &window);
/// Moves a window, title bar and all, within the edges of its screen; one that fits nowhere shows its title bar.
void moveOnScreen(QWidget &window);
/// Moves it over the middle of another one, as far as the screen goes. For a window that is about to be shown.
void placeOver(QWidget &window, const QWidget &other);

} // namespace mailboat
