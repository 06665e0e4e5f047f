// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/recover.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "core/engine/recoverychoice.h"
#include "core/prefs/rules.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/recoverywords.h"
#include "core/records/siterecovery.h"
#include "core/records/siterecoverywords.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

#include <QCoreApplication>
#include <QCoroTask>

namespace mailboat {

namespace {

QString wordsOf(Recovery::Choice choice, const Recovery::Plan &plan)
{
    return (QStringList {choiceWords(choice, plan)} + silentWords(plan)).join(u'\n');
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

/// What is chosen: for all of this datafile, or at a primary for one of its sites.
struct Chosen {
    Recovery::Choice choice {};
    std::optional<SyncId> site {};
};

Result<Recovery::Plan> planOf(Datafile &datafile, const Chosen &chosen)
{
    return chosen.site ? SiteRecovery(datafile, *chosen.site).plan(chosen.choice)
                       : Recovery(datafile).plan(chosen.choice);
}

Result<> choose(Session &session, Datafile &datafile, const Chosen &chosen, const Authorisation &by)
{
    SyncPreferences preferences;
    if (const Result<> read = datafile.settings().readPreferences(preferences); !read)
        return read;
    const Signals::Scope scope;
    HttpClient http(httpOptions(preferences));
    QObject::connect(&session.signalSource(), &Signals::raised, &http, &HttpClient::cancel);
    return QCoro::waitFor(chooseRecovery(datafile, http, chosen.choice, by, chosen.site));
}

} // namespace

void RecoverCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RecoverCommand>(parent, chosen, "recover",
        {QCoreApplication::translate("mailboat", "Say how a restored or moved datafile goes on"),
            QCoreApplication::translate("mailboat",
                "It says first how many records that moves.\n"
                "collect, at a restored primary: every Mailboat sends again all it owns, and then fetches everything "
                "anew; sites on other programs are named. What was deleted since the backup comes back. \"status\" "
                "says who has not sent again yet.\n"
                "fetch, at a restored satellite: what waited here when the backup was made is sent first, but takes no "
                "newer form's place that this site has sent since: then it stands in quarantine at the primary. Then "
                "everything is fetched anew. What was deleted here since the backup comes back.\n"
                "continue, at a restored satellite: it goes on as it is, and nothing is fetched anew. The primary is "
                "asked, and where this copy has missed something it is refused.\n"
                "keep-this, where a datafile was used on another machine before: it goes on here, and must not there. "
                "Also at one of two machines that synchronise as one site: that one goes on.\n"
                "--site, at a primary, is for one site alone: with collect that site alone sends again what it owns, "
                "and "
                "fetches everything anew; keep-this says that only one machine is that site any more.\n"
                "Where nothing stands still collect and fetch say so before they ask; where there is no terminal to "
                "ask at they are refused then (exit status 2) without --yes.\n"
                "Needs an authorisation code; at a terminal it asks first. JSON: "
                "{\"choice\",\"site\",\"sites\",\"records\",\"waiting\",\"silent\":[{\"syncId\",\"program\","
                "\"records\"}]}."),
            QStringLiteral("mailboatctl --code-file code.txt recover --choice collect\n"
                           "mailboatctl --code-file code.txt recover --choice fetch --yes\n"
                           "mailboatctl --code-file code.txt recover --site 12 --choice collect")});
    addChoice(parser, "--choice", command->choice, Recovery::names(),
        QCoreApplication::translate("mailboat", "How it goes on"));
    addText(parser, "--site", command->site,
        QCoreApplication::translate("mailboat", "At a primary: for this site alone"), "ID");
    addFlag(parser, "--yes", command->isSure, QCoreApplication::translate("mailboat", "Do not ask"));
}

Result<ExitStatus> RecoverCommand::run(Session &session)
{
    const std::optional<Recovery::Choice> named = Recovery::fromName(choice.value_or(QString()));
    if (!named)
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
    Chosen chosen {*named};
    QJsonValue shownSite;
    if (site) {
        const Result<SyncId> id = syncIdFromText(*site);
        if (!id)
            return failure(id.error());
        chosen.site = *id;
        shownSite = id->value();
    }
    const Result<Recovery::Plan> plan = planOf(**datafile, chosen);
    if (!plan)
        return failure(plan.error());
    session.out().note(chosen.site ? siteChoiceWords(*chosen.site, *named, *plan) : wordsOf(*named, *plan));
    const QString words = chosen.site ? siteCautionWords(*chosen.site, *plan) : needlessWords(*named, *plan);
    if (plan->isNeedless && !isSure && !inputIsTerminal()) { // nobody can be asked
        const QString hint = QCoreApplication::translate("mailboat", "\"--yes\" does it all the same");
        return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), QString(words + u' ' + hint)}});
    }
    if (!words.isEmpty())
        session.out().note(words);
    const Result<bool> no
        = isSure ? Result<bool>(false) : session.declined(QCoreApplication::translate("mailboat", "Go on so?"));
    if (!no || *no)
        return no ? Result<ExitStatus>(ExitStatus::Failed) : failure(no.error());
    if (const Result<> done = choose(session, **datafile, chosen, *by); !done)
        return failure(done.error());
    QJsonObject document = toJson(*named, *plan);
    document.insert(QStringLiteral("site"), shownSite);
    session.out().result(document, QCoreApplication::translate("mailboat", "Synchronisation goes on.") + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat
