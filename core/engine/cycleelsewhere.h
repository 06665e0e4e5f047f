// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/syncstatus.h"
#include "core/store/enginerequests.h"
#include "core/store/watch.h"

#include <QCoroTask>

#include <memory>
#include <optional>

namespace mailboat {

class Datafile;

/// One cycle by hand in the process that holds the engine lock: a request is written, its answer waited for. Made for one run,
/// by std::make_shared; datafile and clock outlive the run.
class CycleElsewhere final : public QObject, public std::enable_shared_from_this<CycleElsewhere>
{
    Q_OBJECT
public:
    CycleElsewhere(Datafile &datafile, Clock &clock);
    /// The engine's report; nothing where the engine ended before it answered. EngineStopped where it does not react for 50 s,
    /// Cancelled where it does not end a cycle that is to be given up or is not waited for any more; datafile errors.
    QCoro::Task<Result<std::optional<CycleReport>>> run();
    void cancel(); ///< asks the engine to give the cycle up, and waits for its report
    void leave(); ///< waits no longer; the cycle goes on

signals:
    void progressed(const mailboat::Progress &progress);

private:
    Result<> readNews();
    Result<> askToStop();

    Datafile &m_datafile;
    Clock &m_clock;
    Watch m_watch;
    qint64 m_number = 0; ///< of the request
    std::optional<EngineRequests::Request> m_request {}; ///< as last read
    std::optional<Progress> m_shown {};
    bool m_isCancelled = false;
    bool m_isLeft = false;
    bool m_isStopAsked = false;
    std::chrono::milliseconds m_deadline {}; ///< Clock::monotonic() when the engine should have reacted
};

} // namespace mailboat
