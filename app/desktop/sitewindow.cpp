// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sitewindow.h"

#include "app/desktop/resuming.h"
#include "core/engine/status.h"
#include "core/store/enginelock.h"
#include "ui/preferences/backuppage.h"
#include "ui/preferences/synchronisepage.h"
#include "ui/status/sitewords.h"
#include "ui/status/statusline.h"
#include "ui/widgets/inlinemessage.h"

#include <QAction>
#include <QEventLoop>
#include <QGuiApplication>
#include <QMenu>
#include <QScreen>
#include <QSessionManager>
#include <QSettings>
#include <QWindow>

namespace mailboat {

namespace {

const auto placeKey = QStringLiteral("preferences/geometry");
const auto trayKey = QStringLiteral("tray/goOn");

} // namespace

SiteWindow::SiteWindow(const DatafileAddress &datafile, Clock &clock, Prompt &prompt, QObject *parent)
    : QObject(parent)
    , m_datafile(datafile)
    , m_prompt(prompt)
    , m_lock(clock)
    , m_site(datafile, clock)
    , m_engine(datafile, clock)
    , m_preferences(std::make_unique<PreferencesDialog>(m_site, m_lock, prompt, clock))
    , m_leaving(datafile, m_site, m_engine, prompt, clock)
    , m_tray(clock)
{
    connectTray();
    connect(&m_leaving, &Leaving::sendRequested, this, &SiteWindow::sendFirst);
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this,
        [this](QSessionManager &session) {
            if (m_isEnding || !m_leaving.isAnythingLeft() || !session.allowsInteraction())
                return;
            if (letsSessionEnd())
                session.release();
            else
                session.cancel();
        },
        Qt::DirectConnection); // the desktop waits for the answer, and goes on with or without it
    connect(&m_engine, &EngineThread::failed, m_preferences.get(),
        [this](const Error &error) { showEngineFailure(error); });
    connect(&m_engine, &EngineThread::runningChanged, m_preferences.get(), [this](bool isRunning) {
        if (isRunning)
            showEngineFailure({});
    });
    connect(m_preferences.get(), &QDialog::finished, this, &SiteWindow::closed);
    connect(m_preferences.get(), &PreferencesDialog::keptOpen, this, [this] { m_isQuitting = m_mayEnd = false; });
    connect(m_preferences.get(), &PreferencesDialog::loaded, this,
        [this] { m_tray.setSite(siteWords(m_preferences->draft()->saved())); });
    m_preferences->setBeforeClosing([this](const std::function<void()> &close) {
        beforeClosing([this, close] {
            if (m_isEnding || m_staysInTray || !backups().isBackingUp())
                close();
            else
                askAboutBackup(close);
        });
    });
    connect(&backups(), &BackupPage::restoreRequested, this, &SiteWindow::requestRestore);
    restorePlace();
    m_site.open();
    m_engine.start();
}

SiteWindow::~SiteWindow()
{
    rememberPlace();
}

void SiteWindow::connectTray()
{
    connect(&m_site, &SiteConnection::statusChanged, &m_tray, &TrayIcon::setStatus);
    connect(&m_site, &SiteConnection::failed, &m_tray, &TrayIcon::setUnavailable);
    connect(&m_site, &SiteConnection::recovered, &m_tray, &TrayIcon::setAvailable);
    connect(&m_tray, &TrayIcon::preferencesRequested, this, &SiteWindow::show);
    connect(&m_tray, &TrayIcon::quitRequested, this, &SiteWindow::quitFromTray);
    QAction *const goOn = m_tray.menu().addAction(tr("&Keep running in the background when the window is closed"));
    goOn->setObjectName(QStringLiteral("goOn"));
    goOn->setCheckable(true);
    const auto showAnswer = [goOn] { goOn->setChecked(QSettings().value(trayKey).toBool()); };
    showAnswer();
    connect(&m_tray.menu(), &QMenu::aboutToShow, goOn, showAnswer);
    connect(goOn, &QAction::triggered, this, [](bool goesOn) { QSettings().setValue(trayKey, goesOn); });
    connect(&m_tray, &TrayIcon::syncNowRequested, this, [this] { page().syncNow(); });
    connect(&m_tray, &TrayIcon::resumeRequested, this, &SiteWindow::resume);
    m_tray.setVisible(true);
}

SynchronisePage &SiteWindow::page()
{
    return *qobject_cast<SynchronisePage *>(m_preferences->page(QStringLiteral("Synchronise")));
}

BackupPage &SiteWindow::backups()
{
    return *qobject_cast<BackupPage *>(m_preferences->page(QStringLiteral("Backup")));
}

/// `error`: why the engine does not run here; empty where it does.
void SiteWindow::showEngineFailure(const std::optional<Error> &error)
{
    page().status().setEngineFailure(error);
    m_tray.setEngineFailure(error);
}

/// What was edited and not saved is asked about, as at Cancel.
void SiteWindow::quitFromTray()
{
    if (!m_preferences->isVisible() && !m_leaving.isAnythingLeft())
        return quit();
    show(); // a question stands before its window
    m_isQuitting = true;
    m_preferences->reject();
}

void SiteWindow::resume()
{
    resumeSync(m_site, this, [this](const Result<> &done) {
        if (done)
            return;
        show();
        m_preferences->message().setError(done.error());
    });
}

void SiteWindow::unlockWith(const QString &code)
{
    m_site.authorise(code, this, [this](const Result<Authorisation> &by) {
        if (by)
            m_lock.unlock(*by);
    });
}

void SiteWindow::show()
{
    m_staysInTray = false;
    m_isQuitting = false;
    m_mayEnd = false;
    if (m_preferences->isMinimized())
        m_preferences->showNormal();
    m_preferences->show();
    m_preferences->raise();
    m_preferences->activateWindow();
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
    QSettings settings;
    if (const QVariant known = settings.value(trayKey); known.isValid()) {
        m_staysInTray = known.toBool();
        return go();
    }
    Question question;
    question.title = tr("Keep running in the background");
    question.text = tr("Keep synchronising in the background when this window is closed?");
    question.detail = tr("This is asked once. The icon in the tray shows how synchronisation stands; its menu has "
                         "\"Quit\", and an entry "
                         "that takes this answer back.");
    question.yes = tr("&Keep running in the background");
    question.third = tr("&Quit");
    m_prompt.ask(m_preferences.get(), question, [this, go](Choice choice) {
        if (choice == Choice::No)
            return; // the window stays
        m_staysInTray = choice == Choice::Yes;
        QSettings().setValue(trayKey, m_staysInTray);
        go();
    });
}

/// Nothing of it where nobody loses anything, or where Quit was meant and all is sent.
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
}

/// Seen while it lasts, and stopped there where it lasts too long.
void SiteWindow::sendFirst()
{
    show();
    m_preferences->showCategory(QStringLiteral("Synchronise"));
    page().syncNow();
}

/// Whether somebody lets the desktop's session end; waits for the answer, and for what is sent first.
bool SiteWindow::letsSessionEnd()
{
    show();
    QEventLoop answered;
    bool may = false;
    m_leaving.ask(m_preferences.get(), isSyncOnHere(), [&answered, &may](bool mayEnd) {
        may = mayEnd;
        answered.quit();
    });
    answered.exec();
    return may;
}

/// In the tray it would go on; with the program it ends.
void SiteWindow::askAboutBackup(const std::function<void()> &close)
{
    Question question;
    question.title = tr("A backup is being made");
    question.text = tr("A backup is being made. Close the window and give it up?");
    question.detail = tr("Nothing would be left of it.");
    question.yes = tr("C&lose");
    question.no = tr("&Wait");
    question.isDangerous = true;
    m_prompt.ask(m_preferences.get(), question, [this, close](Choice choice) {
        if (choice == Choice::Yes)
            close();
        else
            mayEnd(false);
    });
}

/// The engine here stops with the window; that of another process would have the datafile still, which is said while all is open.
void SiteWindow::requestRestore(const QString &backup)
{
    if (m_isEnding)
        return;
    if (!m_engine.isRunning() && EngineLock::isHeld(m_datafile))
        return m_preferences->message().setError(
            {ErrorCode::EngineLockHeld, {{QStringLiteral("path"), m_datafile.shown()}}});
    emit restoreRequested(backup);
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
    m_preferences->hide();
    connect(&m_engine, &EngineThread::stopped, this, &SiteWindow::ended);
    m_engine.stop();
}

void SiteWindow::restorePlace()
{
    const bool isKnown = m_preferences->restoreGeometry(QSettings().value(placeKey).toByteArray());
    if (!isKnown)
        m_preferences->resize(m_preferences->sizeHint());
    // Never larger than the screen: the buttons must be within reach.
    if (const QScreen *const screen = m_preferences->screen())
        m_preferences->resize(m_preferences->size().boundedTo(screen->availableSize()));
}

void SiteWindow::rememberPlace()
{
    QSettings().setValue(placeKey, m_preferences->saveGeometry());
}

} // namespace mailboat
