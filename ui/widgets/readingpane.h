// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QStyle>
#include <QTextOption>

namespace mailboat {

/// Lines that are read and copied: Tab leads out of them, and they begin on the side on which the language does, where Qt has them on
/// the left in all.
inline void makeReadingPane(QPlainTextEdit &pane)
{
    pane.setReadOnly(true);
    pane.setTabChangesFocus(true);
    QTextOption option = pane.document()->defaultTextOption();
    option.setAlignment(QStyle::visualAlignment(pane.layoutDirection(), Qt::AlignLeft));
    pane.document()->setDefaultTextOption(option);
}

} // namespace mailboat
