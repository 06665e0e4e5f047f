// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/peertable.h"

#include "core/domain/sitenamekey.h"
#include "core/security/passworddigest.h"
#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "core/store/sealedpassword.h"
#include "core/store/statetable.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"

#include <QUuid>

namespace mailboat {

struct PeerTable::Kept {
    Peer peer;
    QByteArray sealedPassword; ///< empty: none
    QByteArray passwordHash; ///< empty: none
    QByteArray passwordDigest; ///< of a password that fits it; empty: none
    QVariant centralCursor {}; ///< PeerStates; null: none
    QVariant held {0}; ///< SitePositions, as the three after it
    QVariant taken {0};
    QVariant misfit {};
    QVariant misfitCopy {QStringLiteral("")};
    qint64 waiting = 0; ///< records that wait for it
};

namespace {

const auto peerColumns = QStringLiteral(
    "SELECT sync_id, user_name, url, hardware_id, sealed_password IS NOT NULL"
    " OR password_hash IS NOT NULL, site_uuid, status, last_contact, wrong_sign_ins,"
    " resend_requested, sealed_password, password_hash, may_omit_hardware_id, password_digest, "
    "is_oms_central, app, app_version, time_zone, central_cursor, held, taken, misfit, misfit_copy FROM peer ");

PasswordPlace placeOf(const Peer &peer)
{
    return {peer.siteUuid, peer.userName, peer.url};
}

Peer peerOf(const Row &row)
{
    Peer peer;
    peer.syncId = SyncId {row.value(0).toInt()};
    peer.userName = row.value(1).toString();
    peer.url = row.value(2).toString();
    peer.hardwareId = row.value(3).toString();
    peer.hasPassword = row.value(4).toBool();
    peer.siteUuid = row.value(5).toString();
    peer.status = static_cast<PeerStatus>(row.value(6).toInt());
    peer.lastContact = timeFromStored(row.value(7));
    peer.wrongSignIns = row.value(8).toInt();
    peer.resendRequested = row.value(9).toBool();
    peer.mayOmitHardwareId = row.value(12).toBool();
    peer.isOmsCentral = row.value(14).toBool();
    peer.app = {row.value(15).toString(), row.value(16).toString()};
    peer.timeZone = row.value(17).toString();
    const QByteArray box = row.value(10).toByteArray();
    peer.needsPassword = !box.isEmpty() && !openedPassword(box, placeOf(peer));
    peer.hasPassword = peer.hasPassword && !peer.needsPassword;
    return peer;
}

QVariant orNull(const QByteArray &secret)
{
    return secret.isEmpty() ? QVariant() : QVariant(secret);
}

} // namespace

PeerTable::PeerTable(Connection &connection, SyncQueue &queue, SyncLog &log)
    : m_connection(connection)
    , m_queue(queue)
    , m_log(log)
{
}

Result<QList<Peer>> PeerTable::read() const
{
    static const Statement allPeers(peerColumns + QStringLiteral("ORDER BY sync_id"));
    QHash<int, QStringList> stores;
    QList<Peer> peers;
    return m_connection
        .each("SELECT store_site, record_id FROM record WHERE store_site IS NOT NULL"
              " ORDER BY record_id"_sql,
            {},
            [&stores](const Row &row) -> Result<> {
                stores[row.value(0).toInt()].append(row.value(1).toString());
                return {};
            })
        .and_then([&] {
            return m_connection.each(allPeers, {}, [&](const Row &row) -> Result<> {
                Peer peer = peerOf(row);
                peer.stores = stores.value(peer.syncId.value());
                peers.append(std::move(peer));
                return {};
            });
        })
        .map([&peers] { return peers; });
}

Result<QList<PeerTable::Prepared>> PeerTable::prepare(const QList<PeerChange> &changes, const HashingProgress &hashed)
{
    QList<Prepared> prepared;
    QList<qsizetype> toHash;
    QList<QByteArray> passwords;
    std::optional<Result<MachineKey>> key;
    for (const PeerChange &change : changes) {
        prepared.append({.change = change});
        if (!change.newPassword || !change.after)
            continue;
        Prepared &last = prepared.last();
        last.wirePassword = wirePassword(*change.newPassword);
        if (!key)
            key = MachineKey::existingOrNew();
        if (*key)
            last.key = **key;
        if (!change.after->syncId.isPrimary()) { // without a key its slow hash alone is kept
            toHash.append(prepared.size() - 1);
            passwords.append(last.wirePassword);
        } else if (!*key)
            return failure(key->error());
    }
    return slowHashes(passwords, hashed).map([&](const QList<QByteArray> &hashes) {
        for (qsizetype i = 0; i < hashes.size(); ++i)
            prepared[toHash.at(i)].passwordHash = hashes.at(i);
        return prepared;
    });
}

Result<> PeerTable::apply(const QList<Prepared> &changes, const QString &by)
{
    // All rows that change are taken out first: two sites may swap their Sync IDs.
    const Result<QList<std::optional<Kept>>> before = takeOut(changes);
    if (!before)
        return failure(before.error());
    for (qsizetype i = 0; i < changes.size(); ++i) {
        if (const Result<> put = putIn(changes.at(i), before->at(i)); !put)
            return put;
        if (const Result<> noted = audit(changes.at(i), before->at(i), by); !noted)
            return noted;
    }
    if (const Result<> moved = moveQueues(changes); !moved)
        return moved;
    for (const Prepared &prepared : changes) {
        if (const Result<> dropped = dropCured(prepared.change); !dropped)
            return dropped;
    }
    return {};
}

/// The draft has looked too, but a store may have become active since.
Result<> PeerTable::checkNoStores(const PeerChange &change) const
{
    const bool leaves
        = change.before && change.before->isSatellite() && (!change.after || change.after->syncId != *change.before);
    if (!leaves)
        return {};
    const Result<QList<QByteArray>> ids = RecordTable(m_connection).storesOf(*change.before);
    if (!ids)
        return failure(ids.error());
    if (ids->isEmpty())
        return {};
    QStringList stores;
    for (const QByteArray &id : *ids)
        stores.append(QString::fromUtf8(id));
    return failure(ErrorCode::SiteHasStores,
        {{QStringLiteral("syncId"), change.before->value()}, {QStringLiteral("stores"), stores}});
}

Result<QList<std::optional<PeerTable::Kept>>> PeerTable::takeOut(const QList<Prepared> &changes)
{
    static const Statement onePeer(peerColumns + QStringLiteral("WHERE sync_id = ?"));
    QList<std::optional<Kept>> rows;
    for (const Prepared &prepared : changes) {
        if (const Result<> free = checkNoStores(prepared.change); !free)
            return failure(free.error());
        std::optional<Kept> found;
        if (const std::optional<SyncId> site = prepared.change.before) {
            const Result<> read = m_connection.each(onePeer, {site->value()}, [&found](const Row &row) -> Result<> {
                found = Kept {peerOf(row), row.value(10).toByteArray(), row.value(11).toByteArray(),
                    row.value(13).toByteArray(), row.value(18), row.value(19), row.value(20), row.value(21),
                    row.value(22), 0};
                return {};
            });
            if (!read)
                return failure(read.error());
            if (!found)
                return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), site->value()}});
            const Result<qint64> waiting = m_queue.length(*site);
            if (!waiting)
                return failure(waiting.error());
            found->waiting = *waiting;
            const Result<> removed = m_connection.apply("DELETE FROM peer WHERE sync_id = ?"_sql, {site->value()});
            if (!removed)
                return failure(removed.error());
        }
        rows.append(std::move(found));
    }
    return rows;
}

Result<> PeerTable::putIn(const Prepared &prepared, const std::optional<Kept> &before)
{
    const PeerChange &change = prepared.change;
    if (!change.after)
        return {};
    const SyncId site = change.after->syncId;
    const Result<QVariant> owner
        = m_connection.value("SELECT user_name FROM peer WHERE sync_id = ?"_sql, {site.value()});
    if (!owner)
        return failure(owner.error());
    if (owner->isValid())
        return failure(ErrorCode::SyncIdInUse,
            {{QStringLiteral("syncId"), site.value()}, {QStringLiteral("owner"), owner->toString()}});
    Kept row = before.value_or(Kept {});
    if (!before)
        row.peer.siteUuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (change.clearHardwareId)
        row.peer.hardwareId.clear();
    if (const Result<> renewed = renewPassword(row, prepared); !renewed)
        return renewed;
    return m_connection.apply("INSERT INTO peer (sync_id, user_name, url, hardware_id, site_uuid, status, last_contact,"
                              " wrong_sign_ins, resend_requested, sealed_password, password_hash,"
                              " may_omit_hardware_id, password_digest, name_key, is_oms_central, app, app_version,"
                              " time_zone, central_cursor, held, taken, misfit, misfit_copy)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_sql,
        {site.value(), change.after->userName, change.after->url, row.peer.hardwareId, row.peer.siteUuid,
            static_cast<int>(row.peer.status), storedTime(row.peer.lastContact), row.peer.wrongSignIns,
            row.peer.resendRequested ? 1 : 0, orNull(row.sealedPassword), orNull(row.passwordHash),
            change.after->mayOmitHardwareId ? 1 : 0, orNull(row.passwordDigest), siteNameKey(change.after->userName),
            change.after->isOmsCentral ? 1 : 0, row.peer.app.name, row.peer.app.version, change.after->timeZone,
            row.centralCursor, row.held, row.taken, row.misfit, row.misfitCopy});
}

/// A sealed password opens for its row as it was; for the row as it will be it is sealed again.
Result<> PeerTable::renewPassword(Kept &row, const Prepared &prepared)
{
    const PeerChange &change = prepared.change;
    const PasswordPlace now {row.peer.siteUuid, change.after->userName, change.after->url};
    const QByteArray box = std::exchange(row.sealedPassword, {});
    const QByteArray hash = std::exchange(row.passwordHash, {});
    const QByteArray digest = std::exchange(row.passwordDigest, {});
    if (change.newPassword) {
        row.passwordHash = prepared.passwordHash;
        if (change.after->syncId.isPrimary())
            row.sealedPassword = sealedPassword(prepared.wirePassword, *prepared.key, now);
        else if (prepared.key)
            row.passwordDigest
                = PasswordDigests(*prepared.key).digest(prepared.wirePassword, {row.peer.siteUuid, row.passwordHash});
        return {};
    }
    if (box.isEmpty()) {
        if (!change.after->syncId.isPrimary()) {
            row.passwordHash = hash;
            row.passwordDigest = digest;
        }
        return {};
    }
    if (change.after->syncId.isPrimary() && placeOf(row.peer) == now) {
        row.sealedPassword = box;
        return {};
    }
    const Result<QByteArray> opened = openedPassword(box, placeOf(row.peer));
    if (!opened)
        return failure(opened.error());
    if (!change.after->syncId.isPrimary()) { // was the primary's
        row.passwordHash = slowHash(*opened);
        return {};
    }
    return MachineKey::existingOrNew().map(
        [&](const MachineKey &key) { row.sealedPassword = sealedPassword(*opened, key, now); });
}

Result<> PeerTable::audit(const Prepared &prepared, const std::optional<Kept> &before, const QString &by)
{
    const PeerChange &change = prepared.change;
    const Kept row = before.value_or(Kept {});
    const Peer &was = row.peer;
    const SyncId site = change.after ? change.after->syncId : was.syncId;
    QJsonObject details {{QStringLiteral("syncId"), site.value()}};
    if (!change.after) {
        details.insert(QStringLiteral("userName"), was.userName);
        details.insert(QStringLiteral("waiting"), row.waiting);
        return m_log.addAudit(QStringLiteral("peer-removed"), by, details);
    }
    const auto compare = [&details, &before](const QString &name, const QJsonValue &old, const QJsonValue &now) {
        if (!before)
            details.insert(name, now);
        else if (old != now)
            details.insert(name, QJsonObject {{QStringLiteral("before"), old}, {QStringLiteral("after"), now}});
    };
    if (before && was.syncId != site)
        details.insert(QStringLiteral("syncIdBefore"), was.syncId.value());
    compare(QStringLiteral("userName"), was.userName, change.after->userName);
    compare(QStringLiteral("url"), was.url, change.after->url);
    if (change.newPassword)
        details.insert(QStringLiteral("passwordSet"), true);
    if (was.mayOmitHardwareId != change.after->mayOmitHardwareId)
        compare(QStringLiteral("mayOmitHardwareId"), was.mayOmitHardwareId, change.after->mayOmitHardwareId);
    if (was.isOmsCentral != change.after->isOmsCentral)
        compare(QStringLiteral("omsCentral"), was.isOmsCentral, change.after->isOmsCentral);
    if (was.timeZone != change.after->timeZone)
        compare(QStringLiteral("timeZone"), was.timeZone, change.after->timeZone);
    if (change.clearHardwareId)
        details.insert(QStringLiteral("hardwareIdCleared"), was.hardwareId);
    const QString what = before ? QStringLiteral("peer-changed") : QStringLiteral("peer-added");
    return details.size() > 1 ? m_log.addAudit(what, by, details) : Result<> {};
}

} // namespace mailboat
