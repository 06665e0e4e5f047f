// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "app/commands/check.h"
#include "app/commands/code.h"
#include "app/commands/declare.h"
#include "app/commands/init.h"
#include "app/commands/log.h"
#include "app/commands/peers.h"
#include "app/commands/prefs.h"
#include "app/commands/records.h"
#include "app/commands/resend.h"
#include "app/commands/sample.h"
#include "app/commands/serve.h"
#include "app/commands/status.h"
#include "app/commands/sync.h"
#include "app/usagereason.h"
#include "core/domain/version.h"

#include <CLI/CLI.hpp>
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
    app.set_help_flag("-h,--help", wrapped(QCoreApplication::translate("mailboat", "Shows this help."), 49));
    app.set_version_flag("--version", std::string("mailboatctl ") + version,
        wrapped(QCoreApplication::translate("mailboat", "Shows the version."), 49));
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
    app.fallthrough(); // inherited: options of the program are taken after the command, too
    app.require_subcommand(1);
    InitCommand::declare(app, chosen);
    PrefsCommand::declare(app, chosen);
    PeersListCommand::declare(app, chosen);
    CheckCommand::declare(app, chosen);
    SyncCommand::declare(app, chosen);
    ServeCommand::declare(app, chosen);
    StatusCommand::declare(app, chosen);
    GenerateCommand::declare(app, chosen);
    RetrieveCommand::declare(app, chosen);
    CodeAddCommand::declare(app, chosen);
    RecordsCountCommand::declare(app, chosen);
    LogCommand::declare(app, chosen);
    SampleCommand::declare(app, chosen);
}

void nameLabels(CLI::App &app)
{
    const auto formatter = app.get_formatter();
    formatter->label("Usage", QCoreApplication::translate("mailboat", "Usage").toStdString());
    formatter->label("SUBCOMMAND", QCoreApplication::translate("mailboat", "COMMAND").toStdString());
    formatter->label("Positionals", QCoreApplication::translate("mailboat", "Arguments").toStdString());
    formatter->label("OPTIONS", QCoreApplication::translate("mailboat", "options").toStdString());
    app.option_defaults()->group(QCoreApplication::translate("mailboat", "Options").toStdString());
}

/// What is no UTF-8 would be stored, or looked for, as something else.
bool isText(const std::string &argument)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decode(QByteArrayView(argument.data(), static_cast<qsizetype>(argument.size())));
    return !decode.hasError();
}

} // namespace

Result<std::variant<Invocation, Information>> parse(std::vector<std::string> arguments)
{
    if (!std::all_of(arguments.begin(), arguments.end(), isText)) {
        const QString why = QCoreApplication::translate("mailboat", "an argument is not UTF-8 text");
        return failure(ErrorCode::UsageWrong, {{QStringLiteral("why"), why}});
    }
    CLI::App app(QCoreApplication::translate("mailboat", "Sets up, checks and runs the synchronisation of a site.")
                     .toStdString(),
        "mailboatctl");
    Invocation invocation;
    nameLabels(app);
    app.footer(footer().toStdString());
    declareGlobal(app, invocation.global);
    declareCommands(app, invocation.command);

    std::reverse(arguments.begin(), arguments.end()); // as the parser takes them
    try {
        app.parse(std::move(arguments));
    } catch (const CLI::CallForHelp &) {
        return Information {QStringLiteral("help"), QString::fromStdString(app.help())};
    } catch (const CLI::CallForVersion &asked) {
        return Information {QStringLiteral("version"), QString::fromUtf8(asked.what()) + u'\n'};
    } catch (const CLI::ParseError &error) {
        return failure(ErrorCode::UsageWrong, {{QStringLiteral("why"), usageReason(error, app)}});
    }
    return invocation;
}

bool wantsJson(const std::vector<std::string> &arguments)
{
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::find(arguments.begin(), end, "--json") != end;
}

} // namespace mailboat
