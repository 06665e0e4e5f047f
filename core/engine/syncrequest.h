// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/syncstatus.h"

#include <QCoroTask>

#include <memory>
#include <optional>

namespace mailboat {

class Datafile;

/// One cycle now, in this process, or in the one that holds the engine lock (contract.md §4 `sync`). Lives in the caller's thread.
class SyncRequest final : public QObject, public std::enable_shared_from_this<SyncRequest>
{
    Q_OBJECT
public:
    static std::shared_ptr<SyncRequest> create(Datafile &datafile, Clock &clock);
    ~SyncRequest() override;
    /// The report; its error says why it failed: NotSetUp and NotASatellite where there is nothing to do, EngineStopped
    /// where another process holds the lock and does not react for 50 s.
    QCoro::Task<CycleReport> run();
    void cancel(); ///< the cycle, wherever it runs
    /// Waits no longer: as cancel(), but a cycle in the engine of another process goes on.
    void leave();

signals:
    void progressed(const mailboat::Progress &progress);

private:
    SyncRequest(Datafile &datafile, Clock &clock);
    QCoro::Task<CycleReport> runHere();
    /// Empty: the engine ended before it answered.
    QCoro::Task<std::optional<CycleReport>> runInEngine();
    void takeRequests();
    CycleReport failedReport(Error error) const;

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
