// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/editing.h"

#include "app/commands/saved.h"
#include "app/session.h"
#include "core/prefs/draftcommit.h"
#include "core/prefs/plainhttp.h"
#include "core/store/settingstable.h"

namespace mailboat {

Result<ExitStatus> editSettings(Session &session, const std::function<Result<>(Draft &)> &change)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Authorisation> by = session.authorise();
    if (!by)
        return failure(by.error());
    const Result<std::unique_ptr<Draft>> draft = openDraft((*datafile)->settings());
    if (!draft)
        return failure(draft.error());
    session.setListOf(roleOf((*draft)->savedSite()));
    if (auto changed = change(**draft); !changed)
        return failure(changed.error());
    const QList<Error> warnings = plainHttpWarnings(**draft);
    if (auto saved = commitDraft(**draft, (*datafile)->settings(), *by); !saved)
        return failure(saved.error());
    return reportSaved(session, **draft, warnings);
}

} // namespace mailboat
