// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/recover.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "core/records/recovery.h"
#include "core/records/recoverywords.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QJsonObject toJson(Recovery::Choice choice, const Recovery::Plan &plan)
{
    QJsonArray silent;
    for (const Recovery::Plan::Silent &site : plan.silent)
        silent += QJsonObject {{QStringLiteral("syncId"), site.site.value()}, {QStringLiteral("program"), site.program},
            {QStringLiteral("records"), site.records}};
    return {{QStringLiteral("choice"), Recovery::name(choice)}, {QStringLiteral("sites"), plan.sites},
        {QStringLiteral("records"), plan.records}, {QStringLiteral("waiting"), plan.waiting},
        {QStringLiteral("silent"), silent}};
}

} // namespace

void RecoverCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RecoverCommand>(parent, chosen, "recover",
        {QCoreApplication::translate("mailboat", "Say how a restored or moved datafile goes on"),
            QCoreApplication::translate("mailboat",
                "It says first how many records that moves.\n"
                "collect, at a restored primary: every Mailboat is asked to send again all it owns, and every site "
                "gets the central records anew; sites on other programs are named.\n"
                "fetch, at a restored satellite: what waited here when the backup was made is sent as it was then, "
                "even where a "
                "newer form was sent since; then everything is fetched anew.\n"
                "keep-this, where a datafile was used on another machine before: it goes on here, and must not there.\n"
                "Needs an authorisation code; at a terminal it asks first. JSON: "
                "{\"choice\",\"sites\",\"records\",\"waiting\",\"silent\":[{\"syncId\",\"program\",\"records\"}]}."),
            QStringLiteral("mailboatctl --code-file code.txt recover --choice collect\n"
                           "mailboatctl --code-file code.txt recover --choice fetch --yes")});
    addChoice(parser, "--choice", command->choice, Recovery::names(),
        QCoreApplication::translate("mailboat", "How it goes on"));
    addFlag(parser, "--yes", command->isSure, QCoreApplication::translate("mailboat", "Do not ask"));
}

Result<ExitStatus> RecoverCommand::run(Session &session)
{
    const std::optional<Recovery::Choice> chosen = Recovery::fromName(choice.value_or(QString()));
    if (!chosen)
        return failure(ErrorCode::UsageWrong,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat", "%1 is missing")
                    .arg(QStringLiteral("--choice ") + Recovery::names().join(u'|'))}});
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Authorisation> by = session.authorise();
    if (!by)
        return failure(by.error());
    Recovery recovery(**datafile);
    const Result<Recovery::Plan> plan = recovery.plan(*chosen);
    if (!plan)
        return failure(plan.error());
    session.out().note((QStringList {choiceWords(*chosen, *plan)} + silentWords(*plan)).join(u'\n'));
    const Result<bool> yes
        = isSure ? Result<bool>(true) : session.confirm(QCoreApplication::translate("mailboat", "Go on so?"));
    if (!yes)
        return failure(yes.error());
    if (!*yes)
        return failure(ErrorCode::Cancelled);
    if (const Result<> done = recovery.choose(*chosen, *by); !done)
        return failure(done.error());
    session.out().result(
        toJson(*chosen, *plan), QCoreApplication::translate("mailboat", "Synchronisation goes on.") + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat
