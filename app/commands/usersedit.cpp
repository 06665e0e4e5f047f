// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/usersedit.h"

#include "app/commands/declare.h"
#include "app/commands/saved.h"
#include "app/session.h"
#include "core/records/appusers.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QString nameWords()
{
    return QCoreApplication::translate("mailboat", "Name that the person signs in by");
}

QString savedJson()
{
    return QCoreApplication::translate("mailboat", "Needs an authorisation code. JSON: {\"ok\":true}.");
}

QString permissionWords()
{
    return QCoreApplication::translate("mailboat",
        "Permissions have commas between them: sets (%1; %2 where nothing is said), the numbers from 1 to %3 that "
        "mSupply gives them, or names; a - before one takes it away again, as in \"all,-server-administration\". The "
        "names, of those that Open mSupply heeds:\n%4.")
        .arg(AppPermissions::setNames().join(QStringLiteral(", ")),
            AppPermissions::usual().names().join(QStringLiteral(", ")), QString::number(AppPermissions::highest),
            AppPermissions::allNames().join(QStringLiteral(", ")));
}

void declareOptions(CLI::App *parser, UserOptions &options)
{
    addArgument(parser, "NAME", options.name, nameWords());
    addText(parser, "--password-file", options.passwordFile,
        QCoreApplication::translate(
            "mailboat", "File with the person's password in its first line; - is standard input"),
        "F");
    addTexts(parser, "--store", options.stores,
        QCoreApplication::translate("mailboat",
            "A store where the person may sign in, by its ID, and what may be done there; may stand there several "
            "times"),
        "ID[:PERMISSIONS]");
    addText(parser, "--permissions", options.permissions,
        QCoreApplication::translate("mailboat", "What may be done in stores for which nothing else is said"),
        "PERMISSIONS");
    addText(parser, "--default-store", options.defaultStore,
        QCoreApplication::translate("mailboat", "The one of them that is shown first"), "ID");
    addText(parser, "--first-name", options.firstName, QCoreApplication::translate("mailboat", "First name"), "T");
    addText(parser, "--last-name", options.lastName, QCoreApplication::translate("mailboat", "Last name"), "T");
    addText(parser, "--email", options.email, QCoreApplication::translate("mailboat", "E-mail address"), "T");
    addText(parser, "--language", options.language,
        QCoreApplication::translate("mailboat", "Language of the program there: %1")
            .arg(appLanguages().join(QStringLiteral(", "))),
        "L");
    addText(parser, "--user-id", options.userId,
        QCoreApplication::translate("mailboat",
            "ID that records name the person by; without it that of the record that has this name, else a new one"),
        "ID");
}

Result<AppUserEdit::Place> placeOf(const QString &option)
{
    const qsizetype colon = option.indexOf(u':');
    if (colon < 0)
        return AppUserEdit::Place {option.toUtf8(), {}};
    return AppPermissions::fromText(option.mid(colon + 1)).map([&](const AppPermissions &permissions) {
        return AppUserEdit::Place {option.left(colon).toUtf8(), permissions};
    });
}

Result<AppUserEdit> editOf(Session &session, const UserOptions &options, bool mayAsk)
{
    AppUserEdit edit;
    edit.name = options.name;
    edit.firstName = options.firstName;
    edit.lastName = options.lastName;
    edit.email = options.email;
    edit.language = options.language;
    edit.userId = options.userId;
    if (options.defaultStore)
        edit.defaultStore = options.defaultStore->toUtf8();
    for (const QString &option : options.stores) {
        const Result<AppUserEdit::Place> place = placeOf(option);
        if (!place)
            return failure(place.error());
        edit.places.append(*place);
    }
    if (options.permissions) {
        const Result<AppPermissions> permissions = AppPermissions::fromText(*options.permissions);
        if (!permissions)
            return failure(permissions.error());
        edit.permissions = *permissions;
    }
    const Result<std::optional<QString>> password
        = session.password(options.passwordFile, mayAsk, Session::Whose::Person);
    if (!password)
        return failure(password.error());
    edit.password = *password;
    return edit;
}

} // namespace

Result<ExitStatus> editUsers(
    Session &session, const std::function<Result<QString>(AppUsers &, const Authorisation &)> &change)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Authorisation> by = session.authorise();
    if (!by)
        return failure(by.error());
    AppUsers users(**datafile);
    const Result<QString> done = change(users, *by);
    if (!done)
        return failure(done.error());
    return reportDone(session, *done);
}

void UsersAddCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<UsersAddCommand>(parent, chosen, "add",
        {QCoreApplication::translate("mailboat", "Let somebody sign in at the sites"),
            QCoreApplication::translate("mailboat",
                "At a site the person gets into those of the stores that are active there. Without "
                "--password-file a terminal is asked.")
                + u' ' + savedJson() + u'\n' + permissionWords(),
            QStringLiteral("mailboatctl users add amy --password-file pw.txt --store st-9\n"
                           "mailboatctl users add ben --password-file - --store st-9:view --store st-12:all")});
    declareOptions(parser, command->options);
}

Result<ExitStatus> UsersAddCommand::run(Session &session)
{
    return editUsers(session, [this, &session](AppUsers &users, const Authorisation &by) -> Result<QString> {
        const Result<AppUserEdit> wanted = editOf(session, options, true);
        if (!wanted)
            return failure(wanted.error());
        return users.add(by, *wanted).map([&wanted] {
            return QCoreApplication::translate("mailboat", "%1 may sign in now.").arg(wanted->name);
        });
    });
}

void UsersEditCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<UsersEditCommand>(parent, chosen, "edit",
        {QCoreApplication::translate("mailboat", "Change somebody who may sign in at the sites"),
            QCoreApplication::translate("mailboat",
                "What is not named stays as it is; --store adds a store, or changes what may be done there, and "
                "--permissions without it those of all the person's stores. What programs at the sites keep of a "
                "password lasts "
                "there until they reach this primary.")
                + u' ' + savedJson() + u'\n' + permissionWords(),
            QStringLiteral("mailboatctl users edit amy --password-file pw.txt\n"
                           "mailboatctl users edit amy --store st-12:view --without-store st-9\n"
                           "mailboatctl users edit amy --active no")});
    declareOptions(parser, command->options);
    addText(parser, "--name", command->newName, QCoreApplication::translate("mailboat", "New name"), "N");
    addTexts(parser, "--without-store", command->withoutStores,
        QCoreApplication::translate("mailboat", "A store where the person may no more sign in"), "ID");
    addChoice(parser, "--active", command->isActive, {QStringLiteral("yes"), QStringLiteral("no")},
        QCoreApplication::translate("mailboat", "Whether the person may sign in at all"));
}

Result<ExitStatus> UsersEditCommand::run(Session &session)
{
    return editUsers(session, [this, &session](AppUsers &users, const Authorisation &by) -> Result<QString> {
        Result<AppUserEdit> wanted = editOf(session, options, false);
        if (!wanted)
            return failure(wanted.error());
        wanted->newName = newName;
        for (const QString &store : withoutStores)
            wanted->withoutStores.append(store.toUtf8());
        if (isActive)
            wanted->isActive = *isActive == QLatin1String("yes");
        return users.edit(by, *wanted).map([] { return QCoreApplication::translate("mailboat", "Saved."); });
    });
}

void UsersRemoveCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<UsersRemoveCommand>(parent, chosen, "remove",
        {QCoreApplication::translate("mailboat", "Let somebody no more sign in at the sites"),
            QCoreApplication::translate(
                "mailboat", "A site that cannot reach this primary goes on letting in whom it has let in before.")
                + u' ' + savedJson(),
            QStringLiteral("mailboatctl users remove amy")});
    addArgument(parser, "NAME", command->name, nameWords());
}

Result<ExitStatus> UsersRemoveCommand::run(Session &session)
{
    return editUsers(session, [this](AppUsers &users, const Authorisation &by) -> Result<QString> {
        return users.remove(by, name).map(
            [this] { return QCoreApplication::translate("mailboat", "%1 may no more sign in.").arg(name); });
    });
}

} // namespace mailboat
