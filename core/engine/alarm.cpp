// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/alarm.h"

#include "core/domain/daywords.h"
#include "core/records/recoverywords.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr int failuresOfABlip = 3;
constexpr seconds lengthOfABlip = 1h;
constexpr seconds day = 24h;
constexpr int loudAfter = 3; // times the silence that is a warning

seconds between(const QDateTime &from, const QDateTime &to)
{
    return from.isValid() ? std::max(seconds(from.secsTo(to)), 0s) : 0s; // a clock may have been put back
}

QString silenceText(const Status &status, const QDateTime &since, int days)
{
    if (!status.lastSuccess.isValid())
        return QCoreApplication::translate(
            "mailboat", "No synchronisation has succeeded yet; the first one failed on %1.")
            .arg(momentWords(since));
    if (days == 1)
        return QCoreApplication::translate("mailboat", "No synchronisation has succeeded for a day, since %1.")
            .arg(momentWords(since));
    return QCoreApplication::translate(
        "mailboat", "No synchronisation has succeeded for %Ln days, since %1.", nullptr, days)
        .arg(momentWords(since));
}

QString pausedText(const QDateTime &since, int days)
{
    if (days == 1)
        return QCoreApplication::translate(
            "mailboat", "Synchronisation is paused; the last one that succeeded was a day ago, on %1.")
            .arg(momentWords(since));
    return QCoreApplication::translate(
        "mailboat", "Synchronisation is paused; the last one that succeeded was %Ln days ago, on %1.", nullptr, days)
        .arg(momentWords(since));
}

QString failingText(const Status &status, bool heals)
{
    if (!status.failingSince.isValid())
        return QCoreApplication::translate("mailboat", "Synchronisation fails.");
    const QString since = momentWords(status.failingSince);
    if (!heals)
        return QCoreApplication::translate(
            "mailboat", "Synchronisation has failed since %1, and waiting does not mend it.")
            .arg(since);
    return QCoreApplication::translate("mailboat", "Synchronisation has failed again and again since %1.").arg(since);
}

/// By what the last cycles ended with.
Alarm ofFailures(const Status &status, const QDateTime &now)
{
    const bool hasFailed = status.lastError && status.lastError->code != ErrorCode::Cancelled;
    if (!hasFailed)
        return {};
    const bool heals = mayHeal(status.lastError->code);
    const bool isBlip
        = heals && status.failuresInARow < failuresOfABlip && between(status.failingSince, now) < lengthOfABlip;
    if (!isBlip)
        return {AlarmLevel::Warning, status.failingSince, failingText(status, heals)};
    return {AlarmLevel::Notice, status.failingSince,
        QCoreApplication::translate("mailboat", "The last synchronisation failed; it is tried again by itself.")};
}

/// Days of silence say more than the last failure, unless that wants attention sooner.
Alarm louder(const Alarm &failures, const Alarm &silence)
{
    return silence.level != AlarmLevel::Calm && silence.level >= failures.level ? silence : failures;
}

/// A disk does not mend itself, and every site suffers for a primary's.
Alarm ofTrouble(const Status &status, const QDateTime &now)
{
    if (!status.trouble)
        return {};
    const AlarmLevel level
        = between(status.trouble->since, now) < lengthOfABlip ? AlarmLevel::Warning : AlarmLevel::Loud;
    return {level, status.trouble->since, describe(status.trouble->error)};
}

/// Records are missing at a primary until they have come. Most sites do within a day.
Alarm ofAwaited(const Status &status, const QDateTime &now)
{
    const auto first = std::ranges::min_element(status.awaited, {}, &AwaitedSites::Awaited::since);
    if (first == status.awaited.cend())
        return {};
    const AlarmLevel level = between(first->since, now) < day ? AlarmLevel::Notice : AlarmLevel::Warning;
    return {level, first->since, awaitedSentence(status.awaited)};
}

Alarm warning(const Error &error, const QDateTime &since = {})
{
    return {AlarmLevel::Warning, since, describe(error)};
}

Alarm ofSync(const Status &status, const QDateTime &now)
{
    switch (status.blocked) {
    case Blocked::NotSetUp:
        return {};
    case Blocked::UrlOnPrimary:
        return warning({ErrorCode::UrlOnPrimary});
    case Blocked::Paused:
        return silenceOf(status, now);
    case Blocked::NoPrimary:
        return louder(warning({ErrorCode::NoPrimary}), silenceOf(status, now));
    case Blocked::PasswordNeeded:
        return louder(warning(status.lastError.value_or(Error {ErrorCode::PasswordNeeded})), silenceOf(status, now));
    case Blocked::OlderCopy:
    case Blocked::NewerSite:
    case Blocked::TwoMachines:
    case Blocked::OtherMachine:
        return louder(
            {AlarmLevel::Warning, status.blockedSince, blockedSentence(status.blocked)}, silenceOf(status, now));
    case Blocked::No:
        if (status.role == SiteRole::Primary) // a site of it alone stands still
            return status.lastError ? warning(*status.lastError, status.blockedSince) : ofAwaited(status, now);
        [[fallthrough]];
    case Blocked::WrongPrimary:
        return louder(ofFailures(status, now), silenceOf(status, now));
    }
    Q_UNREACHABLE();
}

} // namespace

QString alarmName(AlarmLevel level)
{
    switch (level) {
    case AlarmLevel::Calm:
        return QStringLiteral("calm");
    case AlarmLevel::Notice:
        return QStringLiteral("notice");
    case AlarmLevel::Warning:
        return QStringLiteral("warning");
    case AlarmLevel::Loud:
        return QStringLiteral("loud");
    }
    Q_UNREACHABLE();
}

/// By how long nothing has succeeded, whatever the reason: the program may not even have run.
Alarm silenceOf(const Status &status, const QDateTime &now)
{
    const QDateTime since = status.lastSuccess.isValid() ? status.lastSuccess : status.failingSince;
    const seconds silence = between(since, now);
    const seconds tolerated = std::max(day, seconds(status.interval) * 2);
    if (silence < tolerated)
        return {};
    const int days = static_cast<int>(silence / day);
    if (status.blocked == Blocked::Paused)
        return {AlarmLevel::Notice, since, pausedText(since, days)};
    const AlarmLevel level = silence < tolerated * loudAfter ? AlarmLevel::Warning : AlarmLevel::Loud;
    return {level, since, silenceText(status, since, days)};
}

Alarm alarmOf(const Status &status, const QDateTime &now)
{
    if (const Alarm trouble = ofTrouble(status, now); trouble.level != AlarmLevel::Calm)
        return trouble;
    const Alarm sync = ofSync(status, now);
    if (status.backupFault && sync.level < AlarmLevel::Warning)
        return {AlarmLevel::Warning, status.lastBackup, describe(*status.backupFault)};
    return sync;
}

} // namespace mailboat
