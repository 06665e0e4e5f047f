// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"
#include "ui/prompt.h"

#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace mailboat {

class EngineThread;
struct StatusWords;

/// What is asked before the program ends: what waits to be sent is named, and sent first where somebody wants that.
///
/// The question follows what changes while it is open.
///
///  Idle -> asking -> Idle (Quit, Stay) | sending -> Idle (all is sent; stopped by hand) | asking (it failed, or the primary refused some)
class Leaving final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it. `datafile` is for the command of the service that goes on without a window.
    Leaving(const DatafileAddress &datafile, SiteConnection &site, const EngineThread &engine, Prompt &prompt,
        const Clock &clock);

    /// Whether records wait that could be sent, and that nobody would send: another process that runs the engine goes on.
    bool isAnythingLeft() const;
    /// Asks over `window`; `answered` is told once whether the program may end. `stops`: synchronisation runs here, and stops with the
    /// program. Where it asks or sends for somebody already, that one is told no; a question that is open answers the new one.
    void ask(QWidget *window, bool stops, std::function<void(bool mayEnd)> answered);
    bool isSending() const { return m_isSending; }
    void callOff(); ///< whoever has asked is told no; what is being sent goes on

signals:
    void sendRequested(); ///< one cycle now; SiteConnection::synced() follows

private:
    Question question(const StatusWords &words) const;
    QString detail(const StatusWords &words) const;
    qint64 left() const;
    void askNow();
    void askAnew();
    bool canSend() const;
    Question questionNow() const;
    void statusRead(const Status &status);
    void chosen(Choice choice);
    void answer(bool mayEnd);
    void allSent(qint64 refused);
    void sent(const CycleReport &report);

    const DatafileAddress m_datafile;
    const EngineThread &m_engine;
    Prompt &m_prompt;
    const Clock &m_clock;
    std::optional<Status> m_status {};
    QWidget *m_window = nullptr;
    bool m_stops = false;
    bool m_isAsking = false;
    Question m_asked {}; ///< which is open
    int m_question = 0; ///< its number: an older one is answered to nobody
    bool m_canSend = false; ///< as it was asked
    bool m_isSending = false;
    qint64 m_setAsideBefore = 0; ///< what the primary had refused before it was sent
    qint64 m_refused = 0; ///< of what was to be sent
    std::optional<Error> m_failure {}; ///< of what was to be sent before it ends
    std::function<void(bool mayEnd)> m_answered {};
};

} // namespace mailboat
