// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace mailboat::test;

namespace {

const auto firstStart = QStringLiteral("Mailboat: choose a datafile");

const QStringList noDisplay {
    QStringLiteral("DISPLAY="), QStringLiteral("WAYLAND_DISPLAY="), QStringLiteral("QT_QPA_PLATFORM=")};

Ran runWindow(const QStringList &arguments, const QStringList &environment)
{
    Child child(mailboatProgram(), arguments, environment);
    return ranToEnd(child);
}

/// As a Mailboat of years to come leaves it.
void makeNewer(const QString &path)
{
    const auto name = QStringLiteral("newer");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        REQUIRE(database.open());
        REQUIRE(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version = 9999")));
    }
    QSqlDatabase::removeDatabase(name);
}

/// What a start with an unusable datafile says; it offers to go on, and ends by "Quit" with the file as it was.
void checkRefused(const Desktop &desktop, const CtlSite &site, const QString &words)
{
    const QByteArray before = site.datafileBytes();
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.window(firstStart);
    findWords(window, words);
    CHECK(find(window, QStringLiteral("push button"), QStringLiteral("Open another…")).isOn());
    pressButton(window, QStringLiteral("Quit"));
    CHECK(program.process().exitStatus() == 0);
    CHECK(site.datafileBytes() == before);
}

} // namespace

TEST_CASE("B4: the window's program leaves no image of its memory where it dies")
{
    const Desktop desktop;
    const CtlSite site(2);
    WindowProgram program(desktop, site.withDatafile({}));
    (void)program.preferences();
    QFile limits(QStringLiteral("/proc/%1/limits").arg(program.process().processId()));
    REQUIRE(limits.open(QIODevice::ReadOnly));
    const QByteArray text = limits.readAll();
    const qsizetype line = text.indexOf("Max core file size");
    REQUIRE(line >= 0);
    CHECK(text.mid(line, text.indexOf('\n', line) - line).simplified() == "Max core file size 0 0 bytes");
}

TEST_CASE("Another datafile is opened from the first window, and one that cannot be used is said there")
{
    const CtlSite site(2);
    const QString letter = site.write(QStringLiteral("letter.mailboat"), "no datafile");
    const Desktop desktop;
    WindowProgram program(
        desktop, {}, {QStringLiteral("MAILBOAT_DATAFILE=") + site.filePath(QStringLiteral("missing"))});
    const Accessible window = program.window(firstStart);
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("New datafile")).text()
        == site.filePath(QStringLiteral("missing")));
    const auto open = [&](const QString &path) {
        pressButton(window, QStringLiteral("Open another…"));
        const Accessible dialog = program.window(QStringLiteral("Open a datafile"));
        fill(desktop, find(dialog, QStringLiteral("text"), QStringLiteral("File name:")), path);
        pressButton(dialog, QStringLiteral("Open"));
    };
    open(letter);
    findWords(window, QStringLiteral("is no datafile of Mailboat"));
    open(site.path());
    CHECK(find(program.preferences(), QStringLiteral("text"), QStringLiteral("Sync ID")).text() == QStringLiteral("2"));
}

TEST_CASE("A datafile that cannot be used is said in the first window and left as it is")
{
    const Desktop desktop;
    const CtlSite site(1);
    SECTION("text")
    {
        site.write(QStringLiteral("site.mailboat"), "this is a letter, no datafile\n");
        checkRefused(desktop, site, QStringLiteral("is no datafile of Mailboat"));
    }
    SECTION("another program's database")
    {
        site.write(QStringLiteral("site.mailboat"), QByteArray("SQLite format 3") + QByteArray(8192, '\0'));
        checkRefused(desktop, site, site.path());
    }
    SECTION("a damaged one")
    {
        QByteArray bytes = site.datafileBytes();
        for (qsizetype i = 100; i < bytes.size(); ++i) // all but what says that it is a database of ours
            bytes[i] = static_cast<char>(i * 7);
        site.write(QStringLiteral("site.mailboat"), bytes);
        checkRefused(desktop, site, QStringLiteral("damaged"));
    }
    SECTION("a newer one")
    {
        makeNewer(site.path());
        checkRefused(desktop, site, QStringLiteral("newer Mailboat"));
    }
}

TEST_CASE("A datafile on a write-protected disk is said in the first window, with what to do")
{
    if (Child(QStringLiteral("unshare"), words("--mount true"), {}).exitStatus() != 0) {
        WARN("skipped: unshare --mount failed, and nobody but root may mount a disk read-only");
        return;
    }
    const CtlSite site(1);
    const QByteArray before = site.datafileBytes();
    const Desktop desktop;
    // Read-only for the program alone, and as long as it runs.
    WindowProgram program = WindowProgram::startedBy(desktop,
        words("unshare --mount sh -ec")
            + QStringList {QStringLiteral("mount --bind \"$1\" \"$1\"; mount -o remount,bind,ro \"$1\"; "
                                          "exec \"$0\" --datafile \"$2\""),
                mailboatProgram(), QFileInfo(site.path()).path(), site.path()});
    const Accessible window = program.window(firstStart);
    findWords(window, QStringLiteral("cannot be changed"));
    findWords(window, site.path());
    findWords(window, QStringLiteral("end the write protection of the disk"));
    pressButton(window, QStringLiteral("Quit"));
    CHECK(program.process().exitStatus() == 0);
    CHECK(site.datafileBytes() == before);
}

TEST_CASE("Help, version, bad usage and a database's address need no display and end as the contract says")
{
    const Ran help = runWindow({QStringLiteral("--help")}, noDisplay);
    CHECK(help.status == 0);
    CHECK(help.output.contains("--datafile"));
    const Ran version = runWindow({QStringLiteral("--version")}, noDisplay);
    CHECK(version.status == 0);
    CHECK(version.output.startsWith("mailboat "));
    const Ran wrong = runWindow({QStringLiteral("--no-such-option")}, noDisplay);
    CHECK(wrong.status == 2);
    CHECK(wrong.errors.contains("--no-such-option"));
    CHECK(wrong.output.isEmpty());
    const Ran database = runWindow(words("--datafile postgresql://user:PLANTED@host:5432/db"), noDisplay);
    CHECK(database.status == 4);
    CHECK_FALSE(database.errors.contains("PLANTED"));
}

TEST_CASE("Without a display the program says so")
{
    const CtlSite site(1);
    const Ran ran = runWindow(site.withDatafile({}), noDisplay);
    CHECK(ran.status == 1);
    CHECK(ran.errors.contains("no display"));
}

TEST_CASE("On a desktop, too, bad usage ends with 2 and a database's address with 4")
{
    const Desktop desktop;
    CHECK(runWindow({QStringLiteral("--version")}, desktop.environment()).status == 0);
    CHECK(runWindow({QStringLiteral("--no-such-option")}, desktop.environment()).status == 2);
    CHECK(runWindow({QStringLiteral("--datafile"), QString()}, desktop.environment()).status == 2);
    const Ran database = runWindow(words("--datafile postgresql://user:PLANTED@host:5432/db"), desktop.environment());
    CHECK(database.status == 4);
    CHECK_FALSE(database.errors.contains("PLANTED"));
    CHECK_FALSE(database.errors.isEmpty());
}
