// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program that nobody looks at: started at log-in, in the tray, told of by the desktop's notifications.
#include "tests/app/words.h"
#include "tests/desktop/notifications.h"
#include "tests/desktop/primary.h"
#include "tests/desktop/satellitewindow.h"
#include "tests/support/catch.h"

#include <QFile>

using namespace mailboat::test;

namespace {

const auto faultTitle = QStringLiteral("Mailboat needs your attention");
const auto wellTitle = QStringLiteral("Synchronisation works again");
const auto preferencesTitle = QStringLiteral("Preferences…");

void showGeneral(const Desktop &desktop, const Accessible &window)
{
    showPage(desktop, window, QStringLiteral("General"));
    find(window, QStringLiteral("check box"), QStringLiteral("Start at log-in"));
}

void setPassword(const SatelliteWindow &w, const char *password)
{
    w.primary().must(words("peers edit 2 --password-file -"), password);
    (void)w.site().run(words("sync"));
}

} // namespace

TEST_CASE(
    "14.B4: a fault that waiting does not mend is notified once, a click opens the window, and so is that all is well")
{
    SatelliteWindow w(true);
    Notifications notifications(w.desktop());
    w.desktop().keys({QStringLiteral("Escape")});
    pressButton(w.program().window(QStringLiteral("Keep running in the background")),
        QStringLiteral("Keep running in the background"));
    w.program().waitUntilGone(preferencesTitle);

    setPassword(w, "another\n");
    const Notifications::Shown fault = notifications.waitFor(faultTitle);
    CHECK(fault.body.contains(QStringLiteral("Sync ID 2")));
    CHECK(fault.body.contains(QStringLiteral("password")));
    CHECK_FALSE(fault.body.contains(u'<'));
    CHECK(fault.hints.value(QStringLiteral("urgency")).toInt() == 2);
    (void)w.site().run(words("sync"));
    (void)w.site().run(words("sync"));
    notifications.click(fault.id);
    w.program().window(preferencesTitle);
    CHECK(notifications.shown().size() == 1);

    w.site().must(words("peers edit 1 --password-file -"), "another\n");
    w.site().must(words("sync"));
    CHECK(notifications.waitFor(wellTitle).replaces == fault.id);
    CHECK(notifications.shown().size() == 2);
}

TEST_CASE(
    "14.B4: a fault is not notified again by a program that is started anew, nor where somebody has switched that off")
{
    TwoSites sites;
    REQUIRE(sites.sync().status == 0);
    sites.primary().must(words("peers edit 2 --password-file -"), "another\n");
    (void)sites.satellite().run(words("sync"));
    const Desktop desktop;
    Notifications notifications(desktop);
    sites.satellite().must(words("prefs set notifications false"));
    {
        WindowProgram program(desktop, sites.satellite().withDatafile({}), sites.satellite().environment());
        const Accessible window = program.preferences();
        findWords(window, QStringLiteral("password"));
        CHECK(notifications.shown().isEmpty());
        sites.satellite().must(words("prefs set notifications true"));
        notifications.waitFor(faultTitle);
        program.process().interrupt();
        (void)program.process().exitStatus();
    }
    WindowProgram again(desktop, sites.satellite().withDatafile({}), sites.satellite().environment());
    findWords(again.preferences(), QStringLiteral("password"));
    CHECK(notifications.shown().size() == 1);
}

TEST_CASE(
    "14.B4: Start at log-in writes an entry that starts the program without its window, which a second start shows")
{
    const Primary site;
    const Desktop desktop;
    const QString entry = desktop.home() + QStringLiteral("/xdg_config_home/autostart/org.mailboat.Mailboat.desktop");
    {
        WindowProgram program(desktop, site.withDatafile({}));
        const Accessible window = program.preferences();
        showGeneral(desktop, window);
        unlock(desktop, program, rightCode);
        const Accessible box = find(window, QStringLiteral("check box"), QStringLiteral("Start at log-in"));
        box.focus();
        desktop.keys({QStringLiteral("space"), QStringLiteral("Return")});
        waitUntil(QStringLiteral("the entry is written"), [&entry] { return QFile::exists(entry); });
        program.process().terminate();
        CHECK(program.process().exitStatus() == 0);
    }
    QFile file(entry);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    CHECK(text.contains(QStringLiteral("--hidden --datafile")));

    WindowProgram hidden(desktop, QStringList {QStringLiteral("--hidden")} + site.withDatafile({}));
    waitForEngine(site);
    CHECK_FALSE(hidden.hasWindow(preferencesTitle));
    WindowProgram second(desktop, site.withDatafile({}));
    CHECK(second.process().exitStatus() == 0);
    hidden.preferences();
}
