// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QPushButton>

namespace mailboat {

/// The button that closes a window in which nothing is saved or dropped; its box is told by rejected().
inline QPushButton *addCloseButton(QDialogButtonBox &box)
{
    QPushButton *close = box.addButton(QCoreApplication::translate("mailboat", "&Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("close"));
    close->setAccessibleName(QCoreApplication::translate("mailboat", "Close"));
    return close;
}

} // namespace mailboat
