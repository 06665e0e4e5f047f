// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/syncstatus.h"
#include "core/prefs/syncpreferences.h"
#include "core/sync/jobestimate.h"
#include "core/sync/pushcourse.h"
#include "core/sync/queuecourse.h"
#include "core/wire/primaryapi.h"

#include <QObject>

#include <functional>
#include <memory>

namespace mailboat {

class Datafile;
class Gate;
class StoringThread;

/// One exchange with the primary, step by step (design §6, protocol.md §3). Made for one run; lives in the thread of its
/// datafile connection, whose calls it waits for; what it pulls is stored in another one (StoringThread). Datafile, HttpClient
/// and Clock outlive the run. Writes the log entry, the times of SyncState and, while it runs, EngineRequests::setProgress().
///
/// The preferences are read again between batches: a changed request size, proxy or peer counts from there, interval 0
/// ends the cycle (not one by hand), another Sync ID ends it with StateChanged.
class SyncCycle final : public QObject, public std::enable_shared_from_this<SyncCycle>
{
    Q_OBJECT
public:
    struct Options {
        bool byHand = false; ///< works while the interval is 0; ends where nothing gets on for `patience`
        std::chrono::seconds patience {55}; ///< so that a cycle by hand ends within the 60 s of contract.md §4
    };
    static std::shared_ptr<SyncCycle> create(Datafile &datafile, HttpClient &http, Clock &clock, Options options);
    ~SyncCycle() override;
    QCoro::Task<CycleReport> run();
    /// Gives the request in hand up and ends; the report carries Cancelled.
    void cancel();
    /// Ends once the batch in hand is finished and committed (SIGTERM); the report carries Cancelled. An answer that keeps
    /// it waiting for more than a few seconds is given up.
    void finishBatch();
    /// Somebody waits for this cycle now: from here on it is one by hand.
    void hurry();
    /// What the primary asked for last, where it asked for a pause.
    std::chrono::seconds retryAfter() const;

signals:
    void stepStarted(mailboat::Step step);
    void progressed(const mailboat::Progress &progress); ///< at most every 250 ms, and at each step's end

private:
    SyncCycle(Datafile &datafile, HttpClient &http, Clock &clock, Options options);

    QCoro::Task<Result<>> prepare();
    Result<> beginJob();
    void promise(const wire::Waiting &waiting, bool isQueuePrepared);
    QCoro::Task<Result<>> exchange();
    QCoro::Task<Result<>> askSite();
    QCoro::Task<Result<>> initialise();
    QCoro::Task<Result<>> pushIfInitialised();
    QCoro::Task<Result<>> push();
    QCoro::Task<Result<>> pushParts(std::shared_ptr<PushCourse> course);
    Result<PushCourse::Part> nextPart(PushCourse &course, std::optional<PushCourse::Part> ahead);
    QCoro::Task<Result<wire::PushAnswer>> send(PushCourse::Part part, PushMark mark, std::shared_ptr<Gate> isSent);
    QCoro::Task<Result<>> waitForIdle();
    Result<bool> isQuiet();
    QCoro::Task<Result<>> pullCentral();
    QCoro::Task<Result<>> pullQueued();
    QCoro::Task<Result<>> integrate();
    QCoro::Task<Result<>> reconcile();
    QCoro::Task<Result<>> finishFirst();

    Result<> recognise(const wire::SiteInfo &info);
    Result<> compare(const SatellitePositions &positions, const wire::SiteInfo &info);
    Result<> beginAnew();
    Result<> checkPushes(const SatellitePositions &positions, const wire::SiteInfo &info) const;
    QCoro::Task<Result<>> pollUntilIdle(
        std::chrono::milliseconds period, std::chrono::milliseconds limit, ErrorCode late);
    QCoro::Task<Result<>> acknowledgeLanded();
    QCoro::Task<Result<>> integrateLanded();
    QCoro::Task<Result<wire::CentralBatch>> fetchCentral(qint64 cursor);
    QCoro::Task<Result<wire::QueueBatch>> fetchQueued(QueueCourse::Question question);
    QCoro::Task<> dropAhead();
    StoringThread &storing();
    QCoro::Task<Result<>> roomToStore();
    QCoro::Task<Result<>> allStored();
    QCoro::Task<Result<>> waitForDisk(QCoro::Task<Result<>> stored);
    void countStored();
    static Result<qint64> cursorAfter(const wire::CentralBatch &batch, qint64 cursor);
    Result<> readAgain();

    /// A request. Give a callable with a name to repeated(), never one made inside the co_await: g++ 12 destroys what such a
    /// one captures twice.
    template<class T>
    using Call = std::function<QCoro::Task<Result<T>>()>;
    /// Calls until it works, is not worth repeating (by `isFinal` too, where given), or there is no patience left.
    template<class T>
    QCoro::Task<Result<T>> repeated(std::function<QCoro::Task<Result<T>>()> call, bool (*isFinal)(ErrorCode) = nullptr);
    Error stoppedBy(Error error) const;
    bool isStopped() const;
    void watchPatience();

    void enter(Step step, qint64 total);
    void advance(qint64 records);
    void expect(JobEstimate::Part part, qint64 pulled, qint64 left);
    qint64 takeWire();
    void tell();
    void show(bool isStepEnd);
    void note();
    Result<> noteFirstLoad();
    void close(const Result<> &result);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
