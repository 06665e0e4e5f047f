// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backups, and what follows where one is put back, in the program as a person has it.
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

#include <QFile>

using namespace mailboat::test;

namespace {

void putItem(const CtlSite &site, const QString &id)
{
    site.must({QStringLiteral("records"), QStringLiteral("put"), QStringLiteral("item_line"), id},
        R"({"ID":")" + id.toUtf8() + R"(","store_ID":"S2"})");
}

bool holds(const CtlSite &site, const QString &id)
{
    return site.ask({QStringLiteral("records"), QStringLiteral("get"), QStringLiteral("item_line"), id}).status == 0;
}

QString blockedOf(const CtlSite &site)
{
    return site.ask(words("status")).object.value(QStringLiteral("blocked")).toString();
}

void showBackup(const Desktop &desktop, const Accessible &window)
{
    showPage(desktop, window, QStringLiteral("Backup"));
    find(window, QStringLiteral("push button"), QStringLiteral("Back up now"));
}

/// As far as the question, which is returned.
Accessible askToRestore(const Desktop &desktop, WindowProgram &program, const QString &backup)
{
    const Accessible window = program.window(QStringLiteral("Preferences…"));
    showBackup(desktop, window);
    pressButton(window, QStringLiteral("Restore…"));
    const Accessible dialog = program.window(QStringLiteral("Choose a backup"));
    fill(desktop, find(dialog, QStringLiteral("text"), QStringLiteral("File name:")), backup);
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(QStringLiteral("Choose a backup"));
    return program.window(QStringLiteral("Restore from a backup"));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// The window that there is where there is no datafile.
const auto withoutDatafile = QStringLiteral("Mailboat: choose a datafile");

/// By keys, with the button's own letter.
void chooseByLetter(
    const Desktop &desktop, WindowProgram &program, const QString &letter, const QString &title, const QString &file)
{
    program.window(withoutDatafile);
    desktop.keys({letter});
    const Accessible dialog = program.window(title);
    fill(desktop, find(dialog, QStringLiteral("text"), QStringLiteral("File name:")), file);
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(title);
}

} // namespace

TEST_CASE("12.4: a backup is put back in the window, which comes back and lets somebody choose how it goes on")
{
    const CtlSite site(2);
    putItem(site, QStringLiteral("old"));
    const QString copy = site.filePath(QStringLiteral("copy.mailboat"));
    site.must({QStringLiteral("backup"), copy});
    putItem(site, QStringLiteral("new"));
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    unlock(desktop, program, rightCode);
    const Accessible question = askToRestore(desktop, program, copy);
    findWords(question, QStringLiteral("the site with Sync ID 2"));
    findWords(question, QStringLiteral("never sent: 2."));
    desktop.keys({QStringLiteral("Return")}); // which is no
    program.waitUntilGone(QStringLiteral("Restore from a backup"));
    CHECK(holds(site, QStringLiteral("new")));

    const Accessible before = program.window(QStringLiteral("Preferences…"));
    pressButton(askToRestore(desktop, program, copy), QStringLiteral("Restore"));
    waitUntil(QStringLiteral("the window makes room for another one"), [&] { return !before.is(State::Showing); });
    const Accessible window = program.preferences();
    findWords(window, QStringLiteral("is kept as"));
    CHECK(holds(site, QStringLiteral("old")));
    CHECK_FALSE(holds(site, QStringLiteral("new")));
    CHECK(blockedOf(site) == QStringLiteral("older-copy"));

    const QString title = QStringLiteral("Choose what happens");
    pressButton(window, QStringLiteral("Choose what happens…"));
    const Accessible choosing = program.window(title);
    CHECK(find(choosing, QStringLiteral("radio button"), QStringLiteral("Fetch everything anew")).is(State::Checked));
    findWords(choosing, QStringLiteral("Records that wait: 1."));
    pressButton(choosing, QStringLiteral("OK"));
    fill(desktop,
        find(program.window(QStringLiteral("Authorisation")), QStringLiteral("text"),
            QStringLiteral("Authorisation code")),
        rightCode);
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(title);
    CHECK(blockedOf(site) == QStringLiteral("no-primary"));
}

TEST_CASE("12.4: that a service has the datafile is said before the window is closed for a backup")
{
    const TwoSites sites;
    const CtlSite &site = sites.satellite();
    const QString copy = site.filePath(QStringLiteral("copy.mailboat"));
    site.must({QStringLiteral("backup"), copy});
    Child service(site.withDatafile(words("serve")), site.environment());
    service.lineAfter("synchronising with ");
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    unlock(desktop, program, rightCode);
    pressButton(askToRestore(desktop, program, copy), QStringLiteral("Restore"));
    program.waitUntilGone(QStringLiteral("Restore from a backup"));
    const Accessible window = program.window(QStringLiteral("Preferences…"));
    findWords(window, QStringLiteral("Another program runs synchronisation"));
    CHECK_FALSE(has(window, QStringLiteral("push button"), QStringLiteral("Click to un-lock"))); // the same window
}

TEST_CASE("12.4: what is no backup of this site is refused in the window, and nothing changes")
{
    const Primary site;
    const CtlSite other(2);
    const QString foreign = site.filePath(QStringLiteral("other.mailboat"));
    other.must({QStringLiteral("backup"), foreign});
    const QString letter = site.write(QStringLiteral("letter.mailboat"), "no datafile");
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    unlock(desktop, program, rightCode);
    const Accessible window = program.preferences();
    showBackup(desktop, window);
    const auto choose = [&](const QString &path) {
        pressButton(window, QStringLiteral("Restore…"));
        const Accessible dialog = program.window(QStringLiteral("Choose a backup"));
        fill(desktop, find(dialog, QStringLiteral("text"), QStringLiteral("File name:")), path);
        desktop.keys({QStringLiteral("Return")});
        program.waitUntilGone(QStringLiteral("Choose a backup"));
    };
    choose(foreign);
    findWords(window, QStringLiteral("a backup of the site with Sync ID 2"));
    choose(letter);
    findWords(window, QStringLiteral("letter.mailboat"));
    CHECK(blockedOf(site).isEmpty());
}

TEST_CASE("12.4: a primary's disk dies; on a new machine the windows alone restore the backup, and what a site has "
          "comes back")
{
    TwoSites sites;
    const CtlSite &primary = sites.primary();
    sites.sync();
    const QString backup = primary.filePath(QStringLiteral("yesterday.mailboat"));
    primary.must({QStringLiteral("backup"), backup});
    putItem(sites.satellite(), QStringLiteral("late"));
    sites.sync();
    CHECK(holds(primary, QStringLiteral("late")));
    sites.stopServer();
    REQUIRE(QFile::remove(primary.path()));

    const Desktop desktop;
    {
        WindowProgram program(desktop, primary.withDatafile({}), primary.environment());
        chooseByLetter(desktop, program, QStringLiteral("alt+r"), QStringLiteral("Choose a backup"), backup);
        findWords(program.window(QStringLiteral("Restore from a backup")), QStringLiteral("the backup of the primary"));
        desktop.keys({QStringLiteral("Return")});
        findWords(program.preferences(), QStringLiteral("This datafile is that of the backup now."));
        CHECK(blockedOf(primary) == QStringLiteral("older-copy"));
        const QString title = QStringLiteral("Choose what happens");
        desktop.keys({QStringLiteral("alt+w")});
        find(program.window(title), QStringLiteral("radio button"), QStringLiteral("Collect from all sites"));
        desktop.keys({QStringLiteral("Return")});
        const Accessible code = program.window(QStringLiteral("Authorisation"));
        fill(desktop, find(code, QStringLiteral("text"), QStringLiteral("Authorisation code")), rightCode);
        desktop.keys({QStringLiteral("Return")});
        program.waitUntilGone(title);
        CHECK(blockedOf(primary).isEmpty());
        program.process().terminate();
        CHECK(program.process().exitStatus() == 0);
    }
    CHECK_FALSE(holds(primary, QStringLiteral("late")));
    sites.startServer();
    sites.sync();
    CHECK(holds(primary, QStringLiteral("late")));
}

TEST_CASE("12.4: a backup chosen with \"Open another\" is restored, and stays the backup that it is")
{
    const CtlSite site(2);
    putItem(site, QStringLiteral("old"));
    const QString copy = site.filePath(QStringLiteral("copy.mailboat"));
    site.must({QStringLiteral("backup"), copy});
    const QByteArray before = bytesOf(copy);
    REQUIRE(QFile::remove(site.path()));
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    chooseByLetter(desktop, program, QStringLiteral("alt+o"), QStringLiteral("Open a datafile"), copy);
    findWords(program.window(QStringLiteral("This is a backup")), QStringLiteral("the site with Sync ID 2"));
    desktop.keys({QStringLiteral("Return")}); // the default
    findWords(program.preferences(), QStringLiteral("This datafile is that of the backup now."));
    CHECK(holds(site, QStringLiteral("old")));
    CHECK(blockedOf(site) == QStringLiteral("older-copy"));
    CHECK(bytesOf(copy) == before);
}
