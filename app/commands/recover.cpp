// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/recover.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "core/records/recovery.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QString collectWords(const Recovery::Plan &plan)
{
    QStringList lines {QCoreApplication::translate("mailboat",
        "%1 sites are asked to send again all that they own (%2 records of them are known here), and every site gets "
        "%3 central records anew.")
                           .arg(QString::number(plan.sites), QString::number(plan.records),
                               QString::number(plan.waiting))};
    for (const Recovery::Plan::Silent &site : plan.silent)
        lines += QCoreApplication::translate("mailboat",
            "The site with Sync ID %1 runs %2 and cannot be asked: of its records %3 are known here. Newer ones are "
            "missing until it initialises anew, by which it loses what it alone holds.")
                     .arg(QString::number(site.site.value()), site.program, QString::number(site.records));
    return lines.join(u'\n');
}

QString wordsOf(Recovery::Choice choice, const Recovery::Plan &plan)
{
    switch (choice) {
    case Recovery::Choice::Collect:
        return collectWords(plan);
    case Recovery::Choice::Fetch:
        return QCoreApplication::translate("mailboat",
            "%1 records that wait here are sent first, then everything is fetched anew; %2 records are here.")
            .arg(QString::number(plan.waiting), QString::number(plan.records));
    case Recovery::Choice::KeepThis:
        return QCoreApplication::translate("mailboat",
            "The datafile goes on on this machine. On the one where it was before nobody may synchronise with it any "
            "more.");
    }
    Q_UNREACHABLE();
}

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
                "collect, at a restored primary: every Mailboat is asked to send again all it owns, and gets what it "
                "lacks after that; every site gets the central records anew; sites on other programs are named.\n"
                "fetch, at a restored satellite: what waited here when the backup was made is sent first, but takes no "
                "newer form's place that this site has sent since: then it stands in quarantine at the primary. Then "
                "everything is fetched anew.\n"
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
    session.out().note(wordsOf(*chosen, *plan));
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
