// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QFile>
#include <unistd.h>

using namespace mailboat::test;

namespace {

/// Every command that opens the datafile.
QList<QStringList> commands()
{
    QList<QStringList> all;
    for (const char *line : {"prefs", "prefs get listen", "prefs set sync-interval 5", "prefs set sync-id 3", "peers",
             "peers show 2", "peers add 2 --user u", "peers edit 2", "peers remove 2", "peers clear-hardware 2",
             "peers import /dev/null", "peers export", "check", "sync", "serve", "status", "generate 2", "retrieve 2",
             "code list", "code add --label x", "code revoke x", "records count", "records export", "records get a b",
             "records put a b", "records delete a b", "records import /dev/null", "records quarantine", "records retry",
             "log", "sample --stores 1 --records 20"})
        all += words(line);
    return all;
}

} // namespace

TEST_CASE("A missing datafile ends every command with 4")
{
    const CtlSite site;
    for (const QStringList &arguments : commands()) {
        CAPTURE(arguments);
        const Answer refused = site.askWithCode(arguments);
        CHECK(refused.status == 4);
        CHECK(refused.errorCode() == QStringLiteral("datafile_missing"));
        CHECK_FALSE(QFile::exists(site.path()));
    }
}

TEST_CASE("A foreign, damaged or unreadable datafile ends every command with 4 and is left as it was")
{
    CtlSite site;
    const auto checkAll = [&site](const QByteArray &content) {
        for (const QStringList &arguments : commands()) {
            CAPTURE(arguments);
            site.write(QStringLiteral("site.mailboat"), content);
            const Answer refused = site.askWithCode(arguments);
            CHECK(refused.status == 4);
            CHECK_FALSE(refused.errorCode().isEmpty());
            CHECK(site.datafileBytes() == content);
        }
    };
    SECTION("text")
    {
        checkAll("this is a letter, no datafile\n");
    }
    SECTION("another program's database")
    {
        QByteArray header = "SQLite format 3";
        header += QByteArray(8192, '\0');
        checkAll(header);
    }
}

TEST_CASE("A truncated datafile is refused")
{
    const CtlSite site(1);
    REQUIRE(site.ask(words("sample --stores 1 --records 500")).status == 0);
    QFile file(site.path());
    REQUIRE(file.resize(file.size() / 3));
    CHECK(site.ask(words("records export")).status == 4);
    CHECK(site.ask(words("prefs set sync-interval 5")).status == 4);
}

TEST_CASE("A folder as datafile ends with 4")
{
    const CtlSite site;
    const Answer refused = answerOf(run(
        {QStringLiteral("--json"), QStringLiteral("--datafile"), site.filePath(QString()), QStringLiteral("status")}));
    CHECK(refused.status == 4);
}

TEST_CASE("A datafile that this user may not read ends with 4")
{
    if (geteuid() == 0) {
        WARN("root may read everything: nothing to see here");
        return;
    }
    const CtlSite site(1);
    REQUIRE(QFile::setPermissions(site.path(), {}));
    CHECK(site.ask(words("status")).status == 4);
}

TEST_CASE("A full disk ends a command with 4, and is called that")
{
    const CtlSite site(1);
    // A limit on the size of files fails where a full disk does: at the index that SQLite makes beside the datafile.
    Child child(QStringLiteral("/bin/sh"),
        QStringList {
            QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""), mailboatctlProgram()}
            + site.withDatafile(words("--json status")),
        site.environment());
    const Answer refused = answerOf(ranToEnd(child));
    CHECK(refused.status == 4);
    CHECK(refused.errorCode() == QStringLiteral("disk_full"));
}

TEST_CASE("A PostgreSQL URL is refused with 4 and its password appears nowhere")
{
    for (const char *line : {"status", "init", "serve", "records count"}) {
        const Ran refused = run(words("--json --datafile postgresql://user:PLANTED@host:5432/db") + words(line));
        INFO(line);
        CHECK(refused.status == 4);
        CHECK(answerOf(refused).errorCode() == QStringLiteral("datafile_unsupported"));
        CHECK_FALSE(refused.output.contains("PLANTED"));
        CHECK_FALSE(refused.errors.contains("PLANTED"));
    }
}

TEST_CASE("Errors without --json go to standard error, with advice, and leave standard output empty")
{
    const CtlSite site;
    const Ran refused = site.run(words("status"));
    CHECK(refused.status == 4);
    CHECK(refused.output.isEmpty());
    CHECK(refused.errors.contains("There is no datafile"));
    CHECK(refused.errors.contains("mailboatctl init"));
}

TEST_CASE("Bad usage ends with 2, as one JSON document with --json")
{
    for (const char *line : {"", "bogus", "status extra", "status --bogus", "peers add 2", "serve --tls-cert x",
             "sample", "records", "code", "code today", "log -n many", "peers show", "--datafile"}) {
        INFO(line);
        CHECK(run(words(line)).status == 2);
        const Answer refused = answerOf(run(QStringList {QStringLiteral("--json")} + words(line)));
        CHECK(refused.status == 2);
        CHECK(refused.isDocument);
        CHECK(refused.errorCode() == QStringLiteral("usage_wrong"));
        CHECK(refused.errors.isEmpty());
    }
}

TEST_CASE("Help and version end with 0 and say nothing on standard error, whatever the locale")
{
    for (const char *line : {"--help", "--version", "status --help", "peers add --help"}) {
        const Ran shown = run(words(line), {}, {QStringLiteral("LC_ALL=C"), QStringLiteral("LANG=C")});
        INFO(line);
        CHECK(shown.status == 0);
        CHECK_FALSE(shown.output.isEmpty());
        CHECK(shown.errors.isEmpty());
        CHECK(answerOf(run(words("--json") + words(line))).isDocument);
    }
    CHECK(answerOf(run(words("--json --version"))).object.value(QStringLiteral("version")).isString());
}
