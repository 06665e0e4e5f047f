// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/logview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int detailLines = 8;
constexpr int sampledRows = 100; // for the width of a column

} // namespace

LogView::LogView(LogModel::Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_model(kind)
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_details(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("Copy &details"), this))
{
    const bool isCycles = kind == LogModel::Kind::Cycles;
    m_table->setObjectName(isCycles ? QStringLiteral("cycles") : QStringLiteral("changes"));
    m_table->setAccessibleName(isCycles ? tr("Past synchronisations") : tr("Changes of settings"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(0);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() * 3 / 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setResizeContentsPrecision(sampledRows);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(isCycles ? 1 : 2, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    m_empty->setObjectName(isCycles ? QStringLiteral("noCycles") : QStringLiteral("noChanges"));
    m_empty->setText(isCycles ? tr("No synchronisation has run at this site yet. A satellite lists every one here.")
                              : tr("No setting has been changed yet. Every change will be listed here."));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_details->setObjectName(isCycles ? QStringLiteral("cycleDetails") : QStringLiteral("changeDetails"));
    m_details->setAccessibleName(tr("Details"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * detailLines);
    m_copy->setObjectName(isCycles ? QStringLiteral("copyCycleDetails") : QStringLiteral("copyChangeDetails"));
    m_copy->setAccessibleName(tr("Copy details"));
    m_copy->setAutoDefault(false);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_details);
    column->addWidget(m_copy, 0, Qt::AlignLeft);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogView::showSelected);
    connect(m_copy, &QPushButton::clicked, this, &LogView::copy);
    setEntries({});
}

void LogView::setEntries(const QList<SyncLog::Entry> &entries)
{
    const int row = std::max(0, m_table->currentIndex().row());
    m_model.setEntries(entries);
    const bool isEmpty = m_model.rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_details->setVisible(!isEmpty);
    m_copy->setVisible(!isEmpty);
    m_table->setCurrentIndex(m_model.index(std::min(row, m_model.rowCount() - 1), 0));
    showSelected();
}

bool LogView::eventFilter(QObject *watched, QEvent *event)
{
    // The table would take Ctrl+C for the one cell that is current.
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LogView::showSelected()
{
    const QModelIndex current = m_table->currentIndex();
    m_details->setPlainText(current.isValid() ? m_model.details(current.row()) : QString());
    m_copy->setEnabled(current.isValid());
}

void LogView::copy()
{
    QGuiApplication::clipboard()->setText(m_details->toPlainText());
}

} // namespace mailboat
