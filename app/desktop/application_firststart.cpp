// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Application's beginning and end: where there is no datafile yet, and where the desktop or a signal ends it all.
#include "app/desktop/application.h"

#include "core/engine/sitesetup.h"
#include "core/records/datafile.h"

#include <QApplication>
#include <QSessionManager>

namespace mailboat {

/// Before its session ends the desktop has asked (holdSession(), SiteWindow). Qt would close the windows first, and end nothing where one
/// asks.
bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != qApp || event->type() != QEvent::Quit)
        return QObject::eventFilter(watched, event);
    endAll();
    return true;
}

/// A code that is shown only once is kept first: the session waits, and the window says why. SiteWindow asks for itself.
void Application::holdSession(QSessionManager &session)
{
    const bool holds = m_firstStart && (m_isCreating || m_firstStart->isCodeShown());
    if (!holds || !session.allowsInteraction())
        return;
    m_firstStart->raise();
    m_firstStart->activateWindow();
    m_firstStart->reject(); // which it asks about first
    session.cancel();
}

/// Whatever a window would ask: quit() closes them first.
void Application::leave()
{
    QApplication::exit();
}

/// SIGTERM or Ctrl-C.
void Application::end(int signal)
{
    m_signal = signal;
    endAll();
}

/// The batch in hand is finished first. What was edited and not saved is dropped.
void Application::endAll()
{
    m_hasToLeave = true;
    if (m_window)
        m_window->quit();
    else if (!m_isCreating) // a datafile whose code nobody has seen is of no use: that is seen to once it is made
        leave();
}

void Application::tryToOpen(const DatafileAddress &address)
{
    inBackground([this, address]() -> std::function<void()> {
        const Result<std::unique_ptr<Datafile>> opened = Datafile::open(address, m_clock);
        if (opened)
            return [this, address] { start(address); };
        const Error &why = opened.error();
        return [this, address, why] {
            if (m_firstStart)
                m_firstStart->refuse(why);
            else
                offerDatafile(address, why);
        };
    });
}

void Application::offerDatafile(const DatafileAddress &address, const Error &why)
{
    m_firstStart = std::make_unique<FirstStartDialog>(address.shown(), why, m_prompt, m_clock);
    FirstStartDialog *const dialog = m_firstStart.get();
    connect(dialog, &FirstStartDialog::createRequested, this, &Application::create);
    connect(dialog, &FirstStartDialog::openRequested, this,
        [this](const QString &path) { tryToOpen(DatafileAddress::ofFile(path)); });
    connect(dialog, &FirstStartDialog::restoreRequested, this, &Application::restoreFirst);
    connect(dialog, &QDialog::rejected, this, &Application::leave);
    dialog->show();
}

void Application::create(const QString &path, const SettingsChange &setUp)
{
    const Result<DatafileAddress> typed = DatafileAddress::fromText(path);
    if (!typed)
        return m_firstStart->refuse(typed.error());
    m_isCreating = true;
    inBackground([this, address = *typed, setUp]() -> std::function<void()> {
        const Result<QString> code = createSiteWith(address, setUp, m_clock);
        return [this, address, code] {
            m_isCreating = false;
            if (m_hasToLeave) {
                if (code)
                    removeSite(address);
                return leave();
            }
            if (!code)
                return m_firstStart->refuse(code.error());
            connect(m_firstStart.get(), &QDialog::accepted, this, [this, address, code] { start(address, *code); });
            m_firstStart->showCode(*code, address.shown());
        };
    });
}

/// In the place of a datafile that is missing, or cannot be used.
void Application::restoreFirst(const QString &backup, const QString &datafile)
{
    const Result<DatafileAddress> place = DatafileAddress::fromText(datafile);
    if (!place)
        return m_firstStart->refuse(place.error());
    m_firstStart->hide();
    restore(DatafileAddress::ofFile(backup), *place);
}

} // namespace mailboat
