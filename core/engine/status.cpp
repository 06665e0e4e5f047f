// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/status.h"

#include "core/prefs/address.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/sql/filecheck.h"
#include "core/store/backupstate.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/keptcount.h"
#include "core/store/loadfigures.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/standstill.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QUrl>

namespace mailboat {

namespace {

std::optional<Status::Trouble> troubleOf(const DatafileAddress &datafile)
{
    const std::optional<EngineLock::Trouble> shown = EngineLock::troubleOf(datafile);
    if (!shown)
        return std::nullopt;
    return Status::Trouble {{shown->code, {{QStringLiteral("path"), datafile.shown()}}}, shown->since};
}

/// What decides, with the errors behind it.
struct Conditions {
    SyncConditions sync;
    std::optional<Error> passwordError {};
    std::optional<Error> stopped {}; ///< what waits for a person, the datafile's own standstill first
    QDateTime since {}; ///< that
};

Result<Conditions> satelliteConditions(Datafile &datafile, Conditions result)
{
    const Result<std::optional<Error>> stopped = datafile.state().blocked();
    if (!stopped)
        return failure(stopped.error());
    const Result<SyncState::Times> times = datafile.state().times();
    if (!times)
        return failure(times.error());
    result.stopped = *stopped;
    result.since = *stopped ? times->failingSince : QDateTime();
    return datafile.peerStates().primaryAccess().map([&](const std::optional<PeerStates::PrimaryAccess> &primary) {
        if (!primary || primary->url.isEmpty())
            return result;
        result.sync.needsPassword = !primary->wirePassword;
        result.sync.knowsPrimary = primary->wirePassword && !primary->wirePassword->isEmpty();
        if (!primary->wirePassword)
            result.passwordError = primary->wirePassword.error();
        return result;
    });
}

Result<Conditions> primaryConditions(Datafile &datafile, Conditions result)
{
    const Result<bool> hasUrl = datafile.peerStates().anyHasUrl();
    if (!hasUrl)
        return failure(hasUrl.error());
    result.sync.hasUrlOnPrimary = *hasUrl;
    return SitePositions(datafile.connection())
        .worst()
        .map([&result](const std::optional<std::pair<SyncId, SiteMisfit>> &worst) {
            if (worst) {
                result.stopped = worst->second.error;
                result.since = worst->second.since;
            }
            return result;
        });
}

/// Read without the list, which may be long.
Result<Conditions> conditions(Datafile &datafile, const SyncPreferences &preferences)
{
    Conditions found {{.role = roleOf(preferences.site())}};
    found.sync.isPaused = preferences.interval.value().count() == 0;
    if (found.sync.role == SiteRole::Off)
        return found;
    const bool isPrimary = found.sync.role == SiteRole::Primary;
    Result<Conditions> result = isPrimary ? primaryConditions(datafile, found) : satelliteConditions(datafile, found);
    const Standstill noted(datafile.connection());
    const Result<std::optional<Error>> standstill = noted.reasonHere();
    if (!standstill)
        return failure(standstill.error());
    const Result<QDateTime> since = noted.since();
    if (!since)
        return failure(since.error());
    if (!result)
        return result;
    if (*standstill) {
        result->since = *since;
        result->sync.standstill = (*standstill)->code;
        result->stopped = *standstill;
    } else if (result->stopped) {
        result->sync.stoppedBy = result->stopped->code;
    }
    return result;
}

Result<> readSetAside(Datafile &datafile, Status &status)
{
    const Result<std::optional<RecordKey>> key = datafile.outbox().lastSetAside();
    if (!key)
        return failure(key.error());
    if (!*key)
        return {};
    const Result<qint64> count = datafile.outbox().setAsideCount();
    if (!count)
        return failure(count.error());
    status.setAsideCount = *count;
    return datafile.quarantine().find(status.syncId, **key).map([&](const std::optional<Quarantine::Entry> &entry) {
        if (entry)
            status.setAside = Status::SetAside {**key, entry->reason};
    });
}

/// What is so of a datafile whatever its site's role.
Result<> readDatafile(Datafile &datafile, Status &status)
{
    const Result<bool> isForTests = datafile.settings().isForTests();
    if (!isForTests)
        return failure(isForTests.error());
    const Result<qint64> quarantined = datafile.quarantine().count();
    if (!quarantined)
        return failure(quarantined.error());
    const Result<qint64> withoutData = datafile.quarantine().countWithoutData();
    if (!withoutData)
        return failure(withoutData.error());
    status.engineRunning = EngineLock::isAtWork(datafile.address());
    status.isForTests = *isForTests;
    status.trouble = troubleOf(datafile.address());
    status.rightsOfOthers = rightsOfOthers(datafile.address().path());
    status.quarantined = *quarantined;
    status.quarantinedWithoutData = *withoutData;
    return {};
}

/// Of this machine's interfaces, but the loopback and what is of one line alone, that a listener on this host of every address
/// takes; none where it listens on one address.
QStringList addressesFor(const QString &listening)
{
    QStringList addresses;
    const QString host = QUrl(listening, QUrl::StrictMode).host();
    if (!isAnyAddress(host))
        return addresses;
    const bool takesV6 = host.contains(u':');
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : all) {
        const bool isTaken = takesV6 || address.protocol() == QAbstractSocket::IPv4Protocol;
        if (isTaken && !address.isLoopback() && !address.isLinkLocal())
            addresses.append(address.toString());
    }
    return addresses;
}

Result<> readReach(Datafile &datafile, const SyncPreferences &preferences, Status &status)
{
    const Result<QString> listening
        = status.engineRunning ? datafile.requests().listening() : Result<QString>(QString());
    if (!listening)
        return failure(listening.error());
    status.reach = reachOf(*listening, preferences.externalUrl.value(), addressesFor(*listening));
    status.reach->showsCertificate = listening->startsWith(QLatin1StringView("https:"));
    if (!status.engineRunning)
        return {};
    return datafile.requests().certificateTrouble().map(
        [&status](const std::optional<Error> &fault) { status.certificateFault = fault; });
}

Result<> readPrimary(Datafile &datafile, const SyncPreferences &preferences, Status &status)
{
    const Result<qint64> waiting = datafile.queue().total();
    if (!waiting)
        return failure(waiting.error());
    const Result<bool> testEndpoints = datafile.requests().hasTestEndpoints();
    if (!testEndpoints)
        return failure(testEndpoints.error());
    const auto awaited = AwaitedSites(datafile.connection()).all();
    if (!awaited)
        return failure(awaited.error());
    const auto quarantined = KeptCount(datafile.connection(), KeptCount::Kind::Quarantine).bySite();
    if (!quarantined)
        return failure(quarantined.error());
    status.quarantinedOf = *quarantined;
    status.awaited = *awaited;
    status.hasTestEndpoints = status.engineRunning && *testEndpoints;
    status.waitingToPush = *waiting;
    status.initialised = true;
    return readReach(datafile, preferences, status);
}

/// At a site without a Sync ID, too: what has been done here waits until it has one.
Result<> readSatellite(Datafile &datafile, Status &status)
{
    const Result<qint64> waiting = datafile.outbox().waiting();
    const Result<QDateTime> oldest = datafile.outbox().oldest();
    const Result<bool> initialised = datafile.state().isInitialised();
    const Result<SyncState::Times> times = datafile.state().times();
    if (!waiting)
        return failure(waiting.error());
    if (!oldest)
        return failure(oldest.error());
    if (!initialised)
        return failure(initialised.error());
    if (!times)
        return failure(times.error());
    if (const Result<> setAside = readSetAside(datafile, status); !setAside)
        return setAside;
    status.waitingToPush = *waiting;
    status.oldestWaiting = *oldest;
    status.initialised = status.role == SiteRole::Satellite && *initialised;
    status.lastSync = times->lastSync;
    status.lastSuccess = times->lastSuccess;
    status.lastError = times->lastError;
    status.failuresInARow = times->failuresInARow;
    status.failingSince = times->failingSince;
    const Result<std::optional<Progress>> progress
        = status.engineRunning ? datafile.requests().progress() : Result<std::optional<Progress>>();
    if (!progress)
        return failure(progress.error());
    status.progress = *progress;
    if (status.engineRunning)
        status.nextSync = times->nextSync;
    if (status.initialised || status.role != SiteRole::Satellite || status.progress)
        return {};
    return LoadFigures(datafile.connection()).waiting().map([&status](const std::optional<Progress> &load) {
        status.firstLoad = load;
    });
}

/// Twice as long as there should be between two: an engine that does not run makes none, either.
constexpr qint64 overdueAfter = 2LL * 24 * 60 * 60; // seconds

Result<> readBackup(Datafile &datafile, const SyncPreferences &preferences, Status &status)
{
    const QString folder = preferences.backupFolder.value();
    const Result<BackupState::Copy> newest = BackupState(datafile.connection()).newest();
    if (!newest)
        return failure(newest.error());
    status.newestBackup = *newest;
    return BackupState(datafile.connection()).last().map([&](const BackupState::Last &last) {
        status.lastBackup = last.when;
        if (!preferences.backupDaily.value() || folder.isEmpty())
            return;
        status.backupFault = last.error;
        if (!last.error && last.when.isValid() && last.when.secsTo(datafile.clock().utcNow()) > overdueAfter)
            status.backupFault = Error {
                ErrorCode::BackupOverdue, {{QStringLiteral("path"), folder}, {QStringLiteral("since"), last.when}}};
    });
}

/// Asked only where something stands still: it reads what does.
Result<> readChoices(Datafile &datafile, Status &status)
{
    return Recovery(datafile).offered().map(
        [&status](const QList<Recovery::Choice> &choices) { status.choices = choices; });
}

} // namespace

Result<Status> readStatus(Datafile &datafile)
{
    SyncPreferences preferences;
    if (const Result<> read = datafile.settings().readPreferences(preferences); !read)
        return failure(read.error());
    const Result<Conditions> found = conditions(datafile, preferences);
    if (!found)
        return failure(found.error());

    Status status;
    status.syncId = preferences.site();
    status.role = roleOf(status.syncId);
    status.interval = preferences.interval.value();
    status.blocked = blockedBy(found->sync);
    const Result<> read = readDatafile(datafile, status)
                              .and_then([&] { return readBackup(datafile, preferences, status); })
                              .and_then([&] { return found->stopped ? readChoices(datafile, status) : Result<>(); })
                              .and_then([&] {
                                  return status.role == SiteRole::Primary ? readPrimary(datafile, preferences, status)
                                                                          : readSatellite(datafile, status);
                              });
    if (!read)
        return failure(read.error());
    if (found->stopped)
        status.lastError = found->stopped;
    status.blockedSince = found->since;
    if (status.trouble) // the cycle that failed for it could not be noted
        status.lastError = status.trouble->error;
    if (status.blocked == Blocked::PasswordNeeded)
        status.lastError = found->passwordError;
    return status;
}

QString testEndpointsWords()
{
    return QCoreApplication::translate(
        "mailboat", "Test endpoints are served: any site of the list may make sites and change every record.");
}

QString forTestsWords()
{
    return QCoreApplication::translate("mailboat", "This datafile is for trying things on, never for real data.");
}

QString rightsWords(const QString &rights, const QString &path)
{
    if (rights.isEmpty())
        return {};
    return QCoreApplication::translate("mailboat",
        "Others on this machine have rights on the datafile (its mode is %1). If they should not read what is in it, "
        "run "
        "\"chmod 600 %2\".")
        .arg(rights, path);
}

} // namespace mailboat
