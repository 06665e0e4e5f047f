// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draft.h"

#include "core/prefs/rules.h"

#include <QLoggingCategory>

namespace mailboat {

namespace {

Q_LOGGING_CATEGORY(logPrefs, "mailboat.prefs")

} // namespace

Draft::Draft(SettingsStore &store)
    : m_store(store)
{
}

Result<std::unique_ptr<Draft>> Draft::open(SettingsStore &store)
{
    std::unique_ptr<Draft> draft(new Draft(store));
    if (const Result<> read = draft->read(); !read)
        return failure(read.error());
    return draft;
}

Result<> Draft::read()
{
    Result<Settings> settings = m_store.read();
    if (!settings)
        return failure(settings.error());
    m_original = std::move(*settings);
    for (const Error &damage : preferences.load(m_original.preferences))
        qCWarning(logPrefs, "Stored preference not usable, its default counts: %s", qUtf8Printable(describe(damage)));
    m_originalTexts.clear();
    for (const PreferenceBase *preference : preferences.all())
        m_originalTexts.insert(preference->name(), preference->text());
    m_peers = m_original.peers;
    m_passwords.clear();
    m_clearedHardware.clear();
    m_originalIds.clear();
    for (const Peer &peer : std::as_const(m_peers))
        m_originalIds.insert(peer.syncId, peer.syncId);
    return {};
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

QList<PeerChange> Draft::peerChanges() const
{
    QHash<SyncId, Peer> originals;
    for (const Peer &peer : m_original.peers)
        originals.insert(peer.syncId, peer);

    QList<PeerChange> edited;
    QList<PeerChange> added;
    for (const Peer &peer : m_peers) {
        const auto password = m_passwords.constFind(peer.syncId);
        const auto newPassword = password == m_passwords.cend() ? std::nullopt : std::optional(*password);
        const auto before = m_originalIds.constFind(peer.syncId);
        if (before == m_originalIds.cend()) {
            added.append({{}, peer, newPassword, false});
            continue;
        }
        const Peer original = originals.take(*before);
        const bool cleared = m_clearedHardware.contains(peer.syncId);
        if (peer.syncId != original.syncId || peer.userName != original.userName || peer.url != original.url || cleared
            || newPassword)
            edited.append({*before, peer, newPassword, cleared});
    }

    // A Sync ID must be free before another row takes it.
    QList<PeerChange> changes;
    for (const Peer &original : m_original.peers) {
        if (originals.contains(original.syncId))
            changes.append({original.syncId, {}, {}, false});
    }
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

int Draft::modifiedCount() const
{
    const SettingsChange now = change();
    return static_cast<int>(now.preferences.size() + now.peers.size());
}

bool Draft::needsAuthorisation() const
{
    SettingsChange now = change();
    now.preferences.remove(preferences.interval.name());
    return !now.isEmpty();
}

Result<> Draft::problem() const
{
    return checkTogether(preferences, m_peers);
}

Result<> Draft::commit(const std::optional<Authorisation> &authorisation)
{
    if (!isModified())
        return {};
    if (needsAuthorisation() && !authorisation)
        return failure(ErrorCode::CodeMissing);
    if (const Result<> fits = problem(); !fits)
        return fits;
    const QString by = authorisation ? authorisation->label() : QString();
    if (const Result<> committed = m_store.commit(change(), by, m_original.revision); !committed)
        return committed;
    if (const Result<> again = read(); !again) // what was asked for is done all the same
        qCWarning(logPrefs, "Settings were saved but not read again: %s", qUtf8Printable(describe(again.error())));
    return {};
}

} // namespace mailboat
