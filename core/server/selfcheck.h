// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkobserver.h"
#include "core/check/probe.h"
#include "core/domain/clock.h"
#include "core/domain/site.h"
#include "core/server/contactsfinding.h"
#include "core/sql/address.h"

#include <memory>
#include <optional>

namespace mailboat {

struct Settings;

/// What the engine at work has noted of its listener (EngineRequests), and how satellites have called it (PeerStates).
struct RunningListener {
    QString url {}; ///< empty: nothing is known of it
    std::optional<Error> notTaken {}; ///< why the certificate's files as they are now are not in use
    QStringList calledNames {}; ///< by https, lately
};

/// What the datafile has noted of the sites.
struct KnownOfSites {
    Refusals refusals {};
    Misfits misfits {};
    QList<AwaitedSites::Awaited> awaited {};
};

/// A primary's own check of these settings: listener (does it answer as ours at the address of the preference, or is that free),
/// certificate, datafile (only where the engine that runs cannot use it), list (sites, URLs on the list), contacts (who is refused
/// or has been silent; `only` narrows it to one site). Changes nothing.
/// The observer is not told when a step begins: each is done as soon. `stop`, where given, ends it at once, as Cancelled.
/// Where an engine is at work, what counts is the listener that it runs, as it has noted it, and not what the preferences and
/// the certificate's files say.
QCoro::Task<CheckReport> selfCheck(DatafileAddress datafile, Settings settings, const Clock &clock,
    std::optional<SyncId> only, CheckObserver observer = {}, std::shared_ptr<probe::Stop> stop = {},
    RunningListener running = {}, KnownOfSites sites = {});

} // namespace mailboat
