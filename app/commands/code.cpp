// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/code.h"

#include "app/commands/declare.h"
#include "app/commands/saved.h"
#include "app/commands/table.h"
#include "app/session.h"
#include "core/security/accesscode.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>

namespace mailboat {

void CodeAddCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    CLI::App *all = addGroup(parent, "code",
        {QCoreApplication::translate("mailboat", "Authorisation codes: make, list, revoke"),
            QCoreApplication::translate("mailboat",
                "A code unlocks what changes the settings of this site. After five wrong tries there are growing "
                "pauses. To make or revoke one takes a code that is valid."),
            QStringLiteral("mailboatctl --code-file code.txt code add --label Asha --expires 2027-01-31\n"
                           "mailboatctl code list\n"
                           "mailboatctl --code-file code.txt code revoke Asha")});

    const auto [addParser, add] = addCommand<CodeAddCommand>(*all, chosen, "add",
        {QCoreApplication::translate("mailboat", "Make a new code and print it once"),
            QCoreApplication::translate("mailboat",
                "A date in the past is refused; a date lasts to its end on this machine. JSON: "
                "{\"label\",\"code\",\"expires\"}."),
            QStringLiteral("mailboatctl --code-file code.txt code add --label Asha --expires 2027-01-31")});
    addText(addParser, "--label", add->label, QCoreApplication::translate("mailboat", "Whose code it is, or what for"),
        "L", Presence::Required);
    addText(addParser, "--expires", add->expires,
        QCoreApplication::translate("mailboat", "Last day of the code; without it the code does not expire"), "DATE");

    addCommand<CodeListCommand>(*all, chosen, "list",
        {QCoreApplication::translate("mailboat", "List the codes by label; the codes themselves cannot be shown"),
            QCoreApplication::translate("mailboat", "JSON: [{\"label\",\"created\",\"expires\"}…]."),
            QStringLiteral("mailboatctl code list")});

    const auto [revokeParser, revoke] = addCommand<CodeRevokeCommand>(*all, chosen, "revoke",
        {QCoreApplication::translate("mailboat", "Make a code worthless"),
            QCoreApplication::translate("mailboat", "The last one cannot be revoked. JSON: {\"ok\":true}."),
            QStringLiteral("mailboatctl --code-file code.txt code revoke Asha")});
    addArgument(revokeParser, "LABEL", revoke->label, QCoreApplication::translate("mailboat", "Label of the code"));
}

Result<ExitStatus> CodeAddCommand::run(Session &session)
{
    const Result<Authorisation> by = session.authorise();
    if (!by)
        return failure(by.error());
    std::optional<QDateTime> until;
    if (expires) {
        const Result<QDateTime> read = expiryFromText(*expires, session.clock().utcNow());
        if (!read)
            return failure(read.error());
        until = *read;
    }
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    Authoriser authoriser((*datafile)->settings(), session.clock());
    const Result<QString> code = authoriser.add(*by, label, until);
    if (!code)
        return failure(code.error());
    session.out().result({{QStringLiteral("label"), label}, {QStringLiteral("code"), *code},
                             {QStringLiteral("expires"), orNull(until.value_or(QDateTime()))}},
        *code + u'\n');
    if (const Result<> shown = session.out().flush(); !shown) { // a code that nobody has seen is nobody's
        if (const Result<> revoked = authoriser.revoke(*by, label); !revoked)
            return failure(revoked.error());
        session.out().note(
            QCoreApplication::translate("mailboat", "The new code could not be shown, so it was revoked again."));
        return failure(shown.error());
    }
    if (!session.out().isJson())
        session.out().note(QCoreApplication::translate("mailboat", "Write the code down: it is shown only this once."));
    return ExitStatus::Done;
}

Result<ExitStatus> CodeListCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<QList<StandingCode>> codes = Authoriser((*datafile)->settings(), session.clock()).list();
    if (!codes)
        return failure(codes.error());
    QJsonArray documents;
    QList<QStringList> rows {{QCoreApplication::translate("mailboat", "Label"),
        QCoreApplication::translate("mailboat", "Made"), QCoreApplication::translate("mailboat", "Expires")}};
    for (const StandingCode &code : *codes) {
        const QDateTime until = code.expires.value_or(QDateTime());
        documents += QJsonObject {{QStringLiteral("label"), code.label},
            {QStringLiteral("created"), orNull(code.created)}, {QStringLiteral("expires"), orNull(until)}};
        rows += {code.label, localTime(code.created), localTime(until)};
    }
    session.out().results(documents, inColumns(rows));
    return ExitStatus::Done;
}

Result<ExitStatus> CodeRevokeCommand::run(Session &session)
{
    const Result<Authorisation> by = session.authorise();
    if (!by)
        return failure(by.error());
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    if (auto revoked = Authoriser((*datafile)->settings(), session.clock()).revoke(*by, label); !revoked)
        return failure(revoked.error());
    return reportDone(
        session, QCoreApplication::translate("mailboat", "The code \"%1\" opens nothing any more.").arg(label));
}

} // namespace mailboat
