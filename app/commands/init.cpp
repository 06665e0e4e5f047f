// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/init.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "core/engine/sitesetup.h"
#include "core/engine/status.h"

#include <QCoreApplication>

namespace mailboat {

void InitCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<InitCommand>(parent, chosen, "init",
        {QCoreApplication::translate("mailboat", "Make the datafile and its first authorisation code"),
            QCoreApplication::translate("mailboat",
                "Makes a new datafile that only its owner can read; one that is there already is refused (exit status "
                "2) and left alone. The code given with --code, --code-file or MAILBOAT_CODE becomes the first "
                "authorisation code, with the label \"first\". Without one a code is made and printed once: write it "
                "down, nobody can show it again.\n"
                "With --test it is a datafile for trying things on, which says so wherever it is shown, and from which "
                "\"serve --test-endpoints\" may serve: never put real data into one.\n"
                "JSON: {\"datafile\", \"code\", \"test\"}; code is null where it was given."),
            QStringLiteral("mailboatctl init\n"
                           "mailboatctl --datafile /srv/clinic.mailboat init --sync-id 12 --code-file code.txt\n"
                           "mailboatctl --datafile /tmp/try.mailboat init --sync-id 1 --test")});
    addText(parser, "--sync-id", command->syncId,
        QCoreApplication::translate(
            "mailboat", "This site's Sync ID: 0 (default) not set up, 1 the primary, 2 to 2147483647 a satellite"),
        "N");
    addFlag(parser, "--test", command->test,
        QCoreApplication::translate("mailboat", "A datafile for trying things on, never for real data"));
}

Result<ExitStatus> InitCommand::run(Session &session)
{
    const Result<DatafileAddress> address = session.datafileAddress();
    if (!address)
        return failure(address.error());
    const Result<QString> given = session.givenCode();
    if (!given)
        return failure(given.error());

    const Result<QString> code
        = createSite(*address, *given, syncId, session.clock(), test ? Purpose::Tests : Purpose::RealData);
    if (!code)
        return failure(code.error());
    const bool isNew = given->isEmpty();
    session.out().result(
        {{QStringLiteral("datafile"), address->shown()},
            {QStringLiteral("code"), isNew ? QJsonValue(*code) : QJsonValue()}, {QStringLiteral("test"), test}},
        isNew ? *code + u'\n' : QString());
    const Result<> shown = session.out().flush();
    if (!shown && isNew) { // nobody has seen its only code, nobody could ever change anything in it
        removeSite(*address);
        session.out().note(QCoreApplication::translate("mailboat",
            "The authorisation code could not be shown, so nothing was kept: the datafile %1 was taken away again.")
                               .arg(address->shown()));
        return failure(shown.error());
    }
    if (test)
        session.out().note(forTestsWords());
    if (!session.out().isJson()) {
        session.out().note(QCoreApplication::translate("mailboat", "The datafile %1 is ready.").arg(address->shown()));
        if (isNew)
            session.out().note(QCoreApplication::translate("mailboat",
                "The code just shown is its authorisation code. Write it down: it is shown only this once."));
    }
    return ExitStatus::Done;
}

} // namespace mailboat
