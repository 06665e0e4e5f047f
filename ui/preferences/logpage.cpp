// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/logpage.h"

#include "ui/log/logfeed.h"
#include "ui/log/logfiles.h"
#include "ui/log/logfilterbar.h"
#include "ui/log/logview.h"
#include "ui/log/refusedlist.h"
#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QLabel>
#include <QLocale>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace mailboat {

namespace {

QString keptWords()
{
    return LogPage::tr("Older synchronisations and contacts are removed; changes of settings stay.");
}

} // namespace

LogPage::LogPage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_filter(new LogFilterBar(context.clock, this)) // made in the order in which Tab goes
    , m_written(new InlineMessage(this))
    , m_tabs(new QTabWidget(this))
    , m_refused(new RefusedList(context.site, context.prompt, this))
    , m_message(new InlineMessage(this))
{
    m_tabs->setObjectName(QStringLiteral("logTabs"));
    m_tabs->setAccessibleName(tr("Log"));
    m_message->setObjectName(QStringLiteral("logMessage"));
    m_written->setObjectName(QStringLiteral("logFileResult"));
    addTab(LogModel::Kind::Cycles, QStringLiteral("cyclesView"), tr("&Synchronisations"));
    addTab(LogModel::Kind::Changes, QStringLiteral("changesView"), tr("Chan&ges"));
    addTab(LogModel::Kind::Contacts, QStringLiteral("contactsView"), tr("Co&ntacts"));
    m_refused->setObjectName(QStringLiteral("refusedList"));
    m_tabs->addTab(m_refused, tr("Re&fused records"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_message);
    layout->addWidget(m_filter);
    layout->addWidget(m_written);
    layout->addWidget(m_tabs, 1);
    m_files = new LogFiles(
        context.site, context.clock,
        [this] {
            const Tab *const tab = current();
            return LogFiles::Shown {tab ? std::optional(tab->kind) : std::nullopt, m_filter->search()};
        },
        *m_written, this);
    layout->addWidget(m_files);
    layout->addLayout(keeping());

    bind(&SyncPreferences::logDays, m_days, m_daysMessage);
    connect(m_filter, &LogFilterBar::changed, this, &LogPage::search);
    connect(m_filter, &LogFilterBar::listRequested, this, &LogPage::focusList);
    connect(m_tabs, &QTabWidget::currentChanged, this, &LogPage::showCurrent);
    const auto tell = [this](const Error &error) { m_message->setError(error); };
    for (const Tab &tab : m_logs) {
        connect(tab.feed, &LogFeed::failed, this, tell);
        connect(tab.feed, &LogFeed::wasRead, m_message, &InlineMessage::clear);
    }
    connect(m_refused, &RefusedList::failed, this, tell);
    connect(m_refused, &RefusedList::wasRead, m_message, &InlineMessage::clear);
    connect(&context.lock, &AdminLock::changed, this, &LogPage::applyLock);
    connect(&context.site, &SiteConnection::statusChanged, this, &LogPage::setStatus);
    applyLock();
}

void LogPage::addTab(LogModel::Kind kind, const QString &name, const QString &words)
{
    auto *view = new LogView(kind);
    view->setObjectName(name);
    m_tabs->addTab(view, words);
    m_logs.push_back({kind, view, new LogFeed(context().site, *view, this)});
}

QLayout *LogPage::keeping()
{
    m_days = numberField(QStringLiteral("logDays"), tr("Days to keep the log"), this);
    m_days->setFixedWidth(m_days->fontMetrics().averageCharWidth() * 8);
    m_daysMessage = new FieldMessage(m_days, this);
    auto *name = new QLabel(tr("&Keep the log for"), this);
    name->setBuddy(m_days);
    auto *line = new QHBoxLayout;
    line->addWidget(name);
    line->addWidget(m_days);
    line->addWidget(new QLabel(tr("days."), this));
    auto *kept = new QLabel(keptWords(), this);
    kept->setWordWrap(true);
    line->addWidget(kept, 2);
    line->addWidget(m_daysMessage, 1);
    line->addStretch();
    return line;
}

void LogPage::load()
{
    PreferencePage::load();
    const SyncId site = draft().preferences.site();
    const bool isPrimary = site.isPrimary();
    m_files->setSite(site);
    m_filter->setPrimary(isPrimary);
    m_refused->setPrimary(isPrimary);
    for (std::size_t i = 0; i < m_logs.size(); ++i) {
        if (m_logs[i].kind == LogModel::Kind::Contacts)
            m_tabs->setTabVisible(static_cast<int>(i), isPrimary);
    }
    if (std::exchange(m_isPrimary, isPrimary) != isPrimary) // a primary has no synchronisations of its own
        showTab(isPrimary ? LogModel::Kind::Contacts : LogModel::Kind::Cycles);
}

void LogPage::showTab(LogModel::Kind kind)
{
    for (const Tab &tab : m_logs) {
        if (tab.kind == kind)
            m_tabs->setCurrentWidget(tab.view);
    }
}

void LogPage::showPart(const QString &part)
{
    m_filter->clear(); // what leads here has counted all
    for (const Tab &tab : m_logs) {
        if (tab.view->objectName() == part + QStringLiteral("View"))
            m_tabs->setCurrentWidget(tab.view);
    }
    if (part == QLatin1String("refused"))
        m_tabs->setCurrentWidget(m_refused);
    m_tabs->setFocus(); // until there is something in the list
    focusList();
}

void LogPage::focusList()
{
    if (const Tab *const tab = current())
        tab->view->focusList();
    else
        m_refused->focusList();
}

LogPage::Tab *LogPage::current()
{
    for (Tab &tab : m_logs) {
        if (tab.view == m_tabs->currentWidget())
            return &tab;
    }
    return nullptr;
}

void LogPage::search()
{
    for (Tab &tab : m_logs)
        tab.isShown = false;
    m_isRefusedShown = false;
    showCurrent();
}

/// What is looked at is read now, the others when they are.
void LogPage::showCurrent()
{
    if (!isVisible())
        return;
    Tab *const tab = current();
    const LogSearch search = m_filter->search();
    if (!tab) {
        if (!std::exchange(m_isRefusedShown, true))
            m_refused->show(search);
    } else if (!std::exchange(tab->isShown, true)) {
        tab->feed->show(logFilter(tab->kind, search), !search.isEmpty());
    } else {
        tab->feed->follow();
    }
}

void LogPage::showEvent(QShowEvent *event)
{
    PreferencePage::showEvent(event);
    showCurrent();
}

void LogPage::setStatus(const Status &status)
{
    m_refused->follow(status.quarantined);
    if (std::exchange(m_refusedCount, status.quarantined) != status.quarantined) {
        const QString words = tr("Re&fused records");
        m_tabs->setTabText(m_tabs->indexOf(m_refused),
            status.quarantined == 0 ? words
                                    : words + QStringLiteral(" (%1)").arg(QLocale().toString(status.quarantined)));
    }
    if (!isVisible())
        return;
    if (Tab *const tab = current(); tab && tab->isShown)
        tab->feed->follow();
}

void LogPage::applyLock()
{
    setEnabledOr(m_days, context().lock.isUnlocked() ? QString() : lockedWords(), keptWords());
}

} // namespace mailboat
