// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/commands/check.h"
#include "app/commands/code.h"
#include "app/commands/init.h"
#include "app/commands/log.h"
#include "app/commands/peers.h"
#include "app/commands/peerscsv.h"
#include "app/commands/peersedit.h"
#include "app/commands/prefs.h"
#include "app/commands/quarantine.h"
#include "app/commands/records.h"
#include "app/commands/recordswrite.h"
#include "app/commands/resend.h"
#include "app/commands/sample.h"
#include "app/commands/serve.h"
#include "app/commands/status.h"
#include "app/commands/sync.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat;
using mailboat::test::words;

namespace {

std::vector<std::string> arguments(const QStringList &texts)
{
    std::vector<std::string> result;
    for (const QString &text : texts)
        result.push_back(text.toStdString());
    return result;
}

Invocation invocation(const QStringList &texts)
{
    const auto parsed = parse(arguments(texts));
    CAPTURE(texts);
    if (!parsed)
        FAIL(describe(parsed.error()).toStdString());
    REQUIRE(std::holds_alternative<Invocation>(*parsed));
    return std::get<Invocation>(*parsed);
}

/// The command that a line names, which has to be of that type.
template<class C>
std::shared_ptr<C> command(const char *line)
{
    auto chosen = std::dynamic_pointer_cast<C>(invocation(words(line)).command);
    INFO(line);
    REQUIRE(chosen);
    return chosen;
}

QString problem(const QStringList &texts)
{
    const auto parsed = parse(arguments(texts));
    REQUIRE_FALSE(parsed);
    REQUIRE(parsed.error().code == ErrorCode::UsageWrong);
    return parsed.error().values.value(QStringLiteral("why")).toString();
}

QString helpOf(const QStringList &texts)
{
    const auto parsed = parse(arguments(texts));
    REQUIRE(parsed);
    REQUIRE(std::holds_alternative<Information>(*parsed));
    return std::get<Information>(*parsed).text;
}

} // namespace

TEST_CASE("Global options are taken before the command and after it")
{
    for (const char *line : {"--datafile d --json --code c status", "status --datafile d --json --code c",
             "--json peers --code c show --datafile d 2"}) {
        INFO(line);
        const GlobalOptions global = invocation(words(line)).global;
        CHECK(global.datafile == QStringLiteral("d"));
        CHECK(global.code == QStringLiteral("c"));
        CHECK(global.json);
    }
    CHECK(invocation(words("status --code-file f")).global.codeFile == QStringLiteral("f"));
    CHECK(invocation(words("status --code-file -")).global.codeFile == QStringLiteral("-"));
    const GlobalOptions none = invocation(words("status")).global;
    CHECK_FALSE(none.datafile);
    CHECK_FALSE(none.code);
    CHECK_FALSE(none.codeFile);
    CHECK_FALSE(none.json);
}

TEST_CASE("Values keep spaces, signs and letters of any script")
{
    const QString odd = QStringLiteral("-a b=ü'\"[1,2]");
    const auto edit = std::dynamic_pointer_cast<PeersEditCommand>(invocation(
        {QStringLiteral("peers"), QStringLiteral("edit"), QStringLiteral("2"), QStringLiteral("--user"), odd})
                                                                      .command);
    REQUIRE(edit);
    CHECK(edit->userName == odd);
    CHECK(invocation({QStringLiteral("--code"), odd, QStringLiteral("status")}).global.code == odd);
}

TEST_CASE("init: its options reach their fields")
{
    CHECK_FALSE(command<InitCommand>("init")->syncId);
    CHECK(command<InitCommand>("init --sync-id 12")->syncId == QStringLiteral("12"));
}

TEST_CASE("prefs: its options reach their fields")
{
    command<PrefsCommand>("prefs");
    CHECK(command<PrefsGetCommand>("prefs get listen")->name == QStringLiteral("listen"));
    const auto set = command<PrefsSetCommand>("prefs set sync-interval 10");
    CHECK(set->name == QStringLiteral("sync-interval"));
    CHECK(set->value == QStringLiteral("10"));
    const auto negative = command<PrefsSetCommand>("prefs set -- sync-interval -5");
    CHECK(negative->value == QStringLiteral("-5"));
}

TEST_CASE("peers: its options reach their fields")
{
    command<PeersListCommand>("peers");
    command<PeersListCommand>("peers list");
    command<PeersExportCommand>("peers export");
    CHECK(command<PeersShowCommand>("peers show 7")->id == QStringLiteral("7"));
    CHECK(command<PeersRemoveCommand>("peers remove 7")->id == QStringLiteral("7"));
    CHECK(command<PeersClearHardwareCommand>("peers clear-hardware 7")->id == QStringLiteral("7"));
    CHECK(command<PeersImportCommand>("peers import f.csv")->file == QStringLiteral("f.csv"));
    CHECK(command<PeersImportCommand>("peers import -")->file == QStringLiteral("-"));

    const auto add = command<PeersAddCommand>("peers add 7 --user u --password-file f --url x");
    CHECK(add->id == QStringLiteral("7"));
    CHECK(add->userName == QStringLiteral("u"));
    CHECK(add->passwordFile == QStringLiteral("f"));
    CHECK(add->url == QStringLiteral("x"));

    const auto edit = command<PeersEditCommand>("peers edit 7 --sync-id 8 --user u --password-file - --url x");
    CHECK(edit->id == QStringLiteral("7"));
    CHECK(edit->newId == QStringLiteral("8"));
    CHECK(edit->userName == QStringLiteral("u"));
    CHECK(edit->passwordFile == QStringLiteral("-"));
    CHECK(edit->url == QStringLiteral("x"));
    const auto nothing = command<PeersEditCommand>("peers edit 7");
    CHECK_FALSE(nothing->newId);
    CHECK_FALSE(nothing->userName);
    CHECK_FALSE(nothing->passwordFile);
    CHECK_FALSE(nothing->url);
}

TEST_CASE("peers edit: an empty URL is not the same as none")
{
    const auto edit = std::dynamic_pointer_cast<PeersEditCommand>(invocation(
        {QStringLiteral("peers"), QStringLiteral("edit"), QStringLiteral("2"), QStringLiteral("--url"), QString()})
                                                                      .command);
    REQUIRE(edit);
    REQUIRE(edit->url);
    CHECK(edit->url->isEmpty());
}

TEST_CASE("check, sync, serve, status: their options reach their fields")
{
    CHECK_FALSE(command<CheckCommand>("check")->peer);
    CHECK(command<CheckCommand>("check --peer 3")->peer == QStringLiteral("3"));
    CHECK_FALSE(command<SyncCommand>("sync")->progress);
    CHECK(command<SyncCommand>("sync --progress")->progress);
    command<StatusCommand>("status");

    const auto plain = command<ServeCommand>("serve");
    CHECK(plain->listen.isEmpty());
    CHECK_FALSE(plain->certificateFile);
    CHECK_FALSE(plain->keyFile);
    CHECK_FALSE(plain->progress);
    const auto full = command<ServeCommand>("serve --listen 127.0.0.1:0 --tls-cert c --tls-key k --progress");
    CHECK(full->listen == QStringLiteral("127.0.0.1:0"));
    CHECK(full->certificateFile == QStringLiteral("c"));
    CHECK(full->keyFile == QStringLiteral("k"));
    CHECK(full->progress);
}

TEST_CASE("generate, retrieve: the Sync ID reaches its field")
{
    CHECK(command<GenerateCommand>("generate 3")->id == QStringLiteral("3"));
    CHECK(command<RetrieveCommand>("retrieve 1")->id == QStringLiteral("1"));
}

TEST_CASE("code: its options reach their fields")
{
    const auto add = command<CodeAddCommand>("code add --label Asha --expires 2030-01-31");
    CHECK(add->label == QStringLiteral("Asha"));
    CHECK(add->expires == QStringLiteral("2030-01-31"));
    CHECK_FALSE(command<CodeAddCommand>("code add --label Asha")->expires);
    command<CodeListCommand>("code list");
    CHECK(command<CodeRevokeCommand>("code revoke Asha")->label == QStringLiteral("Asha"));
}

TEST_CASE("records: its options reach their fields")
{
    CHECK_FALSE(command<RecordsCountCommand>("records count")->table);
    CHECK(command<RecordsCountCommand>("records count --table item")->table == QStringLiteral("item"));
    CHECK_FALSE(command<RecordsExportCommand>("records export")->table);
    CHECK(command<RecordsExportCommand>("records export --table item")->table == QStringLiteral("item"));
    const auto get = command<RecordsGetCommand>("records get item 5A");
    CHECK(get->table == QStringLiteral("item"));
    CHECK(get->id == QStringLiteral("5A"));
    const auto put = command<RecordsPutCommand>("records put item 5A");
    CHECK(put->table == QStringLiteral("item"));
    CHECK(put->id == QStringLiteral("5A"));
    const auto remove = command<RecordsDeleteCommand>("records delete item 5A");
    CHECK(remove->table == QStringLiteral("item"));
    CHECK(remove->id == QStringLiteral("5A"));
    CHECK(command<RecordsImportCommand>("records import f")->file == QStringLiteral("f"));
    CHECK(command<QuarantineCommand>("records quarantine")->number == 0);
    CHECK(command<QuarantineCommand>("records quarantine 17")->number == 17);
    CHECK(command<RetryCommand>("records retry")->number == 0);
    CHECK(command<RetryCommand>("records retry 17")->number == 17);
}

TEST_CASE("A table or a record may have the name of a command")
{
    const auto get = command<RecordsGetCommand>("records get sync import");
    CHECK(get->table == QStringLiteral("sync"));
    CHECK(get->id == QStringLiteral("import"));
    CHECK(command<CodeRevokeCommand>("code revoke list")->label == QStringLiteral("list"));
}

TEST_CASE("log, sample: their options reach their fields")
{
    CHECK(command<LogCommand>("log")->count == 50);
    CHECK_FALSE(command<LogCommand>("log")->follow);
    CHECK(command<LogCommand>("log -n 3")->count == 3);
    CHECK(command<LogCommand>("log --follow")->follow);
    const auto sample = command<SampleCommand>("sample --stores 5 --records 20000 --seed 9");
    CHECK(sample->stores == 5);
    CHECK(sample->records == 20000);
    CHECK(sample->seed == 9);
    CHECK(command<SampleCommand>("sample --stores 5 --records 20000")->seed == 1);
}

TEST_CASE("What cannot be understood is named")
{
    CHECK(problem({}).contains(QStringLiteral("the name of a command is missing")));
    CHECK(problem(words("bogus")).contains(QStringLiteral("bogus")));
    CHECK(problem(words("status --bogus")).contains(QStringLiteral("--bogus")));
    CHECK(problem(words("status extra")).contains(QStringLiteral("extra")));
    CHECK(problem(words("peers add 2")).contains(QStringLiteral("--user")));
    CHECK(problem(words("peers show")).contains(QStringLiteral("ID")));
    CHECK(problem(words("prefs set listen")).contains(QStringLiteral("VALUE")));
    CHECK(problem(words("records get item")).contains(QStringLiteral("ID")));
    CHECK(problem(words("sample --stores 5")).contains(QStringLiteral("--records")));
    CHECK(problem(words("sample --stores 0 --records 5")).contains(QStringLiteral("--stores")));
    CHECK(problem(words("sample --stores many --records 5")).contains(QStringLiteral("--stores")));
    CHECK(problem(words("log -n -1")).contains(QStringLiteral("-n")));
    CHECK(problem(words("serve --tls-cert c")).contains(QStringLiteral("--tls-key")));
    CHECK(problem(words("serve --tls-key k")).contains(QStringLiteral("--tls-cert")));
    CHECK(problem(words("status --code a --code-file b")).contains(QStringLiteral("--code")));
    CHECK(problem(words("code")).contains(QStringLiteral("the name of a command is missing")));
    CHECK(problem(words("records")).contains(QStringLiteral("the name of a command is missing")));
    CHECK(problem(words("records retry 0")).contains(QStringLiteral("NUMBER")));
}

TEST_CASE("What cannot be understood is said in our own words")
{
    CHECK(problem(words("peers add 2")) == QStringLiteral("--user is missing"));
    CHECK(problem(words("peers show")) == QStringLiteral("ID is missing"));
    CHECK(problem(words("status --code")) == QStringLiteral("--code needs a value"));
    CHECK(problem(words("status --code a --code b")) == QStringLiteral("--code may be given only once"));
    CHECK(problem(words("status --code a --code-file b"))
        == QStringLiteral("--code and --code-file cannot be given together"));
    CHECK(problem(words("serve --tls-cert c")) == QStringLiteral("--tls-cert needs --tls-key as well"));
    CHECK(problem(words("sync --progress=PLANTED")) == QStringLiteral("an option that takes no value was given one"));
    CHECK(problem(words("sample --stores 0 --records 9"))
        == QStringLiteral("--stores: a whole number from 1 to 100000 is needed"));
}

TEST_CASE("A number that does not fit is refused, not taken for another one")
{
    CHECK(
        problem(words("sample --stores 5 --records 9 --seed 18446744073709551615")).contains(QStringLiteral("--seed")));
    CHECK(problem(words("sample --stores 18446744073709551617 --records 9")).contains(QStringLiteral("--stores")));
    CHECK(problem(words("log -n 4294967297")).contains(QStringLiteral("-n")));
    CHECK(problem(words("log -n 2.5")).contains(QStringLiteral("-n")));
}

TEST_CASE("Arguments that are no UTF-8 text are refused, not stored as something else")
{
    const auto parsed = parse({"records", "get",
        "it\xff"
        "em",
        "x"});
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::UsageWrong);
    CHECK_FALSE(parse({"records", "get", "item", "cut\xc3"}));
}

TEST_CASE("An option with a typing error does not give its value away")
{
    CHECK_FALSE(problem(words("status --cod=PLANTED")).contains(QStringLiteral("PLANTED")));
    CHECK_FALSE(problem(words("--cod PLANTED status")).contains(QStringLiteral("PLANTED")));
}

TEST_CASE("The option --json is seen in arguments that cannot be understood")
{
    CHECK(wantsJson(arguments(words("bogus --json"))));
    CHECK_FALSE(wantsJson(arguments(words("bogus"))));
    CHECK_FALSE(wantsJson(arguments(words("records get -- --json x"))));
}

TEST_CASE("The option --version names the program")
{
    CHECK(helpOf(words("--version")).startsWith(QStringLiteral("mailboatctl ")));
}

TEST_CASE("Every command has a page of help with a description, examples and exit statuses")
{
    const char *pages[] = {"init", "prefs", "prefs get", "prefs set", "peers", "peers list", "peers show", "peers add",
        "peers edit", "peers remove", "peers clear-hardware", "peers import", "peers export", "check", "sync", "serve",
        "status", "generate", "retrieve", "code", "code add", "code list", "code revoke", "records", "records count",
        "records export", "records get", "records put", "records delete", "records import", "records quarantine",
        "records retry", "log", "sample", "key"};
    for (const char *page : pages) {
        INFO(page);
        const QString help = helpOf(words(page) + QStringList {QStringLiteral("--help")});
        CHECK(help.contains(QStringLiteral("Usage: mailboatctl ") + QString::fromUtf8(page)));
        CHECK(help.contains(QStringLiteral("Examples:\n  ")));
        CHECK(help.contains(QStringLiteral("Exit status: 0 done")));
        CHECK(help.contains(QStringLiteral("MAILBOAT_CODE")));
    }
}

TEST_CASE("The program's help names every command, the exit statuses and the environment")
{
    const QString help = helpOf(words("--help"));
    for (const char *part :
        {"init", "prefs", "peers", "check", "sync", "serve", "status", "generate", "retrieve", "code", "records", "log",
            "sample", "  130  ended by Ctrl-C", "MAILBOAT_DATAFILE", "MAILBOAT_CODE", "--code-file"})
        CHECK(help.contains(QString::fromUtf8(part)));
    CHECK_FALSE(help.contains(QStringLiteral("today"))); // comes with a later issue
}

TEST_CASE("prefs --help names every preference with what it may be")
{
    const QString help = helpOf(words("prefs --help"));
    for (const char *name :
        {"sync-id", "sync-interval", "request-size", "node-http-client", "listen", "external-url", "plain-http"})
        CHECK(help.contains(QStringLiteral("  %1: ").arg(QString::fromUtf8(name))));
}
