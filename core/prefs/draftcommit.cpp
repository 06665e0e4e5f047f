// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draftcommit.h"

#include "core/prefs/log.h"

namespace mailboat {

Result<std::unique_ptr<Draft>> openDraft(SettingsStore &store)
{
    return store.read().map([](Settings &&settings) { return std::make_unique<Draft>(std::move(settings)); });
}

Result<StagedChange> stagedChange(const Draft &draft, const std::optional<Authorisation> &authorisation)
{
    if (draft.needsAuthorisation() && !authorisation)
        return failure(ErrorCode::CodeMissing);
    if (const Result<> fits = draft.problem(); !fits)
        return failure(fits.error());
    return StagedChange {draft.change(), authorisation ? authorisation->label() : QString(), draft.saved().revision};
}

Result<> commitDraft(Draft &draft, SettingsStore &store, const std::optional<Authorisation> &authorisation)
{
    if (!draft.isModified())
        return {};
    const Result<StagedChange> staged = stagedChange(draft, authorisation);
    if (!staged)
        return failure(staged.error());
    if (const Result<> committed = store.commit(staged->change, staged->by, staged->revision); !committed)
        return committed;
    if (Result<Settings> again = store.read(); again)
        draft.load(std::move(*again));
    else // what was asked for is done all the same
        qCWarning(prefsLog, "Settings were saved but not read again: %s", qUtf8Printable(describe(again.error())));
    return {};
}

} // namespace mailboat
