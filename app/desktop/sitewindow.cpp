// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sitewindow.h"

#include "core/engine/status.h"
#include "core/store/enginelock.h"
#include "ui/preferences/backuppage.h"
#include "ui/preferences/synchronisepage.h"
#include "ui/status/statusline.h"
#include "ui/widgets/inlinemessage.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QRegularExpression>
#include <QScreen>
#include <QSettings>
#include <QWindow>

namespace mailboat {

namespace {

const auto placeKey = QStringLiteral("preferences/geometry");
const auto trayKey = QStringLiteral("tray/goOn");

/// As a shell reads it back, whatever is in it.
QString shellWord(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    return plain.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

} // namespace

SiteWindow::SiteWindow(const DatafileAddress &datafile, Clock &clock, Prompt &prompt, QObject *parent)
    : QObject(parent)
    , m_datafile(datafile)
    , m_prompt(prompt)
    , m_lock(clock)
    , m_site(datafile, clock)
    , m_engine(datafile, clock)
    , m_preferences(std::make_unique<PreferencesDialog>(m_site, m_lock, prompt, clock))
    , m_tray(clock)
{
    connectTray();
    connect(&m_engine, &EngineThread::failed, m_preferences.get(),
        [this](const Error &error) { showEngineFailure(error); });
    connect(&m_engine, &EngineThread::runningChanged, m_preferences.get(), [this](bool isRunning) {
        if (isRunning)
            showEngineFailure({});
    });
    connect(m_preferences.get(), &QDialog::finished, this, &SiteWindow::closed);
    connect(m_preferences.get(), &PreferencesDialog::keptOpen, this, [this] { m_isQuitting = false; });
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
    QAction *const goOn = m_tray.menu().addAction(tr("&Go on when the window is closed"));
    goOn->setObjectName(QStringLiteral("goOn"));
    goOn->setCheckable(true);
    const auto showAnswer = [goOn] { goOn->setChecked(QSettings().value(trayKey).toBool()); };
    showAnswer();
    connect(&m_tray.menu(), &QMenu::aboutToShow, goOn, showAnswer);
    connect(goOn, &QAction::triggered, this, [](bool goesOn) { QSettings().setValue(trayKey, goesOn); });
    connect(&m_tray, &TrayIcon::syncNowRequested, this, [this] { page().syncNow(); });
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
    if (!m_preferences->isVisible())
        return quit();
    m_isQuitting = true;
    m_preferences->reject();
}

void SiteWindow::show()
{
    m_staysInTray = false;
    m_isQuitting = false;
    if (m_preferences->isMinimized())
        m_preferences->showNormal();
    m_preferences->show();
    m_preferences->raise();
    m_preferences->activateWindow();
}

/// Whether closing the window ends synchronisation. Asked right after OK, when what was saved has not shown in the status yet.
bool SiteWindow::isSyncOnHere() const
{
    const Draft *const draft = m_preferences->draft();
    return m_engine.isRunning() && draft && blockedBy(draft->saved()) == Blocked::No;
}

void SiteWindow::beforeClosing(const std::function<void()> &close)
{
    if (m_isEnding || m_isQuitting || !isSyncOnHere())
        close();
    else if (TrayIcon::isAvailable())
        askAboutTray(close);
    else
        askWithoutTray(close);
}

void SiteWindow::askAboutTray(const std::function<void()> &close)
{
    QSettings settings;
    if (const QVariant known = settings.value(trayKey); known.isValid()) {
        m_staysInTray = known.toBool();
        return close();
    }
    Question question;
    question.title = tr("Go on in the tray");
    question.text = tr("Go on synchronising in the tray when this window is closed?");
    question.detail = tr("This is asked once. The icon in the tray shows how synchronisation stands; its menu has "
                         "\"Quit\", and an entry "
                         "that takes this answer back.");
    question.yes = tr("&Go on in the tray");
    question.third = tr("&Stop synchronising");
    m_prompt.ask(m_preferences.get(), question, [this, close](Choice choice) {
        if (choice == Choice::No)
            return; // the window stays
        m_staysInTray = choice == Choice::Yes;
        QSettings().setValue(trayKey, m_staysInTray);
        close();
    });
}

void SiteWindow::askWithoutTray(const std::function<void()> &close)
{
    Question question;
    question.title = tr("Synchronisation stops");
    question.text = tr("Synchronisation stops when this window is closed. Close it?");
    question.detail
        = tr("This desktop has no tray in which it could go on. The service \"mailboatctl serve\" goes on without a "
             "window:\n%1")
              .arg(QStringLiteral("mailboatctl --datafile %1 serve").arg(shellWord(m_datafile.path())));
    question.yes = tr("C&lose");
    question.isDangerous = true; // Return keeps it open
    m_prompt.ask(m_preferences.get(), question, [close](Choice choice) {
        if (choice == Choice::Yes)
            close();
    });
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
            m_isQuitting = false;
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
