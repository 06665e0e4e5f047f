// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/singleinstance.h"
#include "app/desktop/sitewindow.h"
#include "core/domain/clock.h"
#include "ui/backup/restoredialog.h"
#include "ui/setup/firststartdialog.h"

#include <QSessionManager>
#include <QThread>

#include <memory>
#include <optional>

namespace mailboat {

/// The program `mailboat`: arguments, language, the datafile or the offer to make one, then the window of that site.
class Application final : public QObject
{
    Q_OBJECT
public:
    explicit Application(QStringList arguments);
    ~Application() override;
    int run();
    /// What can be done with these arguments where there is no display: help, version, or saying so. The exit status.
    static int runWithoutDisplay(const QStringList &arguments);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int open(const DatafileAddress &address);
    bool isFirst(const DatafileAddress &address);
    void start(const DatafileAddress &address, const QString &code = {});
    void offerDatafile(const DatafileAddress &address, const Error &why);
    void create(const QString &path, const SettingsChange &setUp);
    void tryToOpen(const DatafileAddress &address);
    void closeToRestore(const QString &backup);
    void restore(const DatafileAddress &backup, const DatafileAddress &datafile);
    void restoreFirst(const QString &backup, const QString &datafile);
    void restored(const DatafileAddress &datafile, const Result<Restored> &restored);
    void inBackground(std::function<std::function<void()>()> work);
    void savePicture();
    void takePicture();
    void end(int signal);
    void endAll();
    void holdSession(QSessionManager &session);
    static void leave();

    QStringList m_arguments;
    SystemClock m_clock;
    MessagePrompt m_prompt;
    int m_signal = 0; ///< the one that ends the program
    bool m_hasToLeave = false; ///< as soon as nothing is lost by it
    bool m_isCreating = false; ///< a datafile, in the background
    std::optional<int> m_failure {}; ///< exit status of what could not be done
    bool m_isPictureDue = false;
    bool m_isHidden = false; ///< the first window is not shown until somebody asks for it
    QString m_picture {}; ///< file to write a picture of the window to once the first sync has ended
    std::unique_ptr<QThread> m_background {};
    std::unique_ptr<SingleInstance> m_instance {};
    std::unique_ptr<FirstStartDialog> m_firstStart {};
    std::unique_ptr<SiteWindow> m_window {};
    std::unique_ptr<RestoreDialog> m_restore {}; ///< in the place of the window
};

} // namespace mailboat
