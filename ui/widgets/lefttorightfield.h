// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mailboat {

/// A field for what reads from left to right in every language: IDs, URLs, codes, paths.
inline QLineEdit *leftToRightField(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setLayoutDirection(Qt::LeftToRight);
    field->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    return field;
}

/// The same for a whole number.
inline QLineEdit *numberField(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    QLineEdit *field = leftToRightField(objectName, accessibleName, parent);
    field->setFixedWidth(field->fontMetrics().averageCharWidth() * 16);
    field->setMaxLength(64);
    return field;
}

} // namespace mailboat
