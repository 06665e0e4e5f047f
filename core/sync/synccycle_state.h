// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/sleep.h"
#include "core/sync/batchsize.h"
#include "core/sync/jobestimate.h"
#include "core/sync/storingthread.h"
#include "core/sync/synccycle.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace mailboat {

/// What a running cycle keeps between its steps; shared by the sources that hold them.
struct SyncCycle::State {
    State(Datafile &d, HttpClient &h, Clock &c, Options o)
        : datafile(d)
        , http(h)
        , clock(c)
        , options(o)
        , sleep(c)
    {
    }

    Datafile &datafile;
    HttpClient &http;
    Clock &clock;
    Options options;
    Sleep sleep;
    QRandomGenerator random = QRandomGenerator::securelySeeded();

    SyncPreferences preferences {};
    qint64 settingsRevision = -1;
    SyncId site {};
    std::unique_ptr<PrimaryApi> api {};
    wire::SiteInfo info {};
    bool initialised = false; ///< a cycle before this one has run to its end
    qint64 reconciliation = 0; ///< its round, when the primary was asked who it is

    bool cancelled = false;
    bool finishAsked = false;
    bool outOfPatience = false;
    bool isOver = false;
    bool watchesPatience = false;
    bool waitsForDisk = false; ///< which the primary is not to blame for
    std::chrono::milliseconds lastProgress {}; ///< Clock::monotonic() when something last got on
    qint64 bytesOfRequest = 0;
    std::optional<Error> lastFailure {}; ///< of a request, while it is being repeated

    std::optional<Error> leftOver {}; ///< of the push: the primary refuses a record, and has taken no other one
    CycleReport report {};
    Progress progress {};
    std::chrono::milliseconds begun {};
    std::optional<std::chrono::milliseconds> shown {};
    std::optional<std::chrono::milliseconds> noted {}; ///< for other processes
    JobEstimate job {};
    std::optional<Progress> loadBefore {}; ///< how the first load stood when the cycle began
    qint64 wireGiven = 0; ///< of job.wire(): counted with a batch that is to be stored
    HttpTraffic trafficBefore {}; ///< of the client, when the cycle began
    /// Batches that were asked for before their turn.
    std::optional<QCoro::Task<Result<wire::CentralBatch>>> central {};
    std::optional<QCoro::Task<Result<wire::QueueBatch>>> queued {};
    int queuedAskedFor = 0; ///< records at most, by the last question to the queue
    bool dropsAhead = false; ///< they are not wanted any more
    std::unique_ptr<StoringThread> storing {}; ///< from the first batch that was pulled until the pulls have ended

    /// How many records a request carries now: lines are often faster one way.
    BatchSize &batch() { return progress.step == Step::Push ? sending : receiving; }
    BatchSize sending {};
    BatchSize receiving {};
    void gotOn() { lastProgress = clock.monotonic(); }
};

} // namespace mailboat
