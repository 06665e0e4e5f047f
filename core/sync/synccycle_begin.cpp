// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"
#include "core/records/reconciliation.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/loadfigures.h"
#include "core/store/syncstate.h"
#include "core/sync/synccycle_repeat.h"
#include "core/wire/ownprimary.h"

namespace mailboat {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// protocol.md §2.4
constexpr seconds initialisePollPeriod {15};
constexpr minutes initialisePollLimit {30};
/// How often POST initialise is sent where the primary loses it: each time it is asked afterwards whether it has begun.
constexpr int initialiseRounds = 5;

/// A batch that has come before it was asked for.
QCoro::Task<Result<wire::QueueBatch>> received(wire::QueueBatch batch)
{
    co_return batch;
}

bool mayHaveArrived(ErrorCode code)
{
    return code == ErrorCode::AnswerTimeout || code == ErrorCode::ConnectionLost;
}

} // namespace

QCoro::Task<Result<>> SyncCycle::askSite()
{
    const auto self = shared_from_this();
    enter(Step::Site, 0);
    if (auto read = readAgain(); !read)
        co_return read;
    if (!m_state->initialised)
        m_state->api->openTwo(); // for what can be asked while the primary prepares the queue
    const Result<SatellitePositions> positions = m_state->datafile.state().positions();
    if (!positions)
        co_return failure(positions.error());
    const Result<bool> prepared = m_state->datafile.state().isQueuePrepared();
    if (!prepared)
        co_return failure(prepared.error());
    const auto asks = m_state->initialised && *prepared ? PrimaryApi::Asks::WhoIAm : PrimaryApi::Asks::WhatWaits;
    const Call<wire::SiteInfo> call = [this, positions, asks] { return m_state->api->site(*positions, asks); };
    const Result<wire::SiteInfo> info = co_await repeated(call);
    if (!info)
        co_return failure(info.error());
    m_state->gotOn();
    for (BatchSize *batch : {&m_state->sending, &m_state->receiving})
        batch->startFrom(m_state->api->traffic().lastRoundTrip);
    if (auto known = recognise(*info); !known)
        co_return known;
    m_state->info = *info;
    if (!info->syncDisabled.isEmpty())
        co_return failure(ErrorCode::SyncDisabled, {{QStringLiteral("why"), info->syncDisabled}});
    if (auto fitting = compare(*positions, *info); !fitting)
        co_return fitting;
    const Result<qint64> cursor = m_state->datafile.state().cursor();
    if (!cursor)
        co_return failure(cursor.error());
    if (info->waiting && *cursor == positions->cursor) // else everything comes anew
        promise(*info->waiting, *prepared);
    const Result<qint64> round = Unbrought(m_state->datafile.connection()).round();
    if (!round)
        co_return failure(round.error());
    m_state->reconciliation = *round;
    if (info->resendRequested && m_state->initialised) {
        if (const Result<qint64> queued = m_state->datafile.satelliteRecords().queueOwned(); !queued)
            co_return failure(queued.error());
    }
    co_return Result<> {};
}

Result<> SyncCycle::recognise(const wire::SiteInfo &info)
{
    if (auto own = isAnsweredAs(m_state->site, info); !own)
        return own;
    SyncState &state = m_state->datafile.state();
    const Result<std::optional<KnownPrimary>> known = state.known();
    if (!known)
        return failure(known.error());
    if (!*known) {
        if (auto noted = state.setKnown(KnownPrimary {info.mSupplyCentralSiteId, info.id}); !noted)
            return noted;
        return state.setBlocked({});
    }
    Result<> same = isSamePrimary(**known, info);
    if (auto noted = state.setBlocked(same ? std::nullopt : std::optional(same.error())); !noted)
        return noted;
    return same;
}

/// Numbers may fit, and yet be another's.
Result<> SyncCycle::checkPushes(const SatellitePositions &positions, const wire::SiteInfo &info) const
{
    if (!info.positions || positions.epoch.isEmpty()) // in a former epoch of the primary, too
        return {};
    const Result<bool> isOwn = m_state->datafile.state().isOwnPush(info.positions->taken);
    if (!isOwn)
        return failure(isOwn.error());
    if (*isOwn)
        return {};
    return failure(ErrorCode::DatafileOlder,
        {{QStringLiteral("known"), info.positions->taken}, {QStringLiteral("found"), positions.answered}});
}

/// Whether neither end works on an older copy than the other one has seen (protocol.md §2.9).
Result<> SyncCycle::compare(const SatellitePositions &positions, const wire::SiteInfo &info)
{
    SyncState &state = m_state->datafile.state();
    Result<> fitting = fits(m_state->site, positions, info).and_then([&] { return checkPushes(positions, info); });
    if (auto noted = fitting ? Result<>() : state.setBlocked(fitting.error()); !noted)
        return noted;
    if (!fitting || !info.positions || positions.epoch == info.positions->epoch)
        return fitting;
    const bool isRestored = !positions.epoch.isEmpty();
    Connection &connection = m_state->datafile.connection();
    return connection.transact([&] {
        return state.adopt(*info.positions).and_then([&] {
            return isRestored ? beginAnew() : Unbrought(connection).comesFrom(*info.positions);
        });
    });
}

/// The primary was restored, and goes on from an older state: it hears first of all that is owned here, whether it asks for that or
/// not, and then gives everything, so that what either end lacks comes back.
Result<> SyncCycle::beginAnew()
{
    Datafile &datafile = m_state->datafile;
    m_state->loadBefore.reset();
    return Reconciliation(datafile)
        .begin(Unbrought::Restored::Primary)
        .and_then([&] { return datafile.state().beginAnew(); })
        .and_then([&] { return datafile.satelliteRecords().queueOwned(); })
        .map([](qint64) {});
}

QCoro::Task<Result<>> SyncCycle::initialise()
{
    const auto self = shared_from_this();
    SyncState &state = m_state->datafile.state();
    const Result<bool> prepared = state.isQueuePrepared();
    if (!prepared)
        co_return failure(prepared.error());
    if (*prepared)
        co_return Result<> {};
    // Where all is to come anew, what waits here goes first: what the primary then queues has it.
    if (Result<> pushed = co_await pushIfInitialised(); !pushed)
        co_return pushed;
    enter(Step::Initialise, 0);
    const auto isFilled = [this, &state](const std::optional<wire::QueueBatch> &queue) {
        m_state->info.queueLength.reset(); // was told of the queue before
        // an empty body says nothing of it
        const bool isTold = queue && (queue->queueLength > 0 || m_state->api->isMailboat());
        if (isTold)
            m_state->job.promise(JobEstimate::Part::Queue, {queue->queueLength, queue->queuedBytes.value_or(0)});
        return state.setQueuePrepared(true).and_then([&] {
            return isTold && !m_state->initialised
                ? LoadFigures(m_state->datafile.connection()).add({0, 0, 0, queue->queueLength})
                : Result<>();
        });
    };
    for (int round = 0; round < initialiseRounds; ++round) {
        if (auto read = readAgain(); !read)
            co_return read;
        // Central records need no queue; other primaries may think so.
        if (m_state->api->isMailboat() && !m_state->central) {
            const Result<qint64> cursor = state.cursor();
            if (!cursor)
                co_return failure(cursor.error());
            m_state->central = fetchCentral(*cursor);
        }
        if (m_state->info.initialisationStatus != "started") {
            // What may have arrived is not repeated: the primary may be filling the queue.
            const auto once = [this] { return m_state->api->initialise(m_state->receiving.size()); };
            const auto answer = co_await repeated<wire::QueueBatch>(once, &mayHaveArrived);
            if (answer) {
                if (!answer->records.isEmpty())
                    m_state->queued = received(*answer);
                co_return isFilled(*answer);
            }
            if (!mayHaveArrived(answer.error().code))
                co_return failure(answer.error());
        }
        Result<> idle
            = co_await pollUntilIdle(initialisePollPeriod, initialisePollLimit, ErrorCode::InitialisationFailed);
        if (!idle)
            co_return idle;
        const bool hadStarted = m_state->info.initialisationStatus == "started";
        const Call<wire::SiteInfo> ask = [this] { return m_state->api->site(); };
        const auto info = co_await repeated(ask);
        if (!info)
            co_return failure(info.error());
        // "completed" may be of another time: only what was seen to start counts. "started" while idle is what a crash left
        if (hadStarted && info->initialisationStatus == "completed")
            co_return isFilled({});
        m_state->info = *info;
        m_state->info.initialisationStatus = hadStarted ? "new" : info->initialisationStatus;
    }
    co_return failure(ErrorCode::NoProgress,
        {{QStringLiteral("step"), stepTitle(Step::Initialise)}, {QStringLiteral("rounds"), initialiseRounds}});
}

QCoro::Task<Result<>> SyncCycle::pollUntilIdle(
    std::chrono::milliseconds period, std::chrono::milliseconds limit, ErrorCode late)
{
    const auto self = shared_from_this();
    std::chrono::milliseconds waited {0};
    while (true) {
        if (isStopped())
            co_return failure(ErrorCode::Cancelled);
        const Call<wire::SiteStatus> call = [this] { return m_state->api->siteStatus(); };
        const auto status = co_await repeated(call);
        if (!status)
            co_return failure(status.error());
        if (status->code == wire::Busy::Idle)
            co_return Result<> {};
        if (status->code == wire::Busy::InitialisationInProgress)
            m_state->info.initialisationStatus = "started";
        const Error busy {ErrorCode::PrimaryBusy, {{QStringLiteral("text"), status->message}}};
        m_state->lastFailure = busy;
        if (waited >= limit)
            co_return failure(late, {{QStringLiteral("why"), status->message}});
        co_await m_state->sleep.pause(period);
        waited += period;
    }
}

} // namespace mailboat
