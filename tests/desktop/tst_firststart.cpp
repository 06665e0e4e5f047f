// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first start, by keys alone, as a screen reader tells it.
#include "tests/app/words.h"
#include "tests/desktop/satellitewindow.h"
#include "tests/support/catch.h"

#include <QFile>

using namespace mailboat::test;

namespace {

const auto firstStart = QStringLiteral("Mailboat: choose a datafile");

void waitForKeyboard(const Accessible &in, const QString &role, const QString &name)
{
    const Accessible wanted = find(in, role, name);
    waitUntil(
        QStringLiteral("%1 has the keyboard").arg(name), [&] { return wanted.is(State::Focused); },
        [&] { return in.tree(); });
}

/// The page with the code, to its end: Esc asks, and staying is what Return does.
QString keepCode(const Desktop &desktop, WindowProgram &program, const Accessible &window)
{
    const Accessible code = find(window, QStringLiteral("text"), QStringLiteral("Authorisation code"));
    waitUntil(QStringLiteral("the code"), [&] { return !code.text().isEmpty(); });
    const QString shown = code.text();
    CHECK_FALSE(code.isEditable());
    desktop.keys({QStringLiteral("Return")}); // nothing is pressed by it yet
    desktop.keys({QStringLiteral("Escape")});
    const auto question = QStringLiteral("Authorisation code");
    findWords(program.window(question), QStringLiteral("Go on without this code?"));
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(question);
    program.window(firstStart);
    CHECK(code.text() == shown);
    const Accessible finish = find(window, QStringLiteral("push button"), QStringLiteral("Finish"));
    CHECK_FALSE(finish.isOn());
    desktop.keys({QStringLiteral("alt+w")});
    waitUntil(QStringLiteral("Finish is on"), [&] { return finish.isOn(); });
    desktop.keys({QStringLiteral("Return")});
    return shown;
}

QString hardwareOf(const CtlSite &primary)
{
    return primary.must(words("peers show 2")).object.value(QStringLiteral("hardwareId")).toString();
}

} // namespace

TEST_CASE(
    "14.B9: a satellite is set up on one page by keys alone, checks its primary there, and loads as the window opens")
{
    const TwoSites sites;
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.window(firstStart);
    waitForKeyboard(window, QStringLiteral("push button"), QStringLiteral("A satellite"));
    CHECK(find(window, QStringLiteral("push button"), QStringLiteral("A satellite"))
              .description()
              .contains(QStringLiteral("synchronises with a primary")));
    desktop.keys({QStringLiteral("Return")});
    for (const auto &[field, text] :
        {std::pair(QStringLiteral("Sync ID"), QStringLiteral("2")), {QStringLiteral("Primary's URL"), sites.url()},
            {QStringLiteral("User name"), QStringLiteral("clinic2")}}) {
        waitForKeyboard(window, QStringLiteral("text"), field);
        desktop.type(text);
        desktop.keys({QStringLiteral("Tab")});
    }
    waitForKeyboard(window, QStringLiteral("text"), QStringLiteral("Password"));
    desktop.type(QStringLiteral("secret-2"));
    CHECK_FALSE(QFile::exists(site.path()));
    desktop.keys({QStringLiteral("Return")});
    find(window, QStringLiteral("table"), QStringLiteral("Steps of the check"));
    findWords(window, QStringLiteral("Everything that was checked is in order."));
    CHECK_FALSE(QFile::exists(site.path()));
    CHECK(hardwareOf(sites.primary()).isEmpty());
    desktop.keys({QStringLiteral("Return")});

    const QString code = keepCode(desktop, program, window);
    const Accessible preferences = program.preferences(); // on the page Synchronise
    find(preferences, QStringLiteral("push button"),
        QStringLiteral("Click to lock")); // who has been shown the code need not type it
    waitForRecord(site, "I1");
    findWords(preferences, QStringLiteral("Last synchronised"));
    CHECK(site.run(words("prefs get sync-id")).output.trimmed() == "2");
    CHECK(
        QFile::permissions(site.path()) == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
    CHECK_FALSE(hardwareOf(sites.primary()).isEmpty());
    CHECK_FALSE(site.run(words("log")).output.contains(code.toUtf8()));
    pressButton(preferences, QStringLiteral("Click to lock"));
    unlock(desktop, program, code);
}

TEST_CASE("14.B9: a satellite whose primary does not answer is told so, and finished after a question all the same")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.window(firstStart);
    desktop.keys({QStringLiteral("alt+s")});
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Sync ID")), QStringLiteral("1"));
    desktop.keys({QStringLiteral("Return")});
    findWords(window, QStringLiteral("1 is the primary's own"));
    CHECK_FALSE(has(window, QStringLiteral("table"), QStringLiteral("Steps of the check")));
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Sync ID")), QStringLiteral("2"));
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Primary's URL")), deadUrl());
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("User name")), QStringLiteral("clinic2"));
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Password")), QStringLiteral("secret-2"));
    desktop.keys({QStringLiteral("alt+c")});
    findWords(window, QStringLiteral("nothing answers on the port"));
    desktop.keys({QStringLiteral("alt+f")});
    const auto question = QStringLiteral("Not checked");
    program.window(question);
    desktop.keys({QStringLiteral("Escape")});
    program.waitUntilGone(question);
    program.window(firstStart);
    CHECK_FALSE(QFile::exists(site.path()));
    desktop.keys({QStringLiteral("alt+f")});
    program.window(question);
    desktop.keys({QStringLiteral("alt+f")});
    keepCode(desktop, program, window);
    program.preferences();
    CHECK(site.ask(words("peers show 1")).object.value(QStringLiteral("userName")).toString()
        == QStringLiteral("clinic2"));
}

TEST_CASE("14.B9: a primary is set up by keys alone, and answers its sites as soon as its window is open")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}), site.environment());
    const Accessible window = program.window(firstStart);
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("New datafile")).text() == site.path());
    desktop.keys({QStringLiteral("alt+p")});
    waitForKeyboard(window, QStringLiteral("combo box"), QStringLiteral("This computer only"));
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Listen on")), QStringLiteral("127.0.0.1:0"));
    desktop.keys({QStringLiteral("alt+f")});
    keepCode(desktop, program, window);
    const Accessible preferences = program.preferences();
    find(preferences, QStringLiteral("push button"), QStringLiteral("Click to lock"));
    waitForEngine(site);
    CHECK(site.run(words("prefs get sync-id")).output.trimmed() == "1");
    CHECK(site.run(words("prefs get listen")).output.trimmed() == "127.0.0.1:0");
}

TEST_CASE("14.B9: a first start that is given up on its last page makes nothing")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.window(firstStart);
    desktop.keys({QStringLiteral("alt+s")});
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Sync ID")), QStringLiteral("many"));
    desktop.keys({QStringLiteral("alt+f")});
    findWords(window, QStringLiteral("a whole number from 2 up"));
    desktop.keys({QStringLiteral("Escape")});
    waitForKeyboard(window, QStringLiteral("push button"), QStringLiteral("A satellite"));
    desktop.keys({QStringLiteral("Escape")});
    CHECK(program.process().exitStatus() == 0);
    CHECK_FALSE(QFile::exists(site.path()));
}
