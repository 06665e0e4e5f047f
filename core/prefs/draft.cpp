// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draft.h"

#include "core/prefs/rules.h"

#include <QLoggingCategory>

#include <algorithm>

namespace mailboat {

namespace {

Q_LOGGING_CATEGORY(logPrefs, "mailboat.prefs")

const Peer *find(const QList<Peer> &peers, SyncId id)
{
    const auto place = std::lower_bound(
        peers.cbegin(), peers.cend(), id, [](const Peer &peer, SyncId wanted) { return peer.syncId < wanted; });
    return place == peers.cend() || place->syncId != id ? nullptr : &*place;
}

} // namespace

Draft::Draft(Settings settings)
{
    take(std::move(settings));
}

Result<std::unique_ptr<Draft>> Draft::open(SettingsStore &store)
{
    return store.read().map([](Settings &&settings) { return std::make_unique<Draft>(std::move(settings)); });
}

void Draft::take(Settings settings)
{
    m_original = std::move(settings);
    for (const Error &damage : preferences.load(m_original.preferences))
        qCWarning(logPrefs, "Stored preference not usable, its default counts: %s", qUtf8Printable(describe(damage)));
    m_originalTexts.clear();
    for (const PreferenceBase *preference : preferences.all())
        m_originalTexts.insert(preference->name(), preference->text());
    m_peers = m_original.peers;
    m_passwords.clear();
    m_clearedHardware.clear();
    m_touched.clear();
    m_removed.clear();
    m_originalIds.clear();
    m_names.clear();
    m_originalIds.reserve(m_peers.size());
    m_names.reserve(m_peers.size());
    for (const Peer &peer : std::as_const(m_peers)) {
        m_originalIds.insert(peer.syncId, peer.syncId);
        m_names.insert(foldedUserName(peer.userName), peer.syncId);
    }
}

Result<> Draft::setPreference(const QString &name, const QString &text)
{
    PreferenceBase *preference = preferences.find(name);
    if (!preference) {
        return failure(ErrorCode::PreferenceUnknown,
            {{QStringLiteral("name"), name}, {QStringLiteral("known"), preferences.names()}});
    }
    return preference->setText(text);
}

const Peer *Draft::peer(SyncId id) const
{
    return find(m_peers, id);
}

std::optional<SyncId> Draft::savedId(SyncId id) const
{
    const auto saved = m_originalIds.constFind(id);
    return saved == m_originalIds.cend() ? std::nullopt : std::optional(*saved);
}

QHash<SyncId, SyncId> Draft::renumbered() const
{
    QHash<SyncId, SyncId> ids;
    for (const SyncId id : m_touched) {
        if (const std::optional<SyncId> saved = savedId(id); saved && *saved != id)
            ids.insert(*saved, id);
    }
    return ids;
}

QList<PeerChange> Draft::peerChanges() const
{
    QList<SyncId> touched = m_touched.values();
    std::sort(touched.begin(), touched.end());
    QList<PeerChange> edited;
    QList<PeerChange> added;
    for (const SyncId id : std::as_const(touched)) {
        const Peer &now = *peer(id);
        const auto before = m_originalIds.constFind(id);
        if (before == m_originalIds.cend()) {
            added.append({{}, now, newPassword(id), false});
            continue;
        }
        const Peer &original = *find(m_original.peers, *before);
        const bool cleared = m_clearedHardware.contains(id);
        if (now.syncId != original.syncId || now.userName != original.userName || now.url != original.url || cleared
            || m_passwords.contains(id))
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

SettingsChange Draft::change() const
{
    SettingsChange change;
    for (const PreferenceBase *preference : preferences.all()) {
        if (preference->text() == m_originalTexts.value(preference->name()))
            continue;
        const auto text = preference->isDefault() ? std::nullopt : std::optional(preference->text());
        change.preferences.insert(preference->name(), text);
    }
    change.peers = peerChanges();
    return change;
}

bool Draft::isModified() const
{
    return !change().isEmpty();
}

int Draft::modifiedFields() const
{
    constexpr int ofWholeRow = 4; // Sync ID, user name, password, URL
    const SettingsChange now = change();
    auto fields = static_cast<int>(now.preferences.size());
    for (const PeerChange &row : now.peers) {
        if (!row.before || !row.after) {
            fields += ofWholeRow;
            continue;
        }
        const Peer &was = *find(m_original.peers, *row.before);
        fields += int(was.syncId != row.after->syncId) + int(was.userName != row.after->userName)
            + int(was.url != row.after->url) + int(row.newPassword.has_value()) + int(row.clearHardwareId);
    }
    return fields;
}

bool Draft::needsAuthorisation() const
{
    SettingsChange now = change();
    now.preferences.remove(preferences.interval.name());
    return !now.isEmpty();
}

Result<> Draft::problem() const
{
    return checkFitting(preferences, m_peers); // that nothing stands there twice was seen to when it was staged
}

Settings Draft::shown() const
{
    QMap<QString, QString> texts = m_original.preferences;
    const QMap<QString, std::optional<QString>> changed = change().preferences;
    for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
        if (*it)
            texts.insert(it.key(), **it);
        else
            texts.remove(it.key());
    }
    return {texts, m_peers, m_original.revision};
}

QString Draft::savedPreference(const PreferenceBase &preference) const
{
    return m_originalTexts.value(preference.name());
}

SyncId Draft::savedSite() const
{
    return SyncId {savedPreference(preferences.syncId).toInt()};
}

std::optional<QString> Draft::newPassword(SyncId id) const
{
    const auto typed = m_passwords.constFind(id);
    return typed == m_passwords.cend() ? std::nullopt : std::optional(*typed);
}

Result<StagedChange> Draft::staged(const std::optional<Authorisation> &authorisation) const
{
    if (needsAuthorisation() && !authorisation)
        return failure(ErrorCode::CodeMissing);
    if (const Result<> fits = problem(); !fits)
        return failure(fits.error());
    return StagedChange {change(), authorisation ? authorisation->label() : QString(), m_original.revision};
}

Result<> Draft::commit(SettingsStore &store, const std::optional<Authorisation> &authorisation)
{
    if (!isModified())
        return {};
    const Result<StagedChange> now = staged(authorisation);
    if (!now)
        return failure(now.error());
    if (const Result<> committed = store.commit(now->change, now->by, now->revision); !committed)
        return committed;
    if (Result<Settings> again = store.read(); again)
        take(std::move(*again));
    else // what was asked for is done all the same
        qCWarning(logPrefs, "Settings were saved but not read again: %s", qUtf8Printable(describe(again.error())));
    return {};
}

} // namespace mailboat
