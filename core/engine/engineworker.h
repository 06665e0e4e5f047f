// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QTimer>

namespace mailboat {

/// The half of EngineThread that lives in its thread: starts an engine, and again where it ended or another process held the lock.
class EngineWorker final : public QObject
{
    Q_OBJECT
public:
    EngineWorker(DatafileAddress datafile, Clock &clock);

    void start();
    void stop();

signals:
    void runningChanged(bool isRunning);
    void failed(const mailboat::Error &error);
    void stopped();

private:
    void tryToStart();
    void fail(const Error &error);
    void engineStopped();

    DatafileAddress m_datafile;
    Clock &m_clock;
    std::unique_ptr<Engine> m_engine {};
    std::optional<ErrorCode> m_failure {}; ///< as last told
    QTimer m_retry;
    bool m_isStopping = false;
};

} // namespace mailboat
