// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "app/commands/backup.h"
#include "app/commands/check.h"
#include "app/commands/code.h"
#include "app/commands/complete.h"
#include "app/commands/declare.h"
#include "app/commands/init.h"
#include "app/commands/key.h"
#include "app/commands/log.h"
#include "app/commands/peers.h"
#include "app/commands/prefs.h"
#include "app/commands/records.h"
#include "app/commands/recover.h"
#include "app/commands/resend.h"
#include "app/commands/sample.h"
#include "app/commands/serve.h"
#include "app/commands/sites.h"
#include "app/commands/status.h"
#include "app/commands/support.h"
#include "app/commands/sync.h"
#include "app/commands/users.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace mailboat {

namespace {

QString footer()
{
    return QCoreApplication::translate("mailboat",
        "\"mailboatctl COMMAND --help\" explains a command and shows examples.\n"
        "\n"
        "Environment:\n"
        "  MAILBOAT_DATAFILE   the datafile, where --datafile is not given\n"
        "  MAILBOAT_CODE       the authorisation code, where neither --code nor\n"
        "                      --code-file is given\n"
        "\n"
        "Results go to standard output, messages for people to standard error. With\n"
        "--json standard output has one JSON document: the result, or\n"
        "{\"error\":{\"code\",\"message\",\"advice\"}}. Times are ISO 8601 in UTC.\n"
        "\n"
        "Exit status:\n"
        "  0    done\n"
        "  1    tried and failed\n"
        "  2    bad usage, or refused by a rule: nothing was changed\n"
        "  3    locked: the authorisation code is missing, wrong or expired, or there\n"
        "       were too many tries\n"
        "  4    the datafile cannot be used, or another process runs its engine\n"
        "  130  ended by Ctrl-C");
}

void declareGlobal(CLI::App &app, GlobalOptions &global)
{
    addText(&app, "--datafile", global.datafile,
        QCoreApplication::translate(
            "mailboat", "The datafile: a path. Without it MAILBOAT_DATAFILE, else site.mailboat in your data folder"),
        "D");
    addFlag(&app, "--json", global.json,
        QCoreApplication::translate("mailboat", "Results and failures as one JSON document"));
    addText(&app, "--code", global.code,
        QCoreApplication::translate("mailboat",
            "Authorisation code. Others on this machine can see arguments: --code-file and MAILBOAT_CODE are safer"),
        "C");
    addText(&app, "--code-file", global.codeFile,
        QCoreApplication::translate("mailboat", "File with the code in its first line; - is standard input"), "F");
    refuseBoth(&app, "--code", "--code-file");
}

void declareCommands(CLI::App &app, ChosenCommand &chosen)
{
    InitCommand::declare(app, chosen);
    PrefsCommand::declare(app, chosen);
    PeersListCommand::declare(app, chosen);
    CheckCommand::declare(app, chosen);
    SyncCommand::declare(app, chosen);
    ServeCommand::declare(app, chosen);
    StatusCommand::declare(app, chosen);
    SitesCommand::declare(app, chosen);
    GenerateCommand::declare(app, chosen);
    RetrieveCommand::declare(app, chosen);
    CodeAddCommand::declare(app, chosen);
    KeyCommand::declare(app, chosen);
    RecordsCountCommand::declare(app, chosen);
    UsersListCommand::declare(app, chosen);
    LogCommand::declare(app, chosen);
    SupportCommand::declare(app, chosen);
    BackupCommand::declare(app, chosen);
    RestoreCommand::declare(app, chosen);
    RecoverCommand::declare(app, chosen);
    SampleCommand::declare(app, chosen);
}

/// What is no UTF-8 would be stored, or looked for, as something else.
bool isText(const std::string &argument)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decode(QByteArrayView(argument.data(), static_cast<qsizetype>(argument.size())));
    return !decode.hasError();
}

} // namespace

std::unique_ptr<ArgumentParser> commandLine(Invocation &invocation)
{
    auto parser = std::make_unique<ArgumentParser>(
        QCoreApplication::translate("mailboat", "Sets up, checks and runs the synchronisation of a site."),
        "mailboatctl");
    parser->expectCommand(footer());
    declareGlobal(parser->root(), invocation.global);
    declareCommands(parser->root(), invocation.command);
    return parser;
}

Result<std::variant<Invocation, Information>> parse(std::vector<std::string> arguments)
{
    if (!std::all_of(arguments.begin(), arguments.end(), isText)) {
        const QString why = QCoreApplication::translate("mailboat", "an argument is not UTF-8 text");
        return failure(ErrorCode::UsageWrong, {{QStringLiteral("why"), why}});
    }
    Invocation invocation;
    if (arguments.size() == 1
        && arguments.front() == "complete") { // declared nowhere: it is for shells, not for people
        Invocation declared;
        invocation.command = std::make_shared<CompleteCommand>(pageOf(*commandLine(declared)));
        return invocation;
    }
    const std::unique_ptr<ArgumentParser> parser = commandLine(invocation);
    const auto information = parser->parse(std::move(arguments));
    if (!information)
        return failure(information.error());
    if (*information)
        return **information;
    return invocation;
}

bool wantsJson(const std::vector<std::string> &arguments)
{
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::find(arguments.begin(), end, "--json") != end;
}

} // namespace mailboat
