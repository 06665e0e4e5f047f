// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/rules.h"

#include "core/domain/plaintext.h"
#include "core/domain/sitenamekey.h"
#include "core/prefs/address.h"
#include "core/prefs/ownaddress.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"

#include <QCoreApplication>
#include <QHash>

namespace mailboat {

namespace {

QVariantMap idValue(SyncId id)
{
    return {{QStringLiteral("syncId"), id.value()}};
}

/// `mayClash`: of two rows for which it is true for both, the names may be the same.
template<class MayClash>
Result<> checkUnique(const QList<Peer> &peers, MayClash mayClash)
{
    QHash<SyncId, QString> ids;
    QHash<QString, SyncId> names;
    for (const Peer &peer : peers) {
        if (peer.syncId.value() < 1)
            return failure(ErrorCode::SyncIdInvalid, {{QStringLiteral("value"), peer.syncId.value()}});
        if (const auto owner = ids.constFind(peer.syncId); owner != ids.cend()) {
            return failure(syncIdInUse(peer.syncId, *owner));
        }
        const QString name = siteNameKey(peer.userName);
        if (const auto owner = names.constFind(name);
            owner != names.cend() && !(mayClash(peer.syncId) && mayClash(*owner))) {
            return failure(userNameInUse(peer.userName, *owner));
        }
        ids.insert(peer.syncId, peer.userName);
        names.insert(name, peer.syncId);
    }
    return {};
}

bool fits(SiteRole role, SyncId row)
{
    switch (role) {
    case SiteRole::Off:
        return true;
    case SiteRole::Primary:
        return row.isSatellite();
    case SiteRole::Satellite:
        return row.isPrimary();
    }
    Q_UNREACHABLE();
}

Result<> checkRole(SiteRole role, const QList<Peer> &peers)
{
    QStringList rows;
    for (const Peer &peer : peers) {
        if (!fits(role, peer.syncId))
            rows.append(QString::number(peer.syncId.value()));
    }
    if (rows.isEmpty())
        return {};
    return failure(ErrorCode::RoleMismatch, {{QStringLiteral("role"), roleName(role)}, {QStringLiteral("rows"), rows}});
}

Result<> checkUrls(const SyncPreferences &preferences, const QList<Peer> &peers)
{
    const bool needed = roleOf(preferences.site()) == SiteRole::Satellite;
    for (const Peer &peer : peers) {
        if (peer.url.isEmpty() && needed)
            return failure(ErrorCode::UrlMissing, idValue(peer.syncId));
        if (!peer.url.isEmpty() && isOwnAddress(peer.url, preferences))
            return failure(ErrorCode::UrlOwnAddress, {{QStringLiteral("value"), peer.url}});
    }
    const auto &omsCentral = preferences.omsCentralUrl;
    if (!omsCentral.value().isEmpty() && isOwnAddress(omsCentral.value(), preferences))
        return failure(ErrorCode::UrlOwnAddress,
            {{QStringLiteral("value"), omsCentral.value()}, {QStringLiteral("name"), omsCentral.name()}});
    return {};
}

Result<> checkVersions(const SyncPreferences &preferences)
{
    if (preferences.minVersion.value() <= preferences.maxVersion.value())
        return {};
    const QString allowed = QCoreApplication::translate("mailboat", "at most max-version, which is %1")
                                .arg(preferences.maxVersion.value());
    return failure(ErrorCode::PreferenceInvalid,
        {{QStringLiteral("name"), preferences.minVersion.name()},
            {QStringLiteral("value"), preferences.minVersion.text()}, {QStringLiteral("allowed"), allowed}});
}

} // namespace

Result<SyncId> syncIdFromText(const QString &text)
{
    const std::optional<int> number = PreferenceText<int>::fromText(text);
    if (!number)
        return failure(ErrorCode::SyncIdInvalid, {{QStringLiteral("value"), shownInput(text)}});
    return SyncId {*number};
}

Result<QString> checkedUserName(const QString &typed)
{
    constexpr int longest = 100;
    const auto invalid = [](const QString &why) {
        return failure(ErrorCode::UserNameInvalid, {{QStringLiteral("why"), why}});
    };
    const QString name = plainForm(typed);
    if (name.isEmpty())
        return invalid(QCoreApplication::translate("mailboat", "it is empty"));
    if (name.size() > longest)
        return invalid(QCoreApplication::translate("mailboat", "it is longer than 100 characters"));
    if (!isPlainText(name))
        return invalid(QCoreApplication::translate("mailboat", "it holds control characters"));
    if (name.contains(u':'))
        return invalid(QCoreApplication::translate("mailboat", "it holds a colon"));
    return name;
}

Error syncIdInUse(SyncId id, const QString &owner)
{
    return {ErrorCode::SyncIdInUse, {{QStringLiteral("syncId"), id.value()}, {QStringLiteral("owner"), owner}}};
}

Error userNameInUse(const QString &userName, SyncId owner)
{
    const QString site = QCoreApplication::translate("mailboat", "the site with Sync ID %1").arg(owner.value());
    return {ErrorCode::UserNameInUse, {{QStringLiteral("userName"), userName}, {QStringLiteral("owner"), site}}};
}

Result<> checkTogether(const SyncPreferences &preferences, const QList<Peer> &peers)
{
    return checkUnique(peers, [](SyncId) { return false; }).and_then([&] { return checkFitting(preferences, peers); });
}

Result<> checkFitting(const SyncPreferences &preferences, const QList<Peer> &peers)
{
    return checkRole(roleOf(preferences.site()), peers)
        .and_then([&] { return checkUrls(preferences, peers); })
        .and_then([&] { return checkVersions(preferences); });
}

Result<> checkTogether(const Settings &settings, const QSet<SyncId> &changed)
{
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    return checkUnique(settings.peers, [&changed](SyncId id) { return !changed.contains(id); }).and_then([&] {
        return checkFitting(preferences, settings.peers);
    });
}

QList<std::pair<SyncId, SyncId>> sameNames(const QList<Peer> &peers)
{
    QHash<QString, SyncId> names;
    QList<std::pair<SyncId, SyncId>> same;
    for (const Peer &peer : peers) {
        const QString name = siteNameKey(peer.userName);
        if (const auto owner = names.constFind(name); owner != names.cend())
            same.append({*owner, peer.syncId});
        else
            names.insert(name, peer.syncId);
    }
    return same;
}

QList<SyncId> sitesWithUrl(SiteRole role, const QList<Peer> &peers)
{
    QList<SyncId> sites;
    for (const Peer &peer : peers) {
        if (role == SiteRole::Primary && !peer.url.isEmpty())
            sites.append(peer.syncId);
    }
    return sites;
}

} // namespace mailboat
