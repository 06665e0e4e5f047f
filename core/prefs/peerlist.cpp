// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peerlist.h"

#include "core/domain/sitenamekey.h"

#include <algorithm>

namespace mailboat {

namespace {

bool isBefore(const Peer &peer, SyncId id)
{
    return peer.syncId < id;
}

} // namespace

const Peer *findPeer(const QList<Peer> &peers, SyncId id)
{
    const auto place = std::lower_bound(peers.cbegin(), peers.cend(), id, isBefore);
    return place == peers.cend() || place->syncId != id ? nullptr : &*place;
}

PeerList::PeerList(QList<Peer> ordered)
    : m_peers(std::move(ordered))
{
    m_names.reserve(m_peers.size());
    for (const Peer &peer : std::as_const(m_peers))
        m_names.insert(siteNameKey(peer.userName), peer.syncId);
}

void PeerList::put(const Peer &peer)
{
    const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), peer.syncId, isBefore);
    if (place != m_peers.end() && place->syncId == peer.syncId) { // no other row moves: of very many each may be edited
        m_names.remove(siteNameKey(place->userName));
        *place = peer;
    } else {
        m_peers.insert(place, peer);
    }
    m_names.insert(siteNameKey(peer.userName), peer.syncId);
}

void PeerList::put(const QList<Peer> &peers)
{
    QList<Peer> added;
    for (const Peer &peer : peers) {
        const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), peer.syncId, isBefore);
        if (place != m_peers.end() && place->syncId == peer.syncId) {
            m_names.remove(siteNameKey(place->userName));
            *place = peer;
        } else {
            added.append(peer);
        }
    }
    for (const Peer &peer : peers) // after all removals: rows may have swapped their names
        m_names.insert(siteNameKey(peer.userName), peer.syncId);
    m_peers.append(added);
    std::sort(m_peers.begin(), m_peers.end(), [](const Peer &a, const Peer &b) { return a.syncId < b.syncId; });
}

void PeerList::erase(SyncId id)
{
    const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), id, isBefore);
    m_names.remove(siteNameKey(place->userName));
    m_peers.erase(place);
}

/// What stays is copied: the list as it was is shown somewhere still.
void PeerList::erase(const QList<SyncId> &sorted)
{
    constexpr qsizetype aWalkIsWorth = 10; // times what it costs to fold a name
    const bool areMany = sorted.size() * aWalkIsWorth > m_names.size();
    QList<Peer> kept;
    kept.reserve(m_peers.size() - sorted.size());
    auto next = sorted.cbegin();
    for (const Peer &peer : std::as_const(m_peers)) {
        if (next == sorted.cend() || *next != peer.syncId) {
            kept.append(peer);
            continue;
        }
        ++next;
        if (!areMany)
            m_names.remove(siteNameKey(peer.userName));
    }
    m_peers = std::move(kept);
    if (!areMany)
        return;
    Names names;
    names.reserve(m_peers.size());
    for (auto name = m_names.cbegin(); name != m_names.cend(); ++name) {
        if (!std::binary_search(sorted.cbegin(), sorted.cend(), *name))
            names.insert(name.key(), *name);
    }
    m_names = std::move(names);
}

QList<SyncId> PeerList::clearUrls()
{
    QList<SyncId> cleared;
    for (Peer &peer : m_peers) {
        if (peer.url.isEmpty())
            continue;
        peer.url.clear();
        cleared.append(peer.syncId);
    }
    return cleared;
}

} // namespace mailboat
