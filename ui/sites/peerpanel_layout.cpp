// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of PeerPanel that builds it: places, actions, menus, and the words over an empty table.
#include "ui/preferences/lockedwords.h"
#include "ui/sites/chosencolumns.h"
#include "ui/sites/peerpanel.h"
#include "ui/sites/peertablemodel.h"
#include "ui/sites/peertableview.h"
#include "ui/sites/sitefigures.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace mailboat {

void PeerPanel::layOut()
{
    m_search->setObjectName(QStringLiteral("searchSites"));
    m_count->setObjectName(QStringLiteral("siteCount"));
    m_banner->setObjectName(QStringLiteral("urlBanner"));
    m_clearUrls->setObjectName(QStringLiteral("clearUrls"));
    m_clearUrls->setAccessibleName(tr("Clear all URLs"));
    m_table->setObjectName(QStringLiteral("sites"));
    m_empty->setObjectName(QStringLiteral("noSites"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(fontMetrics().height() * 2);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_add->setObjectName(QStringLiteral("addSite"));
    m_add->setAccessibleName(tr("Add site"));
    m_delete->setObjectName(QStringLiteral("deleteSite"));
    m_delete->setAccessibleName(tr("Delete site"));

    auto *top
        = new QHBoxLayout; // the buttons, too: below a list that shrinks they would be the first to leave a small screen
    top->addWidget(m_search, 1);
    top->addWidget(m_count);
    top->addWidget(m_add);
    top->addWidget(m_delete);
    top->addWidget(m_import);
    top->addWidget(m_export);
    auto *banner = new QHBoxLayout;
    banner->addWidget(m_banner, 1);
    banner->addWidget(m_clearUrls);
    m_deleted->setObjectName(QStringLiteral("deletedSites"));
    m_undo->setAccessibleName(tr("Undo"));
    auto *deleted = new QHBoxLayout;
    deleted->addWidget(m_deleted, 1);
    deleted->addWidget(m_undo);
    m_figures->setObjectName(QStringLiteral("siteFigures"));
    auto *list = new QGridLayout;
    list->addWidget(m_table, 0, 0);
    list->addWidget(m_empty, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(column->spacing() / 3); // a screen of 1024 by 600 has to hold it
    column->addLayout(top);
    column->addLayout(banner);
    column->addLayout(deleted);
    column->addWidget(m_figures);
    column->addLayout(list, 1);
}

/// Its keys work while the table has the keyboard.
QAction *PeerPanel::action(
    const QString &name, const QString &text, const QList<QKeySequence> &keys, void (PeerPanel::*act)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_table->addAction(action);
    return action;
}

void PeerPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("siteMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_recoverAction, m_editAction, m_deleteAction, m_undoAction, m_copyAction, m_addAction});
    menu->addSeparator();
    QMenu *sorting = menu->addMenu(tr("&Sort by"));
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *sort = sorting->addAction(name, this, [this, column] {
            const bool isReversed = m_model->sortColumn() == column && m_model->sortOrder() == Qt::AscendingOrder;
            m_table->sortByColumn(column, isReversed ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
        sort->setCheckable(true);
        sort->setChecked(column == m_model->sortColumn());
    }
    if (m_model->role() == SiteRole::Primary)
        addColumns(*menu->addMenu(tr("C&olumns")));
    menu->popup(position);
}

void PeerPanel::showHeaderMenu(const QPoint &position)
{
    if (m_model->role() != SiteRole::Primary)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumns(*menu);
    menu->popup(position);
}

void PeerPanel::addColumns(QMenu &menu)
{
    for (const int column : PeerTableModel::furtherColumns) {
        QAction *const shown = menu.addAction(
            PeerTableModel::title(column), this, [this, column](bool isOn) { switchColumn(column, isOn); });
        shown->setCheckable(true);
        shown->setChecked(m_model->further().contains(column));
    }
}

void PeerPanel::switchColumn(int column, bool isOn)
{
    QSet<int> columns = m_model->further();
    if (isOn)
        columns.insert(column);
    else
        columns.remove(column);
    const PeerTableView::Choice chosen = m_table->choice();
    m_model->setFurther(columns);
    m_table->fitColumns();
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->choose(chosen);
    keepChosenColumns(columns);
}

QString PeerPanel::emptyWords() const
{
    if (m_model->only() && !m_model->isSearching())
        return tr("No site is in this state.");
    if (m_model->only())
        return tr("No site in this state has a Sync ID or user name that begins with \"%1\".")
            .arg(safeText(m_search->text().trimmed()));
    if (m_model->total() > 0)
        return tr("No Sync ID or user name begins with \"%1\".").arg(safeText(m_search->text().trimmed()));
    const QString words = whatToDo();
    return m_isLocked ? words + QStringLiteral("\n\n") + lockedWords() : words;
}

QString PeerPanel::whatToDo() const
{
    switch (m_model->role()) {
    case SiteRole::Off:
        return tr(
            "The list is empty. Set this site's Sync ID first: 1 makes it the primary, a number from 2 up a satellite. "
            "Then press + to add the sites that it synchronises with.");
    case SiteRole::Primary:
        return tr("The list is empty. Press + to add each satellite with its Sync ID, user name and password.");
    case SiteRole::Satellite:
        return tr(
            "Press + to add the primary with its URL, and the user name and password that its administrator gave to "
            "this site.");
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
