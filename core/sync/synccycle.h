// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/syncstatus.h"
#include "core/net/primaryapi.h"
#include "core/prefs/syncpreferences.h"

#include <QObject>

#include <memory>

namespace mailboat {

class Datafile;

/// One exchange with the primary, step by step (design §6, protocol.md §3). Made for one run; lives in the thread of its
/// datafile connection. Writes the log entry, the times of SyncState and, while it runs, EngineRequests::setProgress().
class SyncCycle final : public QObject, public std::enable_shared_from_this<SyncCycle>
{
    Q_OBJECT
public:
    struct Options {
        bool byHand = false; ///< ends within 60 s where the primary is busy or away; works while the interval is 0
        std::chrono::seconds patience {60}; ///< of a cycle by hand
    };
    static std::shared_ptr<SyncCycle> create(Datafile &datafile, HttpClient &http, Clock &clock, Options options);
    QCoro::Task<CycleReport> run();
    /// Ends after the request in hand has been given up; the report carries Cancelled.
    void cancel();
    /// Ends once the batch in hand is finished and committed (SIGTERM, interval 0); the report carries Paused or Cancelled.
    void finishBatch();

signals:
    void stepStarted(mailboat::Step step);
    void progressed(const mailboat::Progress &progress); ///< at most every 250 ms, and at each step's end

private:
    SyncCycle(Datafile &datafile, HttpClient &http, Clock &clock, Options options);
    struct State;
    std::unique_ptr<State> m_state;

public:
    ~SyncCycle() override;
};

/// What a check or a cycle of this satellite needs to call its primary, from the datafile; NotSetUp, NotASatellite, NoPrimary,
/// HardwareIdUnavailable.
Result<Endpoint> primaryEndpoint(Datafile &datafile);
/// The HTTP client's options from the preferences.
HttpClient::Options httpOptions(const SyncPreferences &preferences);
/// Retrieve at a satellite (contract.md §6): POST initialise, then the cursor goes to 0 and another primary is accepted.
/// Returns how many records the primary has queued.
QCoro::Task<Result<qint64>> retrieveFromPrimary(Datafile &datafile, HttpClient &http);

} // namespace mailboat
