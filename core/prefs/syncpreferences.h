// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/prefs/preference.h"

namespace mailboat {

/// Every preference there is (contract.md §3 and §4; the limits of design §7): here its type and what it is for, in the
/// constructor its name, default and what is allowed. The window, the datafile and `mailboatctl prefs` all read those lines.
class SyncPreferences final : public PreferenceGroup
{
public:
    SyncPreferences();

    Preference<int> syncId; ///< this site's own
    Preference<std::chrono::minutes> interval; ///< 0 pauses
    Preference<int> requestSize; ///< records in a request; 0 is automatic
    Preference<bool> nodeHttpClient; ///< Node's HTTP client in place of Qt's
    Preference<QString> listen; ///< where the primary listens: address:port; port 0 is any free one
    Preference<bool> plainHttp; ///< whether the primary may listen beyond this machine without a certificate
    Preference<QString> externalUrl; ///< how satellites reach this primary; empty: http:// + the address listened on
    Preference<QString> omsCentralUrl; ///< of an Open mSupply central server; empty: this primary takes its place
    Preference<QString> proxy; ///< "system", "none", or the URL of one, with its password: a secret
    Preference<int> minVersion; ///< oldest sync version accepted (protocol.md §2.6)
    Preference<int> maxVersion; ///< newest one
    Preference<int> maxBodySize; ///< of a request at the primary, MiB
    Preference<int> maxRecords; ///< of one request at the primary
    Preference<int> maxIds; ///< that one request acknowledges there
    Preference<int> maxRequestMemory; ///< MiB that requests and answers take there at once (MemoryAccount)
    Preference<int> maxFiles; ///< MiB of the files that sites attach to records, at the primary
    Preference<int> maxAnswerSize; ///< that a satellite accepts, inflated, MiB
    Preference<int> maxConnections; ///< at the primary
    Preference<int> maxConnectionsPerAddress;
    Preference<std::chrono::seconds> idleTimeout; ///< without a byte, at both ends
    Preference<std::chrono::seconds> headTimeout; ///< from a connection to a request's complete head, at the primary
    Preference<int> workers; ///< threads that answer requests
    Preference<int> maxSignInFailures; ///< wrong sign-ins of a site at an address before pauses
    Preference<int> maxNewAddressTries; ///< an hour, of a site at an address where it has not signed in yet
    Preference<QString> trustedProxies; ///< whose X-Forwarded-For is believed: "10.0.0.5, fd00::/64"
    Preference<int> maxJoinsPerDay; ///< to persons of other sites, that a site may make at the primary
    Preference<QString> timeZone; ///< of sites whose row names none: an IANA name; empty: of this machine
    Preference<int> logDays; ///< that the log of cycles is kept
    Preference<QString> backupFolder; ///< for daily backups, absolute; empty: none
    Preference<bool> backupDaily; ///< whether the engine makes one a day there
    Preference<int> backupKeep; ///< daily ones
    Preference<int> silentAfter; ///< hours without a contact, after which a site of this primary counts as silent
    Preference<int> behindAfter; ///< hours without a success, after which a site counts as behind (SiteThresholds)

    SyncId site() const { return SyncId {syncId.value()}; }
    /// Those that mean something at a primary alone: a satellite refuses to have them set (Draft::problem()). `listen` and
    /// `external-url` are not among them, which are set before a site takes its role, and which a satellite knows itself by.
    bool isOfPrimary(const PreferenceBase &preference) const;
};

} // namespace mailboat
