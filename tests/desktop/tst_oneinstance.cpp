// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

#include <QFile>

using namespace mailboat::test;

namespace {

const auto preferencesTitle = QStringLiteral("Preferences…");

QStringList datafile(const QString &path)
{
    return {QStringLiteral("--datafile"), path};
}

} // namespace

TEST_CASE("A second start on a datafile raises the first window and ends, by whichever path it comes")
{
    const CtlSite site(0);
    const CtlSite other(0);
    const Desktop desktop;
    WindowProgram first(desktop, datafile(site.path()));
    first.preferences();
    const QString link = site.filePath(QStringLiteral("link"));
    REQUIRE(QFile::link(site.path(), link));
    const QString around = site.filePath(QStringLiteral("../")) + site.path().section(u'/', -2);
    for (const QString &path : {site.path(), link, around}) {
        INFO(path.toStdString());
        WindowProgram inFront(desktop, datafile(other.path()));
        inFront.preferences();
        WindowProgram second(desktop, datafile(path));
        CHECK(second.process().exitStatus() == 0);
        first.window(preferencesTitle); // active
        inFront.process().terminate();
        CHECK(inFront.process().exitStatus() == 0);
    }
    CHECK(first.process().isRunning());
}

TEST_CASE("15.3: a datafile that a desktop opens is shown, and raised where it is shown already")
{
    const CtlSite site(0);
    const Desktop desktop;
    WindowProgram first(desktop, {site.path()});
    first.preferences();
    CHECK(WindowProgram(desktop, {site.path()}).process().exitStatus() == 0);
    CHECK(WindowProgram(desktop, datafile(site.path())).process().exitStatus() == 0);
    CHECK(first.process().isRunning());
}

TEST_CASE("A second start brings a minimised window back")
{
    const CtlSite site(0);
    const Desktop desktop;
    WindowProgram first(desktop, site.withDatafile({}));
    const Accessible window = first.preferences();
    desktop.minimise();
    waitUntil(QStringLiteral("the window is minimised"), [&] { return !window.is(State::Active); });
    CHECK(WindowProgram(desktop, site.withDatafile({})).process().exitStatus() == 0);
    first.window(preferencesTitle); // active
}

TEST_CASE("A second start while a datafile is being made raises that window")
{
    const CtlSite site;
    const Desktop desktop;
    WindowProgram first(desktop, site.withDatafile({}));
    const Accessible window = first.window(QStringLiteral("Mailboat: choose a datafile"));
    CHECK(WindowProgram(desktop, site.withDatafile({})).process().exitStatus() == 0);
    pressButton(window, QStringLiteral("The primary"));
    pressButton(window, QStringLiteral("Finish"));
    find(window, QStringLiteral("check box"), QStringLiteral("I have written it down")).press();
    pressButton(window, QStringLiteral("Finish"));
    first.preferences();
    CHECK(WindowProgram(desktop, site.withDatafile({})).process().exitStatus() == 0);
    CHECK(first.process().isRunning());
}

TEST_CASE("A window that was killed leaves nothing that keeps the next one from opening and running the engine")
{
    const Primary site;
    const Desktop desktop;
    const auto engine = [&site] { return site.ask(words("status")).object.value(QStringLiteral("engine")).toString(); };
    {
        WindowProgram first(desktop, site.withDatafile({}), site.environment());
        first.preferences();
        waitUntil(QStringLiteral("the engine runs"), [&] { return engine() == QStringLiteral("running"); });
        first.process().killNow();
        CHECK(first.process().exitStatus() == -1);
    }
    CHECK(engine() == QStringLiteral("stopped"));
    WindowProgram second(desktop, site.withDatafile({}), site.environment());
    second.preferences();
    waitUntil(QStringLiteral("the engine runs"), [&] { return engine() == QStringLiteral("running"); });
}
