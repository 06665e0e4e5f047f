// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peertableview.h"

#include "ui/sites/peertablemodel.h"
#include "ui/widgets/lefttorightdelegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QItemSelection>
#include <QKeyEvent>

#include <algorithm>
#include <iterator>
#include <vector>

namespace mailboat {

namespace {

constexpr int rowsAtLeast = 3; ///< below its heading; beyond that it goes by the room that there is

} // namespace

PeerTableView::PeerTableView(QWidget *parent)
    : QTableView(parent)
    , m_plain(new LeftToRightDelegate(this))
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
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    setMinimumHeight(verticalHeader()->defaultSectionSize() * (rowsAtLeast + 1) + 2 * frameWidth());
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(PeerTableModel::SyncIdColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { emit headerMenuRequested(horizontalHeader()->mapToGlobal(at)); });
}

/// Its first one, in pixels.
int PeerTableView::widthOf(int column) const
{
    const bool isPrimary = peers().role() == SiteRole::Primary;
    const int letter = fontMetrics().averageCharWidth();
    switch (column) {
    case PeerTableModel::SyncIdColumn:
        return letter * (isPrimary ? 10 : 14);
    case PeerTableModel::UserNameColumn:
        return letter * 26;
    case PeerTableModel::UrlColumn:
        return isPrimary && !peers().hasUrls() ? 0 : letter * 22;
    case PeerTableModel::StateColumn:
        return letter * 29;
    case PeerTableModel::LastContactColumn:
    case PeerTableModel::LastSuccessColumn:
        return letter * 13;
    case PeerTableModel::WaitingColumn:
        return letter * 10;
    case PeerTableModel::HardwareIdColumn:
    case PeerTableModel::StoresColumn:
        return letter * 24;
    default:
        return letter * 18;
    }
}

void PeerTableView::fitColumns()
{
    const bool isPrimary = peers().role() == SiteRole::Primary;
    const bool hasFurther = isPrimary && !peers().further().isEmpty();
    QHeaderView *header = horizontalHeader();
    for (int section = 0; section < model()->columnCount(); ++section) {
        const int column = peers().columnAt(section);
        const bool isCode = column <= PeerTableModel::UserNameColumn || column >= PeerTableModel::VersionColumn;
        setItemDelegateForColumn(section, isCode && column != PeerTableModel::BytesColumn ? m_plain : nullptr);
        // The rest goes to what is long: user names at a primary, whose list has no URLs.
        const int longest = isPrimary ? PeerTableModel::UserNameColumn : PeerTableModel::UrlColumn;
        header->setSectionResizeMode(
            section, column == longest && !hasFurther ? QHeaderView::Stretch : QHeaderView::Interactive);
        // A heading may be longer in another language.
        header->resizeSection(section, std::max(widthOf(column), header->sectionSizeHint(section)));
    }
    shareRoom();
}

/// Where there is no room for all, states are cut first, which have their words in the tooltip, too, and then times, but no name.
void PeerTableView::shareRoom()
{
    QHeaderView *header = horizontalHeader();
    const int name = peers().sectionOf(PeerTableModel::UserNameColumn);
    if (header->sectionResizeMode(name) != QHeaderView::Stretch)
        return;
    const int wholeState = fontMetrics().averageCharWidth() * 42; // "refused: too many wrong passwords"
    for (const int column : {PeerTableModel::StateColumn, PeerTableModel::LastSuccessColumn,
             PeerTableModel::LastContactColumn, PeerTableModel::WaitingColumn}) {
        const int section = peers().sectionOf(column);
        int wanted = section < 0 ? 0 : std::max(widthOf(column), header->sectionSizeHint(section));
        const int most = column == PeerTableModel::StateColumn ? std::max(wanted, wholeState) : wanted;
        if (section < 0 || header->sectionSize(section) > most) // somebody has drawn it wider
            continue;
        if (most > wanted) // with what names do not need
            wanted = std::clamp(
                header->sectionSize(section) + header->sectionSize(name) - widthOf(PeerTableModel::UserNameColumn),
                wanted, most);
        const int spare = header->sectionSize(name) - header->sectionSizeHint(name);
        header->resizeSection(
            section, std::clamp(header->sectionSize(section) + spare, header->sectionSizeHint(section), wanted));
    }
}

void PeerTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareRoom();
}

const PeerTableModel &PeerTableView::peers() const
{
    return *static_cast<const PeerTableModel *>(model());
}

QList<SyncId> PeerTableView::selected() const
{
    std::vector<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QList<SyncId> ids;
    ids.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows)
        ids.append(peers().idAt(row));
    return ids;
}

/// QTableView::selectRow() does nothing in a right-to-left table.
void PeerTableView::goTo(int row)
{
    setCurrentIndex(model()->index(row, 0));
}

PeerTableView::Choice PeerTableView::choice() const
{
    const int row = currentIndex().row();
    return {selected(), row < 0 ? SyncId {} : peers().idAt(row), row};
}

void PeerTableView::choose(const Choice &choice)
{
    std::vector<int> rows;
    for (const SyncId id : choice.selected) {
        if (const int place = peers().rowOf(id); place >= 0)
            rows.push_back(place);
    }
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    const int lastColumn = model()->columnCount() - 1;
    for (auto first = rows.cbegin(); first != rows.cend();) {
        auto last = first;
        while (std::next(last) != rows.cend() && *std::next(last) == *last + 1)
            ++last;
        selection.append(QItemSelectionRange(model()->index(*first, 0), model()->index(*last, lastColumn)));
        first = std::next(last);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const int place = peers().rowOf(choice.current);
    const int currentRow = place >= 0 ? place : std::min(choice.row, model()->rowCount() - 1);
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(model()->index(currentRow, 0), QItemSelectionModel::NoUpdate);
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
