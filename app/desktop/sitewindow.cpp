// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sitewindow.h"

#include "core/engine/resuming.h"
#include "core/engine/status.h"
#include "core/store/enginelock.h"
#include "ui/preferences/backuppage.h"
#include "ui/preferences/desktopgroup.h"
#include "ui/preferences/generalpage.h"
#include "ui/preferences/serverpage.h"
#include "ui/preferences/synchronisepage.h"
#include "ui/status/sitewords.h"
#include "ui/status/statusline.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/onscreen.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QSessionManager>
#include <QSettings>
#include <QWindow>

namespace mailboat {

namespace {

const auto placeKey = QStringLiteral("preferences/geometry");
constexpr QSize roomyWindow(1024, 640); ///< at first, where the screen has it: a primary's table shows all its columns

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
    , m_notifier(m_site, clock)
    , m_tray(clock)
{
    connectTray();
    connect(&m_leaving, &Leaving::sendRequested, this, &SiteWindow::sendFirst);
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this,
        [this](QSessionManager &session) {
            if (m_isEnding || !hasToAsk() || !session.allowsInteraction())
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
    connect(&m_notifier, &Notifier::clicked, this, &SiteWindow::show);
    connect(m_preferences.get(), &PreferencesDialog::loaded, this, [this] {
        const QString site = siteWords(m_preferences->draft()->saved());
        m_tray.setSite(site);
        m_notifier.setSite(site);
    });
    m_preferences->setBeforeClosing([this](const std::function<void()> &close) {
        beforeClosing([this, close] {
            if (m_isEnding || m_staysInTray || !backups().isBackingUp())
                close();
            else
                askAboutBackup([this, close](bool may) {
                    if (may)
                        close();
                    else
                        mayEnd(false);
                });
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
    connect(&m_site, &SiteConnection::sitesChanged, &m_tray,
        [this](const QList<SiteRow> &sites) { m_tray.setSites(summaryOf(sites)); });
    connect(&m_site, &SiteConnection::failed, &m_tray, &TrayIcon::setUnavailable);
    connect(&m_site, &SiteConnection::recovered, &m_tray, &TrayIcon::setAvailable);
    connect(&m_tray, &TrayIcon::preferencesRequested, this, &SiteWindow::show);
    connect(&m_tray, &TrayIcon::quitRequested, this, &SiteWindow::quitFromTray);
    QAction *const goOn = m_tray.menu().addAction(tr("&Keep running in the background when the window is closed"));
    goOn->setObjectName(QStringLiteral("goOn"));
    goOn->setCheckable(true);
    const auto showAnswer = [goOn] { goOn->setChecked(DesktopGroup::keepsRunning().value_or(false)); };
    showAnswer();
    connect(&m_tray.menu(), &QMenu::aboutToShow, goOn, showAnswer);
    connect(goOn, &QAction::triggered, this, &SiteWindow::setKeepsRunning);
    connect(&m_tray, &TrayIcon::syncNowRequested, this, [this] { page().syncNow(); });
    connect(&m_tray, &TrayIcon::resumeRequested, this, &SiteWindow::resume);
    m_tray.setVisible(true);
}

SynchronisePage &SiteWindow::page()
{
    return *qobject_cast<SynchronisePage *>(m_preferences->page(QStringLiteral("Synchronise")));
}

BackupPage &SiteWindow::backups() const
{
    return *qobject_cast<BackupPage *>(m_preferences->page(QStringLiteral("Backup")));
}

ServerPage &SiteWindow::server() const
{
    return *qobject_cast<ServerPage *>(m_preferences->page(QStringLiteral("Server")));
}

void SiteWindow::setKeepsRunning(bool keeps)
{
    DesktopGroup::setKeepsRunning(keeps);
    qobject_cast<GeneralPage *>(m_preferences->page(QStringLiteral("General")))->desktop().followKeepsRunning();
}

/// `error`: why the engine does not run here; empty where it does.
void SiteWindow::showEngineFailure(const std::optional<Error> &error)
{
    page().status().setEngineFailure(error);
    server().setEngineFailure(error);
    m_tray.setEngineFailure(error);
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
    raise();
}

void SiteWindow::stayHidden()
{
    m_staysInTray = true;
}

/// In front, whatever is asked over it.
void SiteWindow::raise()
{
    if (m_preferences->isMinimized())
        m_preferences->showNormal();
    m_preferences->show();
    m_preferences->raise();
    m_preferences->activateWindow();
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

void SiteWindow::restorePlace()
{
    const bool isKnown = m_preferences->restoreGeometry(QSettings().value(placeKey).toByteArray());
    if (!isKnown)
        m_preferences->resize(m_preferences->sizeHint().expandedTo(roomyWindow));
    // Never larger than the screen, with its title bar, nor beyond its edges: the buttons must be within reach.
    m_preferences->resize(m_preferences->size().boundedTo(roomOnScreen(*m_preferences)));
    if (isKnown)
        moveOnScreen(*m_preferences);
}

void SiteWindow::rememberPlace()
{
    QSettings().setValue(placeKey, m_preferences->saveGeometry());
}

} // namespace mailboat
