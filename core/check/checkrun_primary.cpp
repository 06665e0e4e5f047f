// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps of a CheckRun that a primary answers: sign-in, hardware, version, clock, site.
#include "core/check/checkrun.h"
#include "core/check/flow.h"
#include "core/domain/recordbytes.h"
#include "core/wire/ownprimary.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mailboat {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds measuringLimit = 3s;
constexpr milliseconds slowRoundTrip = 2s;
constexpr qint64 slowBytesPerSecond = 4000;
constexpr int recordsForMeasuring = 200;
constexpr std::chrono::minutes tolerableClock = 5min;

bool isVersionFault(ErrorCode code)
{
    return code == ErrorCode::ApiVersionTooOld || code == ErrorCode::ApiVersionTooNew
        || code == ErrorCode::ApiVersionIncompatible;
}

/// What asks to come back later says nothing against the connection.
bool isWait(ErrorCode code)
{
    return code == ErrorCode::PrimaryBusy || code == ErrorCode::ServerFull;
}

/// Of the whole load, as status tells it. `bytes` of records have taken `onWire`; 0: none have come.
Progress estimated(
    const CheckTarget &known, const wire::Waiting &waiting, qint64 bytes, qint64 onWire, qint64 bytesPerSecond)
{
    const double wirePerByte
        = bytes > 0 && onWire > 0 ? static_cast<double>(onWire) / static_cast<double>(bytes) : usualWirePerByte;
    Progress load;
    load.isFirstLoad = true;
    load.isAtLeast = !waiting.queued;
    load.done = known.recordsLoaded;
    load.total = load.done + waiting.central + waiting.queued.value_or(0);
    load.bytes = known.wireLoaded;
    const auto bytesWaiting = static_cast<double>(waiting.centralBytes + waiting.queuedBytes);
    const qint64 left = std::llround(std::min(bytesWaiting * wirePerByte, mostBytesEstimated));
    load.bytesTotal = load.bytes + left;
    load.bytesPerSecond = static_cast<double>(bytesPerSecond);
    if (bytesPerSecond > 0)
        load.remaining
            = std::chrono::seconds(std::min(left / bytesPerSecond, static_cast<qint64>(mostSecondsEstimated)));
    return load;
}

} // namespace

bool CheckRun::isBusy() const
{
    return !*m_site && isWait(m_site->error().code);
}

QCoro::Task<CheckRun::Found> CheckRun::signIn()
{
    Endpoint endpoint {m_url, m_expected.userName, m_expected.wirePassword, m_expected.hardwareId, true};
    m_api = std::make_unique<PrimaryApi>(m_http, endpoint);
    {
        Deadline deadline(m_http, left());
        const auto asks = m_expected.waitsForFirstLoad ? PrimaryApi::Asks::WhatWaits : PrimaryApi::Asks::WhoIAm;
        Result<wire::SiteInfo> info = co_await m_api->site(m_expected.positions, asks);
        m_site = inTime(std::move(info), deadline);
    }
    if (*m_site) {
        co_await measure();
    } else {
        const ErrorCode code = m_site->error().code;
        const bool isLater
            = code == ErrorCode::SiteIncorrectHardwareId || isVersionFault(code) || code == ErrorCode::SiteHasNoStore;
        if (isBusy())
            m_warning = m_site->error();
        else if (!isLater)
            co_return failure(m_site->error());
    }
    co_return QCoreApplication::translate("mailboat", "Signed in as %1.").arg(m_expected.userName);
}

/// By requests that cost the primary nothing: signing in takes it a while by design. Reading from the change log changes
/// nothing, since the cursor is kept at this end.
QCoro::Task<void> CheckRun::measure()
{
    {
        Deadline deadline(m_http, left());
        Result<wire::SiteStatus> status = co_await m_api->siteStatus();
        m_status = inTime(std::move(status), deadline);
    }
    if (!*m_status)
        co_return;
    m_report.roundTrip = std::max(m_api->traffic().lastRoundTrip, milliseconds(1));
    Flow flow(m_http);
    const qint64 before = m_api->traffic().bytesReceived;
    qint64 bytesOfRecords = 0;
    {
        Deadline deadline(m_http, std::min(left(), measuringLimit));
        const Result<wire::CentralBatch> batch = co_await m_api->centralRecords(0, recordsForMeasuring);
        if (batch)
            bytesOfRecords = bytesOf(batch->records);
    }
    const qint64 onWire = m_api->traffic().bytesReceived - before;
    m_report.bytesPerSecond = flow.bytesPerSecond();
    const bool isSlow = *m_report.roundTrip > slowRoundTrip
        || m_report.bytesPerSecond.value_or(slowBytesPerSecond) < slowBytesPerSecond;
    if (isSlow)
        m_warning = Error {ErrorCode::SlowLine,
            {{QStringLiteral("bytesPerSecond"), m_report.bytesPerSecond.value_or(0)},
                {QStringLiteral("roundTripMs"), static_cast<qlonglong>(m_report.roundTrip->count())}}};
    if ((*m_site)->waiting)
        m_report.firstLoad
            = estimated(m_expected, *(*m_site)->waiting, bytesOfRecords, onWire, m_report.bytesPerSecond.value_or(0));
}

QCoro::Task<CheckRun::Found> CheckRun::hardware()
{
    if (isBusy())
        m_warning = m_site->error();
    else if (!*m_site && m_site->error().code == ErrorCode::SiteIncorrectHardwareId)
        co_return failure(m_site->error());
    if (!m_api->isMailboat())
        co_return QCoreApplication::translate("mailboat",
            "This machine is accepted. This primary is no Mailboat: the first contact, a check too, may have bound the "
            "site to this machine.");
    co_return QCoreApplication::translate("mailboat", "This machine is accepted.");
}

QCoro::Task<CheckRun::Found> CheckRun::version()
{
    if (isBusy())
        m_warning = m_site->error();
    else if (!*m_site && isVersionFault(m_site->error().code))
        co_return failure(m_site->error());
    co_return QCoreApplication::translate("mailboat", "Version %1 of the protocol is accepted.").arg(wire::syncVersion);
}

QCoro::Task<CheckRun::Found> CheckRun::compareClocks()
{
    const QDateTime there = m_api->traffic().serverDate();
    if (!there.isValid())
        co_return QCoreApplication::translate("mailboat", "The primary does not say what time it is.");
    const qint64 seconds = there.secsTo(m_clock.utcNow());
    const auto off = std::chrono::seconds(std::abs(seconds));
    if (off <= tolerableClock)
        co_return QCoreApplication::translate("mailboat", "This machine's clock is right to %1 s.")
            .arg(std::abs(seconds));
    co_return failure(ErrorCode::ClockOff,
        {{QStringLiteral("minutes"), static_cast<qlonglong>(std::chrono::round<std::chrono::minutes>(off).count())},
            {QStringLiteral("direction"), seconds > 0 ? QStringLiteral("ahead") : QStringLiteral("behind")}});
}

Result<> CheckRun::compareSites() const
{
    const wire::SiteInfo &info = **m_site;
    if (const Result<> own = isAnsweredAs(m_expected.syncId, info); !own)
        return own;
    if (const Result<> same = m_expected.known ? isSamePrimary(*m_expected.known, info) : Result<>(); !same)
        return same;
    if (!info.syncDisabled.isEmpty())
        return failure(ErrorCode::SyncDisabled, {{QStringLiteral("why"), info.syncDisabled}});
    return fits(m_expected.syncId, m_expected.positions, info);
}

QCoro::Task<CheckRun::Found> CheckRun::site()
{
    if (isBusy()) {
        m_warning = m_site->error();
        co_return QString();
    }
    if (!*m_site)
        co_return failure(m_site->error());
    if (const Result<> same = compareSites(); !same)
        co_return failure(same.error());
    if (!*m_status && !isWait(m_status->error().code))
        co_return failure(m_status->error());
    if (!*m_status)
        m_warning = m_status->error();
    else if ((*m_status)->code != wire::Busy::Idle)
        m_warning = Error {ErrorCode::PrimaryBusy, {{QStringLiteral("text"), (*m_status)->message}}};
    co_return QCoreApplication::translate("mailboat", "The primary knows this site as %1.").arg((*m_site)->name);
}

} // namespace mailboat
