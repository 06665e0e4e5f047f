// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists of sites for the tests of the table and the dialog.
#pragma once

#include "core/domain/peer.h"

#include <QList>

namespace mailboat::test {

inline const QString north = QStringLiteral("North");
inline const QString south = QStringLiteral("south");

inline Peer site(int id, const QString &userName, const QString &url = {})
{
    Peer peer;
    peer.syncId = SyncId {id};
    peer.userName = userName;
    peer.url = url;
    peer.hasPassword = true;
    return peer;
}

/// Sync IDs 2 to count + 1; names that do not stand in their order.
inline QList<Peer> sites(int count)
{
    QList<Peer> peers;
    for (int i = 0; i < count; ++i)
        peers.append(site(i + 2, QStringLiteral("Site-%1").arg((i * 7919LL) % count, 5, 10, QLatin1Char('0'))));
    return peers;
}

} // namespace mailboat::test
