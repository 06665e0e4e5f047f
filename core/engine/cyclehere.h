// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/syncstatus.h"
#include "core/engine/takenrequests.h"
#include "core/store/watch.h"

#include <QCoroTask>

#include <memory>

namespace mailboat {

class Datafile;
class SyncCycle;

/// One cycle by hand in this process, which holds the engine lock meanwhile. Others may ask this process as they would ask an
/// engine: the cycle counts for them, too. Made for one run, by std::make_shared; datafile and clock outlive the run.
class CycleHere final : public QObject, public std::enable_shared_from_this<CycleHere>
{
    Q_OBJECT
public:
    CycleHere(Datafile &datafile, Clock &clock);
    ~CycleHere() override;
    /// Its report, of a failed one, too; datafile errors where it could not begin.
    QCoro::Task<Result<CycleReport>> run();
    void cancel();

signals:
    void progressed(const mailboat::Progress &progress);

private:
    void takeRequests();

    Datafile &m_datafile;
    Clock &m_clock;
    Watch m_watch;
    TakenRequests m_taken {};
    std::shared_ptr<SyncCycle> m_cycle {}; ///< while it runs
};

} // namespace mailboat
