// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/leaving.h"
#include "app/desktop/notifier.h"
#include "core/engine/enginethread.h"
#include "core/engine/siteconnection.h"
#include "core/security/adminlock.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/prompt.h"
#include "ui/status/trayicon.h"

namespace mailboat {

class BackupPage;
class ServerPage;
class SynchronisePage;

/// Everything that is shown of one site: the preferences window and the tray icon over one connection, and the engine, which runs
/// here unless another process runs it. Closing the window goes on in the tray or ends it all; what would be left unsent then is asked
/// about, as it is at the end of the desktop's session.
class SiteWindow final : public QObject
{
    Q_OBJECT
public:
    /// Clock and prompt outlive it.
    SiteWindow(const DatafileAddress &datafile, Clock &clock, Prompt &prompt, QObject *parent = nullptr);
    ~SiteWindow() override;

    void show(); ///< and in front
    void stayHidden(); ///< as if it had been closed to keep running in the tray
    void unlockWith(
        const QString &code); ///< who has just been shown it need not type it; a wrong one leaves all locked
    PreferencesDialog &preferences() { return *m_preferences; }
    SiteConnection &site() { return m_site; }
    void quit(); ///< finishes the batch in hand

signals:
    void ended(); ///< nothing runs any more
    /// That backup is to take the place of the datafile, which nobody may have open then. Once, and not while this ends already.
    void restoreRequested(const QString &backup);

private:
    void connectTray();
    void quitFromTray();
    SynchronisePage &page();
    BackupPage &backups() const;
    ServerPage &server() const;
    void setKeepsRunning(bool keeps);
    void showEngineFailure(const std::optional<Error> &error);
    void beforeClosing(const std::function<void()> &close);
    void askAboutTray(const std::function<void()> &close);
    void askBeforeEnding(const std::function<void()> &close);
    void mayEnd(bool may);
    void sendFirst();
    void resume();
    void raise();
    bool keepsShownOnce();
    bool hasToAsk() const;
    bool letsSessionEnd();
    void askInTurn(const std::function<void(bool mayEnd)> &answered);
    void askAboutBackup(const std::function<void(bool mayEnd)> &answered);
    void requestRestore(const QString &backup);
    void closed();
    Blocked blocked() const;
    bool isSyncOnHere() const;
    bool isForTray() const;
    void restorePlace();
    void rememberPlace();

    DatafileAddress m_datafile;
    Prompt &m_prompt;
    AdminLock m_lock;
    SiteConnection m_site;
    EngineThread m_engine;
    std::unique_ptr<PreferencesDialog> m_preferences;
    Leaving m_leaving;
    Notifier m_notifier;
    TrayIcon m_tray; ///< shown whenever the desktop has a tray: one may come after the window
    bool m_staysInTray = false;
    bool m_isQuitting = false; ///< closing the window ends it all
    bool m_mayEnd = false; ///< that was asked about
    bool m_isEnding = false;
};

} // namespace mailboat
