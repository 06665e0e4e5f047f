// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/init.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "core/prefs/draft.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QFile>

namespace mailboat {

namespace {

/// The first code, and the Sync ID if one is wanted: what comes after the empty datafile.
Result<QString> setUp(Datafile &datafile, const QString &chosenCode, const std::optional<QString> &syncId)
{
    Authoriser authoriser(datafile.settings(), datafile.clock());
    const Result<QString> code = authoriser.createFirst(chosenCode);
    if (!code || !syncId)
        return code;
    const Result<Authorisation> by = authoriser.authorise(*code);
    if (!by)
        return failure(by.error());
    const Result<std::unique_ptr<Draft>> draft = Draft::open(datafile.settings());
    if (!draft)
        return failure(draft.error());
    if (auto set = (*draft)->setPreference(QStringLiteral("sync-id"), *syncId); !set)
        return failure(set.error());
    if (auto saved = (*draft)->commit(*by); !saved)
        return failure(saved.error());
    return code;
}

void removeDatafile(const QString &path)
{
    for (const char *ending : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(ending));
}

} // namespace

void InitCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<InitCommand>(parent, chosen, "init",
        {QCoreApplication::translate("mailboat", "Make the datafile and its first authorisation code"),
            QCoreApplication::translate("mailboat",
                "Makes a new datafile that only its owner can read; one that is there already is refused (exit status "
                "2) and left alone. The code given with --code, --code-file or MAILBOAT_CODE becomes the first "
                "authorisation code, with the label \"first\". Without one a code is made and printed once: write it "
                "down, nobody can show it again.\n"
                "JSON: {\"datafile\", \"code\"}; code is null where it was given."),
            QStringLiteral("mailboatctl init\n"
                           "mailboatctl --datafile /srv/clinic.mailboat init --sync-id 12 --code-file code.txt")});
    addText(parser, "--sync-id", command->syncId,
        QCoreApplication::translate(
            "mailboat", "This site's Sync ID: 0 (default) not set up, 1 the primary, 2 to 2147483647 a satellite"),
        "N");
}

Result<ExitStatus> InitCommand::run(Session &session)
{
    if (syncId) {
        SyncPreferences preferences;
        if (auto fits = preferences.syncId.setText(*syncId); !fits)
            return failure(fits.error());
    }
    const Result<QString> path = session.datafilePath();
    if (!path)
        return failure(path.error());
    const Result<QString> given = session.givenCode();
    if (!given)
        return failure(given.error());

    Result<std::unique_ptr<Datafile>> made = Datafile::create(*path, session.clock());
    if (!made)
        return failure(made.error());
    const Result<QString> code = setUp(**made, *given, syncId);
    if (!code) {
        made->reset();
        removeDatafile(*path);
        return failure(code.error());
    }
    const bool isNew = given->isEmpty();
    if (!session.out().isJson()) {
        session.out().note(QCoreApplication::translate("mailboat", "The datafile %1 is ready.").arg(*path));
        if (isNew)
            session.out().note(QCoreApplication::translate(
                "mailboat", "This is its authorisation code. Write it down: it is shown only this once."));
    }
    session.out().result(
        {{QStringLiteral("datafile"), *path}, {QStringLiteral("code"), isNew ? QJsonValue(*code) : QJsonValue()}},
        isNew ? *code + u'\n' : QString());
    return ExitStatus::Done;
}

} // namespace mailboat
