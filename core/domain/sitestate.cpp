// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitestate.h"

#include "core/domain/ornull.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace mailboat {

namespace {

constexpr SiteState allStates[] {
    SiteState::Refused, SiteState::Silent, SiteState::Behind, SiteState::Never, SiteState::Initialising, SiteState::Ok};

/// By the time for which this primary listened. Nothing is older than what never was.
bool isOlder(const QDateTime &when, std::chrono::hours than, const SiteThresholds &thresholds, const QDateTime &now)
{
    if (!when.isValid())
        return false;
    qint64 heard = when.secsTo(now);
    for (const Absence &absence : thresholds.absences)
        heard -= std::max<qint64>(0, std::max(absence.from, when).secsTo(std::min(absence.to, now)));
    return heard > std::chrono::seconds(than).count();
}

/// A first load that is not being given out, or a fill that failed and that nobody has begun again.
bool standsStill(const SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now)
{
    if (row.load)
        return isOlder(row.load->moved, thresholds.behindAfter, thresholds, now);
    return row.status == PeerStatus::Blocked
        && (isOlder(row.oldestWaiting, thresholds.behindAfter, thresholds, now)
            || isOlder(row.lastSuccess, thresholds.behindAfter, thresholds, now));
}

bool isTwin(const SiteRow &row)
{
    return (row.lastRefusal->why == ErrorCode::SiteIncorrectHardwareId && !row.hardwareId.isEmpty())
        || row.lastRefusal->why == ErrorCode::TwoMachines;
}

SiteState unrefusedState(const SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now)
{
    if (!row.lastContact.isValid())
        return SiteState::Never;
    if (isOlder(row.lastContact, thresholds.silentAfter, thresholds, now))
        return SiteState::Silent;
    if (row.load || row.status != PeerStatus::Ready)
        return standsStill(row, thresholds, now) ? SiteState::Behind : SiteState::Initialising;
    const bool isBehind = isOlder(row.oldestWaiting, thresholds.behindAfter, thresholds, now)
        || isOlder(row.lastSuccess, thresholds.behindAfter, thresholds, now);
    return isBehind ? SiteState::Behind : SiteState::Ok;
}

} // namespace

QString siteStateName(SiteState state)
{
    switch (state) {
    case SiteState::Refused:
        return QStringLiteral("refused");
    case SiteState::Silent:
        return QStringLiteral("silent");
    case SiteState::Behind:
        return QStringLiteral("behind");
    case SiteState::Never:
        return QStringLiteral("never");
    case SiteState::Initialising:
        return QStringLiteral("initialising");
    case SiteState::Ok:
        break;
    }
    return QStringLiteral("ok");
}

std::optional<SiteState> siteStateNamed(QStringView name)
{
    for (const SiteState state : allStates) {
        if (siteStateName(state) == name)
            return state;
    }
    return std::nullopt;
}

QString siteStateWords(SiteState state)
{
    switch (state) {
    case SiteState::Refused:
        return QCoreApplication::translate("mailboat", "refused", "the state of a site");
    case SiteState::Silent:
        return QCoreApplication::translate("mailboat", "silent", "the state of a site");
    case SiteState::Behind:
        return QCoreApplication::translate("mailboat", "behind", "the state of a site");
    case SiteState::Never:
        return QCoreApplication::translate("mailboat", "never", "the state of a site: it has never come");
    case SiteState::Initialising:
        return QCoreApplication::translate("mailboat", "initialising", "the state of a site");
    case SiteState::Ok:
        break;
    }
    return QCoreApplication::translate("mailboat", "ok", "the state of a site");
}

QString siteReasonName(SiteReason reason)
{
    switch (reason) {
    case SiteReason::WrongMachine:
        return QStringLiteral("wrong-machine");
    case SiteReason::WrongPassword:
        return QStringLiteral("wrong-password");
    case SiteReason::Paused:
        return QStringLiteral("paused");
    case SiteReason::OldVersion:
        return QStringLiteral("old-version");
    case SiteReason::NewVersion:
        return QStringLiteral("new-version");
    case SiteReason::NoStore:
        return QStringLiteral("no-store");
    case SiteReason::SyncOff:
        return QStringLiteral("sync-off");
    case SiteReason::NeedsChoice:
        break;
    }
    return QStringLiteral("needs-choice");
}

std::optional<SiteReason> siteReasonOf(ErrorCode refusedFor)
{
    switch (refusedFor) {
    case ErrorCode::SiteIncorrectHardwareId:
    case ErrorCode::TwoMachines:
        return SiteReason::WrongMachine;
    case ErrorCode::SiteIncorrectPassword:
        return SiteReason::WrongPassword;
    case ErrorCode::SiteAuthTimeout:
        return SiteReason::Paused;
    case ErrorCode::ApiVersionTooOld:
    case ErrorCode::ApiVersionIncompatible:
        return SiteReason::OldVersion;
    case ErrorCode::ApiVersionTooNew:
        return SiteReason::NewVersion;
    case ErrorCode::SiteHasNoStore:
        return SiteReason::NoStore;
    case ErrorCode::SyncDisabled:
    case ErrorCode::UrlOnPrimary:
    case ErrorCode::NotSetUp:
        return SiteReason::SyncOff;
    case ErrorCode::RestoredUnconfirmed:
    case ErrorCode::OtherMachine:
    case ErrorCode::SiteNewer:
    case ErrorCode::SiteOlder:
    case ErrorCode::PositionImpossible:
        return SiteReason::NeedsChoice;
    default:
        return std::nullopt;
    }
}

bool isStandingRefusal(const SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now)
{
    if (!row.lastRefusal || isOlder(row.lastRefusal->when, thresholds.silentAfter, thresholds, now))
        return false;
    return isTwin(row) || !row.lastContact.isValid() || row.lastRefusal->when >= row.lastContact;
}

bool isRefusalOver(ErrorCode why, bool hasMisfit, bool standsStill)
{
    switch (why) {
    case ErrorCode::RestoredUnconfirmed:
    case ErrorCode::OtherMachine:
        return !standsStill;
    case ErrorCode::SiteNewer:
    case ErrorCode::SiteOlder:
    case ErrorCode::PositionImpossible:
        return !hasMisfit;
    default: // of two machines the one that was not chosen calls on
        return false;
    }
}

void judge(SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now, bool refusalCounts)
{
    row.reason.reset();
    row.refusal.reset();
    if (refusalCounts && isStandingRefusal(row, thresholds, now)) {
        row.state = SiteState::Refused;
        row.refusal = *row.lastRefusal;
        row.reason = siteReasonOf(row.refusal->why);
        return;
    }
    row.state = unrefusedState(row, thresholds, now);
    // A site that has gone silent says so first: whoever chooses has to reach it.
    if (row.misfit && row.state != SiteState::Silent) {
        row.state = SiteState::Refused;
        row.refusal = SiteRefusal {{}, *row.misfit};
        row.reason = siteReasonOf(*row.misfit);
    }
}

qint64 SitesSummary::of(SiteState state) const
{
    switch (state) {
    case SiteState::Refused:
        return refused;
    case SiteState::Silent:
        return silent;
    case SiteState::Behind:
        return behind;
    case SiteState::Never:
        return never;
    case SiteState::Initialising:
        return initialising;
    case SiteState::Ok:
        break;
    }
    return ok;
}

SitesSummary summaryOf(const QList<SiteRow> &rows)
{
    const auto count
        = [&rows](SiteState state) { return static_cast<qint64>(std::ranges::count(rows, state, &SiteRow::state)); };
    return {rows.size(), count(SiteState::Ok), count(SiteState::Behind), count(SiteState::Silent),
        count(SiteState::Never), count(SiteState::Refused), count(SiteState::Initialising)};
}

QJsonObject toJson(const SiteRow &row)
{
    const QJsonValue load = row.load
        ? QJsonObject {{QStringLiteral("done"), row.load->done}, {QStringLiteral("total"), row.load->total}}
        : QJsonValue();
    return {
        {QStringLiteral("syncId"), row.syncId.value()},
        {QStringLiteral("userName"), row.userName},
        {QStringLiteral("stores"), QJsonArray::fromStringList(row.stores)},
        {QStringLiteral("state"), siteStateName(row.state)},
        {QStringLiteral("reason"), row.reason ? QJsonValue(siteReasonName(*row.reason)) : QJsonValue()},
        {QStringLiteral("lastContact"), orNull(row.lastContact)},
        {QStringLiteral("lastSuccess"), orNull(row.lastSuccess)},
        {QStringLiteral("lastRefusal"), orNull(row.lastRefusal ? row.lastRefusal->when : QDateTime())},
        {QStringLiteral("waiting"), row.waiting},
        {QStringLiteral("oldestWaiting"), orNull(row.oldestWaiting)},
        {QStringLiteral("app"), orNull(row.app.name)},
        {QStringLiteral("appVersion"), orNull(row.app.version)},
        {QStringLiteral("hardwareId"), orNull(row.hardwareId)},
        {QStringLiteral("address"),
            orNull(row.address.isEmpty() && row.lastRefusal ? row.lastRefusal->address : row.address)},
        {QStringLiteral("bytesThisMonth"), row.bytesThisMonth},
        {QStringLiteral("firstLoad"), load},
    };
}

QJsonObject toJson(const SitesSummary &summary)
{
    return {
        {QStringLiteral("sites"), summary.sites},
        {QStringLiteral("ok"), summary.ok},
        {QStringLiteral("behind"), summary.behind},
        {QStringLiteral("silent"), summary.silent},
        {QStringLiteral("never"), summary.never},
        {QStringLiteral("refused"), summary.refused},
        {QStringLiteral("initialising"), summary.initialising},
    };
}

SyncId nextFreeSyncId(const QList<SyncId> &list)
{
    QList<SyncId> taken = list;
    std::ranges::sort(taken);
    SyncId next {primarySyncId.value() + 1};
    for (const SyncId id : taken) {
        if (id == next)
            next = SyncId {next.value() + 1};
    }
    return next;
}

} // namespace mailboat
