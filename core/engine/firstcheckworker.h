// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/connectioncheck.h"
#include "core/prefs/settingsstore.h"

#include <QObject>

namespace mailboat {

/// What of a FirstCheck lives in its thread.
class FirstCheckWorker final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(const CheckReport &)>;
    explicit FirstCheckWorker(const Clock &clock);

    /// Each check is answered, also one that could not begin or was cancelled.
    void start(const Settings &shown, const QString &password, CheckObserver observer, Answer answer);
    void cancel();
    /// Gives up what is under way; finished() once nothing is.
    void finish();

signals:
    void finished();

private:
    QCoro::Task<> run(std::shared_ptr<ConnectionCheck> check, CheckObserver observer, Answer answer);
    void tellFinished();

    const Clock &m_clock;
    std::shared_ptr<ConnectionCheck> m_check {}; ///< the newest
    int m_running = 0; ///< checks under way
    bool m_isFinishing = false;
};

} // namespace mailboat
