// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/domain/siteapp.h"

#include <QDateTime>
#include <QStringList>

namespace mailboat {

/// How far the primary has got with a satellite. On the wire (`initialisationStatus`): new, started, completed, error.
enum class PeerStatus { New, Initialising, Ready, Blocked };

QString peerStatusName(PeerStatus status); ///< "new", "initialising", "ready", "blocked" (contract.md §4)
QByteArray initialisationStatusName(PeerStatus status); ///< "new", "started", "completed", "error" (protocol.md §2.5)

/// A row of the list: at a primary a satellite, at a satellite the primary. Passwords are never part of it.
struct Peer {
    SyncId syncId;
    QString userName;
    QString url; ///< completed (contract.md §3), or empty
    QString hardwareId; ///< of the machine first seen; empty: none recorded
    bool hasPassword = false; ///< one that can be used
    bool needsPassword = false; ///< it has one, sealed on another machine: it has to be entered again
    QString siteUuid; ///< the permanent `id` of protocol.md §2.2, made by the primary
    PeerStatus status = PeerStatus::New;
    QDateTime lastContact; ///< UTC; invalid: never
    int wrongSignIns = 0; ///< since the last right one
    /// At a primary: it may call without a hardware ID though one is recorded (a tool that has none, protocol.md §4.4).
    bool mayOmitHardwareId = false;
    bool isOmsCentral
        = false; ///< at a primary: marked as Open mSupply central, which writes for other sites too (protocol.md §7)
    bool resendRequested = false; ///< Retrieve was pressed at the primary (protocol.md §2.9)
    SiteApp app {}; ///< at a primary: what the site ran when it last called
    QString
        timeZone {}; ///< at a primary: where its clock stands, an IANA name; empty: where the primary says (time-zone)
    QStringList stores; ///< IDs of the stores active there (filled when read)
    bool operator==(const Peer &) const = default;
};

/// What changes at a peer without anybody editing it.
struct PeerNews {
    SyncId syncId;
    QDateTime lastContact; ///< UTC; invalid: never
    qint64 queueLength = 0; ///< records that wait for it
    PeerStatus status = PeerStatus::New;
    QString hardwareId;
    SiteApp app {};
    bool operator==(const PeerNews &) const = default;
};

} // namespace mailboat
