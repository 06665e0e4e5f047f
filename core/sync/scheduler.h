// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/linewatch.h"
#include "core/sync/synccycle.h"

namespace mailboat {

/// Runs cycles at the interval of the preferences, after failures at stretching pauses; a sync by hand at once. One cycle at a
/// time. Lives in the engine's thread; the datafile outlives it. A cycle that runs uses both: who owns this lets it end, by
/// stop(), with stopCycle() where it is not to be waited for, and destroys this after stopped(), never from inside it.
///
///  Paused (interval 0) <-> Waiting -> Running -> Waiting | Paused; any -> Stopped
class Scheduler final : public QObject
{
    Q_OBJECT
public:
    Scheduler(Datafile &datafile, Clock &clock, QObject *parent = nullptr);
    ~Scheduler() override; ///< no cycle runs any more
    void start(); ///< first cycle at once
    /// Asks for a cycle now; while one runs, that one counts.
    void syncNow();
    /// The preferences may have changed: a new interval counts from now, 0 finishes the batch in hand and pauses.
    void preferencesChanged();
    /// What was put off is tried soon, but not before a primary that asked for a pause is ready, nor more than once a minute.
    /// Connections from before a sleep or from an address that is gone lead nowhere: a running cycle asks again on new ones.
    void lineChanged(LineWatch::Change change);
    void stopCycle(); ///< gives up the one that runs
    /// Finishes the batch in hand, then emits stopped().
    void stop();
    bool isRunning() const;

signals:
    void cycleStarted();
    void cycleFinished(const mailboat::CycleReport &report);
    void progressed(const mailboat::Progress &progress);
    void stopped();

private:
    QCoro::Task<> runCycle(bool byHand);
    void cycleEnded(const CycleReport &report);
    void planNext(const CycleReport &report, std::chrono::seconds retryAfter);
    void planAfter(std::chrono::milliseconds pause);
    void planNone();
    std::chrono::minutes readInterval(); ///< 0 while a Standstill lasts, too

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
Q_DECLARE_METATYPE(mailboat::CycleReport)
