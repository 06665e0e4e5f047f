// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/result.h"
#include "core/domain/site.h"
#include "core/domain/syncstatus.h"
#include "core/engine/blocked.h"
#include "core/prefs/primaryreach.h"
#include "core/records/recovery.h"
#include "core/store/awaitedsites.h"
#include "core/store/backupstate.h"

#include <chrono>

namespace mailboat {

class Datafile;

/// What `mailboatctl status` prints and the status line shows; read from the datafile by any process.
struct Status {
    SyncId syncId;
    SiteRole role = SiteRole::Off;
    bool engineRunning = false; ///< at work: one that has only just begun may yet fail
    Blocked blocked = Blocked::No;
    QList<Recovery::Choice> choices {}; ///< what a person can choose here for what stands still, the usual one first
    QDateTime blockedSince {}; ///< where it, or one site of a primary, waits for a person: invalid: not known
    QDateTime lastSync;
    QDateTime lastSuccess;
    std::optional<Error> lastError {};
    int failuresInARow = 0;
    QDateTime failingSince {}; ///< end of the first of them
    std::chrono::minutes interval {0}; ///< the preference; 0: paused
    QDateTime nextSync;
    qint64 waitingToPush = 0; ///< at a primary: records waiting for all its sites
    QDateTime oldestWaiting;
    bool initialised = false; ///< a primary always is
    qint64 quarantined = 0; ///< records that could not be taken, or that the primary has refused one by one
    QList<std::pair<SyncId, qint64>> quarantinedOf {}; ///< at a primary: of these, by the site that they came from
    qint64 quarantinedWithoutData = 0; ///< of these: the share of the site they came from is full
    struct SetAside {
        RecordKey key;
        Error reason;
    };
    /// What keeps the running engine from using the datafile; it is the last error then, too.
    struct Trouble {
        Error error;
        QDateTime since {};
    };
    std::optional<Trouble> trouble {};
    /// At a primary: one of its sites that somebody has to see to. Whoever watches the sites adds them (siteTroublesOf()).
    struct SiteTrouble {
        SyncId site;
        QString kind {}; ///< a word, never changed: "silent", "refused"
        QString sentence {}; ///< for people, translated; names the site
    };
    QList<SiteTrouble> siteTroubles {};
    std::optional<SetAside> setAside {}; ///< the newest that the primary has refused by itself
    qint64 setAsideCount = 0; ///< of what waits: such records, which no synchronisation sends by itself
    QList<AwaitedSites::Awaited> awaited {}; ///< at a primary that collects: who has not sent again yet
    bool isForTests = false; ///< the datafile: made for trying things on
    std::optional<PrimaryReach> reach {}; ///< of a primary
    std::optional<Error> certificateFault {}; ///< why its files as they are now are not in use
    bool hasTestEndpoints = false; ///< at a primary: served by the running engine
    QDateTime lastBackup {}; ///< that the engine made by itself; invalid: none
    BackupState::Copy newestBackup {}; ///< whoever made it
    std::optional<Error> backupFault {}; ///< daily backups are wanted: why there is none, or none of late
    QString rightsOfOthers {}; ///< on the datafile, as in "644"; empty: it is its owner's alone
    std::optional<Progress> progress {};
    std::optional<Progress> firstLoad {}; ///< one that has not ended and does not run, as far as it is known

    bool isRunning() const { return progress && progress->step != Step::Done; } ///< a cycle
};
/// Sentences, translated: of a datafile that was made for trying things on, and of test endpoints while they are served.
QString forTestsWords();
QString testEndpointsWords();
/// What to say of such rights, translated; empty where there are none.
QString rightsWords(const QString &rights, const QString &path);
Result<Status> readStatus(Datafile &datafile);
QJsonObject toJson(const Status &status);

} // namespace mailboat
