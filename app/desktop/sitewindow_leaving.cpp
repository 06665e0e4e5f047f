// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of SiteWindow that closes and ends it, and asks before.
#include "app/desktop/sitewindow.h"

#include "ui/preferences/backuppage.h"
#include "ui/preferences/desktopgroup.h"
#include "ui/preferences/synchronisepage.h"

#include <QApplication>
#include <QEventLoop>
#include <QMessageBox>
#include <QPointer>

namespace mailboat {

/// What was edited and not saved is asked about, as at Cancel. A question that is open comes first.
void SiteWindow::quitFromTray()
{
    if (qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
        m_isQuitting = m_isQuitting || m_preferences->isAskingToDiscard();
        return raise();
    }
    if (keepsShownOnce())
        return;
    m_leaving.callOff();
    if (!m_preferences->isVisible() && !m_leaving.isAnythingLeft())
        return quit();
    show(); // a question stands before its window
    m_isQuitting = true;
    m_preferences->reject();
}

/// A code that nobody has written down yet comes first: its window asks.
bool SiteWindow::keepsShownOnce()
{
    QDialog *const shown = m_preferences->shownOnce();
    if (!shown)
        return false;
    raise();
    shown->raise();
    shown->activateWindow();
    shown->reject(); // which it asks about first
    return true;
}

/// Asked right after OK, when what was saved has not shown in the status yet.
Blocked SiteWindow::blocked() const
{
    const Draft *const draft = m_preferences->draft();
    return draft ? blockedBy(draft->saved()) : Blocked::NotSetUp;
}

/// Whether closing the window ends synchronisation.
bool SiteWindow::isSyncOnHere() const
{
    return m_engine.isRunning() && blocked() == Blocked::No;
}

/// A pause is over some day: it keeps its icon, by which it is seen and ended.
bool SiteWindow::isForTray() const
{
    return m_engine.isRunning() && (blocked() == Blocked::No || blocked() == Blocked::Paused);
}

void SiteWindow::beforeClosing(const std::function<void()> &close)
{
    m_leaving.callOff(); // whoever closes it while it sends wants something else now
    if (m_isEnding || m_mayEnd)
        close();
    else if (!m_isQuitting && isForTray() && TrayIcon::isAvailable())
        askAboutTray(close);
    else
        askBeforeEnding(close);
}

void SiteWindow::askAboutTray(const std::function<void()> &close)
{
    const auto go = [this, close] {
        if (m_staysInTray)
            close();
        else
            askBeforeEnding(close);
    };
    if (const std::optional<bool> known = DesktopGroup::keepsRunning()) {
        m_staysInTray = *known;
        return go();
    }
    Question question;
    question.title = tr("Keep running in the background");
    question.text = blocked() == Blocked::Paused
        ? tr("Keep running in the background when this window is closed?")
        : tr("Keep synchronising in the background when this window is closed?");
    question.detail = tr("This is asked once. The icon in the tray shows how synchronisation stands; its menu has "
                         "\"Quit\", and an entry "
                         "that takes this answer back.");
    question.yes = tr("&Keep running in the background");
    question.third = tr("&Quit");
    m_prompt.ask(m_preferences.get(), question, [this, go](Choice choice) {
        if (choice == Choice::No)
            return; // the window stays
        m_staysInTray = choice == Choice::Yes;
        setKeepsRunning(m_staysInTray);
        go();
    });
}

/// Asks where records would wait; where none do, only to say that synchronisation stops, and only who has closed the window on a desktop
/// without a tray.
void SiteWindow::askBeforeEnding(const std::function<void()> &close)
{
    const bool stops = isSyncOnHere();
    if (!m_leaving.isAnythingLeft() && (m_isQuitting || !stops || TrayIcon::isAvailable()))
        return close();
    m_leaving.ask(m_preferences.get(), stops, [this](bool may) {
        mayEnd(may);
        if (may)
            m_preferences->reject(); // what was edited meanwhile is asked about
    });
}

void SiteWindow::mayEnd(bool may)
{
    m_isQuitting = may;
    m_mayEnd = may;
    if (may)
        m_staysInTray = false;
}

/// Seen while it lasts, and stopped there where it lasts too long.
void SiteWindow::sendFirst()
{
    show();
    m_preferences->showCategory(QStringLiteral("Synchronise"));
    page().syncNow();
}

bool SiteWindow::hasToAsk() const
{
    return m_preferences->shownOnce() || m_preferences->hasToAskToDiscard() || m_leaving.isAnythingLeft()
        || backups().isBackingUp();
}

/// Whether somebody lets the desktop's session end; waits for the answer, and for what is sent first.
bool SiteWindow::letsSessionEnd()
{
    raise();
    if (keepsShownOnce())
        return false;
    const QPointer<SiteWindow> self(this);
    QEventLoop loop;
    std::optional<bool> may;
    askInTurn([&loop, &may](bool mayEnd) {
        may = mayEnd;
        loop.quit();
    });
    if (!may)
        loop.exec();
    if (!may && self) { // all loops end: nobody is to answer into this one
        m_preferences->closeOver();
        m_leaving.callOff();
    }
    return !self || m_isEnding || may.value_or(false);
}

void SiteWindow::askInTurn(const std::function<void(bool mayEnd)> &answered)
{
    const auto askLast = [this, answered](bool may) {
        if (may && backups().isBackingUp())
            askAboutBackup(answered);
        else
            answered(may);
    };
    m_preferences->askToDiscard([this, askLast](bool mayDiscard) {
        if (mayDiscard && m_leaving.isAnythingLeft())
            m_leaving.ask(m_preferences.get(), isSyncOnHere(), askLast);
        else
            askLast(mayDiscard);
    });
}

/// In the tray it would go on; with the program it ends.
void SiteWindow::askAboutBackup(const std::function<void(bool mayEnd)> &answered)
{
    Question question;
    question.title = tr("A backup is being made");
    question.text = tr("A backup is being made. Close the window and cancel it?");
    question.detail = tr("Nothing would be left of it.");
    question.yes = tr("C&lose");
    question.no = tr("&Wait");
    question.isDangerous = true;
    m_prompt.ask(m_preferences.get(), question, [answered](Choice choice) { answered(choice == Choice::Yes); });
}

void SiteWindow::closed()
{
    rememberPlace();
    if (!m_staysInTray)
        quit();
}

void SiteWindow::quit()
{
    if (std::exchange(m_isEnding, true))
        return;
    m_leaving.callOff();
    m_preferences->closeOver(); // whoever waits for an answer has it: no
    m_preferences->hide();
    connect(&m_engine, &EngineThread::stopped, this, &SiteWindow::ended);
    m_engine.stop();
}

} // namespace mailboat
