// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/prefs/preference.h"

namespace mailboat {

/// Every preference there is, a line each (contract.md §3 and §4; the limits of design §7). The window, the datafile and
/// `mailboatctl prefs` all read these lines. Ranges in the doc comments.
class SyncPreferences final : public PreferenceGroup
{
public:
    SyncPreferences();

    Preference<int> syncId; ///< sync-id: 0 to 2147483647, default 0
    Preference<std::chrono::minutes> interval; ///< sync-interval: 0 to 10080, default 1 (user-needs.md §1); 0 pauses
    Preference<int> requestSize; ///< request-size: 0 to 10000, default 0 (automatic)
    Preference<bool> nodeHttpClient; ///< node-http-client: true or false, default false
    Preference<QString> listen; ///< listen: address:port of the primary, default 127.0.0.1:2048; port 0 any free one
    Preference<QString>
        externalUrl; ///< external-url: how satellites reach this primary; empty: http:// + the address listened on
    Preference<QString> proxy; ///< proxy: "system" (default), "none", or http://host:port, socks5://host:port
    Preference<int> minVersion; ///< min-version: oldest sync version accepted, 1 to 9999, default 1 (protocol.md §2.6)
    Preference<int> maxVersion; ///< max-version: newest sync version accepted, 1 to 9999, default 14
    Preference<int> maxBodySize; ///< max-body-size: MiB of one request's body at the primary, 1 to 1024, default 64
    Preference<int>
        maxAnswerSize; ///< max-answer-size: MiB of one answer a satellite accepts, inflated, 1 to 4096, default 256
    Preference<int> maxConnections; ///< max-connections: 1 to 100000, default 1000
    Preference<int> maxConnectionsPerAddress; ///< max-connections-per-address: 1 to 100000, default 100
    Preference<std::chrono::seconds>
        idleTimeout; ///< idle-timeout: seconds without a byte, at both ends, 5 to 3600, default 60
    Preference<int> workers; ///< workers: threads that answer requests, 1 to 64, default 4
    Preference<int>
        maxSignInFailures; ///< max-sign-in-failures: wrong sign-ins per site and per address before pauses, 1 to 1000, default 10
    Preference<int> logDays; ///< log-days: days the log of cycles is kept, 1 to 3650, default 90

    SyncId site() const { return SyncId {syncId.value()}; }
};

} // namespace mailboat
