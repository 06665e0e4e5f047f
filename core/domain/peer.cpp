// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/peer.h"

namespace mailboat {

QString peerStatusName(PeerStatus status)
{
    switch (status) {
    case PeerStatus::New:
        return QStringLiteral("new");
    case PeerStatus::Initialising:
        return QStringLiteral("initialising");
    case PeerStatus::Ready:
        return QStringLiteral("ready");
    case PeerStatus::Blocked:
        return QStringLiteral("blocked");
    }
    Q_UNREACHABLE();
}

QByteArray initialisationStatusName(PeerStatus status)
{
    switch (status) {
    case PeerStatus::New:
        return QByteArrayLiteral("new");
    case PeerStatus::Initialising:
        return QByteArrayLiteral("started");
    case PeerStatus::Ready:
        return QByteArrayLiteral("completed");
    case PeerStatus::Blocked:
        return QByteArrayLiteral("error");
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
