// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/peertableview.h"

#include "ui/preferences/peertablemodel.h"
#include "ui/widgets/lefttorightdelegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace mailboat {

PeerTableView::PeerTableView(QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(tr("Sites"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    auto *plain = new LeftToRightDelegate(this);
    for (const int column : {PeerTableModel::SyncIdColumn, PeerTableModel::UserNameColumn, PeerTableModel::UrlColumn})
        setItemDelegateForColumn(column, plain);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(PeerTableModel::SyncIdColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void PeerTableView::fitColumns(SiteRole role)
{
    const int letter = fontMetrics().averageCharWidth();
    const bool isPrimary = role == SiteRole::Primary;
    QHeaderView *header = horizontalHeader();
    const auto fit = [header, letter](int column, int letters) { // a heading may be longer in another language
        header->resizeSection(column, std::max(letter * letters, header->sectionSizeHint(column)));
    };
    fit(PeerTableModel::SyncIdColumn, 14);
    fit(PeerTableModel::UserNameColumn, 26);
    fit(PeerTableModel::UrlColumn, 22);
    // The rest goes to what is long: user names at a primary, whose list has no URLs.
    header->setSectionResizeMode(
        PeerTableModel::UserNameColumn, isPrimary ? QHeaderView::Stretch : QHeaderView::Interactive);
    header->setSectionResizeMode(
        PeerTableModel::UrlColumn, isPrimary ? QHeaderView::Interactive : QHeaderView::Stretch);
    if (!isPrimary)
        return;
    fit(PeerTableModel::LastContactColumn, 20);
    fit(PeerTableModel::WaitingColumn, 13);
}

void PeerTableView::contextMenuEvent(QContextMenuEvent *event)
{
    const QRect cell = visualRect(currentIndex());
    const bool isAtCell = event->reason() == QContextMenuEvent::Keyboard && cell.isValid();
    emit menuRequested(isAtCell ? viewport()->mapToGlobal(cell.center()) : event->globalPos());
    event->accept();
}

/// Enter belongs to the row; without one it must not press the window's OK.
void PeerTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept();
    else
        QTableView::keyPressEvent(event);
}

} // namespace mailboat
