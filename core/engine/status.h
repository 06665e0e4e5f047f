// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"
#include "core/domain/syncstatus.h"

#include <chrono>

namespace mailboat {

class Datafile;
struct Settings;

/// Why no synchronisation happens although nobody does anything wrong right now: `blocked` of contract.md §4.
enum class Blocked { No, NotSetUp, NoPrimary, Paused, UrlOnPrimary, WrongPrimary };
QString blockedName(
    Blocked blocked); ///< "not-set-up", "no-primary", "paused", "url-on-primary", "wrong-primary"; empty for No

/// What decides about it.
struct SyncConditions {
    SiteRole role = SiteRole::Off;
    bool hasUrlOnPrimary = false; ///< at a primary: a site of its list has a URL
    bool knowsPrimary = false; ///< at a satellite: its list has the primary, with a URL and a password
    bool isStopped = false; ///< at a satellite: another primary answers than before
    bool isPaused = false; ///< the interval is 0
};
Blocked blockedBy(const SyncConditions &conditions);
/// As far as the settings alone decide.
Blocked blockedBy(const Settings &settings);

/// What `mailboatctl status` prints and the status line shows; read from the datafile by any process.
struct Status {
    SyncId syncId;
    SiteRole role = SiteRole::Off;
    bool engineRunning = false; ///< at work: one that has only just begun may yet fail
    Blocked blocked = Blocked::No;
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
    qint64 quarantined = 0; ///< records that could not be taken
    std::optional<Progress> progress {};
};
Result<Status> readStatus(Datafile &datafile);
QJsonObject toJson(const Status &status);

} // namespace mailboat
