// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peerchecks.h"

#include "core/domain/sitenamekey.h"
#include "core/prefs/ownaddress.h"
#include "core/prefs/peeredits.h"
#include "core/prefs/rules.h"
#include "core/prefs/syncpreferences.h"
#include "core/prefs/timezone.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

auto failureFor(ErrorCode code, SyncId id)
{
    return failure(code, {{QStringLiteral("syncId"), id.value()}});
}

Result<QString> freeName(const QString &name, const PeerList::Names &names, std::optional<SyncId> edited)
{
    const auto owner = names.constFind(siteNameKey(name));
    if (owner != names.cend() && *owner != edited)
        return failure(userNameInUse(name, *owner));
    return name;
}

} // namespace

PeerChecks::PeerChecks(const PeerEdits &edits, const SyncPreferences &preferences)
    : m_edits(edits)
    , m_preferences(preferences)
{
}

Result<> PeerChecks::id(SyncId id, std::optional<SyncId> edited) const
{
    if (edited == id)
        return {};
    if (id.value() < 1)
        return failure(ErrorCode::SyncIdInvalid, {{QStringLiteral("value"), id.value()}});
    const SyncId own = m_preferences.site();
    if (id == own && own.isPrimary())
        return failure(ErrorCode::SyncIdReserved);
    if (id == own)
        return failure(syncIdInUse(id, QCoreApplication::translate("mailboat", "this site")));
    if (const Peer *owner = m_edits.list().find(id))
        return failure(syncIdInUse(id, owner->userName));
    return edited ? hasNoStores(*edited) : Result<>();
}

Result<QString> PeerChecks::userName(const QString &typed, std::optional<SyncId> edited) const
{
    return checkedUserName(typed).and_then(
        [&](const QString &name) { return freeName(name, m_edits.list().names(), edited); });
}

Result<QString> PeerChecks::url(const QString &typed) const
{
    if (typed.trimmed().isEmpty())
        return QString();
    return completedUrl(typed).and_then([this](const QString &url) -> Result<QString> {
        if (isOwnAddress(url, m_preferences))
            return failure(ErrorCode::UrlOwnAddress, {{QStringLiteral("value"), url}});
        return url;
    });
}

bool PeerChecks::needsPassword(SyncId id, std::optional<SyncId> edited) const
{
    const Peer *known = edited ? m_edits.list().find(*edited) : nullptr;
    if (!known || !known->hasPassword)
        return true;
    if (m_edits.newPassword(*edited))
        return false;
    // Of a satellite's password only a hash is kept, and to the primary the password itself must be sent.
    return id.isPrimary() && m_edits.savedId(*edited) != primarySyncId;
}

Result<> PeerChecks::hasNoStores(SyncId id) const
{
    const std::optional<SyncId> saved = m_edits.savedId(id);
    if (!saved || !saved->isSatellite()) // a satellite may change its primary
        return {};
    const QStringList &stores = m_edits.list().find(id)->stores;
    if (stores.isEmpty())
        return {};
    return failure(
        ErrorCode::SiteHasStores, {{QStringLiteral("syncId"), id.value()}, {QStringLiteral("stores"), stores}});
}

Result<> PeerChecks::removable(const QList<SyncId> &ids) const
{
    for (const SyncId id : ids) {
        const Result<> free = m_edits.list().find(id) ? hasNoStores(id) : failureFor(ErrorCode::PeerUnknown, id);
        if (!free)
            return free;
    }
    return {};
}

Result<QString> PeerChecks::timeZone(const QString &typed, const QString &known)
{
    return typed == known ? Result<QString>(known) : checkedTimeZone(typed);
}

Result<Peer> PeerChecks::checked(const Peer &known, const Peer &typed, const std::optional<QString> &newPassword,
    const PeerList::Names &names, std::optional<SyncId> edited) const
{
    const Result<QString> name = checkedUserName(typed.userName);
    if (!name)
        return failure(name.error());
    const Result<QString> kept = url(typed.url);
    if (!kept)
        return failure(kept.error());
    if (const Result<QString> free = freeName(*name, names, edited); !free)
        return failure(free.error());
    const Result<QString> timeZone = PeerChecks::timeZone(typed.timeZone, known.timeZone);
    if (!timeZone)
        return failure(timeZone.error());
    if (newPassword ? newPassword->isEmpty() : needsPassword(typed.syncId, edited))
        return failureFor(ErrorCode::PasswordMissing, typed.syncId);
    Peer peer = known;
    peer.syncId = typed.syncId;
    peer.userName = *name;
    peer.url = *kept;
    peer.hasPassword = true;
    peer.mayOmitHardwareId = typed.mayOmitHardwareId;
    peer.isOmsCentral = typed.isOmsCentral;
    peer.timeZone = *timeZone;
    peer.needsPassword = false;
    return peer;
}

Result<Peer> PeerChecks::added(const Peer &typed, const QString &password) const
{
    return id(typed.syncId, {}).and_then([&] { return checked(Peer {}, typed, password, m_edits.list().names(), {}); });
}

Result<Peer> PeerChecks::edited(SyncId id, const Peer &typed, const std::optional<QString> &newPassword) const
{
    const Peer *known = m_edits.list().find(id);
    if (!known)
        return failureFor(ErrorCode::PeerUnknown, id);
    return this->id(typed.syncId, id).and_then([&] {
        return checked(*known, typed, newPassword, m_edits.list().names(), id);
    });
}

PeerChecks::JudgedRows PeerChecks::rows(const QList<PeerRow> &rows, const Course &course) const
{
    constexpr int tellEvery = 256;
    QSet<SyncId> changed;
    for (const PeerRow &row : rows)
        changed.insert(row.syncId);
    PeerList::Names names;
    const PeerList::Names &namesNow = m_edits.list().names();
    for (auto it = namesNow.cbegin(); it != namesNow.cend(); ++it) {
        if (!changed.contains(*it))
            names.insert(it.key(), *it);
    }
    QHash<SyncId, QString> seen;

    JudgedRows result;
    for (int i = 0; i < rows.size(); ++i) {
        if (course && i % tellEvery == 0 && !course(i, rows.size())) {
            result.isGivenUp = true;
            break;
        }
        const PeerRow &row = rows[i];
        const Peer *known = m_edits.list().find(row.syncId);
        const auto checkRowId = [&]() -> Result<> {
            if (const auto earlier = seen.constFind(row.syncId); earlier != seen.cend())
                return failure(syncIdInUse(row.syncId, *earlier));
            return known ? Result<>() : id(row.syncId, {});
        };
        Peer typed = known ? *known : Peer {};
        typed.syncId = row.syncId;
        typed.userName = row.userName;
        typed.url = row.url;
        const auto password = row.password.isEmpty() ? std::nullopt : std::optional(row.password);
        const auto edited = known ? std::optional(row.syncId) : std::nullopt;
        const Result<Peer> judged
            = checkRowId().and_then([&] { return checked(known ? *known : Peer {}, typed, password, names, edited); });
        if (!judged) {
            result.problems.append({i, judged.error()});
            continue;
        }
        seen.insert(judged->syncId, judged->userName);
        names.insert(siteNameKey(judged->userName), judged->syncId);
        result.peers.append(*judged);
    }
    return result;
}

} // namespace mailboat
