// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sitesetup.h"

#include "core/prefs/draft.h"
#include "core/records/datafile.h"
#include "core/store/settingstable.h"

#include <QFile>

namespace mailboat {

namespace {

/// The first code, and the settings: what comes after the empty datafile.
Result<QString> fill(Datafile &datafile, const QString &chosenCode, const SettingsChange &change, Purpose purpose)
{
    const Result<> marked = purpose == Purpose::Tests ? datafile.settings().markForTests() : Result<>();
    if (!marked)
        return failure(marked.error());
    Authoriser authoriser(datafile.settings(), datafile.clock());
    const Result<QString> code = authoriser.createFirst(chosenCode);
    if (!code || change.isEmpty())
        return code;
    const Result<Authorisation> by = authoriser.authorise(*code);
    if (!by)
        return failure(by.error());
    const Result<Settings> settings = datafile.settings().read();
    if (!settings)
        return failure(settings.error());
    return datafile.settings().commit(change, by->label(), settings->revision).map([&code] { return *code; });
}

Result<QString> make(const DatafileAddress &address, const QString &chosenCode, const SettingsChange &change,
    const Clock &clock, Purpose purpose)
{
    Result<std::unique_ptr<Datafile>> made = Datafile::create(address, clock);
    if (!made)
        return failure(made.error());
    Result<QString> code = fill(**made, chosenCode, change, purpose);
    if (!code) {
        made->reset();
        removeSite(address);
    }
    return code;
}

} // namespace

Result<QString> createSite(const DatafileAddress &address, const QString &chosenCode,
    const std::optional<QString> &syncId, const Clock &clock, Purpose purpose)
{
    Draft draft({});
    const Result<> fits = syncId ? draft.setPreference(QStringLiteral("sync-id"), *syncId) : Result<>();
    if (!fits)
        return failure(fits.error());
    return make(address, chosenCode, draft.change(), clock, purpose);
}

Result<QString> createSiteWith(const DatafileAddress &address, const SettingsChange &setUp, const Clock &clock)
{
    return make(address, {}, setUp, clock, Purpose::RealData);
}

void removeSite(const DatafileAddress &address)
{
    for (const char *ending : {"", "-wal", "-shm"})
        QFile::remove(address.path() + QLatin1String(ending));
}

} // namespace mailboat
