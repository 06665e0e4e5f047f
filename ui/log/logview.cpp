// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logview.h"

#include "ui/log/logmodel_cells.h"
#include "ui/log/logtable.h"
#include "ui/widgets/lefttorightdelegate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/readingpane.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

namespace mailboat {

namespace {

constexpr int detailLines = 6;

struct Naming {
    const char *name; ///< of the table
    const char *table; ///< for a screen reader
    const char *empty;
};

constexpr Naming cycles {"cycles", QT_TRANSLATE_NOOP("mailboat", "Past synchronisations"),
    QT_TRANSLATE_NOOP("mailboat", "No synchronisation has run at this site yet. A satellite lists every one here.")};
constexpr Naming changes {"changes", QT_TRANSLATE_NOOP("mailboat", "Changes of settings"),
    QT_TRANSLATE_NOOP("mailboat", "No setting has been changed yet. Every change will be listed here.")};
constexpr Naming contacts {"contacts", QT_TRANSLATE_NOOP("mailboat", "Contacts of the sites"),
    QT_TRANSLATE_NOOP(
        "mailboat", "No site has been noted yet. A primary lists here who calls it and who was refused.")};

const Naming &namingOf(LogModel::Kind kind)
{
    return kind == LogModel::Kind::Cycles ? cycles : kind == LogModel::Kind::Changes ? changes : contacts;
}

} // namespace

LogView::LogView(LogModel::Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_model(kind)
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_details(new QPlainTextEdit(this))
    , m_copy(namedButton(QStringLiteral("copyDetails"), tr("Copy &details"), this))
{
    layOut();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogView::showSelected);
    connect(&m_model, &LogModel::moreWanted, this, &LogView::moreWanted);
    connect(m_copy, &QPushButton::clicked, this, &LogView::copy);
    begin({}, false);
}

void LogView::layOut()
{
    const Naming &naming = namingOf(m_kind);
    const QString name = QString::fromLatin1(naming.name);
    m_table->setObjectName(name);
    m_table->setAccessibleName(QCoreApplication::translate("mailboat", naming.table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    setUpLogTable(*m_table, m_model, logWideColumn(m_kind));
    auto *plain = new LeftToRightDelegate(this);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        if (isLogCode(m_kind, column))
            m_table->setItemDelegateForColumn(column, plain);
    }
    m_table->installEventFilter(this);
    m_details->installEventFilter(this);
    m_empty->setObjectName(name + QStringLiteral("Empty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_details->setObjectName(name + QStringLiteral("Details"));
    m_details->setAccessibleName(tr("Details"));
    makeReadingPane(*m_details);
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * detailLines);
    m_copy->setObjectName(name + QStringLiteral("Copy"));

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_details);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
}

void LogView::begin(const QList<SyncLog::Entry> &entries, bool isMore)
{
    m_model.clear();
    addOlder(entries, isMore);
}

void LogView::addOlder(const QList<SyncLog::Entry> &entries, bool isMore)
{
    m_model.append(entries);
    m_model.setMore(isMore);
    showWhatThereIs();
}

void LogView::addNewer(const QList<SyncLog::Entry> &entries)
{
    const bool isAtTop = m_table->verticalScrollBar()->value() == 0;
    m_model.prepend(entries);
    if (isAtTop) // who looks at the newest goes on to do so; who looks at others keeps them
        m_table->verticalScrollBar()->setValue(0);
    else
        m_table->verticalScrollBar()->setValue(
            m_table->verticalScrollBar()->value() + static_cast<int>(entries.size()));
    showWhatThereIs();
}

qint64 LogView::keepNewest(int count)
{
    return m_table->verticalScrollBar()->value() == 0 ? m_model.keepNewest(count) : 0;
}

void LogView::setSearch(Search search)
{
    m_search = search;
    showWhatThereIs();
}

void LogView::showWhatThereIs()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_empty->setText(m_search == Search::Running ? tr("Searching…")
            : m_search == Search::Failed         ? tr("The list could not be read.")
            : m_search == Search::Done           ? tr("Nothing in this list matches.")
                                                 : QCoreApplication::translate("mailboat", namingOf(m_kind).empty));
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_details->setVisible(!isEmpty);
    m_copy->setVisible(!isEmpty);
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(0, 0));
    if (!isEmpty && std::exchange(m_isFocusWanted, false))
        m_table->setFocus();
    showSelected();
}

void LogView::focusList()
{
    m_isFocusWanted = true;
    showWhatThereIs();
}

bool LogView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (watched == m_table && key->matches(QKeySequence::Copy)) { // the table would take the one cell that is current
        copy();
        return true;
    }
    return key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter; // never the window's OK
}

void LogView::showSelected()
{
    const QModelIndex current = m_table->currentIndex();
    const QString details = current.isValid() ? m_model.details(current.row()) : QString();
    if (m_details->toPlainText() != details) // what is marked in it stays
        m_details->setPlainText(details);
    m_copy->setEnabled(current.isValid());
}

void LogView::copy()
{
    QGuiApplication::clipboard()->setText(m_details->toPlainText());
}

} // namespace mailboat
