// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace mailboat {

/// The drawing resources/icons/NAME.svg, sharp at every size; its currentColor is the palette's text colour, that of disabled
/// or selected text where the icon is shown so. An icon keeps the palette it was made with: make it anew when that changes.
QIcon themedIcon(const QString &name, const QPalette &palette);
/// As above, with a colour of one's own, which disabled icons lose.
QIcon themedIcon(const QString &name, const QPalette &palette, const QColor &color);

} // namespace mailboat
