// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check/connectioncheckview.h"

#include "ui/check/checkedsitestable.h"
#include "ui/check/checksteps.h"
#include "ui/check/checkstepstable.h"
#include "ui/check/checkverdict.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int checkWidthInCharacters = 125;
constexpr int checkHeightInLines = 34;

} // namespace

ConnectionCheckView::ConnectionCheckView(SiteRole role, bool https, QWidget *parent)
    : QDialog(parent)
    , m_steps(new CheckStepsTable(checkSteps(role, https), this))
    , m_busy(new QProgressBar(this))
    , m_measured(new QLabel(this))
    , m_verdict(new InlineMessage(this))
    , m_showAll(namedButton(QStringLiteral("showAllSites"), tr("&All refused or silent sites"), this))
    , m_sites(new CheckedSitesTable(this))
    , m_copy(new QPushButton(tr("Copy &report"), this))
    , m_again(new QPushButton(tr("R&un again"), this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("connectionCheckView"));
    setWindowTitle(tr("Connection check"));
    resize(fontMetrics().averageCharWidth() * checkWidthInCharacters, fontMetrics().lineSpacing() * checkHeightInLines);

    m_busy->setObjectName(QStringLiteral("busy"));
    m_busy->setAccessibleName(tr("The check is running"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_measured->setObjectName(QStringLiteral("measured"));
    m_measured->setWordWrap(true); // what a first load waits for is a sentence
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
    column->addWidget(m_showAll, 0, Qt::AlignLeading);
    column->addWidget(m_sites, 2);
    column->addWidget(buttons);
    m_showAll->setCheckable(true);
    connect(m_showAll, &QPushButton::toggled, m_sites, &QWidget::setVisible);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(toText(m_report)); });
    connect(m_again, &QPushButton::clicked, this, &ConnectionCheckView::runRequested);
    connect(m_close, &QPushButton::clicked, this, &ConnectionCheckView::reject);
    m_measured->setVisible(role == SiteRole::Satellite); // a primary looks at itself: there is no line
    showMeasured();
    showSites();
    setRunning(false);
}

void ConnectionCheckView::begin()
{
    m_report = {};
    m_steps->begin();
    m_verdict->clear();
    showSites();
    showMeasured();
    setRunning(true);
}

void ConnectionCheckView::stepStarted(const QString &step)
{
    m_steps->start(step);
}

void ConnectionCheckView::stepFinished(const CheckFinding &finding)
{
    m_steps->finish(finding);
}

void ConnectionCheckView::finished(const CheckReport &report)
{
    m_report = report;
    for (const CheckFinding &finding : report.findings)
        m_steps->finish(finding);
    m_steps->end();
    showMeasured();
    showVerdict(report, *m_verdict);
    showSites();
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

void ConnectionCheckView::showMeasured()
{
    const QString words = measuredWords(m_report);
    m_measured->setText(words.isEmpty() ? tr("Round trip and speed are not measured yet.") : words);
}

/// The sentences name a few of them.
void ConnectionCheckView::showSites()
{
    QList<CheckedSite> sites;
    for (const CheckFinding &finding : std::as_const(m_report.findings))
        sites += finding.sites;
    m_sites->setSites(sites);
    m_showAll->setChecked(false);
    m_showAll->setHidden(sites.isEmpty());
    m_sites->hide();
}

void ConnectionCheckView::setRunning(bool running)
{
    m_isRunning = running;
    m_busy->setVisible(running);
    m_close->setText(running ? tr("&Cancel") : tr("&Close"));
    m_close->setAccessibleName(running ? tr("Cancel") : tr("Close"));
    const QString busy = running ? tr("The check is running.") : QString();
    setEnabledOr(m_again, busy);
    setEnabledOr(m_copy, m_report.findings.isEmpty() && !running ? tr("There is no report yet.") : busy);
    m_close->setDefault(true);
}

} // namespace mailboat
