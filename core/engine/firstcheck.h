// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"
#include "core/domain/clock.h"
#include "core/engine/workerthread.h"
#include "core/prefs/settingsstore.h"

#include <QObject>

namespace mailboat {

class FirstCheckWorker;

/// The connection check of a satellite that has no datafile yet, in a thread of its own. It makes none, and leaves nothing behind.
/// Belongs to the window's thread. A newer check takes the place of an older one, of which nothing more is said.
class FirstCheck final : public QObject
{
    Q_OBJECT
public:
    explicit FirstCheck(const Clock &clock, QObject *parent = nullptr); ///< `clock` outlives it
    ~FirstCheck() override; ///< gives up what is under way and waits for that

    void start(const Settings &shown, const QString &password); ///< as typed: the primary's row is among the settings
    void cancel(); ///< checked() follows all the same, with Cancelled

signals:
    void stepStarted(const QString &step);
    void stepFinished(const mailboat::CheckFinding &finding);
    void checked(const mailboat::CheckReport &report);

private:
    template<class T>
    std::function<void(const T &)> say(void (FirstCheck::*signal)(const T &));

    FirstCheckWorker *m_worker; ///< lives in m_thread
    int m_number = 0; ///< of the newest check
    WorkerThread m_thread;
};

} // namespace mailboat
