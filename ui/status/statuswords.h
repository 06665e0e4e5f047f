// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/sitestate.h"
#include "core/engine/status.h"
#include "ui/widgets/statuscolor.h"

#include <optional>

namespace mailboat {

/// What the status line and the tray show at a glance. Idle is the only one that means "all is well".
enum class StatusKind { Idle, Running, Warning, Error, Off };

/// A status in words, for the status line and the tray. Whole sentences, translated; those that have nothing to say are empty.
struct StatusWords {
    StatusKind kind = StatusKind::Off;
    QString headline; ///< how it stands
    bool isRunning = false; ///< a cycle runs, whatever else there is to say
    QString last; ///< when it last ran, and last went well
    QString load; ///< what a first load that does not run waits for
    QString waiting; ///< what waits, and since when
    QString awaited; ///< at a primary put back from a copy: which sites have not sent again yet
    QString quarantined; ///< how much could not be taken, and where to see to it
    QString next; ///< when it runs next
    QString whyNoSync; ///< why "Sync now" can do nothing here; empty where it can

    QString sentences() const; ///< last, load, waiting, awaited, quarantined and next
    QString tooltip() const; ///< for the tray, a sentence a line
};
/// `isRetrying`: the engine of this process could not start and is tried again by itself.
StatusWords statusWords(const Status &status, const QDateTime &now, bool isRetrying = false);

/// What a window knows of its site.
struct KnownStatus {
    std::optional<Status> status {}; ///< empty: not read yet
    std::optional<Error> unavailable {}; ///< the datafile cannot be used: nothing else counts
    std::optional<SitesSummary> sites {}; ///< of a primary
    std::optional<Error> engineFailure {}; ///< the engine of this process cannot run and is tried again

    StatusWords words(const QDateTime &now) const;
    /// Why no engine runs, neither here nor elsewhere; nullptr: one does, or nobody has tried.
    const Error *whyNoEngine() const;
};

/// The icon beside the words, "ok" or "paused" for example; its tone.
QString statusIcon(StatusKind kind);
Tone statusTone(StatusKind kind);
/// The icon of the tray, "tray-idle" for example.
QString trayIconName(StatusKind kind);

/// Records done and in all, rate and remaining time of the whole job, as far as they are known: "1,200 of 5,000 records, 130 a
/// second, about 29 seconds left"; of a first load firstLoadWords(). Empty where nothing is.
QString progressWords(const Progress &progress);

} // namespace mailboat
