// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>

namespace mailboat {

/// What the window is made of shows through a field that can only be read, in dark colours, too: nobody takes it for one to type in.
inline void lookOnlyRead(QWidget *field, bool isOnlyRead)
{
    QPalette palette; // of which only what is set here counts: the rest stays the window's
    if (isOnlyRead)
        palette.setColor(QPalette::Base, Qt::transparent);
    field->setPalette(palette);
}

/// A field whose text is there to be read and copied.
inline void setOnlyRead(QLineEdit *field, bool isOnlyRead = true)
{
    field->setReadOnly(isOnlyRead);
    field->setFrame(!isOnlyRead);
    lookOnlyRead(field, isOnlyRead);
}

inline void setOnlyRead(QPlainTextEdit *field)
{
    field->setReadOnly(true);
    lookOnlyRead(field, true);
}

} // namespace mailboat
