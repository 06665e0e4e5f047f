// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draftmerge.h"

namespace mailboat {

namespace {

bool isRowAlike(const Peer *one, const Peer *other)
{
    if (!one || !other)
        return one == other;
    return one->userName == other->userName && one->url == other->url
        && one->mayOmitHardwareId == other->mayOmitHardwareId && one->isOmsCentral == other->isOmsCentral
        && one->timeZone == other->timeZone;
}

SyncId siteOf(const PeerChange &change)
{
    return change.before ? *change.before : change.after->syncId;
}

Result<> editAnew(const PeerChange &change, SyncId id, Draft &now)
{
    return now.peers.edit(id, *change.after, change.newPassword).and_then([&]() -> Result<> {
        return change.clearHardwareId ? now.peers.clearHardwareId(change.after->syncId) : Result<> {};
    });
}

Result<> makeAnew(const PeerChange &change, Draft &now)
{
    const SyncId id = siteOf(change);
    const bool isThere = now.peers.find(id) != nullptr;
    if (!change.after)
        return isThere ? now.peers.remove({id}) : Result<> {};
    return isThere ? editAnew(change, id, now) : now.peers.add(*change.after, change.newPassword.value_or(QString()));
}

} // namespace

QList<SettingConflict> conflictsOf(const Draft &mine, const Draft &now)
{
    QList<SettingConflict> conflicts;
    for (const PreferenceBase *preference : mine.preferences.all()) {
        const QString text = preference->text();
        const QString before = mine.savedPreference(*preference);
        const QString there = now.savedPreference(*preference);
        if (text != before && there != before && there != text)
            conflicts.append({.preference = preference->name()});
    }
    for (const PeerChange &change : mine.peers.edits().changes()) {
        const SyncId id = siteOf(change);
        const Peer *const there = findPeer(now.saved().peers, id);
        if (!isRowAlike(findPeer(mine.saved().peers, id), there) && !(there == nullptr && !change.after))
            conflicts.append({.site = id});
    }
    return conflicts;
}

Result<> makeAnew(const Draft &mine, Draft &now, const QList<SettingConflict> &givingWay)
{
    for (const PreferenceBase *preference : mine.preferences.all()) {
        const bool isMine = preference->text() != mine.savedPreference(*preference)
            && !givingWay.contains(SettingConflict {.preference = preference->name()});
        if (!isMine)
            continue;
        if (const Result<> set = now.setPreference(preference->name(), preference->text()); !set)
            return set;
    }
    for (const PeerChange &change : mine.peers.edits().changes()) {
        if (givingWay.contains(SettingConflict {.site = siteOf(change)}))
            continue;
        if (const Result<> made = makeAnew(change, now); !made)
            return made;
    }
    return {};
}

} // namespace mailboat
