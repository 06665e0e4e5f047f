// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/trayicon.h"

#include "core/domain/joinfilled.h"
#include "ui/status/statuswords.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/icon.h"

#include <QGuiApplication>
#include <QTextDocument>

namespace mailboat {

namespace {

constexpr std::chrono::seconds trayRefreshEvery {30};

/// A site's name stands first, and may begin as a tag does.
QString neverHtml(const QString &lines)
{
    return Qt::mightBeRichText(lines)
        ? QStringLiteral("<span>%1</span>").arg(lines.toHtmlEscaped().replace(u'\n', QLatin1String("<br>")))
        : lines;
}

QAction *addAction(QMenu &menu, const QString &name, const QString &text)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(name);
    return action;
}

} // namespace

TrayIcon::TrayIcon(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_syncNow(addAction(m_menu, QStringLiteral("traySyncNow"), tr("&Sync now")))
    , m_resume(addAction(m_menu, QStringLiteral("trayResume"), tr("&Resume synchronising")))
{
    m_menu.setToolTipsVisible(true);
    const QAction *preferences = addAction(m_menu, QStringLiteral("trayPreferences"), tr("&Preferences"));
    m_menu.addSeparator();
    const QAction *quit = addAction(m_menu, QStringLiteral("trayQuit"), tr("&Quit"));
    m_icon.setContextMenu(&m_menu);

    connect(m_syncNow, &QAction::triggered, this, &TrayIcon::syncNowRequested);
    connect(m_resume, &QAction::triggered, this, &TrayIcon::resumeRequested);
    connect(preferences, &QAction::triggered, this, &TrayIcon::preferencesRequested);
    connect(quit, &QAction::triggered, this, &TrayIcon::quitRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit preferencesRequested();
    });
    refresh();
    watchTime();
}

bool TrayIcon::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setVisible(bool visible)
{
    m_icon.setVisible(visible);
}

void TrayIcon::setStatus(const Status &status)
{
    m_known.status = status;
    refresh();
}

void TrayIcon::setSites(const SitesSummary &sites)
{
    if (m_known.sites == sites)
        return;
    m_known.sites = sites;
    refresh();
}

void TrayIcon::setSite(const QString &site)
{
    m_site = site;
    refresh();
}

void TrayIcon::setEngineFailure(const std::optional<Error> &error)
{
    m_known.engineFailure = error;
    refresh();
}

void TrayIcon::setUnavailable(const Error &error)
{
    m_known.unavailable = error;
    refresh();
}

void TrayIcon::setAvailable()
{
    m_known.unavailable.reset();
    refresh();
}

void TrayIcon::watchTime()
{
    m_clock.after(trayRefreshEvery, this, [this] {
        refresh();
        watchTime();
    });
}

void TrayIcon::refresh()
{
    const StatusWords words = m_known.words(m_clock.utcNow());
    if (const QString name = trayIconName(words.kind); name != m_iconName) {
        m_iconName = name;
        m_icon.setIcon(themedIcon(name, QGuiApplication::palette()));
    }
    const Error *const why = m_known.unavailable ? &*m_known.unavailable : m_known.whyNoEngine();
    m_icon.setToolTip(
        neverHtml(joinFilled({m_site, words.tooltip(), why ? windowWords(*why) : QString()}, QStringLiteral("\n"))));
    const QString reason = words.isRunning ? tr("Synchronisation is running already.") : words.whyNoSync;
    m_syncNow->setEnabled(reason.isEmpty());
    m_syncNow->setToolTip(reason);
    m_resume->setVisible(!m_known.unavailable && m_known.status && m_known.status->blocked == Blocked::Paused);
}

} // namespace mailboat
