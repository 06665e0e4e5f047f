// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/peersdraft.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"

namespace mailboat {

/// Preferences and peers being edited: knows what is modified and what is wrong (contract.md §3 "staged"); draftcommit.h makes
/// one from a datafile and commits it. Window, command line and import use it alike. Holds all it needs: nothing waits for a
/// disk, and nothing but what is about many rows and problem() takes longer the more peers there are.
///
/// Staging refuses at once what is wrong by itself; problem() says what does not fit together. A command that needs an
/// authorisation asks for it before it stages anything: the lack of a code comes before any rule (contract.md §4).
class Draft
{
public:
    explicit Draft(Settings settings);
    Q_DISABLE_COPY_MOVE(Draft)
    ~Draft() = default;
    void load(Settings settings); ///< begins again with these; what was edited is forgotten

    SyncPreferences preferences;
    PeersDraft peers {preferences};

    /// Sets a preference by name. PreferenceUnknown, PreferenceInvalid, UrlInvalid.
    Result<> setPreference(const QString &name, const QString &text);

    bool isModified() const;
    int modifiedFields() const; ///< fields that differ: a preference is one; of peers as in PeerEdits
    int changeCount() const; ///< the same as a person counts: a site added or taken out is one
    /// Whether what is modified needs an authorisation: any peer, and a preference that needsCode().
    bool needsAuthorisation() const;
    /// The first rule broken by what is in the draft (rules.h), or, at a satellite, what means something at a primary alone
    /// (ActionNotPossible).
    Result<> problem() const;
    SettingsChange change() const; ///< what is modified
    /// The settings as they would stand after a commit, for a check of what is shown.
    Settings shown() const;
    const Settings &saved() const { return m_saved; } ///< as they stand in the datafile
    QString savedPreference(const PreferenceBase &preference) const; ///< its text there
    SyncId savedSite() const; ///< this site's Sync ID there

private:
    Result<> checkPrimarysOwn() const;

    Settings m_saved;
    QMap<QString, QString> m_savedTexts; ///< of every preference
};

} // namespace mailboat
