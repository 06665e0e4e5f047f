// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mailboat {

/// Shows Sync IDs, user names and URLs from left to right in every language, at the side where its lines begin; there stands
/// the cell's icon, too.
class LeftToRightDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->direction == Qt::RightToLeft) {
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
            option->decorationPosition = QStyleOptionViewItem::Right;
        }
        option->direction = Qt::LeftToRight;
    }
};

} // namespace mailboat
