// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/connectioncheckview.h"

#include "ui/preferences/checksteps.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inlinemessage.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

enum Column { StepColumn, ResultColumn, TimeColumn, FoundColumn };
constexpr int stateRole = Qt::UserRole;
constexpr int widthInCharacters = 125;
constexpr int heightInLines = 34;

QString timeText(std::chrono::milliseconds took)
{
    const QLocale locale;
    return took < std::chrono::seconds(1)
        ? ConnectionCheckView::tr("%1 ms").arg(locale.toString(static_cast<qlonglong>(took.count())))
        : ConnectionCheckView::tr("%1 s").arg(locale.toString(static_cast<double>(took.count()) / 1000, 'f', 1));
}

QString found(const CheckFinding &finding)
{
    return finding.detail.isEmpty() && finding.error ? describe(*finding.error) : finding.detail;
}

bool isCancelled(const CheckFinding &finding)
{
    return finding.error && finding.error->code == ErrorCode::Cancelled;
}

} // namespace

ConnectionCheckView::ConnectionCheckView(SiteRole role, bool https, QWidget *parent)
    : QDialog(parent)
    , m_names(checkSteps(role, https))
    , m_steps(new QTableWidget(static_cast<int>(m_names.size()), 4, this))
    , m_busy(new QProgressBar(this))
    , m_measured(new QLabel(this))
    , m_verdict(new InlineMessage(this))
    , m_copy(new QPushButton(tr("Copy &report"), this))
    , m_again(new QPushButton(tr("R&un again"), this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("connectionCheckView"));
    setWindowTitle(tr("Connection check"));
    resize(fontMetrics().averageCharWidth() * widthInCharacters, fontMetrics().lineSpacing() * heightInLines);

    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Steps of the check"));
    m_steps->setHorizontalHeaderLabels({tr("Step"), tr("Result"), tr("Time taken"), tr("What was found")});
    m_steps->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_steps->horizontalHeader()->setSectionResizeMode(FoundColumn, QHeaderView::Stretch);
    m_steps->horizontalHeader()->setHighlightSections(false);
    m_steps->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_steps->verticalHeader()->hide();
    m_steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_steps->setSelectionMode(QAbstractItemView::SingleSelection);
    m_steps->setTabKeyNavigation(false);
    m_steps->setWordWrap(true);

    m_busy->setObjectName(QStringLiteral("busy"));
    m_busy->setAccessibleName(tr("The check is running"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_measured->setObjectName(QStringLiteral("measured"));
    m_measured->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_copy->setObjectName(QStringLiteral("copyReport"));
    m_copy->setAccessibleName(tr("Copy report"));
    m_again->setObjectName(QStringLiteral("runAgain"));
    m_again->setAccessibleName(tr("Run again"));
    m_close->setObjectName(QStringLiteral("close"));

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_steps, 1);
    column->addWidget(m_busy);
    column->addWidget(m_measured);
    column->addWidget(m_verdict);
    column->addWidget(buttons);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(toText(m_report)); });
    connect(m_again, &QPushButton::clicked, this, &ConnectionCheckView::runRequested);
    connect(m_close, &QPushButton::clicked, this, &ConnectionCheckView::reject);
    for (int row = 0; row < m_names.size(); ++row)
        setState(row, State::Waiting);
    showMeasured();
    setRunning(false);
    m_copy->setEnabled(false);
}

void ConnectionCheckView::begin()
{
    m_report = {};
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        setState(row, State::Waiting);
        m_steps->item(row, TimeColumn)->setText({});
        m_steps->item(row, FoundColumn)->setText({});
    }
    m_verdict->clear();
    showMeasured();
    setRunning(true);
}

void ConnectionCheckView::stepStarted(const QString &step)
{
    setState(rowOf(step), State::Running);
}

void ConnectionCheckView::stepFinished(const CheckFinding &finding)
{
    setFinding(finding);
}

void ConnectionCheckView::finished(const CheckReport &report)
{
    m_report = report;
    for (const CheckFinding &finding : report.findings)
        setFinding(finding);
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        if (stateOf(row) == State::Waiting || stateOf(row) == State::Running)
            setState(row, State::NotReached);
    }
    showMeasured();
    showVerdict();
    setRunning(false);
}

void ConnectionCheckView::reject()
{
    if (m_isRunning)
        emit cancelRequested();
    else
        QDialog::reject();
}

void ConnectionCheckView::closeEvent(QCloseEvent *event)
{
    if (m_isRunning)
        emit cancelRequested();
    event->accept();
}

void ConnectionCheckView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    QDialog::changeEvent(event);
}

/// A step that was not foreseen (the address turned out to be https) gets a row of its own.
int ConnectionCheckView::rowOf(const QString &step)
{
    if (const qsizetype row = m_names.indexOf(step); row >= 0)
        return static_cast<int>(row);
    const qsizetype before = step == QStringLiteral("tls") ? m_names.indexOf(QStringLiteral("http")) : -1;
    const int row = before >= 0 ? static_cast<int>(before) : m_steps->rowCount();
    m_names.insert(row, step);
    m_steps->insertRow(row);
    setState(row, State::Waiting);
    return row;
}

ConnectionCheckView::State ConnectionCheckView::stateOf(int row) const
{
    return static_cast<State>(m_steps->item(row, ResultColumn)->data(stateRole).toInt());
}

void ConnectionCheckView::setState(int row, State state)
{
    if (!m_steps->item(row, StepColumn)) {
        for (const int column : {StepColumn, ResultColumn, TimeColumn, FoundColumn})
            m_steps->setItem(row, column, new QTableWidgetItem);
        m_steps->item(row, StepColumn)->setText(checkStepTitle(m_names[row]));
        m_steps->item(row, TimeColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    const auto word = [state] {
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
    };
    QTableWidgetItem *result = m_steps->item(row, ResultColumn);
    result->setText(word());
    result->setData(stateRole, static_cast<int>(state));
    paintIcons();
    if (state == State::Running)
        m_steps->scrollToItem(result);
}

void ConnectionCheckView::setFinding(const CheckFinding &finding)
{
    const int row = rowOf(finding.step);
    const State state = isCancelled(finding)   ? State::Cancelled
        : finding.level == CheckLevel::Failed  ? State::Failed
        : finding.level == CheckLevel::Warning ? State::Warning
                                               : State::Ok;
    setState(row, state);
    m_steps->item(row, TimeColumn)->setText(timeText(finding.took));
    m_steps->item(row, FoundColumn)->setText(found(finding));
    // As a paragraph: what comes from elsewhere must not be taken for tags.
    m_steps->item(row, FoundColumn)
        ->setToolTip(
            finding.error ? QStringLiteral("<p>%1</p>").arg(advise(*finding.error).toHtmlEscaped()) : QString());
    if (state == State::Failed)
        m_steps->selectRow(row);
}

void ConnectionCheckView::showMeasured()
{
    const QLocale locale;
    QStringList parts;
    if (m_report.roundTrip)
        parts += tr("Round trip: %1 ms.").arg(locale.toString(static_cast<qlonglong>(m_report.roundTrip->count())));
    if (m_report.bytesPerSecond)
        parts += tr("Speed: %1 a second.").arg(locale.formattedDataSize(*m_report.bytesPerSecond));
    m_measured->setText(parts.isEmpty() ? tr("Round trip and speed are not measured yet.") : parts.join(u' '));
}

void ConnectionCheckView::showVerdict()
{
    const auto &findings = m_report.findings;
    const auto failed = std::find_if(findings.begin(), findings.end(),
        [](const CheckFinding &finding) { return finding.level == CheckLevel::Failed && finding.error; });
    if (failed != findings.end()) {
        m_verdict->setError(*failed->error, isCancelled(*failed) ? Tone::Info : Tone::Error);
        return;
    }
    QStringList warnings;
    for (const CheckFinding &finding : findings) {
        if (finding.level == CheckLevel::Warning)
            warnings += finding.error ? found(finding) + u' ' + advise(*finding.error) : found(finding);
    }
    if (!warnings.isEmpty())
        m_verdict->setMessage(Tone::Warning, warnings.join(u'\n'));
    else
        m_verdict->setMessage(Tone::Ok, tr("Everything that was checked is in order."));
}

void ConnectionCheckView::setRunning(bool running)
{
    m_isRunning = running;
    m_busy->setVisible(running);
    m_close->setText(running ? tr("&Cancel") : tr("&Close"));
    m_close->setAccessibleName(running ? tr("Cancel") : tr("Close"));
    const QString reason = running ? tr("The check is running.") : QString();
    for (QPushButton *button : {m_copy, m_again}) {
        button->setEnabled(!running);
        button->setToolTip(reason);
        button->setAccessibleDescription(reason);
    }
    m_close->setDefault(true);
}

void ConnectionCheckView::paintIcons()
{
    const auto icon = [this](State state) {
        switch (state) {
        case State::Waiting:
        case State::NotReached:
            return themedIcon(QStringLiteral("pending"), palette());
        case State::Running:
            return themedIcon(QStringLiteral("running"), palette());
        case State::Cancelled:
            return themedIcon(QStringLiteral("off"), palette());
        case State::Ok:
            return themedIcon(QStringLiteral("ok"), palette(), toneColor(Tone::Ok, palette()));
        case State::Warning:
            return themedIcon(QStringLiteral("warning"), palette(), toneColor(Tone::Warning, palette()));
        case State::Failed:
            return themedIcon(QStringLiteral("error"), palette(), toneColor(Tone::Error, palette()));
        }
        Q_UNREACHABLE();
    };
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        if (QTableWidgetItem *result = m_steps->item(row, ResultColumn))
            result->setIcon(icon(stateOf(row)));
    }
}

} // namespace mailboat
