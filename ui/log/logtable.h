// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QTableView>

namespace mailboat {

/// How a list on page "Log" looks and is walked through: rows, no grid, Tab goes on. `wide`: the column that takes what room is left.
inline void setUpLogTable(QTableView &table, QAbstractItemModel &model, int wide)
{
    constexpr int sampledRows = 100; // for the width of a column
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setTabKeyNavigation(false);
    table.setAlternatingRowColors(true);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setMinimumSectionSize(0);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().lineSpacing() * 3 / 2);
    constexpr int rowsAtLeast = 3; // below the heading
    table.setMinimumHeight(table.verticalHeader()->defaultSectionSize() * (rowsAtLeast + 1) + 2 * table.frameWidth());
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setResizeContentsPrecision(sampledRows);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table.horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
}

} // namespace mailboat
