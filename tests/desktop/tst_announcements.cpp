// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/announcements.h"
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

TEST_CASE("14.A8: a screen reader says an error at a field and a message on a page as they come, and an error once")
{
    const Primary site;
    const Desktop desktop;
    Announcements announcements(desktop);
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const auto waitFor = [&announcements](const QString &beginning) {
        waitUntil(
            beginning,
            [&] { return !announcements.said().isEmpty() && announcements.said().last().startsWith(beginning); },
            [&] { return announcements.said().join(u'\n'); });
    };
    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Sync time interval")), QStringLiteral("99999"));
    waitFor(QStringLiteral("Error: \"99999\" does not do"));
    desktop.keys({QStringLiteral("9"), QStringLiteral("9"), QStringLiteral("alt+l")}); // one goes on typing
    fill(desktop,
        find(program.window(QStringLiteral("Authorisation")), QStringLiteral("text"),
            QStringLiteral("Authorisation code")),
        QStringLiteral("not this one"));
    desktop.keys({QStringLiteral("Return")});
    waitFor(QStringLiteral("Error: The authorisation code is wrong"));
    INFO(announcements.said().join(u'\n').toStdString());
    CHECK(announcements.said().filter(QStringLiteral("The authorisation code is wrong")).size() == 1);
    CHECK(announcements.said().filter(QStringLiteral("\"999999\"")).isEmpty()); // nothing is said between two keys
}
