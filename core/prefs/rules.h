// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/result.h"

namespace mailboat {

class SyncPreferences;
struct Settings;

/// The rules of contract.md §3 that go across fields; the only place where they stand. Pure.

/// Trims, completes the scheme (http:// for an IP address or where a port is given, else https://) and takes the trailing
/// slash off. UrlInvalid (value, why) for another path, user info, query, fragment, other schemes, no or a bad host.
Result<QString> completedUrl(const QString &typed);
/// Whether a completed URL names this site's own listener or external URL.
bool isOwnAddress(const QString &url, const SyncPreferences &preferences);
/// Sync ID as typed: whole number 0 to 2147483647, surrounding spaces allowed. SyncIdInvalid.
Result<SyncId> syncIdFromText(const QString &text);
/// User names: not empty after trimming, at most 100 characters, no control characters, no colon (HTTP Basic).
Result<QString> checkedUserName(const QString &typed);

/// The first rule that this set breaks, over preferences and peers together: unique IDs and user names, role and list,
/// a satellite's primary with a URL, own address, min/max version.
Result<> checkTogether(const SyncPreferences &preferences, const QList<Peer> &peers);
/// The same for settings as the datafile holds them: a store calls it inside the transaction that merges a change with
/// those of other processes, for two changes that are right each may be wrong together.
Result<> checkTogether(const Settings &settings);
/// Satellites with a URL on a primary's list: while there is one, sync is off (not an error: it may be saved).
QList<SyncId> sitesWithUrl(SiteRole role, const QList<Peer> &peers);

} // namespace mailboat
