// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/syncrequest.h"

namespace mailboat {

class WatchedDatafile;

/// "Sync now" of a window: one at a time. Lives in the datafile's thread.
class SyncByHand final : public QObject
{
    Q_OBJECT
public:
    SyncByHand(WatchedDatafile &datafile, Clock &clock, QObject *parent);

    void start(); ///< where one runs, that one counts; ended() follows
    void stop(); ///< the cycle that runs, whoever asked for it
    void leave(); ///< waits no longer: a cycle in the engine of another process goes on

signals:
    void ended(const mailboat::CycleReport &report);

private:
    QCoro::Task<> run(std::shared_ptr<SyncRequest> request);

    WatchedDatafile &m_datafile;
    Clock &m_clock;
    std::shared_ptr<SyncRequest> m_request {}; ///< while it runs
};

} // namespace mailboat
