// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/error.h"
#include "core/engine/workerthread.h"
#include "core/sql/address.h"

#include <QObject>

namespace mailboat {

class EngineWorker;

/// Runs the engine of a datafile in a thread of its own while a window is open, unless another process does; takes over where
/// that one ends. Belongs to the window's thread.
///
///  Stopped -> Waiting (another process holds the lock) <-> Running -> Stopped
class EngineThread final : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    EngineThread(DatafileAddress datafile, Clock &clock, QObject *parent = nullptr);
    ~EngineThread() override = default; ///< stops, and waits for the batch in hand
    void start();
    /// Finishes the batch in hand, then emits stopped().
    void stop();
    bool isRunning() const { return m_isRunning; } ///< here; false while another process runs it

signals:
    void runningChanged(bool isRunning);
    void failed(const mailboat::Error &error); ///< the engine ended or cannot start; it is tried again
    void stopped();

private:
    EngineWorker *m_worker; ///< lives in m_thread
    bool m_isRunning = false;
    WorkerThread m_thread;
};

} // namespace mailboat
