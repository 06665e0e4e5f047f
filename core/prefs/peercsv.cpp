// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peercsv.h"

#include "core/prefs/csv.h"
#include "core/prefs/peerimport.h"

namespace mailboat {

Result<int> importPeers(Draft &draft, const QByteArray &csv)
{
    const Result<PeerImport> import = PeerImport::read(draft.peers.edits(), draft.preferences, csv);
    if (!import)
        return failure(import.error());
    if (!import->canBeTaken())
        return failure(import->badRows());
    draft.peers.take(import->edits());
    return static_cast<int>(import->rows().size());
}

QByteArray exportPeers(const QList<Peer> &peers)
{
    QByteArray file = csvLine(PeerImport::columns());
    for (const Peer &peer : peers)
        file += csvLine({QString::number(peer.syncId.value()), peer.userName, QString(), peer.url});
    return file;
}

} // namespace mailboat
