// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QWidget>

namespace mailboat {

/// Makes a window high enough for what is said in it, after a QEvent::LayoutRequest: a layout gives a window no more height
/// for words that wrap, and a message would be cut off. Never makes it smaller.
inline void growToContents(QWidget &window)
{
    const int needed = window.layout()->totalHeightForWidth(window.width());
    if (needed > window.height())
        window.resize(window.width(), needed);
}

} // namespace mailboat
