// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of Draft that stages peers.
#include "core/prefs/draft.h"

#include "core/prefs/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

bool isBefore(const Peer &peer, SyncId id)
{
    return peer.syncId < id;
}

auto failureFor(ErrorCode code, SyncId id)
{
    return failure(code, {{QStringLiteral("syncId"), id.value()}});
}

} // namespace

const Peer *Draft::peer(SyncId id) const
{
    const auto place = std::lower_bound(m_peers.cbegin(), m_peers.cend(), id, isBefore);
    return place == m_peers.cend() || place->syncId != id ? nullptr : &*place;
}

Result<> Draft::checkId(SyncId id) const
{
    if (id.value() < 1)
        return failure(ErrorCode::SyncIdInvalid, {{QStringLiteral("value"), id.value()}});
    const SyncId own = preferences.site();
    if (id == own && own.isPrimary())
        return failure(ErrorCode::SyncIdReserved);
    if (id == own)
        return failure(syncIdInUse(id, QCoreApplication::translate("mailboat", "this site")));
    if (const Peer *owner = peer(id))
        return failure(syncIdInUse(id, owner->userName));
    return {};
}

Result<Peer> Draft::completed(const Peer &typed) const
{
    const Result<QString> userName = checkedUserName(typed.userName);
    if (!userName)
        return failure(userName.error());
    Peer peer = typed;
    peer.userName = *userName;
    peer.url.clear();
    if (typed.url.trimmed().isEmpty())
        return peer;
    const Result<QString> url = completedUrl(typed.url);
    if (!url)
        return failure(url.error());
    if (isOwnAddress(*url, preferences))
        return failure(ErrorCode::UrlOwnAddress, {{QStringLiteral("value"), *url}});
    peer.url = *url;
    return peer;
}

QHash<QString, SyncId> Draft::namesWithout(const QSet<SyncId> &left) const
{
    QHash<QString, SyncId> names;
    for (const Peer &peer : m_peers) {
        if (!left.contains(peer.syncId))
            names.insert(foldedUserName(peer.userName), peer.syncId);
    }
    return names;
}

Result<> Draft::checkNoStores(SyncId id) const
{
    const auto stored = m_originalIds.constFind(id);
    if (stored == m_originalIds.cend() || !stored->isSatellite()) // a satellite may change its primary
        return {};
    const Result<QStringList> stores = m_store.storesActiveAt(*stored);
    if (!stores)
        return failure(stores.error());
    if (stores->isEmpty())
        return {};
    return failure(
        ErrorCode::SiteHasStores, {{QStringLiteral("syncId"), id.value()}, {QStringLiteral("stores"), *stores}});
}

Result<Peer> Draft::checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
    const QHash<QString, SyncId> &names) const
{
    const Result<Peer> fields = completed(typed);
    if (!fields)
        return failure(fields.error());
    if (const auto owner = names.constFind(foldedUserName(fields->userName)); owner != names.cend())
        return failure(userNameInUse(fields->userName, *owner));
    if (newPassword ? newPassword->isEmpty() : !known.hasPassword)
        return failureFor(ErrorCode::PasswordMissing, typed.syncId);
    Peer peer = known;
    peer.syncId = typed.syncId;
    peer.userName = fields->userName;
    peer.url = fields->url;
    peer.hasPassword = true;
    return peer;
}

Result<> Draft::addPeer(Peer peer, const QString &password)
{
    const Result<Peer> added
        = checkId(peer.syncId).and_then([&] { return checked(Peer {}, peer, password, namesWithout({})); });
    if (!added)
        return failure(added.error());
    m_peers.insert(std::lower_bound(m_peers.begin(), m_peers.end(), added->syncId, isBefore), *added);
    m_passwords.insert(added->syncId, password);
    return {};
}

Result<> Draft::editPeer(SyncId id, Peer peer, const std::optional<QString> &newPassword)
{
    const Peer *known = this->peer(id);
    if (!known)
        return failureFor(ErrorCode::PeerUnknown, id);
    if (peer.syncId != id) {
        if (const Result<> free = checkId(peer.syncId).and_then([&] { return checkNoStores(id); }); !free)
            return free;
    }
    Peer before = *known;
    // Of a satellite's password only a hash is kept, and to the primary the password itself must be sent.
    if (peer.syncId.isPrimary() && !id.isPrimary() && !m_passwords.contains(id))
        before.hasPassword = false;
    const Result<Peer> edited = checked(before, peer, newPassword, namesWithout({id}));
    if (!edited)
        return failure(edited.error());

    m_peers.erase(std::lower_bound(m_peers.begin(), m_peers.end(), id, isBefore));
    m_peers.insert(std::lower_bound(m_peers.begin(), m_peers.end(), edited->syncId, isBefore), *edited);
    renumber(id, edited->syncId);
    if (newPassword)
        m_passwords.insert(edited->syncId, *newPassword);
    return {};
}

void Draft::renumber(SyncId from, SyncId to)
{
    if (from == to)
        return;
    if (m_passwords.contains(from))
        m_passwords.insert(to, m_passwords.take(from));
    if (m_originalIds.contains(from))
        m_originalIds.insert(to, m_originalIds.take(from));
    if (m_clearedHardware.remove(from))
        m_clearedHardware.insert(to);
}

Result<> Draft::removePeer(SyncId id)
{
    if (!peer(id))
        return failureFor(ErrorCode::PeerUnknown, id);
    if (const Result<> free = checkNoStores(id); !free)
        return free;
    m_peers.erase(std::lower_bound(m_peers.begin(), m_peers.end(), id, isBefore));
    m_passwords.remove(id);
    m_originalIds.remove(id);
    m_clearedHardware.remove(id);
    return {};
}

Result<> Draft::clearHardwareId(SyncId id)
{
    const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), id, isBefore);
    if (place == m_peers.end() || place->syncId != id)
        return failureFor(ErrorCode::PeerUnknown, id);
    if (roleOf(preferences.site()) != SiteRole::Primary) {
        const QString why
            = QCoreApplication::translate("mailboat", "the hardware ID of a site is kept, and cleared, at the primary");
        return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), why}});
    }
    if (!place->hardwareId.isEmpty()) {
        place->hardwareId.clear();
        m_clearedHardware.insert(id);
    }
    return {};
}

Draft::JudgedRows Draft::judged(const QList<PeerRow> &rows) const
{
    QSet<SyncId> changed;
    for (const PeerRow &row : rows)
        changed.insert(row.syncId);
    QHash<QString, SyncId> names = namesWithout(changed);
    QHash<SyncId, QString> seen;

    JudgedRows result;
    for (int i = 0; i < rows.size(); ++i) {
        const PeerRow &row = rows[i];
        const Peer *known = peer(row.syncId);
        const auto checkRowId = [&]() -> Result<> {
            if (const auto earlier = seen.constFind(row.syncId); earlier != seen.cend())
                return failure(syncIdInUse(row.syncId, *earlier));
            return known ? Result<>() : checkId(row.syncId);
        };
        Peer typed;
        typed.syncId = row.syncId;
        typed.userName = row.userName;
        typed.url = row.url;
        const auto password = row.password.isEmpty() ? std::nullopt : std::optional(row.password);
        const Result<Peer> checkedPeer
            = checkRowId().and_then([&] { return checked(known ? *known : Peer {}, typed, password, names); });
        if (!checkedPeer) {
            result.problems.append({i, checkedPeer.error()});
            continue;
        }
        seen.insert(checkedPeer->syncId, checkedPeer->userName);
        names.insert(foldedUserName(checkedPeer->userName), checkedPeer->syncId);
        result.peers.append(*checkedPeer);
    }
    return result;
}

QList<Draft::RowProblem> Draft::problemsOf(const QList<PeerRow> &rows) const
{
    return judged(rows).problems;
}

QList<Draft::RowProblem> Draft::putPeers(const QList<PeerRow> &rows)
{
    const JudgedRows result = judged(rows);
    if (result.problems.isEmpty())
        take(rows, result.peers);
    return result.problems;
}

void Draft::take(const QList<PeerRow> &rows, const QList<Peer> &peers)
{
    QList<Peer> added;
    for (const Peer &peer : peers) {
        const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), peer.syncId, isBefore);
        if (place != m_peers.end() && place->syncId == peer.syncId)
            *place = peer;
        else
            added.append(peer);
    }
    m_peers.append(added);
    std::sort(m_peers.begin(), m_peers.end(), [](const Peer &a, const Peer &b) { return a.syncId < b.syncId; });
    for (const PeerRow &row : rows) {
        if (!row.password.isEmpty())
            m_passwords.insert(row.syncId, row.password);
    }
}

} // namespace mailboat
