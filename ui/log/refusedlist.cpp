// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/refusedlist.h"

#include "ui/log/logfilterbar.h"
#include "ui/log/logtable.h"
#include "ui/log/refusedwords.h"
#include "ui/prompt.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightdelegate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/readingpane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr int refusedPageSize = 200;
constexpr int refusedAtLeast = 50; // rows, more than any screen has
constexpr int refusedAgain = 2000; // rows at most that are read at once where so many were shown
constexpr int refusedDetailLines = 5;

} // namespace

RefusedList::RefusedList(SiteConnection &site, Prompt &prompt, QWidget *parent)
    : QWidget(parent)
    , m_site(site)
    , m_prompt(prompt)
    , m_work(site, nullptr)
    , m_result(new InlineMessage(this)) // made in the order in which Tab goes
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_details(new QPlainTextEdit(this))
    , m_retry(namedButton(QStringLiteral("retryRefused"), tr("Re&try"), this))
    , m_retryAll(namedButton(QStringLiteral("retryAllRefused"), tr("Retry &all"), this))
    , m_drop(namedButton(QStringLiteral("dropRefused"), tr("Di&scard…"), this))
    , m_copy(namedButton(QStringLiteral("copyRefused"), tr("&Copy"), this))
    , m_bar(new QProgressBar(this))
    , m_cancel(namedButton(QStringLiteral("stopRefused"), tr("Stop"), this))
{
    layOut();
    connectWork();
    connect(&m_model, &RefusedModel::moreWanted, this, &RefusedList::readOlder);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RefusedList::showSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RefusedList::showSelected);
    connect(m_retry, &QPushButton::clicked, this, &RefusedList::retry);
    connect(m_retryAll, &QPushButton::clicked, this, [this] {
        m_result->clear();
        m_work.retryAll(m_count, m_matches);
    });
    connect(m_drop, &QPushButton::clicked, this, &RefusedList::askToDrop);
    connect(m_copy, &QPushButton::clicked, this, &RefusedList::copy);
    connect(m_cancel, &QPushButton::clicked, &m_work, &RefusedWork::cancel);
    showWhatThereIs();
}

void RefusedList::layOut()
{
    m_table->setObjectName(QStringLiteral("refused"));
    m_table->setAccessibleName(tr("Refused records"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    setUpLogTable(*m_table, m_model, RefusedModel::ReasonColumn);
    auto *plain = new LeftToRightDelegate(this);
    for (const int column : {RefusedModel::TableColumn, RefusedModel::RecordColumn, RefusedModel::FieldColumn})
        m_table->setItemDelegateForColumn(column, plain);
    m_table->installEventFilter(this);
    m_details->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("refusedEmpty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_details->setObjectName(QStringLiteral("refusedDetails"));
    m_details->setAccessibleName(tr("Details"));
    makeReadingPane(*m_details);
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * refusedDetailLines);
    m_bar->setObjectName(QStringLiteral("refusedBar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_result->setObjectName(QStringLiteral("refusedResult"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_result);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_details);
    column->addLayout(buttons());
    m_bar->hide();
    m_cancel->hide();
}

QLayout *RefusedList::buttons()
{
    auto *line = new QHBoxLayout;
    for (QPushButton *const button : {m_retry, m_retryAll, m_drop, m_copy})
        line->addWidget(button);
    line->addWidget(m_bar, 1);
    line->addWidget(m_cancel);
    line->addStretch();
    return line;
}

void RefusedList::connectWork()
{
    connect(&m_work, &RefusedWork::progressed, this, [this](qint64 done, qint64 total) {
        setRunning(true);
        constexpr qint64 most = std::numeric_limits<int>::max();
        m_bar->setRange(0, static_cast<int>(std::min(total, most)));
        m_bar->setValue(static_cast<int>(std::min(done, most)));
    });
    connect(&m_work, &RefusedWork::retried, this, &RefusedList::tellRetried);
    connect(&m_work, &RefusedWork::dropped, this, &RefusedList::tellDropped);
    connect(&m_work, &RefusedWork::failed, this, [this](const Error &error) {
        setRunning(false);
        m_result->setError(error);
        begin();
    });
}

QuarantineList::Matches RefusedList::matching(const LogSearch &search)
{
    if (search.isEmpty())
        return {};
    return [search](const Quarantine::Entry &entry) {
        if (search.site && entry.source != *search.site)
            return false;
        if ((search.from.isValid() && entry.since < search.from) || (search.to.isValid() && entry.since >= search.to))
            return false;
        return search.text.isEmpty() || RefusedModel::contains(entry, search.text);
    };
}

void RefusedList::show(const LogSearch &search)
{
    m_matches = matching(search);
    m_isNew = true;
    begin();
}

void RefusedList::follow(qint64 count)
{
    m_count = count;
    if (!isVisible() || m_work.isRunning() || m_shownCount < 0)
        return;
    if (m_shownCount != m_count || (m_hasFailed && !m_isReading))
        begin();
}

void RefusedList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow(m_count);
}

void RefusedList::focusList()
{
    m_isFocusWanted = true;
    showWhatThereIs();
}

void RefusedList::begin()
{
    ++m_run;
    m_next = std::numeric_limits<qint64>::max();
    m_isReading = false;
    m_hasFailed = false;
    m_shownCount = m_count;
    readOlder();
    showWhatThereIs();
}

void RefusedList::readOlder()
{
    if (m_isReading || m_next == 0)
        return;
    m_isReading = true;
    // The first page is so long that what is shown is there again, and what is selected.
    const bool isFirst = m_next == std::numeric_limits<qint64>::max();
    const int rows = isFirst ? std::clamp(m_model.rowCount() + 1, refusedPageSize, refusedAgain) : refusedPageSize;
    m_site.readRefused(m_next, m_matches, rows, this,
        [this, run = m_run](const Result<QuarantineList::Page> &page) { took(run, page); });
}

void RefusedList::took(int run, const Result<QuarantineList::Page> &page)
{
    if (run != m_run)
        return;
    m_isReading = false;
    m_hasFailed = !page;
    if (!page) {
        if (m_isNew)
            m_model.clear(); // it shows what was asked for before
        showWhatThereIs();
        emit failed(page.error());
        return;
    }
    emit wasRead();
    if (m_next == std::numeric_limits<qint64>::max())
        tookFirst(page->entries);
    else
        m_model.append(page->entries);
    m_next = page->next;
    m_model.setMore(m_next > 0);
    if (m_next > 0 && m_model.rowCount() < refusedAtLeast)
        readOlder();
    showWhatThereIs();
}

/// In place of what there was. Selected is what was so and is still there, and nothing else: what is dropped does not come back.
void RefusedList::tookFirst(const QList<Quarantine::Entry> &entries)
{
    const QList<qint64> numbers = selected();
    const QSet<qint64> kept(numbers.cbegin(), numbers.cend());
    const int currentRow = m_table->currentIndex().row();
    const qint64 current = currentRow < 0 ? 0 : m_model.entryAt(currentRow).number;
    const int top = m_table->verticalScrollBar()->value();
    m_model.clear();
    m_model.append(entries);
    if (entries.isEmpty())
        return;
    QItemSelection selection;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (kept.contains(m_model.entryAt(row).number))
            selection.select(m_model.index(row, 0), m_model.index(row, RefusedModel::Columns - 1));
    }
    QItemSelectionModel &model = *m_table->selectionModel();
    model.select(selection, QItemSelectionModel::ClearAndSelect);
    const int found = m_model.rowOf(current);
    if (currentRow >= 0)
        model.setCurrentIndex(m_model.index(found >= 0 ? found : std::min(currentRow, m_model.rowCount() - 1), 0),
            QItemSelectionModel::NoUpdate);
    m_table->doItemsLayout(); // before which there is nothing to scroll
    m_table->verticalScrollBar()->setValue(top);
}

/// The first row is selected once, where somebody begins; after that only what somebody selects.
void RefusedList::showCurrent()
{
    if (m_isReading)
        return;
    const bool isNew = std::exchange(m_isNew, false);
    const QItemSelectionModel::SelectionFlags how = isNew && !m_table->selectionModel()->hasSelection()
        ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
        : QItemSelectionModel::NoUpdate;
    if (isNew || !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_model.index(0, 0), how);
}

void RefusedList::showWhatThereIs()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_empty->setText(m_isReading ? tr("Searching…")
            : m_hasFailed        ? tr("The list could not be read.")
            : m_matches          ? tr("Nothing in this list matches.")
                                 : tr("No record was refused: everything could be taken and sent."));
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_details->setVisible(!isEmpty);
    for (QPushButton *const button : {m_retry, m_retryAll, m_drop, m_copy})
        button->setVisible(!isEmpty);
    if (!isEmpty)
        showCurrent();
    if (!isEmpty && std::exchange(m_isFocusWanted, false))
        m_table->setFocus();
    showSelected();
}

QList<qint64> RefusedList::selected() const
{
    QList<qint64> numbers;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        if (const qint64 number = m_model.entryAt(row.row()).number; number > 0)
            numbers += number;
    }
    std::sort(numbers.begin(), numbers.end(), std::greater<>()); // as the list has them
    return numbers;
}

void RefusedList::showSelected()
{
    const QModelIndex current = m_table->currentIndex();
    const QString details = current.isValid() ? RefusedModel::details(m_model.entryAt(current.row())) : QString();
    if (m_details->toPlainText() != details)
        m_details->setPlainText(details);
    const QString why = m_work.isRunning()           ? tr("Records are being worked on.")
        : !m_table->selectionModel()->hasSelection() ? tr("Select one or more records first.")
        : selected().isEmpty() ? tr("These are only counted: they go once nothing else of their site is listed.")
                               : QString();
    setEnabledOr(m_retry, why);
    setEnabledOr(m_drop, why);
    setEnabledOr(m_retryAll, m_work.isRunning() ? why : QString());
    setEnabledOr(
        m_copy, m_table->selectionModel()->hasSelection() ? QString() : tr("Select one or more records first."));
}

void RefusedList::retry()
{
    m_result->clear();
    m_work.retry(selected());
}

void RefusedList::askToDrop()
{
    m_result->clear();
    const QList<qint64> numbers = selected();
    if (numbers.isEmpty())
        return;
    QStringList names;
    for (const qint64 number : numbers)
        names += RefusedModel::nameOf(m_model.entryAt(m_model.rowOf(number)));
    m_prompt.ask(this, dropQuestion(names, m_isPrimary), [this, numbers](Choice choice) {
        if (choice == Choice::Yes)
            m_work.drop(numbers);
    });
}

/// All that is known of what is selected, an empty line between them.
void RefusedList::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList texts;
    for (const QModelIndex &row : std::as_const(rows))
        texts += RefusedModel::details(m_model.entryAt(row.row()));
    QGuiApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
}

void RefusedList::setRunning(bool isRunning)
{
    m_bar->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    showSelected();
}

void RefusedList::tellRetried(const RetryOutcome &outcome, bool isCancelled)
{
    setRunning(false);
    const OutcomeWords words = retriedWords(outcome, isCancelled);
    m_result->setMessage(words.tone, words.text);
    begin();
}

void RefusedList::tellDropped(qint64 records, bool isCancelled)
{
    setRunning(false);
    const OutcomeWords words = droppedWords(records, isCancelled);
    m_result->setMessage(words.tone, words.text);
    begin();
}

bool RefusedList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (watched == m_table && key->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    if (watched == m_table && key->key() == Qt::Key_Delete && m_drop->isEnabled()) {
        askToDrop();
        return true;
    }
    return key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter; // never the window's OK
}

} // namespace mailboat
