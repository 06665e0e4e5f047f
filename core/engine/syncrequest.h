// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/syncstatus.h"

#include <QCoroTask>

#include <memory>

namespace mailboat {

class CycleElsewhere;
class CycleHere;
class Datafile;

/// One cycle now (contract.md §4 `sync`): CycleHere where nobody holds the engine lock, else CycleElsewhere, until either has a
/// report. Made for one run; lives in the caller's thread.
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

    /// The report of a cycle by hand that could not even begin.
    static CycleReport notBegun(Error error, const Clock &clock);

signals:
    void progressed(const mailboat::Progress &progress);

private:
    SyncRequest(Datafile &datafile, Clock &clock);
    QCoro::Task<Result<CycleReport>> runWherePossible();

    Datafile &m_datafile;
    Clock &m_clock;
    std::shared_ptr<CycleHere> m_here {};
    std::shared_ptr<CycleElsewhere> m_elsewhere {};
    bool m_isCancelled = false;
};

} // namespace mailboat
