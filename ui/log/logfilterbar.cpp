// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfilterbar.h"

#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLabel>
#include <QTimer>

#include <limits>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds afterLastKey = 250ms; // each search reads the log

enum Period { AllTime, Today, SevenDays, ThirtyDays, BetweenDays };

} // namespace

LogFilter logFilter(LogModel::Kind kind, const LogSearch &search)
{
    LogFilter filter {LogModel::kindsOf(kind), search.site, search.from, search.to};
    if (!search.text.isEmpty())
        filter.matches
            = [kind, text = search.text](const SyncLog::Entry &entry) { return LogModel::contains(kind, entry, text); };
    return filter;
}

LogFilterBar::LogFilterBar(Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_text(new SearchField(tr("Search the log"), this))
    , m_period(new QComboBox(this))
    , m_fromName(new QLabel(tr("F&rom"), this))
    , m_from(new QDateEdit(this))
    , m_toName(new QLabel(tr("t&o"), this))
    , m_to(new QDateEdit(this))
    , m_siteName(new QLabel(tr("Sync &ID"), this))
    , m_site(numberField(QStringLiteral("logSite"), tr("Sync ID of a site"), this))
    , m_wait(new QTimer(this))
{
    m_text->setObjectName(QStringLiteral("logSearch"));
    m_period->setObjectName(QStringLiteral("logPeriod"));
    m_period->setAccessibleName(tr("Period"));
    m_period->addItems({tr("All days"), tr("Today"), tr("Last 7 days"), tr("Last 30 days"), tr("Between two days")});
    const QDate today = m_clock.utcNow().toLocalTime().date();
    for (QDateEdit *const day : {m_from, m_to}) {
        day->setCalendarPopup(true);
        day->setDate(today);
    }
    m_from->setObjectName(QStringLiteral("logFrom"));
    m_from->setAccessibleName(tr("First day"));
    m_fromName->setBuddy(m_from);
    m_to->setObjectName(QStringLiteral("logTo"));
    m_to->setAccessibleName(tr("Last day"));
    m_toName->setBuddy(m_to);
    m_site->setFixedWidth(m_site->fontMetrics().averageCharWidth() * 12);
    m_site->setValidator(new QIntValidator(1, std::numeric_limits<int>::max(), m_site));
    m_siteName->setBuddy(m_site);
    m_wait->setSingleShot(true);
    m_wait->setInterval(afterLastKey);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_text, 1);
    for (QWidget *const each : {static_cast<QWidget *>(m_period), static_cast<QWidget *>(m_fromName),
             static_cast<QWidget *>(m_from), static_cast<QWidget *>(m_toName), static_cast<QWidget *>(m_to),
             static_cast<QWidget *>(m_siteName), static_cast<QWidget *>(m_site)})
        line->addWidget(each);

    for (QWidget *const each : {static_cast<QWidget *>(m_period), static_cast<QWidget *>(m_from),
             static_cast<QWidget *>(m_to), static_cast<QWidget *>(m_site)})
        each->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &LogFilterBar::soon);
    connect(m_text, &SearchField::listRequested, this, &LogFilterBar::listRequested);
    connect(m_site, &QLineEdit::textChanged, this, &LogFilterBar::soon);
    connect(m_from, &QDateEdit::dateChanged, this, &LogFilterBar::soon);
    connect(m_to, &QDateEdit::dateChanged, this, &LogFilterBar::soon);
    connect(m_period, &QComboBox::currentIndexChanged, this, &LogFilterBar::showPeriod);
    connect(m_wait, &QTimer::timeout, this, &LogFilterBar::changed);
    showPeriod();
    m_wait->stop();
}

void LogFilterBar::showPeriod()
{
    const bool isBetween = m_period->currentIndex() == BetweenDays;
    for (QWidget *const each : {static_cast<QWidget *>(m_fromName), static_cast<QWidget *>(m_from),
             static_cast<QWidget *>(m_toName), static_cast<QWidget *>(m_to)})
        each->setVisible(isBetween);
    soon();
}

void LogFilterBar::soon()
{
    m_wait->start();
}

void LogFilterBar::now()
{
    m_wait->stop();
    emit changed();
}

void LogFilterBar::clear()
{
    if (search().isEmpty() && !m_wait->isActive())
        return;
    m_text->clear();
    m_site->clear();
    m_period->setCurrentIndex(AllTime);
    now();
}

/// Return would press the window's OK.
bool LogFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    for (QDateEdit *const day : {m_from, m_to})
        day->interpretText();
    now();
    emit listRequested();
    return true;
}

void LogFilterBar::setPrimary(bool isPrimary)
{
    m_siteName->setVisible(isPrimary);
    m_site->setVisible(isPrimary);
    if (!isPrimary)
        m_site->clear();
}

LogSearch LogFilterBar::search() const
{
    LogSearch search;
    search.text = m_text->text().trimmed();
    if (const int id = m_site->text().toInt(); id > 0)
        search.site = SyncId {id};
    const QDate today = m_clock.utcNow().toLocalTime().date();
    switch (m_period->currentIndex()) {
    case Today:
        search.from = today.startOfDay();
        break;
    case SevenDays:
        search.from = today.addDays(-6).startOfDay();
        break;
    case ThirtyDays:
        search.from = today.addDays(-29).startOfDay();
        break;
    case BetweenDays:
        search.from = m_from->date().startOfDay();
        search.to = m_to->date().addDays(1).startOfDay();
        break;
    default:
        break;
    }
    return search;
}

} // namespace mailboat
