// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check/checkstepstable.h"

#include "ui/check/checksteps.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/statuscolor.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>

namespace mailboat {

namespace {

enum Column { StepColumn, ResultColumn, TimeColumn, FoundColumn, ColumnCount };
constexpr int stateRole = Qt::UserRole;

QString timeText(std::chrono::milliseconds took)
{
    const QLocale locale;
    return took < std::chrono::seconds(1)
        ? CheckStepsTable::tr("%1 ms").arg(locale.toString(static_cast<qlonglong>(took.count())))
        : CheckStepsTable::tr("%1 s").arg(locale.toString(static_cast<double>(took.count()) / 1000, 'f', 1));
}

} // namespace

QString foundWords(const CheckFinding &finding)
{
    const bool isOfError = finding.error && (finding.detail.isEmpty() || finding.detail == describe(*finding.error));
    return isOfError ? windowWords(*finding.error) : QString(finding.detail);
}

QString foundAdvice(const CheckFinding &finding)
{
    return adviceOf(finding, windowAdvice, windowRefusalAdvice);
}

bool isCancelled(const CheckFinding &finding)
{
    return finding.error && finding.error->code == ErrorCode::Cancelled;
}

CheckStepsTable::CheckStepsTable(QStringList steps, QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(QStringLiteral("steps"));
    setAccessibleName(tr("Steps of the check"));
    setHorizontalHeaderLabels({tr("Step"), tr("Result"), tr("Time taken"), tr("What was found")});
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(FoundColumn, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    verticalHeader()->hide();
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    for (const QString &step : std::as_const(steps))
        addRow(rowCount(), step);
}

void CheckStepsTable::hideTimes()
{
    setColumnHidden(TimeColumn, true);
}

void CheckStepsTable::begin()
{
    clearSelection();
    if (const qsizetype row = m_names.indexOf(QStringLiteral("datafile")); row >= 0) { // comes again where it has to
        m_names.removeAt(row);
        removeRow(static_cast<int>(row));
    }
    for (int row = 0; row < rowCount(); ++row) {
        setState(row, State::Waiting);
        for (const Column column : {TimeColumn, FoundColumn}) {
            item(row, column)->setText({});
            item(row, column)->setToolTip({});
        }
    }
}

void CheckStepsTable::start(const QString &step)
{
    const int row = rowOf(step);
    setState(row, State::Running);
    scrollToItem(item(row, ResultColumn));
}

void CheckStepsTable::finish(const CheckFinding &finding)
{
    const int row = rowOf(finding.step);
    const State state = stateOf(finding);
    setState(row, state);
    item(row, TimeColumn)->setText(timeText(finding.took));
    item(row, FoundColumn)->setText(foundWords(finding));
    // As a paragraph: what comes from elsewhere must not be taken for tags.
    const QString advice = foundAdvice(finding);
    item(row, FoundColumn)
        ->setToolTip(advice.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(advice.toHtmlEscaped()));
    if (state == State::Failed)
        selectRow(row);
}

void CheckStepsTable::end()
{
    for (int row = 0; row < rowCount(); ++row) {
        if (stateOf(row) == State::Waiting || stateOf(row) == State::Running)
            setState(row, State::NotReached);
    }
}

void CheckStepsTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        for (int row = 0; row < rowCount(); ++row)
            item(row, ResultColumn)->setIcon(iconOf(stateOf(row)));
    }
    QTableWidget::changeEvent(event);
}

CheckStepsTable::State CheckStepsTable::stateOf(const CheckFinding &finding)
{
    if (isCancelled(finding))
        return State::Cancelled;
    switch (finding.level) {
    case CheckLevel::Ok:
        return State::Ok;
    case CheckLevel::Warning:
        return State::Warning;
    case CheckLevel::Failed:
        return State::Failed;
    }
    Q_UNREACHABLE();
}

QString CheckStepsTable::wordOf(State state)
{
    switch (state) {
    case State::Waiting:
        return tr("waiting");
    case State::Running:
        return tr("running…");
    case State::Ok:
        return tr("ok");
    case State::Warning:
        return tr("warning");
    case State::Failed:
        return tr("failed");
    case State::Cancelled:
        return tr("cancelled");
    case State::NotReached:
        return tr("not reached");
    }
    Q_UNREACHABLE();
}

/// A step that was not foreseen (the address turned out to be https) gets a row of its own.
int CheckStepsTable::rowOf(const QString &step)
{
    if (const qsizetype row = m_names.indexOf(step); row >= 0)
        return static_cast<int>(row);
    const qsizetype before = step == QStringLiteral("tls") ? m_names.indexOf(QStringLiteral("http")) : -1;
    const int row = before >= 0 ? static_cast<int>(before) : rowCount();
    addRow(row, step);
    return row;
}

CheckStepsTable::State CheckStepsTable::stateOf(int row) const
{
    return static_cast<State>(item(row, ResultColumn)->data(stateRole).toInt());
}

void CheckStepsTable::addRow(int row, const QString &step)
{
    m_names.insert(row, step);
    insertRow(row);
    for (int column = 0; column < ColumnCount; ++column)
        setItem(row, column, new QTableWidgetItem);
    item(row, StepColumn)->setText(checkStepTitle(step));
    item(row, TimeColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setState(row, State::Waiting);
}

void CheckStepsTable::setState(int row, State state)
{
    QTableWidgetItem *result = item(row, ResultColumn);
    result->setText(wordOf(state));
    result->setData(stateRole, static_cast<int>(state));
    result->setIcon(iconOf(state));
}

QIcon CheckStepsTable::iconOf(State state) const
{
    switch (state) {
    case State::Waiting:
    case State::NotReached:
        return themedIcon(QStringLiteral("pending"), palette());
    case State::Running:
        return themedIcon(QStringLiteral("running"), palette());
    case State::Cancelled:
        return themedIcon(QStringLiteral("off"), palette());
    case State::Ok:
        return themedIcon(toneIcon(Tone::Ok), palette(), toneColor(Tone::Ok, palette()));
    case State::Warning:
        return themedIcon(toneIcon(Tone::Warning), palette(), toneColor(Tone::Warning, palette()));
    case State::Failed:
        return themedIcon(toneIcon(Tone::Error), palette(), toneColor(Tone::Error, palette()));
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
