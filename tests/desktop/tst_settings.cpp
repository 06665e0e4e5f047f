// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is changed in the window, seen from the command line.
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QFile>

using namespace mailboat::test;

namespace {

QString preference(const CtlSite &site, const char *name)
{
    return QString::fromUtf8(site.run({QStringLiteral("prefs"), QStringLiteral("get"), QString::fromUtf8(name)}).output)
        .trimmed();
}

Accessible field(const Accessible &window, const char *name)
{
    return find(window, QStringLiteral("text"), QString::fromUtf8(name));
}

/// A primary that synchronises stops doing so when the window closes: it asks.
void confirmClosing(WindowProgram &program)
{
    pressButton(program.window(QStringLiteral("Synchronisation stops")), QStringLiteral("Quit"));
    CHECK(program.process().exitStatus() == 0);
}

} // namespace

TEST_CASE("A request size and a site entered by keys stand in the datafile after OK")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    unlock(desktop, program, rightCode);
    const Accessible window = program.preferences();
    fill(desktop, field(window, "Sync request size"), QStringLiteral("75"));
    const Accessible node = find(window, QStringLiteral("check box"), QStringLiteral("Use js node HTTP client"));
    node.focus();
    desktop.keys({QStringLiteral("space")});
    waitUntil(QStringLiteral("the box is checked"), [&] { return node.is(State::Checked); });
    pressButton(window, QStringLiteral("Add site"));
    const QString title = QStringLiteral("Add/edit synchronize parameters");
    const Accessible adding = program.window(title);
    fill(desktop, field(adding, "Sync ID"), QStringLiteral("7"));
    fill(desktop, field(adding, "User name"), QStringLiteral("clinic7"));
    fill(desktop, find(adding, QStringLiteral("text"), QStringLiteral("Password")), QStringLiteral("secret-7"));
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(title);
    find(window, QStringLiteral("cell"), QStringLiteral("clinic7"));
    CHECK(preference(site, "request-size") == QStringLiteral("0")); // nothing before OK
    CHECK(site.ask(words("peers")).array.size() == 2);

    pressButton(window, QStringLiteral("OK"));
    confirmClosing(program);
    CHECK(preference(site, "request-size") == QStringLiteral("75"));
    CHECK(preference(site, "node-http-client") == QStringLiteral("true"));
    const QJsonObject peer = site.ask(words("peers show 7")).object;
    CHECK(peer.value(QStringLiteral("userName")).toString() == QStringLiteral("clinic7"));
}

TEST_CASE("Cancel leaves what stands in the datafile, after a question")
{
    CtlSite site(0);
    const QByteArray before = site.run(words("--json prefs")).output;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    unlock(desktop, program, rightCode);
    const Accessible window = program.preferences();
    fill(desktop, field(window, "Sync request size"), QStringLiteral("75"));
    fill(desktop, field(window, "Sync time interval"), QStringLiteral("33"));
    desktop.keys({QStringLiteral("Escape")});
    pressButton(program.window(QStringLiteral("Discard changes")), QStringLiteral("Keep editing"));
    CHECK(field(program.preferences(), "Sync request size").text() == QStringLiteral("75"));
    pressButton(window, QStringLiteral("Cancel"));
    pressButton(program.window(QStringLiteral("Discard changes")), QStringLiteral("Discard"));
    CHECK(program.process().exitStatus() == 0);
    CHECK(site.run(words("--json prefs")).output == before);
}

TEST_CASE("14.A1: without a tray, who discards and then stays has the datafile's values, and OK writes nothing and "
          "asks no code")
{
    const Primary site;
    const QByteArray before = site.run(words("--json prefs")).output + site.run(words("--json peers")).output;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    unlock(desktop, program, rightCode);
    const Accessible window = program.preferences();
    const QString interval = field(window, "Sync time interval").text();
    fill(desktop, field(window, "Sync time interval"), QStringLiteral("33"));
    fill(desktop, field(window, "Sync request size"), QStringLiteral("75"));
    clickCell(desktop, window, QStringLiteral("clinic2"));
    desktop.keys({QStringLiteral("Delete")});
    pressButton(program.window(QStringLiteral("Delete site")), QStringLiteral("Delete"));
    waitUntil(QStringLiteral("the site is out of the list"),
        [&] { return !has(window, QStringLiteral("cell"), QStringLiteral("clinic2")); });
    program.window(QStringLiteral("Preferences…"));
    desktop.keys({QStringLiteral("Escape")});
    pressButton(program.window(QStringLiteral("Discard changes")), QStringLiteral("Discard"));
    const QString stops = QStringLiteral("Synchronisation stops");
    pressButton(program.window(stops), QStringLiteral("Stay"));
    program.waitUntilGone(stops);

    program.window(QStringLiteral("Preferences…"));
    find(window, QStringLiteral("cell"), QStringLiteral("clinic2"));
    CHECK(field(window, "Sync time interval").text() == interval);
    CHECK(field(window, "Sync request size").text() == QStringLiteral("Automatic"));
    find(window, QStringLiteral("push button"), QStringLiteral("Click to un-lock"));
    pressButton(window, QStringLiteral("OK"));
    confirmClosing(program); // no code is asked for
    CHECK(site.run(words("--json prefs")).output + site.run(words("--json peers")).output == before);
}

TEST_CASE("The interval is changed without a code while the page is locked")
{
    const CtlSite site(2);
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    fill(desktop, field(window, "Sync time interval"), QStringLiteral("45"));
    desktop.keys({QStringLiteral("Return")});
    CHECK(program.process().exitStatus() == 0);
    CHECK(preference(site, "sync-interval") == QStringLiteral("45"));
}

TEST_CASE("A full disk is said, what was typed stays, and it is saved once there is room")
{
    if (Child(QStringLiteral("unshare"), words("--mount true"), {}).exitStatus() != 0) {
        WARN("only root may make a small disk: nothing to see here");
        return;
    }
    const CtlSite site(2);
    const QString disk = site.filePath(QStringLiteral("disk"));
    REQUIRE(QDir().mkpath(disk));
    const Desktop desktop;
    // The disk is the program's own: nobody else sees it, and it ends with it.
    WindowProgram program = WindowProgram::startedBy(desktop,
        words("unshare --mount sh -c")
            + QStringList {QStringLiteral("mount -t tmpfs -o size=1m none \"$1\" && cp \"$2\" \"$1\" && exec \"$0\" "
                                          "--datafile \"$1/site.mailboat\""),
                mailboatProgram(), disk, site.path()});
    const Accessible window = program.preferences();
    const QString seen = QStringLiteral("/proc/%1/root%2/").arg(program.process().processId()).arg(disk);
    QFile filling(seen + QStringLiteral("filling"));
    REQUIRE(filling.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const QByteArray kilobyte(1024, 'x');
    while (filling.write(kilobyte) == kilobyte.size())
        continue;

    const Accessible interval = field(window, "Sync time interval");
    fill(desktop, interval, QStringLiteral("45"));
    pressButton(window, QStringLiteral("OK"));
    findWords(window, QStringLiteral("is full"));
    CHECK(interval.text() == QStringLiteral("45"));
    REQUIRE(filling.remove());
    pressButton(window, QStringLiteral("OK"));
    program.waitUntilGone(QStringLiteral("Preferences…"));
    CHECK(program.process().exitStatus() == 0);
}
