// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/site.h"

#include <optional>

namespace mailboat {

struct Settings;

/// Why no synchronisation happens although nobody does anything wrong right now: `blocked` of contract.md §4.
enum class Blocked {
    No,
    NotSetUp,
    NoPrimary,
    PasswordNeeded,
    Paused,
    UrlOnPrimary,
    WrongPrimary,
    OlderCopy, ///< this datafile: put back from a backup, or its primary has seen more of it than it has
    NewerSite, ///< at either end: the primary is an older copy than a site has seen
    TwoMachines,
    OtherMachine
};
/// "not-set-up", "no-primary", "password-needed", "paused", "url-on-primary", "wrong-primary", "older-copy", "newer-site",
/// "two-machines", "other-machine"; empty for No.
QString blockedName(Blocked blocked);
/// For people, translated. `why`: the error behind it, where there is one: what helps differs where a password is needed.
/// "Synchronisation is paused: the interval is 0."; empty for No.
QString blockedSentence(Blocked blocked, const std::optional<Error> &why = {});
/// To whether it is, at a terminal: "no", or "yes: paused, the interval is 0".
QString blockedAnswer(Blocked blocked, const std::optional<Error> &why = {});

/// What decides about it.
struct SyncConditions {
    SiteRole role = SiteRole::Off;
    std::optional<ErrorCode> standstill {}; ///< what the datafile stands still for (Standstill)
    bool hasUrlOnPrimary = false; ///< at a primary: a site of its list has a URL
    bool knowsPrimary = false; ///< at a satellite: its list has the primary, with a URL and a password
    bool needsPassword = false; ///< at a satellite: that password is sealed and cannot be read here
    std::optional<ErrorCode>
        stoppedBy {}; ///< what waits for a person: another primary than before, a copy that is older
    bool isPaused = false; ///< the interval is 0
};
Blocked blockedBy(const SyncConditions &conditions);
/// As far as the settings alone decide.
Blocked blockedBy(const Settings &settings);

} // namespace mailboat
