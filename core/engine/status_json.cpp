// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A status as `mailboatctl status --json` prints it.
#include "core/domain/ornull.h"
#include "core/engine/status.h"

#include <QJsonArray>
#include <QJsonValue>

namespace mailboat {

namespace {

QJsonObject backupJson(const Status &status)
{
    return {{QStringLiteral("last"), orNull(status.newestBackup.when)},
        {QStringLiteral("path"), orNull(status.newestBackup.path)},
        {QStringLiteral("error"), status.backupFault ? QJsonValue(toJson(*status.backupFault)) : QJsonValue()}};
}

QJsonArray toJson(const QList<AwaitedSites::Awaited> &awaited)
{
    QJsonArray sites;
    for (const AwaitedSites::Awaited &one : awaited)
        sites += QJsonObject {{QStringLiteral("syncId"), one.site.value()},
            {QStringLiteral("since"), orNull(one.since)}, {QStringLiteral("program"), orNull(one.program)},
            {QStringLiteral("asked"), one.isAsked()}, {QStringLiteral("records"), one.records}};
    return sites;
}

QJsonArray toJson(const QList<std::pair<SyncId, qint64>> &quarantined)
{
    QJsonArray sites;
    for (const auto &[site, records] : quarantined)
        sites += QJsonObject {{QStringLiteral("syncId"), site.value()}, {QStringLiteral("records"), records}};
    return sites;
}

QJsonValue toJson(const std::optional<Status::SetAside> &setAside)
{
    if (!setAside)
        return {};
    return QJsonObject {{QStringLiteral("tableName"), QString::fromUtf8(setAside->key.table)},
        {QStringLiteral("recordId"), QString::fromUtf8(setAside->key.id)},
        {QStringLiteral("reason"), toJson(setAside->reason)}};
}

} // namespace

QJsonObject toJson(const Status &status)
{
    return {
        {QStringLiteral("syncId"), status.syncId.value()},
        {QStringLiteral("role"), roleName(status.role)},
        {QStringLiteral("engine"), status.engineRunning ? QStringLiteral("running") : QStringLiteral("stopped")},
        {QStringLiteral("blocked"), orNull(blockedName(status.blocked))},
        {QStringLiteral("blockedSince"), orNull(status.blockedSince)},
        {QStringLiteral("lastSync"), orNull(status.lastSync)},
        {QStringLiteral("lastSuccess"), orNull(status.lastSuccess)},
        {QStringLiteral("lastError"), status.lastError ? QJsonValue(toJson(*status.lastError)) : QJsonValue()},
        {QStringLiteral("failuresInARow"), status.failuresInARow},
        {QStringLiteral("failingSince"), orNull(status.failingSince)},
        {QStringLiteral("nextSync"), orNull(status.nextSync)},
        {QStringLiteral("waitingToPush"), status.waitingToPush},
        {QStringLiteral("oldestWaiting"), orNull(status.oldestWaiting)},
        {QStringLiteral("initialised"), status.initialised},
        {QStringLiteral("quarantined"), status.quarantined},
        {QStringLiteral("quarantinedWithoutData"), status.quarantinedWithoutData},
        {QStringLiteral("quarantinedOf"), toJson(status.quarantinedOf)},
        {QStringLiteral("setAside"), toJson(status.setAside)},
        {QStringLiteral("awaited"), toJson(status.awaited)},
        {QStringLiteral("troubleSince"), orNull(status.trouble ? status.trouble->since : QDateTime())},
        {QStringLiteral("reach"), orNull(status.reach ? reachName(status.reach->from) : QString())},
        {QStringLiteral("reachedAt"), QJsonArray::fromStringList(status.reach ? status.reach->urls : QStringList())},
        {QStringLiteral("test"), status.isForTests},
        {QStringLiteral("testEndpoints"), status.hasTestEndpoints},
        {QStringLiteral("rightsOfOthers"), orNull(status.rightsOfOthers)},
        {QStringLiteral("backup"), backupJson(status)},
        {QStringLiteral("progress"), status.progress ? QJsonValue(toJson(*status.progress)) : QJsonValue()},
        {QStringLiteral("firstLoad"), status.firstLoad ? QJsonValue(toJson(*status.firstLoad)) : QJsonValue()},
    };
}

} // namespace mailboat
