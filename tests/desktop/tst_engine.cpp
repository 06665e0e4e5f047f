// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine in the window, and how the program ends.
#include "tests/app/words.h"
#include "tests/desktop/announcements.h"
#include "tests/desktop/satellitewindow.h"
#include "tests/support/catch.h"

#include <QFile>
#include <QTcpServer>

using namespace mailboat::test;

namespace {

const auto preferences = QStringLiteral("Preferences…");

} // namespace

TEST_CASE("The window synchronises a satellite where nothing else does, and Sync now fetches what is new")
{
    SatelliteWindow w;
    const Accessible window = w.program().preferences();
    findWords(window, QStringLiteral("Last synchronised"));
    w.primary().must(words("records put item I2"), R"({"ID":"I2","item_name":"Zinc"})");
    pressButton(window, QStringLiteral("Sync now"));
    waitForRecord(w.site(), "I2");
}

TEST_CASE("The window takes over the engine when the service ends, and gives it back when it closes")
{
    const TwoSites sites;
    const CtlSite &site = sites.satellite();
    Child service(site.withDatafile(words("serve")), site.environment());
    service.lineAfter("synchronising with ");
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.preferences();
    CHECK_FALSE(has(window, QStringLiteral("label"), QStringLiteral("Error")));
    service.terminate();
    CHECK(service.exitStatus() == 0);
    waitForEngine(site);
    sites.primary().must(words("records put item I2"), R"({"ID":"I2","item_name":"Zinc"})");
    pressButton(window, QStringLiteral("Sync now"));
    waitForRecord(site, "I2");

    program.process().terminate();
    CHECK(program.process().exitStatus() == 0);
    Child again(site.withDatafile(words("serve")), site.environment());
    again.lineAfter("synchronising with ");
}

TEST_CASE(
    "SIGTERM ends the program with 0 and Ctrl-C with 130, whatever window is open, and what was typed is not saved")
{
    SatelliteWindow w;
    const Accessible window = w.program().preferences();
    fill(w.desktop(), find(window, QStringLiteral("text"), QStringLiteral("Sync time interval")), QStringLiteral("77"));
    SECTION("SIGTERM")
    {
        pressButton(window, QStringLiteral("Click to un-lock"));
        w.program().window(QStringLiteral("Authorisation"));
        w.program().process().terminate();
        CHECK(w.program().process().exitStatus() == 0);
    }
    SECTION("SIGINT")
    {
        w.program().process().interrupt();
        CHECK(w.program().process().exitStatus() == 130);
    }
    CHECK(w.site().ask(words("status")).object.value(QStringLiteral("engine")).toString() == QStringLiteral("stopped"));
    CHECK(w.site().run(words("prefs get sync-interval")).output.trimmed() == "1");
}

TEST_CASE("SIGTERM while the first datafile is made leaves none behind whose code nobody has seen")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.window(QStringLiteral("Mailboat: choose a datafile"));
    pressButton(window, QStringLiteral("The primary"));
    pressButton(window, QStringLiteral("Finish"));
    program.process().terminate();
    CHECK(program.process().exitStatus() == 0);
    CHECK_FALSE(QFile::exists(site.path()));
}

TEST_CASE("14.A7: SIGTERM ends the program while the code of a new datafile is shown, and leaves that datafile")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.window(QStringLiteral("Mailboat: choose a datafile"));
    pressButton(window, QStringLiteral("The primary"));
    pressButton(window, QStringLiteral("Finish"));
    find(window, QStringLiteral("check box"), QStringLiteral("I have written it down"));
    program.process().terminate();
    CHECK(program.process().exitStatus() == 0);
    CHECK(QFile::exists(site.path()));
}

TEST_CASE("SIGTERM ends the first window, too")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    program.window(QStringLiteral("Mailboat: choose a datafile"));
    program.process().terminate();
    CHECK(program.process().exitStatus() == 0);
}

TEST_CASE("Without a tray, closing says that synchronisation stops and names the service that would go on")
{
    SatelliteWindow w;
    w.desktop().keys({QStringLiteral("Escape")});
    const QString title = QStringLiteral("Synchronisation stops");
    Accessible question = w.program().window(title);
    findWords(question, QStringLiteral("mailboatctl --datafile %1 serve").arg(w.site().path()));
    pressButton(question, QStringLiteral("Stay"));
    w.program().waitUntilGone(title);
    w.program().window(preferences);
    w.desktop().keys({QStringLiteral("alt+F4")});
    pressButton(w.program().window(title), QStringLiteral("Quit"));
    CHECK(w.program().process().exitStatus() == 0);
}

TEST_CASE("The command of the service can be pasted into a shell, whatever the datafile is called")
{
    const TwoSites sites;
    const CtlSite &site = sites.satellite();
    const QString path = site.filePath(QStringLiteral("the clinic's site.mailboat"));
    REQUIRE(QFile::link(site.path(), path));
    const Desktop desktop;
    WindowProgram program(desktop, {QStringLiteral("--datafile"), path}, site.environment());
    program.preferences();
    waitForEngine(site);
    desktop.keys({QStringLiteral("Escape")});
    const Accessible question = program.window(QStringLiteral("Synchronisation stops"));
    const QString quoted = QString(path).replace(u'\'', QStringLiteral("'\\''"));
    findWords(question, QStringLiteral("mailboatctl --datafile '%1' serve").arg(quoted));
    pressButton(question, QStringLiteral("Quit"));
    CHECK(program.process().exitStatus() == 0);
}

TEST_CASE("A primary whose port is another program's says so in the status line")
{
    QTcpServer inTheWay;
    REQUIRE(inTheWay.listen(QHostAddress::LocalHost));
    const CtlSite site(1);
    const QString address = QStringLiteral("127.0.0.1:%1").arg(inTheWay.serverPort());
    CHECK(site.askWithCode(words("prefs set listen") + QStringList {address}).status == 0);
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.preferences();
    findWords(window, QStringLiteral("does not answer its sites"));
    findWords(window, address);
    findWords(window, QStringLiteral("This window tries to start it again and again"));
    inTheWay.close();
    findWords(window, QStringLiteral("This primary answers on this computer alone"));
}

TEST_CASE("A screen reader says a new headline of the status line, and no cycle that goes as the one before")
{
    const TwoSites sites;
    const CtlSite &site = sites.satellite();
    const Desktop desktop;
    Announcements announcements(desktop);
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.preferences();
    const auto works = QStringLiteral("Synchronisation works.");
    find(window, QStringLiteral("notification"), works);
    waitForEngine(site);
    pressButton(window, QStringLiteral("Sync now"));
    announcements.waitFor({QStringLiteral("Synchronisation is running."), works}); // it was asked for
    const QStringList before = announcements.said();

    sites.primary().must(words("records put item I2"), R"({"ID":"I2","item_name":"Zinc"})");
    CHECK(site.ask(words("sync")).status == 0); // not asked for here
    waitForRecord(site, "I2");
    const QString away = site.path() + QStringLiteral(".away");
    REQUIRE(QFile::rename(site.path(), away));
    const auto gone = QStringLiteral("The datafile of this site cannot be used at the moment.");
    announcements.waitFor({gone});
    REQUIRE(QFile::rename(away, site.path()));
    waitUntil(QStringLiteral("it is back"), [&] { return announcements.said().last() != gone; });
    CHECK(announcements.said().mid(0, before.size() + 1) == before + QStringList {gone});
}

TEST_CASE("With a tray, closing asks once and goes on there, where a click brings the window back and Quit ends it")
{
    SatelliteWindow w(true);
    const QString title = QStringLiteral("Keep running in the background");
    w.desktop().keys({QStringLiteral("Escape")});
    pressButton(w.program().window(title), QStringLiteral("Keep running in the background"));
    w.program().waitUntilGone(preferences);
    waitForEngine(w.site());
    w.primary().must(words("records put item I2"), R"({"ID":"I2","item_name":"Zinc"})");
    CHECK(w.site().ask(words("sync")).status == 0);

    WindowProgram again(w.desktop(), w.site().withDatafile({}), w.site().environment());
    CHECK(again.process().exitStatus() == 0);
    w.program().window(preferences);
    w.desktop().keys({QStringLiteral("Escape")});
    w.program().waitUntilGone(preferences);

    w.desktop().click(w.icon());
    w.program().window(preferences);
    w.desktop().keys({QStringLiteral("Escape")});
    w.program().waitUntilGone(preferences);
    CHECK_FALSE(w.program().hasWindow(title)); // once
    CHECK(w.program().process().isRunning());

    w.chooseFromMenu(QStringLiteral("q"));
    CHECK(w.program().process().exitStatus() == 0);
}

TEST_CASE("A tray that comes after the window is asked about like one that was there")
{
    SatelliteWindow w;
    w.startTray();
    w.desktop().keys({QStringLiteral("Escape")});
    pressButton(w.program().window(QStringLiteral("Keep running in the background")),
        QStringLiteral("Keep running in the background"));
    w.program().waitUntilGone(preferences);
    CHECK(w.program().process().isRunning());
}

TEST_CASE("A datafile that vanishes while the window is open is said, and all goes on when it is back")
{
    SatelliteWindow w;
    const Accessible window = w.program().preferences();
    const QString away = w.site().path() + QStringLiteral(".away");
    REQUIRE(QFile::rename(w.site().path(), away));
    findWords(window, QStringLiteral("cannot be used at the moment"));
    findWords(window, w.site().path());
    const Accessible syncNow = find(window, QStringLiteral("push button"), QStringLiteral("Sync now"));
    CHECK_FALSE(syncNow.isOn());
    REQUIRE(QFile::rename(away, w.site().path()));
    waitUntil(
        QStringLiteral("Sync now is on again"), [&] { return syncNow.isOn(); }, [&] { return window.tree(); });
    w.primary().must(words("records put item I2"), R"({"ID":"I2","item_name":"Zinc"})");
    waitForEngine(w.site());
    pressButton(window, QStringLiteral("Sync now"));
    waitForRecord(w.site(), "I2");
}
