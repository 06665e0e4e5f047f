// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QFileInfo>

using namespace mailboat::test;

namespace {

QString codeOf(const Answer &answer)
{
    return answer.object.value(QStringLiteral("code")).toString();
}

} // namespace

TEST_CASE("init: makes the datafile, its owner's alone")
{
    const CtlSite site;
    const Answer made = site.ask(words("init"));
    REQUIRE(made.status == 0);
    const QFileInfo file(site.path());
    REQUIRE(file.exists());
    CHECK((file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)) == 0);
    CHECK(site.ask(words("status")).object.value(QStringLiteral("syncId")) == 0);
}

TEST_CASE("init: without a code one is made and printed once, and it works")
{
    const CtlSite site;
    const Answer made = site.ask(words("init"));
    REQUIRE(made.status == 0);
    REQUIRE_FALSE(codeOf(made).isEmpty());
    CHECK(site.ask(QStringList {QStringLiteral("--code"), codeOf(made)} + words("prefs set sync-id 3")).status == 0);
    CHECK_FALSE(site.datafileBytes().contains(codeOf(made).toUtf8()));
}

TEST_CASE("init: for people the made code stands alone on standard output")
{
    const CtlSite site;
    const Ran made = site.run(words("init"));
    REQUIRE(made.status == 0);
    CHECK(made.output.count('\n') == 1);
    CHECK_FALSE(made.output.contains(' '));
    CHECK_FALSE(made.errors.contains(made.output.trimmed()));
}

TEST_CASE("init: a code that cannot be printed leaves no datafile that nobody can unlock")
{
    const CtlSite site;
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(mailboatctlProgram(), site.withDatafile(words("init")));
    REQUIRE(process.waitForFinished());
    CHECK(process.exitCode() == 1);
    CHECK_FALSE(QFile::exists(site.path()));
}

TEST_CASE("init: a code whose reader has gone away is said to be lost, and no datafile to be ready")
{
    const char *line = GENERATE("init", "--json init");
    INFO(line);
    const CtlSite site;
    // A pipe that nobody reads any more: descriptor 3 keeps it open until descriptor 4 writes to it.
    const QString script = QStringLiteral("mkfifo \"$0\" && exec 3<>\"$0\" 4>\"$0\" 3<&- && exec \"$@\" >&4 4>&-");
    Child child(QStringLiteral("/bin/sh"),
        QStringList {QStringLiteral("-c"), script, site.filePath(QStringLiteral("pipe")), mailboatctlProgram()}
            + site.withDatafile(words(line)),
        site.environment());
    const Ran lost = ranToEnd(child);
    CHECK(lost.status == 1);
    CHECK_FALSE(QFile::exists(site.path()));
    INFO(lost.errors.toStdString());
    CHECK(lost.errors.contains("could not be shown"));
    CHECK(lost.errors.contains(site.path().toUtf8()));
    CHECK_FALSE(lost.errors.contains("is ready"));
}

TEST_CASE("init: the code given becomes the first one and is not printed")
{
    const CtlSite site;
    const Answer made = site.askWithCode(words("init"));
    REQUIRE(made.status == 0);
    CHECK(made.object.value(QStringLiteral("code")).isNull());
    CHECK_FALSE(made.output.contains(rightCode.toUtf8()));
    CHECK(site.askWithCode(words("prefs set sync-id 3")).status == 0);
}

TEST_CASE("init: the code may come from a file, from standard input and from the environment")
{
    const QStringList setting = words("prefs set sync-id 3");
    SECTION("file")
    {
        const CtlSite site;
        const QString file = site.write(QStringLiteral("code"), rightCode.toUtf8() + "\n");
        REQUIRE(site.ask({QStringLiteral("init"), QStringLiteral("--code-file"), file}).status == 0);
        CHECK(site.ask(QStringList {QStringLiteral("--code-file"), file} + setting).status == 0);
        CHECK(site.askWithCode(setting).status == 0);
    }
    SECTION("standard input")
    {
        const CtlSite site;
        REQUIRE(site.ask(words("init --code-file -"), rightCode.toUtf8() + "\r\n").status == 0);
        CHECK(site.ask(words("--code-file -") + setting, rightCode.toUtf8()).status == 0);
    }
    SECTION("environment")
    {
        const CtlSite site;
        const QStringList environment {QStringLiteral("MAILBOAT_CODE=") + rightCode};
        REQUIRE(run(site.withDatafile(words("init")), {}, environment).status == 0);
        CHECK(run(site.withDatafile(setting), {}, environment).status == 0);
        CHECK(site.askWithCode(setting).status == 0);
    }
}

TEST_CASE("init: an existing file is refused and left as it was")
{
    const CtlSite site;
    site.write(QStringLiteral("site.mailboat"), "somebody's");
    const Answer refused = site.ask(words("init"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("datafile_exists"));
    CHECK(site.datafileBytes() == "somebody's");
}

TEST_CASE("init: what a rule refuses leaves nothing behind")
{
    const CtlSite site;
    for (const char *line : {"init --sync-id -- -1", "init --sync-id=-1", "init --sync-id 2147483648",
             "init --sync-id one", "--code x init"}) {
        INFO(line);
        CHECK(site.ask(words(line)).status == 2);
        CHECK(QDir(QFileInfo(site.path()).path()).isEmpty());
    }
}

TEST_CASE("init: a folder that cannot be written to ends with 4")
{
    const CtlSite site;
    const Answer refused = answerOf(run({QStringLiteral("--json"), QStringLiteral("--datafile"),
        QStringLiteral("/proc/none/x"), QStringLiteral("init")}));
    CHECK(refused.status == 4);
    CHECK_FALSE(refused.errorCode().isEmpty());
}

TEST_CASE("Without --datafile the environment names it, else it is in the user's data folder")
{
    const CtlSite site;
    const QString data = site.filePath(QStringLiteral("data"));
    REQUIRE(run(words("init"), {}, {QStringLiteral("XDG_DATA_HOME=") + data}).status == 0);
    CHECK(QFileInfo::exists(data + QStringLiteral("/mailboat/site.mailboat")));

    REQUIRE(run(words("init"), {}, {QStringLiteral("MAILBOAT_DATAFILE=") + site.path()}).status == 0);
    CHECK(QFileInfo::exists(site.path()));
}

TEST_CASE("11.5: init --test makes a datafile that says wherever it is shown that it is for no real data")
{
    const CtlSite site;
    const Answer made = site.ask(words("init --test --sync-id 1"));
    REQUIRE(made.status == 0);
    CHECK(made.object.value(QStringLiteral("test")) == true);
    CHECK(made.errors.contains("never for real data"));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("test")) == true);
    CHECK(site.run(words("status")).output.contains("never for real data"));
    const QJsonObject finding
        = site.ask(words("check")).object.value(QStringLiteral("steps")).toArray().last().toObject();
    CHECK(finding.value(QStringLiteral("step")) == QStringLiteral("datafile"));
    CHECK(finding.value(QStringLiteral("level")) == QStringLiteral("warning"));
    CHECK(finding.value(QStringLiteral("detail")).toString().contains(QStringLiteral("never for real data")));

    const CtlSite real;
    CHECK(real.ask(words("init")).object.value(QStringLiteral("test")) == false);
    CHECK(real.ask(words("status")).object.value(QStringLiteral("test")) == false);
}
