// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/status.h"

#include "app/commands/declare.h"
#include "app/commands/table.h"
#include "app/progressline.h"
#include "app/session.h"
#include "core/domain/loadwords.h"
#include "core/engine/alarm.h"
#include "core/engine/notice.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/recoverywords.h"
#include "core/records/sitestates.h"
#include "core/server/certificatechoice.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// What a primary's status has beside the engine's: what its list and its files say now.
struct AtPrimary {
    std::optional<SitesSummary> sites {};
    qsizetype inTrouble = 0; ///< sites that people are told of
    std::optional<Error> listenFault {}; ///< why it answers nobody, where that is in its preferences
};

Result<AtPrimary> atPrimary(Datafile &datafile, const Status &status)
{
    AtPrimary here;
    if (status.role != SiteRole::Primary)
        return here;
    const Result<QList<SiteRow>> rows = SiteStates(datafile).read();
    if (!rows)
        return failure(rows.error());
    here.sites = summaryOf(*rows);
    here.inTrouble = siteTroublesOf(*rows).size();
    if (!status.reach || status.reach->from != PrimaryReach::From::Nobody)
        return here;
    SyncPreferences preferences;
    if (const Result<> read = datafile.settings().readPreferences(preferences); !read)
        return failure(read.error());
    here.listenFault = listenFault(preferences);
    return here;
}

/// As the window's headline, which is no tick where a site is in trouble.
Alarm alarmWith(const Alarm &alarm, const AtPrimary &here)
{
    if (alarm.level >= AlarmLevel::Warning)
        return alarm;
    if (here.listenFault)
        return {AlarmLevel::Warning, {}, describe(*here.listenFault) + u' ' + advise(*here.listenFault)};
    if (here.inTrouble == 0)
        return alarm;
    const int count = static_cast<int>(here.inTrouble);
    return {AlarmLevel::Warning, {},
        count == 1 ? QCoreApplication::translate("mailboat", "A site needs attention")
                   : QCoreApplication::translate("mailboat", "%Ln sites need attention", nullptr, count)};
}

/// "9: 3 ok, 2 never, 1 refused".
QString sitesShown(const SitesSummary &summary)
{
    QStringList parts;
    for (const SiteState state : {SiteState::Ok, SiteState::Initialising, SiteState::Behind, SiteState::Silent,
             SiteState::Never, SiteState::Refused})
        if (const qint64 sites = summary.of(state); sites > 0)
            parts += QString::number(sites) + u' ' + siteStateWords(state);
    const QString number = QString::number(summary.sites);
    return parts.isEmpty() ? number : number + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QJsonObject toJson(const Alarm &alarm)
{
    return {{QStringLiteral("level"), alarmName(alarm.level)}, {QStringLiteral("since"), orNull(alarm.since)},
        {QStringLiteral("message"), alarm.sentence}};
}

/// "12", at a primary "12 (by Sync ID: 2: 5, 3: 7)".
QString quarantinedShown(const Status &status)
{
    QStringList sites;
    for (const auto &[site, records] : status.quarantinedOf)
        sites += QStringLiteral("%1: %2").arg(site.value()).arg(records);
    const QString number = QString::number(status.quarantined);
    return sites.isEmpty()
        ? number
        : QCoreApplication::translate("mailboat", "%1 (by Sync ID: %2)").arg(number, sites.join(QStringLiteral(", ")));
}

QString quarantineWords(const Status &status)
{
    const QString number = quarantinedShown(status);
    if (status.quarantinedWithoutData == 0)
        return number;
    return QCoreApplication::translate(
        "mailboat", "%1; of %2 the data are not kept, since the share of the site they came from is full")
        .arg(number, QString::number(status.quarantinedWithoutData));
}

/// Of one that only this computer reaches with what to do: sites on other machines get no answer.
QString reachShown(const PrimaryReach &reach)
{
    return reach.from == PrimaryReach::From::ThisMachine
        ? reachSentence(reach) + u' ' + advise({ErrorCode::PrimaryHereAlone})
        : reachSentence(reach);
}

QString inLines(const Status &status, const AtPrimary &here, const Alarm &alarm, const QString &path)
{
    QList<std::pair<QString, QString>> rows {
        {QCoreApplication::translate("mailboat", "Sync ID"),
            QStringLiteral("%1 (%2)").arg(QString::number(status.syncId.value()), roleName(status.role))},
        {QCoreApplication::translate("mailboat", "Engine"),
            status.engineRunning ? QCoreApplication::translate("mailboat", "running")
                                 : QCoreApplication::translate("mailboat", "stopped")},
        {QCoreApplication::translate("mailboat", "Blocked"), blockedAnswer(status.blocked, status.lastError)},
        {QCoreApplication::translate("mailboat", "Records waiting"), QString::number(status.waitingToPush)},
    };
    if (status.oldestWaiting.isValid())
        rows += {QCoreApplication::translate("mailboat", "Oldest of them"), localTime(status.oldestWaiting)};
    if (status.role != SiteRole::Primary) {
        rows += {QCoreApplication::translate("mailboat", "Initialised"),
            status.initialised ? QCoreApplication::translate("mailboat", "yes")
                               : QCoreApplication::translate("mailboat", "no")};
        rows += {QCoreApplication::translate("mailboat", "Last synchronisation"), localTime(status.lastSync)};
        rows += {QCoreApplication::translate("mailboat", "Last success"), localTime(status.lastSuccess)};
        if (status.nextSync.isValid())
            rows += {QCoreApplication::translate("mailboat", "Next synchronisation"), localTime(status.nextSync)};
    }
    if (status.reach)
        rows += {QCoreApplication::translate("mailboat", "Reach"), reachShown(*status.reach)};
    if (here.sites)
        rows += {QCoreApplication::translate("mailboat", "Sites"), sitesShown(*here.sites)};
    if (status.newestBackup.when.isValid())
        rows += {QCoreApplication::translate("mailboat", "Last backup"),
            QStringLiteral("%1  %2").arg(localTime(status.newestBackup.when), status.newestBackup.path)};
    if (status.backupFault)
        rows += {QCoreApplication::translate("mailboat", "Backup"),
            describe(*status.backupFault) + u' ' + advise(*status.backupFault)};
    if (status.isForTests)
        rows += {QCoreApplication::translate("mailboat", "Only for tests"),
            status.hasTestEndpoints ? forTestsWords() + u' ' + testEndpointsWords() : forTestsWords()};
    if (!status.rightsOfOthers.isEmpty())
        rows += {QCoreApplication::translate("mailboat", "Rights"), rightsWords(status.rightsOfOthers, path)};
    if (status.quarantined > 0)
        rows += {QCoreApplication::translate("mailboat", "In quarantine"), quarantineWords(status)};
    if (!status.awaited.isEmpty())
        rows += {QCoreApplication::translate("mailboat", "Not sent again yet"), awaitedWords(status.awaited)};
    if (status.setAside)
        rows += {QCoreApplication::translate("mailboat", "Refused by the primary"), describe(status.setAside->reason)};
    if (status.progress)
        rows += {QCoreApplication::translate("mailboat", "At work"),
            progressText(stepTitle(status.progress->step), *status.progress, 0)};
    if (const QString load = status.firstLoad ? waitingLoadWords(*status.firstLoad) : QString(); !load.isEmpty())
        rows += {QCoreApplication::translate("mailboat", "To come"), load};
    if (alarm.level != AlarmLevel::Calm)
        rows += {QCoreApplication::translate("mailboat", "Attention"), alarm.sentence};
    if (status.lastError)
        rows += {QCoreApplication::translate("mailboat", "Last error"),
            describe(*status.lastError) + u' ' + advise(*status.lastError)};
    return twoColumns(rows);
}

} // namespace

void StatusCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    addCommand<StatusCommand>(parent, chosen, "status",
        {QCoreApplication::translate("mailboat", "Say how synchronisation stands"),
            QCoreApplication::translate("mailboat",
                "JSON: {\"syncId\", \"role\", \"engine\":\"running\" or \"stopped\", \"blocked\":null or not-set-up, "
                "no-primary, password-needed, url-on-primary, wrong-primary, older-copy, newer-site, "
                "two-machines, other-machine, paused, "
                "\"blockedSince\" (where somebody has to choose), "
                "\"lastSync\", \"lastSuccess\", \"lastError\", "
                "\"failuresInARow\", \"failingSince\", \"nextSync\", \"waitingToPush\" (at a primary: for all its "
                "satellites), \"oldestWaiting\", "
                "\"initialised\", \"troubleSince\" (while the engine cannot use the datafile, which is the last "
                "error), "
                "\"quarantined\", \"quarantinedWithoutData\", \"quarantinedOf\":[{\"syncId\",\"records\"}] (at a "
                "primary: by the "
                "site that they came from), \"setAside\" (the newest record that "
                "the primary has refused by "
                "itself: "
                "{\"tableName\",\"recordId\",\"reason\"}), "
                "\"awaited\":[{\"syncId\",\"since\",\"program\",\"asked\",\"records\"}] (at a primary that collects: "
                "sites "
                "that have not sent again yet what they own; where one runs a program that cannot be asked, that, and "
                "how many records of it were known), \"reach\":\"nobody\", \"this-machine\" or \"other-machines\" and "
                "\"reachedAt\":[URL…] (of a primary: from where sites reach it now), \"test\" (made by \"init "
                "--test\"), \"testEndpoints\" "
                "(served now), "
                "\"sites\" (of a primary: as \"sites --summary\"), \"listenFault\" (of a primary that answers nobody: "
                "what in its preferences or files keeps it from listening), "
                "\"rightsOfOthers\" (on the datafile, such as \"644\"), "
                "\"backup\":{\"last\",\"path\",\"error\"} (the error is of the daily ones), "
                "\"progress\" (as in \"sync --progress\"), \"firstLoad\" (the same of one that has not ended and does "
                "not run), "
                "\"alarm\":{\"level\":\"calm\", \"notice\", \"warning\" or \"loud\", \"since\", \"message\"}}."),
            QStringLiteral("mailboatctl status\n"
                           "mailboatctl status --json")});
}

Result<ExitStatus> StatusCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<Status> status = readStatus(**datafile);
    if (!status)
        return failure(status.error());
    const Result<AtPrimary> here = atPrimary(**datafile, *status);
    if (!here)
        return failure(here.error());
    const Alarm alarm = alarmWith(alarmOf(*status, session.clock().utcNow()), *here);
    QJsonObject document = toJson(*status);
    document.insert(QStringLiteral("sites"), here->sites ? QJsonValue(toJson(*here->sites)) : QJsonValue());
    document.insert(
        QStringLiteral("listenFault"), here->listenFault ? QJsonValue(toJson(*here->listenFault)) : QJsonValue());
    document.insert(QStringLiteral("alarm"), toJson(alarm));
    session.out().result(document, inLines(*status, *here, alarm, (*datafile)->address().shown()));
    return ExitStatus::Done;
}

} // namespace mailboat
