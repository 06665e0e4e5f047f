// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draft.h"
#include "core/security/authorisation.h"

#include <memory>

namespace mailboat {

/// A draft of the settings as they stand.
Result<std::unique_ptr<Draft>> openDraft(SettingsStore &store);

/// What a draft would commit: a value, so that it can be handed to the thread that may wait for the disk.
struct StagedChange {
    SettingsChange change;
    QString by; ///< label of the code, empty where none was needed
    qint64 revision = 0; ///< of the settings that the draft began with
};
/// The change to commit. CodeMissing where an authorisation is needed and none given; the problem() of the draft.
Result<StagedChange> stagedChange(const Draft &draft, const std::optional<Authorisation> &authorisation);

/// Commits the stagedChange() in one transaction, and lets the draft go on from what stands in the datafile then.
/// SettingsChanged where another process changed the same thing. Whatever fails leaves the datafile as it was.
Result<> commitDraft(Draft &draft, SettingsStore &store, const std::optional<Authorisation> &authorisation);

} // namespace mailboat
