// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of Draft that stages peers.
#include "core/prefs/draft.h"

#include "core/prefs/ownaddress.h"
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

Result<> Draft::checkId(SyncId id, std::optional<SyncId> edited) const
{
    if (edited == id)
        return {};
    if (id.value() < 1)
        return failure(ErrorCode::SyncIdInvalid, {{QStringLiteral("value"), id.value()}});
    const SyncId own = preferences.site();
    if (id == own && own.isPrimary())
        return failure(ErrorCode::SyncIdReserved);
    if (id == own)
        return failure(syncIdInUse(id, QCoreApplication::translate("mailboat", "this site")));
    if (const Peer *owner = peer(id))
        return failure(syncIdInUse(id, owner->userName));
    return edited ? checkNoStores(*edited) : Result<>();
}

Result<QString> Draft::checkUserName(const QString &typed, std::optional<SyncId> edited) const
{
    return checkedUserName(typed).and_then([&](const QString &name) -> Result<QString> {
        const auto owner = m_names.constFind(foldedUserName(name));
        if (owner != m_names.cend() && *owner != edited)
            return failure(userNameInUse(name, *owner));
        return name;
    });
}

Result<QString> Draft::checkUrl(const QString &typed) const
{
    if (typed.trimmed().isEmpty())
        return QString();
    return completedUrl(typed).and_then([this](const QString &url) -> Result<QString> {
        if (isOwnAddress(url, preferences))
            return failure(ErrorCode::UrlOwnAddress, {{QStringLiteral("value"), url}});
        return url;
    });
}

bool Draft::needsPassword(SyncId id, std::optional<SyncId> edited) const
{
    const Peer *known = edited ? peer(*edited) : nullptr;
    if (!known || !known->hasPassword)
        return true;
    if (m_passwords.contains(*edited))
        return false;
    // Of a satellite's password only a hash is kept, and to the primary the password itself must be sent.
    return id.isPrimary() && !m_originalIds.value(*edited).isPrimary();
}

Result<> Draft::checkNoStores(SyncId id) const
{
    const auto stored = m_originalIds.constFind(id);
    if (stored == m_originalIds.cend() || !stored->isSatellite()) // a satellite may change its primary
        return {};
    const QStringList &stores = peer(id)->stores;
    if (stores.isEmpty())
        return {};
    return failure(
        ErrorCode::SiteHasStores, {{QStringLiteral("syncId"), id.value()}, {QStringLiteral("stores"), stores}});
}

Result<Peer> Draft::checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
    const Names &names, std::optional<SyncId> edited) const
{
    const Result<QString> name = checkedUserName(typed.userName);
    if (!name)
        return failure(name.error());
    const Result<QString> url = checkUrl(typed.url);
    if (!url)
        return failure(url.error());
    const auto owner = names.constFind(foldedUserName(*name));
    if (owner != names.cend() && *owner != edited)
        return failure(userNameInUse(*name, *owner));
    if (newPassword ? newPassword->isEmpty() : needsPassword(typed.syncId, edited))
        return failureFor(ErrorCode::PasswordMissing, typed.syncId);
    Peer peer = known;
    peer.syncId = typed.syncId;
    peer.userName = *name;
    peer.url = *url;
    peer.hasPassword = true;
    return peer;
}

Result<> Draft::addPeer(Peer peer, const QString &password)
{
    const Result<Peer> added
        = checkId(peer.syncId, {}).and_then([&] { return checked(Peer {}, peer, password, m_names, {}); });
    if (!added)
        return failure(added.error());
    put({}, *added, password);
    return {};
}

Result<> Draft::editPeer(SyncId id, Peer peer, const std::optional<QString> &newPassword)
{
    const Peer *known = this->peer(id);
    if (!known)
        return failureFor(ErrorCode::PeerUnknown, id);
    const Result<Peer> edited
        = checkId(peer.syncId, id).and_then([&] { return checked(*known, peer, newPassword, m_names, id); });
    if (!edited)
        return failure(edited.error());
    put(id, *edited, newPassword);
    return {};
}

/// Takes a checked row in, in place of the one that had the Sync ID `before`.
void Draft::put(std::optional<SyncId> before, const Peer &peer, const std::optional<QString> &newPassword)
{
    const auto place = [&] { return std::lower_bound(m_peers.begin(), m_peers.end(), peer.syncId, isBefore); };
    if (before == peer.syncId) { // no other row moves: of very many each may be edited
        m_names.remove(foldedUserName(place()->userName));
        *place() = peer;
    } else {
        if (before)
            erase(*before);
        m_peers.insert(place(), peer);
    }
    m_names.insert(foldedUserName(peer.userName), peer.syncId);
    if (before)
        renumber(*before, peer.syncId);
    m_touched.insert(peer.syncId);
    if (newPassword)
        m_passwords.insert(peer.syncId, *newPassword);
}

void Draft::erase(SyncId id)
{
    const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), id, isBefore);
    m_names.remove(foldedUserName(place->userName));
    m_peers.erase(place);
    m_touched.remove(id);
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

/// What stays is copied: the list as it was is shown somewhere still.
void Draft::erase(const QList<SyncId> &sorted)
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
            m_names.remove(foldedUserName(peer.userName));
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

Result<> Draft::checkRemovable(const QList<SyncId> &ids) const
{
    for (const SyncId id : ids) {
        if (const Result<> free = peer(id) ? checkNoStores(id) : failureFor(ErrorCode::PeerUnknown, id); !free)
            return free;
    }
    return {};
}

Result<> Draft::removePeer(SyncId id)
{
    return removePeers({id});
}

Result<> Draft::removePeers(const QList<SyncId> &ids)
{
    if (const Result<> free = checkRemovable(ids); !free || ids.isEmpty())
        return free;
    QList<SyncId> sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    erase(sorted);
    m_removed.reserve(m_removed.size() + sorted.size());
    for (const SyncId id : std::as_const(sorted)) {
        m_touched.remove(id);
        m_passwords.remove(id);
        m_clearedHardware.remove(id);
        if (const auto stored = m_originalIds.constFind(id); stored != m_originalIds.cend()) {
            m_removed.insert(*stored);
            m_originalIds.erase(stored);
        }
    }
    return {};
}

void Draft::clearUrls()
{
    if (roleOf(preferences.site()) != SiteRole::Primary)
        return;
    for (Peer &peer : m_peers) {
        if (peer.url.isEmpty())
            continue;
        peer.url.clear();
        m_touched.insert(peer.syncId);
    }
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
        m_touched.insert(id);
    }
    return {};
}

Draft::JudgedRows Draft::judged(const QList<PeerRow> &rows) const
{
    QSet<SyncId> changed;
    for (const PeerRow &row : rows)
        changed.insert(row.syncId);
    Names names;
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        if (!changed.contains(*it))
            names.insert(it.key(), *it);
    }
    QHash<SyncId, QString> seen;

    JudgedRows result;
    for (int i = 0; i < rows.size(); ++i) {
        const PeerRow &row = rows[i];
        const Peer *known = peer(row.syncId);
        const auto checkRowId = [&]() -> Result<> {
            if (const auto earlier = seen.constFind(row.syncId); earlier != seen.cend())
                return failure(syncIdInUse(row.syncId, *earlier));
            return known ? Result<>() : checkId(row.syncId, {});
        };
        Peer typed;
        typed.syncId = row.syncId;
        typed.userName = row.userName;
        typed.url = row.url;
        const auto password = row.password.isEmpty() ? std::nullopt : std::optional(row.password);
        const auto edited = known ? std::optional(row.syncId) : std::nullopt;
        const Result<Peer> checkedPeer
            = checkRowId().and_then([&] { return checked(known ? *known : Peer {}, typed, password, names, edited); });
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
        putRows(rows, result.peers);
    return result.problems;
}

void Draft::putRows(const QList<PeerRow> &rows, const QList<Peer> &peers)
{
    QList<Peer> added;
    for (const Peer &peer : peers) {
        const auto place = std::lower_bound(m_peers.begin(), m_peers.end(), peer.syncId, isBefore);
        if (place != m_peers.end() && place->syncId == peer.syncId) {
            m_names.remove(foldedUserName(place->userName));
            *place = peer;
        } else {
            added.append(peer);
        }
        m_touched.insert(peer.syncId);
    }
    for (const Peer &peer : peers) // after all removals: rows may have swapped their names
        m_names.insert(foldedUserName(peer.userName), peer.syncId);
    m_peers.append(added);
    std::sort(m_peers.begin(), m_peers.end(), [](const Peer &a, const Peer &b) { return a.syncId < b.syncId; });
    for (const PeerRow &row : rows) {
        if (!row.password.isEmpty())
            m_passwords.insert(row.syncId, row.password);
    }
}

} // namespace mailboat
