// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check/checkedsitestable.h"

#include "ui/widgets/lefttorightdelegate.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"

#include <QHeaderView>

namespace mailboat {

namespace {

enum SiteColumn { IdColumn, NameColumn, CallColumn, StateColumn, SiteColumnCount };
constexpr int linesAtLeast = 6;

} // namespace

CheckedSitesTable::CheckedSitesTable(QWidget *parent)
    : QTableWidget(0, SiteColumnCount, parent)
{
    setObjectName(QStringLiteral("checkedSites"));
    setAccessibleName(tr("Sites that are refused or silent"));
    setHorizontalHeaderLabels({tr("Sync ID"), tr("User name"), tr("Last call"), tr("State")});
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(StateColumn, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMinimumHeight(fontMetrics().height() * 3 / 2 * linesAtLeast);
    auto *plain = new LeftToRightDelegate(this);
    for (const SiteColumn column : {IdColumn, NameColumn})
        setItemDelegateForColumn(column, plain);
}

void CheckedSitesTable::setSites(const QList<CheckedSite> &sites)
{
    setRowCount(static_cast<int>(sites.size()));
    int row = 0;
    for (const CheckedSite &site : sites) {
        const QString state = !site.refusal.isEmpty() ? tr("refused (%1)").arg(site.refusal)
            : site.when.isValid()                     ? tr("silent")
                                                      : tr("has never connected");
        const QString call = site.when.isValid() ? localTimeWords(site.when) : tr("never");
        int column = 0;
        for (const QString &text : {QString::number(site.syncId.value()), safeText(site.userName), call, state})
            setItem(row, column++, new QTableWidgetItem(text));
        item(row, NameColumn)->setToolTip(safeToolTip(site.userName));
        item(row, StateColumn)->setToolTip(safeToolTip(state));
        ++row;
    }
}

} // namespace mailboat
