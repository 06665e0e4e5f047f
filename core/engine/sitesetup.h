// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/prefs/settingsstore.h"
#include "core/sql/address.h"

#include <optional>

namespace mailboat {

/// What a datafile is made for; that stays so.
enum class Purpose {
    RealData,
    Tests ///< trying things on: says so wherever it is shown, and may have test endpoints
};

/// Makes a datafile with its first authorisation code, and this site's Sync ID where one is given (`syncId` as typed);
/// `chosenCode` empty: one is made. Returns the code, which is not to be had again. Whatever fails leaves no file behind.
/// DatafileExists, the errors of Datafile::create(), CodeUnsuitable, PreferenceInvalid.
Result<QString> createSite(const DatafileAddress &address, const QString &chosenCode,
    const std::optional<QString> &syncId, const Clock &clock, Purpose purpose = Purpose::RealData);
/// The same with all that was set up before there was a datafile (Draft::change()), which is committed as one; the code is made.
/// Also the errors of SettingsStore::commit().
Result<QString> createSiteWith(const DatafileAddress &address, const SettingsChange &setUp, const Clock &clock);
/// Takes back what either has just made, where its code could be shown to nobody.
void removeSite(const DatafileAddress &address);

} // namespace mailboat
