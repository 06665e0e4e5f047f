// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace mailboat {

/// A label for sentences: plain text that wraps, and that a mouse can select.
template<class Label = QLabel>
Label *wrappedLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new Label(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace mailboat
