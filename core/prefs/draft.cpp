// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draft.h"

#include "core/prefs/log.h"
#include "core/prefs/peerlist.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

Q_LOGGING_CATEGORY(prefsLog, "mailboat.prefs")

namespace {

/// The preferences that are not as saved; nothing for one that is back at its default.
QMap<QString, std::optional<QString>> changedTexts(const SyncPreferences &now, const QMap<QString, QString> &savedTexts)
{
    QMap<QString, std::optional<QString>> texts;
    for (const PreferenceBase *preference : now.all()) {
        if (preference->text() == savedTexts.value(preference->name()))
            continue;
        texts.insert(preference->name(), preference->isDefault() ? std::nullopt : std::optional(preference->text()));
    }
    return texts;
}

} // namespace

Draft::Draft(Settings settings)
{
    load(std::move(settings));
}

void Draft::load(Settings settings)
{
    m_saved = std::move(settings);
    for (const Error &damage : preferences.load(m_saved.preferences))
        qCWarning(prefsLog, "Stored preference not usable, its default counts: %s", qUtf8Printable(describe(damage)));
    m_savedTexts.clear();
    for (const PreferenceBase *preference : preferences.all())
        m_savedTexts.insert(preference->name(), preference->text());
    peers.load(m_saved.peers);
}

Result<> Draft::setPreference(const QString &name, const QString &text)
{
    PreferenceBase *preference = preferences.find(name);
    return preference ? preference->setText(text) : failure(preferences.unknown(name));
}

SettingsChange Draft::change() const
{
    return {changedTexts(preferences, m_savedTexts), peers.edits().changes()};
}

bool Draft::isModified() const
{
    return !change().isEmpty();
}

int Draft::modifiedFields() const
{
    return static_cast<int>(changedTexts(preferences, m_savedTexts).size()) + peers.edits().modifiedFields();
}

int Draft::changeCount() const
{
    return static_cast<int>(changedTexts(preferences, m_savedTexts).size()) + peers.edits().changeCount();
}

bool Draft::needsAuthorisation() const
{
    const SettingsChange now = change();
    const QStringList names = now.preferences.keys();
    return !now.peers.isEmpty() || std::any_of(names.cbegin(), names.cend(), [this](const QString &name) {
        return preferences.find(name)->needsCode();
    });
}

Result<> Draft::problem() const
{
    // That nothing stands there twice was seen to when it was staged.
    return checkFitting(preferences, peers.all()).and_then([this] { return checkPrimarysOwn(); });
}

/// What only a primary heeds would be of no effect at a satellite, without a word. What stands there from before may stay.
Result<> Draft::checkPrimarysOwn() const
{
    if (roleOf(preferences.site()) != SiteRole::Satellite)
        return {};
    const auto notHere = [](const QString &what) {
        return failure(ErrorCode::ActionNotPossible,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat", "%1 is for a primary, and this site is a satellite")
                    .arg(what)}});
    };
    for (const PreferenceBase *preference : preferences.all()) {
        const bool isNew = preference->text() != savedPreference(*preference) && !preference->isDefault();
        if (isNew && preferences.isOfPrimary(*preference))
            return notHere(QCoreApplication::translate("mailboat", "the preference \"%1\"").arg(preference->name()));
    }
    for (const Peer &peer : peers.all()) {
        const Peer *before = findPeer(m_saved.peers, peer.syncId);
        const Peer was = before ? *before : Peer {};
        const bool isNew = (peer.mayOmitHardwareId && !was.mayOmitHardwareId)
            || (peer.isOmsCentral && !was.isOmsCentral) || (!peer.timeZone.isEmpty() && peer.timeZone != was.timeZone);
        if (isNew)
            return notHere(QCoreApplication::translate("mailboat", "what was said of the site in the list"));
    }
    return {};
}

Settings Draft::shown() const
{
    QMap<QString, QString> texts = m_saved.preferences;
    const QMap<QString, std::optional<QString>> changes = changedTexts(preferences, m_savedTexts);
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (*it)
            texts.insert(it.key(), **it);
        else
            texts.remove(it.key());
    }
    return {texts, peers.all(), m_saved.revision};
}

QString Draft::savedPreference(const PreferenceBase &preference) const
{
    return m_savedTexts.value(preference.name());
}

SyncId Draft::savedSite() const
{
    return SyncId {savedPreference(preferences.syncId).toInt()};
}

} // namespace mailboat
