// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sitesetup.h"

#include "core/prefs/draftcommit.h"
#include "core/records/datafile.h"
#include "core/store/settingstable.h"

#include <QFile>

namespace mailboat {

namespace {

/// The first code, and the Sync ID if one is wanted: what comes after the empty datafile.
Result<QString> setUp(
    Datafile &datafile, const QString &chosenCode, const std::optional<QString> &syncId, Purpose purpose)
{
    const Result<> marked = purpose == Purpose::Tests ? datafile.settings().markForTests() : Result<>();
    if (!marked)
        return failure(marked.error());
    Authoriser authoriser(datafile.settings(), datafile.clock());
    const Result<QString> code = authoriser.createFirst(chosenCode);
    if (!code || !syncId)
        return code;
    const Result<Authorisation> by = authoriser.authorise(*code);
    if (!by)
        return failure(by.error());
    const Result<std::unique_ptr<Draft>> draft = openDraft(datafile.settings());
    if (!draft)
        return failure(draft.error());
    if (auto set = (*draft)->setPreference(QStringLiteral("sync-id"), *syncId); !set)
        return failure(set.error());
    if (auto saved = commitDraft(**draft, datafile.settings(), *by); !saved)
        return failure(saved.error());
    return code;
}

} // namespace

Result<QString> createSite(const DatafileAddress &address, const QString &chosenCode,
    const std::optional<QString> &syncId, const Clock &clock, Purpose purpose)
{
    if (syncId) {
        SyncPreferences preferences;
        if (auto fits = preferences.syncId.setText(*syncId); !fits)
            return failure(fits.error());
    }
    Result<std::unique_ptr<Datafile>> made = Datafile::create(address, clock);
    if (!made)
        return failure(made.error());
    Result<QString> code = setUp(**made, chosenCode, syncId, purpose);
    if (!code) {
        made->reset();
        removeSite(address);
    }
    return code;
}

void removeSite(const DatafileAddress &address)
{
    for (const char *ending : {"", "-wal", "-shm"})
        QFile::remove(address.path() + QLatin1String(ending));
}

} // namespace mailboat
