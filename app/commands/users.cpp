// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/users.h"

#include "app/commands/declare.h"
#include "app/commands/table.h"
#include "app/commands/usersedit.h"
#include "app/progressline.h"
#include "app/session.h"
#include "core/prefs/appusercsv.h"
#include "core/records/appusers.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// Takes the rows of a file, or says what is wrong with all of them.
Result<> importRows(const Authorisation &by, AppUsers &users, const QByteArray &csv)
{
    Result<AppUserRows> read = appUserRows(csv);
    if (!read)
        return failure(read.error());
    ProgressLine progress;
    const auto hashed = [&progress](qint64 done, qint64 total) {
        progress.show(QCoreApplication::translate("mailboat", "Hashing passwords"), done, total);
        return true;
    };
    const bool allRead = read->reasons.isEmpty();
    const Result<QList<AppUsers::Problem>> problems
        = allRead ? users.import(by, read->rows, hashed) : users.problems(read->rows);
    if (!problems)
        return failure(problems.error());
    for (const AppUsers::Problem &problem : *problems)
        read->reasons.append({read->lines.at(problem.row), appUserReason(problem.error)});
    if (!read->reasons.isEmpty())
        return failure(CsvTable::rowsBad(appUserForm(), read->reasons));
    return {};
}

} // namespace

void UsersListCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const QString keys = QCoreApplication::translate("mailboat",
        "JSON: an array; the keys of a person are name, userId (what records name the person by), firstName, lastName, "
        "email, language, active and stores, an array of {\"store\",\"default\",\"permissions\"}; null where there is "
        "none. Passwords are never shown, nor what is kept of them.");
    CLI::App *all = addCommand<UsersListCommand>(parent, chosen, "users",
        {QCoreApplication::translate("mailboat", "Show or change who may sign in at the sites"),
            QCoreApplication::translate("mailboat",
                "At a primary: people who use Open mSupply or mSupply Mobile at its sites. They sign in there with a "
                "name and a password, and the program asks this primary about both, by https or on this machine alone. "
                "Without a command of its own it lists them. What changes the list needs an authorisation code.")
                + u' ' + keys,
            QStringLiteral("mailboatctl users\n"
                           "mailboatctl --code-file code.txt users add amy --password-file pw.txt --store st-9")},
        Subcommands::Possible)
                        .parser;
    addCommand<UsersListCommand>(*all, chosen, "list",
        {QCoreApplication::translate("mailboat", "List the people, by name"), keys,
            QStringLiteral("mailboatctl users list --json")});
    UsersAddCommand::declare(*all, chosen);
    UsersEditCommand::declare(*all, chosen);
    UsersRemoveCommand::declare(*all, chosen);
    UsersImportCommand::declare(*all, chosen);
}

Result<ExitStatus> UsersListCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<QList<AppUser>> users = AppUsers(**datafile).all();
    if (!users)
        return failure(users.error());
    QJsonArray documents;
    QList<QStringList> rows {{QCoreApplication::translate("mailboat", "Name"),
        QCoreApplication::translate("mailboat", "First name"), QCoreApplication::translate("mailboat", "Last name"),
        QCoreApplication::translate("mailboat", "Active"), QCoreApplication::translate("mailboat", "Stores")}};
    for (const AppUser &user : *users) {
        documents += toJson(user);
        QStringList places;
        for (const AppUser::Place &place : user.places)
            places += QStringLiteral("%1: %2").arg(
                QString::fromUtf8(place.store), place.permissions.names().join(QStringLiteral(", ")));
        rows += {user.name, user.firstName, user.lastName,
            user.isActive ? QCoreApplication::translate("mailboat", "yes")
                          : QCoreApplication::translate("mailboat", "no"),
            places.join(QStringLiteral("; "))};
    }
    session.out().results(documents, inColumns(rows));
    return ExitStatus::Done;
}

void UsersImportCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<UsersImportCommand>(parent, chosen, "import",
        {QCoreApplication::translate("mailboat", "Add and change people from a CSV file"),
            QCoreApplication::translate("mailboat",
                "With the header %1, in any order; all but name and password may be missing. Stores are IDs with "
                "blanks between them, to which the permissions of the row apply. Who is there already is changed, and "
                "an empty field leaves what was there. All rows are taken or none; every bad row is named with its "
                "line and the reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it "
                "with nothing taken. Needs an authorisation code. JSON: {\"ok\":true}.")
                .arg(appUserForm().columns.join(u',')),
            QStringLiteral("mailboatctl --code-file code.txt users import people.csv")});
    addArgument(
        parser, "FILE", command->file, QCoreApplication::translate("mailboat", "The CSV file; - is standard input"));
}

Result<ExitStatus> UsersImportCommand::run(Session &session)
{
    return editUsers(session, [this, &session](AppUsers &users, const Authorisation &by) -> Result<QString> {
        const Result<Input *> source = session.input(file);
        if (!source)
            return failure(source.error());
        const Result<QByteArray> csv = (*source)->readAll();
        if (!csv)
            return failure(csv.error());
        return importRows(by, users, *csv).map([] { return QCoreApplication::translate("mailboat", "Saved."); });
    });
}

} // namespace mailboat
