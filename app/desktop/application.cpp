// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include "app/datafileaddress.h"
#include "app/exitcode.h"
#include "app/signals.h"
#include "app/translations.h"
#include "app/windowarguments.h"
#include "core/domain/desktopid.h"
#include "core/domain/version.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/joinedletters.h"

#include <QApplication>
#include <QGuiApplication>

#include <csignal>
#include <cstdio>

namespace mailboat {

namespace {

struct Wanted {
    DatafileAddress datafile;
    QString picture {};
    bool isHidden = false;
};

void print(std::FILE *to, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), to);
}

void printError(const Error &error)
{
    print(stderr, describe(error) + u'\n' + advise(error) + u'\n');
}

/// What the arguments say, or the exit status where that is all.
std::variant<Wanted, ExitStatus> parse(const QStringList &arguments)
{
    WindowArguments said;
    const std::unique_ptr<ArgumentParser> parser = windowCommandLine(said);
    std::vector<std::string> typed;
    for (qsizetype i = 1; i < arguments.size(); ++i)
        typed.push_back(arguments.at(i).toStdString());
    const auto information = parser->parse(std::move(typed));
    if (!information) {
        printError(information.error());
        return ExitStatus::Refused;
    }
    if (*information) {
        print(stdout, (*information)->text);
        return ExitStatus::Done;
    }
    const Result<DatafileAddress> address = datafileAddress(said.datafile);
    if (!address) {
        printError(address.error());
        return static_cast<ExitStatus>(exitStatusOf(address.error().code));
    }
    return Wanted {*address, said.picture, said.isHidden};
}

} // namespace

int Application::runWithoutDisplay(const QStringList &arguments)
{
    installTranslations();
    const auto parsed = parse(arguments);
    if (const auto *status = std::get_if<ExitStatus>(&parsed))
        return static_cast<int>(*status);
    print(stderr,
        QApplication::translate(
            "mailboat", "There is no display to show a window on. \"mailboatctl\" does everything without one.")
            + u'\n');
    return static_cast<int>(ExitStatus::Failed);
}

Application::Application(QStringList arguments)
    : m_arguments(std::move(arguments))
{
    QApplication::setApplicationName(QStringLiteral("mailboat"));
    QApplication::setOrganizationName(QStringLiteral("mailboat"));
    QApplication::setApplicationVersion(QString::fromLatin1(version));
    QApplication::setDesktopFileName(QString::fromLatin1(desktopId));
    QApplication::setQuitOnLastWindowClosed(false);
    const QLocale language = installTranslations();
    QApplication::setLayoutDirection(language.textDirection());
    if (language.script() == QLocale::ArabicScript)
        QApplication::setStyle(new JoinedLetters);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/mailboat.svg")));
    qApp->installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &Application::holdSession,
        Qt::DirectConnection); // the desktop waits for the answer, and goes on with or without it
}

Application::~Application()
{
    if (m_background)
        m_background->wait();
}

int Application::run()
{
    const auto parsed = parse(m_arguments);
    if (const auto *status = std::get_if<ExitStatus>(&parsed))
        return static_cast<int>(*status);
    const auto &wanted = std::get<Wanted>(parsed);
    m_picture = wanted.picture;
    m_isHidden = wanted.isHidden;
    return open(wanted.datafile);
}

int Application::open(const DatafileAddress &address)
{
    if (!isFirst(address))
        return 0;
    const Signals::Scope scope;
    const Signals source;
    connect(&source, &Signals::raised, this, &Application::end);
    tryToOpen(address);
    const int status = QApplication::exec();
    if (m_signal == SIGINT)
        return static_cast<int>(ExitStatus::Interrupted);
    return m_failure.value_or(status);
}

/// Whether no other window shows that datafile; else that one has been raised.
bool Application::isFirst(const DatafileAddress &address)
{
    m_instance = std::make_unique<SingleInstance>(address);
    if (m_instance->raisedAnother())
        return false;
    m_instance->listen(); // where that cannot be, a second window shows the same site: no harm
    connect(m_instance.get(), &SingleInstance::raiseRequested, this, [this] {
        if (m_window)
            m_window->show();
        else if (m_restore)
            m_restore->activateWindow();
        else if (m_firstStart)
            m_firstStart->activateWindow();
    });
    return true;
}

/// Does `work` in a thread, and what it returns here afterwards.
void Application::inBackground(std::function<std::function<void()>()> work)
{
    if (m_background)
        m_background->wait();
    m_background.reset(QThread::create([this, work = std::move(work)] { QMetaObject::invokeMethod(this, work()); }));
    m_background->start();
}

/// `code`: shown a moment ago; empty: none was.
void Application::start(const DatafileAddress &address, const QString &code)
{
    const bool wasAsked = m_firstStart != nullptr; // somebody is there
    if (m_firstStart) { // another datafile than the one that was asked for
        m_firstStart.release()->deleteLater();
        if (!isFirst(address))
            return leave();
    }
    m_window = std::make_unique<SiteWindow>(address, m_clock, m_prompt);
    connect(m_window.get(), &SiteWindow::ended, this, &Application::leave);
    connect(m_window.get(), &SiteWindow::restoreRequested, this, &Application::closeToRestore);
    if (!m_picture.isEmpty())
        savePicture();
    if (!code.isEmpty())
        m_window->unlockWith(code);
    if (std::exchange(m_isHidden, false) && !wasAsked)
        m_window->stayHidden();
    else
        m_window->show();
}

/// Nobody may have the datafile open while another one takes its place: window, connection and engine go first. Asked for once of a
/// window, which does not end yet.
void Application::closeToRestore(const QString &backup)
{
    SiteWindow *const window = m_window.get();
    disconnect(window, &SiteWindow::ended, this, nullptr);
    connect(window, &SiteWindow::ended, this, [this] { m_window.release()->deleteLater(); }); // it is what calls
    connect(window, &QObject::destroyed, this,
        [this, copy = DatafileAddress::ofFile(backup), datafile = window->site().datafile()] {
            if (m_hasToLeave)
                leave();
            else
                restore(copy, datafile);
        });
    window->quit();
}

void Application::restore(const DatafileAddress &backup, const DatafileAddress &datafile)
{
    m_restore = std::make_unique<RestoreDialog>(backup, datafile, m_clock);
    connect(
        m_restore.get(), &RestoreDialog::ended, this, [this, datafile] { restored(datafile, m_restore->outcome()); });
    m_restore->show();
}

/// Whatever came of it, the window comes back: that of the site with the backup, or with the datafile as it was; where there is none
/// that can be used, the first one.
void Application::restored(const DatafileAddress &datafile, const Result<Restored> &restored)
{
    m_restore.release()->deleteLater(); // it is what calls
    if (!restored && m_firstStart) {
        m_firstStart->show();
        return m_firstStart->refuse(restored.error());
    }
    start(datafile);
    if (!m_window) // another process shows it meanwhile
        return;
    PreferencesDialog &preferences = m_window->preferences();
    if (restored)
        return preferences.message().setMessage(Tone::Ok,
            restored->kept.isEmpty()
                ? tr("This datafile is that of the backup now.")
                : tr("This datafile is that of the backup now. What was there before is kept as %1.")
                      .arg(restored->kept));
    preferences.showCategory(QStringLiteral("Backup"));
    if (restored.error().code == ErrorCode::Cancelled)
        preferences.message().setMessage(Tone::Info, tr("Restoring was cancelled. Nothing has changed."));
    else
        preferences.message().setError(restored.error());
}

/// For scripts, and for ./run where there is no display. Taken once the list is shown and the first synchronisation has ended.
void Application::savePicture()
{
    connect(&m_window->site(), &SiteConnection::statusChanged, this, [this](const Status &status) {
        if (status.initialised && !status.progress && (status.role == SiteRole::Primary || status.nextSync.isValid()))
            m_isPictureDue = true;
        takePicture();
    });
    connect(
        &m_window->preferences(), &PreferencesDialog::loaded, this, &Application::takePicture, Qt::QueuedConnection);
}

void Application::takePicture()
{
    if (!std::exchange(m_isPictureDue, false))
        return;
    if (!m_window->preferences().draft()) {
        m_isPictureDue = true;
        return;
    }
    if (!m_window->preferences().grab().save(m_picture, "PNG")) {
        const Error error {ErrorCode::FileUnwritable, {{QStringLiteral("path"), m_picture}}};
        printError(error);
        m_failure = exitStatusOf(error.code);
    }
    m_window->quit();
}

} // namespace mailboat
