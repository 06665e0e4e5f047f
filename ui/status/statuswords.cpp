// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/statuswords.h"

#include "core/domain/forplural.h"
#include "core/domain/joinfilled.h"
#include "core/domain/loadwords.h"
#include "core/engine/alarm.h"
#include "core/records/recoverywords.h"
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <optional>

namespace mailboat {

namespace {

constexpr double leastRate = 0.5; // records a second: less is shown as none

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

struct Headline {
    StatusKind kind;
    QString text;
};

StatusKind kindOf(Blocked blocked)
{
    switch (blocked) {
    case Blocked::No:
        break;
    case Blocked::NotSetUp:
    case Blocked::Paused:
        return StatusKind::Off;
    case Blocked::NoPrimary:
        return StatusKind::Warning;
    case Blocked::PasswordNeeded:
    case Blocked::UrlOnPrimary:
    case Blocked::WrongPrimary:
    case Blocked::OlderCopy:
    case Blocked::NewerSite:
    case Blocked::TwoMachines:
    case Blocked::OtherMachine:
        return StatusKind::Error;
    }
    Q_UNREACHABLE();
}

/// What fails or has been silent for too long: red only where it does not mend itself.
std::optional<Headline> alarmHeadline(const Status &status, const QDateTime &now)
{
    const Alarm alarm = alarmOf(status, now);
    if (alarm.level != AlarmLevel::Calm)
        return Headline {alarm.level == AlarmLevel::Notice ? StatusKind::Warning : StatusKind::Error, alarm.sentence};
    if (status.lastError)
        return Headline {
            StatusKind::Warning, words(QT_TRANSLATE_NOOP("mailboat", "The last synchronisation was stopped."))};
    return std::nullopt;
}

/// A try is no news where synchronisation has failed for long: that stays until one has succeeded.
Headline runningHeadline(Status status, const QDateTime &now)
{
    status.backupFault.reset(); // another matter
    const Alarm alarm = alarmOf(status, now);
    if (alarm.level >= AlarmLevel::Warning)
        return {StatusKind::Error,
            words(QT_TRANSLATE_NOOP("mailboat", "%1 It is being tried again now.")).arg(alarm.sentence)};
    return {StatusKind::Running, words(QT_TRANSLATE_NOOP("mailboat", "Synchronisation is running."))};
}

/// A primary that answers: all is well where every record could be taken and passed on.
Headline primaryHeadline(const Status &status)
{
    if (!status.engineRunning)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat", "This primary does not answer its sites: it is not running."))};
    if (!status.awaited.isEmpty())
        return {StatusKind::Warning, awaitedSentence(status.awaited)};
    if (status.quarantined > 0)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP(
                "mailboat", "This primary answers its sites, but not every record could be taken or passed on."))};
    if (status.reach && status.reach->from == PrimaryReach::From::ThisMachine)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat",
                "This primary answers on this computer alone: no other machine can reach it. The page Server changes "
                "that, under \"Who can reach it\"."))};
    return {StatusKind::Idle, words(QT_TRANSLATE_NOOP("mailboat", "This primary answers its sites."))};
}

/// A primary that answers, and sites that do not come to it as they should.
QString sitesHeadline(const SitesSummary &sites)
{
    const auto number = [](qint64 count) { return QLocale().toString(qlonglong {count}); };
    if (sites.refused == 0)
        return words(QT_TRANSLATE_NOOP("mailboat", "This primary answers. Silent sites: %1."))
            .arg(number(sites.silent));
    if (sites.silent == 0)
        return words(QT_TRANSLATE_NOOP("mailboat", "This primary answers. Refused sites: %1."))
            .arg(number(sites.refused));
    return words(QT_TRANSLATE_NOOP("mailboat", "This primary answers. Silent sites: %1, refused: %2."))
        .arg(number(sites.silent), number(sites.refused));
}

Headline headline(const Status &status, const QDateTime &now)
{
    if (status.isRunning())
        return runningHeadline(status, now);
    if (status.trouble)
        return *alarmHeadline(status, now);
    if (status.blocked != Blocked::No)
        return {kindOf(status.blocked), blockedSentence(status.blocked, status.lastError)};
    if (status.role == SiteRole::Primary && status.backupFault)
        return *alarmHeadline(status, now);
    if (status.role == SiteRole::Primary)
        return primaryHeadline(status);
    if (const auto alarm = alarmHeadline(status, now))
        return *alarm;
    if (!status.engineRunning)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat", "Synchronisation is not running on this machine."))};
    if (!status.initialised || !status.lastSuccess.isValid())
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat", "This site has not received all its records from the primary yet."))};
    if (status.setAside)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat", "Synchronisation works, but the primary refuses the record %1 of %2."))
                .arg(QString::fromUtf8(status.setAside->key.id), QString::fromUtf8(status.setAside->key.table))};
    if (status.quarantined == 1)
        return {StatusKind::Warning,
            words(QT_TRANSLATE_NOOP("mailboat", "Synchronisation works, but one record could not be taken."))};
    if (status.quarantined > 1)
        return {StatusKind::Warning,
            QCoreApplication::translate("mailboat", "Synchronisation works, but %Ln records could not be taken.",
                nullptr, forPlural(status.quarantined))};
    return {StatusKind::Idle, words(QT_TRANSLATE_NOOP("mailboat", "Synchronisation works."))};
}

QString lastWords(const Status &status, const QDateTime &now)
{
    if (status.role != SiteRole::Satellite)
        return {};
    if (!status.lastSync.isValid())
        return words(QT_TRANSLATE_NOOP("mailboat", "This site has never synchronised."));
    if (!status.lastSuccess.isValid())
        return words(QT_TRANSLATE_NOOP("mailboat", "Last try: %1. It has never succeeded."))
            .arg(agoWords(status.lastSync, now));
    if (status.lastSuccess < status.lastSync)
        return words(QT_TRANSLATE_NOOP("mailboat", "Last try: %1. Last success: %2."))
            .arg(agoWords(status.lastSync, now), agoWords(status.lastSuccess, now));
    return words(QT_TRANSLATE_NOOP("mailboat", "Last synchronised: %1.")).arg(agoWords(status.lastSync, now));
}

/// Of a satellite for which nothing waits: since when, where that is known.
QString allSentWords(const Status &status, const QDateTime &now)
{
    const bool isKnown = status.role == SiteRole::Satellite && status.initialised && status.lastSuccess.isValid()
        && status.lastSuccess >= status.lastSync && !status.setAside;
    if (!isKnown)
        return words(QT_TRANSLATE_NOOP("mailboat", "No records wait to be sent."));
    const QDateTime here = status.lastSuccess.toLocalTime();
    if (here.date() != now.toLocalTime().date())
        return words(QT_TRANSLATE_NOOP("mailboat", "All sent on %1.")).arg(localTimeWords(here));
    return words(QT_TRANSLATE_NOOP("mailboat", "All sent at %1.")).arg(localClockWords(here));
}

/// Seconds would be old as soon as they are read.
QString ageWords(std::chrono::milliseconds age)
{
    return age < std::chrono::minutes(1) ? words(QT_TRANSLATE_NOOP("mailboat", "less than a minute"))
                                         : durationWords(age);
}

QString waitingWords(const Status &status, const QDateTime &now)
{
    const int count = forPlural(status.waitingToPush);
    if (status.role == SiteRole::Primary) {
        return count == 0 ? words(QT_TRANSLATE_NOOP("mailboat", "No records wait for the sites."))
            : count == 1  ? words(QT_TRANSLATE_NOOP("mailboat", "One record waits for its site."))
                         : QCoreApplication::translate("mailboat", "%Ln records wait for their sites.", nullptr, count);
    }
    if (count == 0)
        return status.role == SiteRole::Off ? QString() : allSentWords(status, now);
    if (!status.oldestWaiting.isValid())
        return count == 1 ? words(QT_TRANSLATE_NOOP("mailboat", "One record waits to be sent."))
                          : QCoreApplication::translate("mailboat", "%Ln records wait to be sent.", nullptr, count);
    const QString age = ageWords(std::chrono::milliseconds(status.oldestWaiting.msecsTo(now)));
    return count == 1
        ? words(QT_TRANSLATE_NOOP("mailboat", "One record waits to be sent, for %1.")).arg(age)
        : QCoreApplication::translate("mailboat", "%Ln records wait to be sent, the oldest for %1.", nullptr, count)
              .arg(age);
}

/// Whatever else the headline says.
QString quarantinedWords(const Status &status)
{
    if (status.quarantined == 0)
        return {};
    if (status.quarantined == 1)
        return words(QT_TRANSLATE_NOOP("mailboat", "One record was refused: the list says why, and what can be done."));
    return QCoreApplication::translate("mailboat", "%Ln records were refused: the list says why, and what can be done.",
        nullptr, forPlural(status.quarantined));
}

QString nextWords(const Status &status, const QDateTime &now, bool isRetrying)
{
    if (status.blocked != Blocked::No || status.progress)
        return {};
    if (!status.engineRunning && isRetrying)
        return words(QT_TRANSLATE_NOOP("mailboat", "This window tries to start it again and again, by itself."));
    if (!status.engineRunning)
        return words(QT_TRANSLATE_NOOP(
            "mailboat", "Nothing runs by itself until this window or the service \"mailboatctl serve\" does it."));
    return status.nextSync.isValid()
        ? words(QT_TRANSLATE_NOOP("mailboat", "Next synchronisation: %1.")).arg(untilWords(status.nextSync, now))
        : QString();
}

QString whyNoSync(const Status &status)
{
    if (status.role == SiteRole::Primary)
        return words(QT_TRANSLATE_NOOP("mailboat", "A primary answers its sites; they synchronise with it."));
    if (status.blocked == Blocked::No || status.blocked == Blocked::Paused)
        return {};
    return blockedSentence(status.blocked, status.lastError);
}

} // namespace

QString StatusWords::sentences() const
{
    return joinFilled({last, load, waiting, awaited, quarantined, next}, QStringLiteral(" "));
}

QString StatusWords::tooltip() const
{
    return joinFilled({headline, last, load, waiting, awaited, quarantined, next}, QStringLiteral("\n"));
}

StatusWords statusWords(const Status &status, const QDateTime &now, bool isRetrying)
{
    const auto [kind, text] = headline(status, now);
    return {kind, status.isForTests ? forTestsWords() + u' ' + text : text, status.isRunning(), lastWords(status, now),
        status.firstLoad ? waitingLoadWords(*status.firstLoad) : QString(), waitingWords(status, now),
        awaitedWords(status.awaited), quarantinedWords(status), nextWords(status, now, isRetrying), whyNoSync(status)};
}

StatusWords KnownStatus::words(const QDateTime &now) const
{
    if (status && !unavailable) {
        StatusWords words = statusWords(*status, now, engineFailure.has_value());
        const bool areAmiss = sites && sites->silent + sites->refused > 0;
        if (words.kind == StatusKind::Idle && status->role == SiteRole::Primary && areAmiss) {
            words.kind = StatusKind::Warning;
            words.headline = sitesHeadline(*sites);
        }
        return words;
    }
    const QString headline = unavailable
        ? mailboat::words(QT_TRANSLATE_NOOP("mailboat", "The datafile of this site cannot be used at the moment."))
        : mailboat::words(QT_TRANSLATE_NOOP("mailboat", "How synchronisation stands is being read…"));
    return {unavailable ? StatusKind::Error : StatusKind::Off, headline, false, {}, {}, {}, {}, {}, {}, headline};
}

const Error *KnownStatus::whyNoEngine() const
{
    const bool runsElsewhere = status && status->engineRunning;
    return engineFailure && !runsElsewhere ? &*engineFailure : nullptr;
}

QString statusIcon(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Idle:
        return QStringLiteral("ok");
    case StatusKind::Running:
        return QStringLiteral("running");
    case StatusKind::Warning:
        return QStringLiteral("warning");
    case StatusKind::Error:
        return QStringLiteral("error");
    case StatusKind::Off:
        return QStringLiteral("paused");
    }
    Q_UNREACHABLE();
}

Tone statusTone(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Idle:
        return Tone::Ok;
    case StatusKind::Warning:
        return Tone::Warning;
    case StatusKind::Error:
        return Tone::Error;
    case StatusKind::Running:
    case StatusKind::Off:
        return Tone::Info;
    }
    Q_UNREACHABLE();
}

QString trayIconName(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Idle:
        return QStringLiteral("tray-idle");
    case StatusKind::Running:
        return QStringLiteral("tray-running");
    case StatusKind::Warning:
        return QStringLiteral("tray-warning");
    case StatusKind::Error:
        return QStringLiteral("tray-error");
    case StatusKind::Off:
        return QStringLiteral("tray-off");
    }
    Q_UNREACHABLE();
}

QString progressWords(const Progress &progress)
{
    if (progress.isFirstLoad)
        return firstLoadWords(progress);
    const QLocale locale;
    const QString done = locale.toString(progress.done);
    const QString total = locale.toString(progress.total);
    const QString rate = locale.toString(std::llround(progress.rate));
    const bool hasRate = progress.rate >= leastRate;
    if (progress.total == 0 && progress.done == 0)
        return {};
    if (progress.total == 0)
        return hasRate ? words(QT_TRANSLATE_NOOP("mailboat", "%1 records, %2 a second")).arg(done, rate)
                       : words(QT_TRANSLATE_NOOP("mailboat", "%1 records")).arg(done);
    if (progress.isAtLeast)
        return hasRate
            ? words(QT_TRANSLATE_NOOP("mailboat", "%1 of at least %2 records, %3 a second")).arg(done, total, rate)
            : words(QT_TRANSLATE_NOOP("mailboat", "%1 of at least %2 records")).arg(done, total);
    if (!hasRate)
        return words(QT_TRANSLATE_NOOP("mailboat", "%1 of %2 records")).arg(done, total);
    if (!progress.remaining || progress.remaining->count() == 0)
        return words(QT_TRANSLATE_NOOP("mailboat", "%1 of %2 records, %3 a second")).arg(done, total, rate);
    return words(QT_TRANSLATE_NOOP("mailboat", "%1 of %2 records, %3 a second, about %4 left"))
        .arg(done, total, rate, remainingWords(*progress.remaining));
}

} // namespace mailboat
