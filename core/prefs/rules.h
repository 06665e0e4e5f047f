// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/result.h"
#include "core/prefs/siteurl.h" // the rule on URLs

#include <QSet>

namespace mailboat {

class SyncPreferences;
struct Settings;

/// The rules of contract.md §3 that go across fields; the only place where they stand. Pure.

/// Sync ID as typed: whole number 0 to 2147483647, surrounding spaces allowed. SyncIdInvalid.
Result<SyncId> syncIdFromText(const QString &text);
/// User names: not empty after trimming, at most 100 characters, no control characters, no colon (HTTP Basic).
/// UserNameInvalid (why).
Result<QString> checkedUserName(const QString &typed);
Error syncIdInUse(SyncId id, const QString &owner); ///< `owner`: a user name, or words for this site
Error userNameInUse(const QString &userName, SyncId owner);

/// The first rule that this set breaks, over preferences and peers together:
/// - unique: a Sync ID or user name that stands in the list twice (SyncIdInUse, UserNameInUse), no Sync ID below 1
/// - role: rows that do not fit, this site's own Sync ID among them (RoleMismatch: role, rows); with Sync ID 0 any list
/// - satellite: the primary's row without a URL (UrlMissing)
/// - URL: this site's own address, in the list or as `oms-central-url` (UrlOwnAddress)
/// - min-version above max-version (PreferenceInvalid)
Result<> checkTogether(const SyncPreferences &preferences, const QList<Peer> &peers);
/// The same without "unique", for a list that is known to hold nothing twice.
Result<> checkFitting(const SyncPreferences &preferences, const QList<Peer> &peers);
/// The same for settings as the datafile holds them: a store calls it inside the transaction that merges a change with
/// those of other processes, for two changes that are right each may be wrong together. Of rows that are not among the
/// `changed` ones two may have one name: an older list had other ideas of what is one (sameNames()), and whoever changes
/// something else is not to be stopped by that.
Result<> checkTogether(const Settings &settings, const QSet<SyncId> &changed);
/// Rows whose names count as one (siteNameKey()), each with the first that has it; ordered as the list.
QList<std::pair<SyncId, SyncId>> sameNames(const QList<Peer> &peers);
/// Satellites with a URL on a primary's list: while there is one, sync is off (not an error: it may be saved).
QList<SyncId> sitesWithUrl(SiteRole role, const QList<Peer> &peers);

} // namespace mailboat
