// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peeredits.h"

#include <algorithm>

namespace mailboat {

PeerEdits::PeerEdits(QList<Peer> saved)
    : m_saved(std::move(saved))
    , m_list(m_saved)
{
    m_savedIds.reserve(m_saved.size());
    for (const Peer &peer : std::as_const(m_saved))
        m_savedIds.insert(peer.syncId, peer.syncId);
}

std::optional<SyncId> PeerEdits::savedId(SyncId id) const
{
    const auto saved = m_savedIds.constFind(id);
    return saved == m_savedIds.cend() ? std::nullopt : std::optional(*saved);
}

QHash<SyncId, SyncId> PeerEdits::renumbered() const
{
    QHash<SyncId, SyncId> ids;
    for (const SyncId id : m_touched) {
        if (const std::optional<SyncId> saved = savedId(id); saved && *saved != id)
            ids.insert(*saved, id);
    }
    return ids;
}

std::optional<QString> PeerEdits::newPassword(SyncId id) const
{
    const auto typed = m_passwords.constFind(id);
    return typed == m_passwords.cend() ? std::nullopt : std::optional(*typed);
}

void PeerEdits::put(std::optional<SyncId> before, const Peer &peer, const std::optional<QString> &newPassword)
{
    if (before && *before != peer.syncId) {
        m_list.erase(*before);
        renumber(*before, peer.syncId);
    }
    m_list.put(peer);
    m_touched.insert(peer.syncId);
    if (newPassword)
        m_passwords.insert(peer.syncId, *newPassword);
}

void PeerEdits::put(const QList<Peer> &peers, const QHash<SyncId, QString> &newPasswords)
{
    m_list.put(peers);
    for (const Peer &peer : peers)
        m_touched.insert(peer.syncId);
    m_passwords.insert(newPasswords);
}

void PeerEdits::renumber(SyncId from, SyncId to)
{
    m_touched.remove(from);
    if (m_passwords.contains(from))
        m_passwords.insert(to, m_passwords.take(from));
    if (m_savedIds.contains(from))
        m_savedIds.insert(to, m_savedIds.take(from));
    if (m_clearedHardware.remove(from))
        m_clearedHardware.insert(to);
}

PeerEdits::Removed PeerEdits::remove(const QList<SyncId> &ids)
{
    QList<SyncId> sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    Removed taken;
    for (const SyncId id : std::as_const(sorted))
        taken.peers.append(*m_list.find(id));
    m_list.erase(sorted);
    m_removed.reserve(m_removed.size() + sorted.size());
    for (const SyncId id : std::as_const(sorted)) {
        if (m_touched.remove(id))
            taken.touched.insert(id);
        if (m_passwords.contains(id))
            taken.passwords.insert(id, m_passwords.take(id));
        if (m_clearedHardware.remove(id))
            taken.clearedHardware.insert(id);
        if (const auto saved = m_savedIds.constFind(id); saved != m_savedIds.cend()) {
            taken.savedIds.insert(id, *saved);
            m_removed.insert(*saved);
            m_savedIds.erase(saved);
        }
    }
    return taken;
}

void PeerEdits::restore(const Removed &removed)
{
    m_list.put(removed.peers);
    m_touched.unite(removed.touched);
    m_passwords.insert(removed.passwords);
    m_savedIds.insert(removed.savedIds);
    m_clearedHardware.unite(removed.clearedHardware);
    for (const SyncId saved : removed.savedIds)
        m_removed.remove(saved);
}

void PeerEdits::clearUrls()
{
    for (const SyncId id : m_list.clearUrls())
        m_touched.insert(id);
}

void PeerEdits::clearHardwareId(SyncId id)
{
    Peer cleared = *m_list.find(id);
    if (cleared.hardwareId.isEmpty())
        return;
    cleared.hardwareId.clear();
    m_list.put(cleared);
    m_clearedHardware.insert(id);
    m_touched.insert(id);
}

QList<PeerChange> PeerEdits::changes() const
{
    QList<SyncId> touched = m_touched.values();
    std::sort(touched.begin(), touched.end());
    QList<PeerChange> edited;
    QList<PeerChange> added;
    for (const SyncId id : std::as_const(touched)) {
        const Peer &now = *m_list.find(id);
        const std::optional<SyncId> before = savedId(id);
        if (!before) {
            added.append({{}, now, newPassword(id), false});
            continue;
        }
        const Peer &saved = *findPeer(m_saved, *before);
        const bool cleared = m_clearedHardware.contains(id);
        if (now.syncId != saved.syncId || now.userName != saved.userName || now.url != saved.url || cleared
            || now.mayOmitHardwareId != saved.mayOmitHardwareId || now.isOmsCentral != saved.isOmsCentral
            || now.timeZone != saved.timeZone || m_passwords.contains(id))
            edited.append({*before, now, newPassword(id), cleared});
    }

    // A Sync ID must be free before another row takes it.
    QList<SyncId> removed = m_removed.values();
    std::sort(removed.begin(), removed.end());
    QList<PeerChange> changes;
    for (const SyncId id : std::as_const(removed))
        changes.append({id, {}, {}, false});
    return changes + edited + added;
}

QSet<SyncId> PeerEdits::unsaved() const
{
    QSet<SyncId> ids;
    for (const PeerChange &row : changes()) {
        if (row.after)
            ids.insert(row.after->syncId);
    }
    return ids;
}

int PeerEdits::modifiedFields() const
{
    return count(4); // Sync ID, user name, password, URL
}

int PeerEdits::changeCount() const
{
    return count(1);
}

int PeerEdits::count(int ofWholeRow) const
{
    int fields = 0;
    for (const PeerChange &row : changes()) {
        if (!row.before || !row.after) {
            fields += ofWholeRow;
            continue;
        }
        const Peer &was = *findPeer(m_saved, *row.before);
        fields += int(was.syncId != row.after->syncId) + int(was.userName != row.after->userName)
            + int(was.url != row.after->url) + int(row.newPassword.has_value()) + int(row.clearHardwareId)
            + int(was.mayOmitHardwareId != row.after->mayOmitHardwareId)
            + int(was.isOmsCentral != row.after->isOmsCentral) + int(was.timeZone != row.after->timeZone);
    }
    return fields;
}

} // namespace mailboat
