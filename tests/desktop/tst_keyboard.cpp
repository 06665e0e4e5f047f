// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

namespace {

/// What one can work with there: all but the rows of lists and the tabs, which the arrow keys reach.
QList<Accessible> stops(const Accessible &window)
{
    const QStringList byArrows {QStringLiteral("cell"), QStringLiteral("list item"), QStringLiteral("page tab")};
    QList<Accessible> found;
    for (const Accessible &each : window.shown()) {
        if (each.is(State::Focusable) && each.isOn() && !byArrows.contains(each.role()))
            found.append(each);
    }
    return found;
}

/// Which of them have the keyboard: one that passes it on to another has it, too.
QList<Accessible> holders(QList<Accessible> stops)
{
    stops.removeIf([](const Accessible &each) { return !each.is(State::Focused); });
    return stops;
}

/// Presses the key until every stop has had the keyboard; the names of those that it did not reach in two rounds.
QStringList unreached(const Desktop &desktop, const Accessible &window, const QString &key)
{
    const QList<Accessible> all = stops(window);
    QList<Accessible> missing = all;
    // Words that a mouse can select: a keyboard does not have to get there.
    missing.removeIf([](const Accessible &each) { return each.isText(); });
    QList<Accessible> now = holders(all);
    for (qsizetype press = 2 * all.size(); press > 0 && !missing.isEmpty(); --press) {
        const QList<Accessible> before = now;
        desktop.keys({key});
        waitUntil(
            QStringLiteral("%1 moves the keyboard on").arg(key),
            [&] {
                now = holders(all);
                return !now.isEmpty() && now != before;
            },
            [&] { return window.tree(); });
        missing.removeIf([&now](const Accessible &each) { return now.contains(each); });
    }
    QStringList names;
    for (const Accessible &each : missing)
        names.append(each.role() + u' ' + each.name());
    return names;
}

void checkNames(const Accessible &window)
{
    for (const Accessible &each : stops(window)) {
        INFO(each.tree().toStdString());
        CHECK(!each.name().isEmpty());
    }
}

void checkWalk(const Desktop &desktop, const Accessible &window, const QString &key)
{
    const QStringList missing = unreached(desktop, window, key);
    INFO(missing.join(u'\n').toStdString());
    CHECK(missing.isEmpty());
}

} // namespace

TEST_CASE("Every control of the preferences is reached by Tab and Shift-Tab, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    checkNames(window);
    checkWalk(desktop, window, QStringLiteral("Tab"));
    unlock(desktop, program, rightCode);
    checkNames(window);
    checkWalk(desktop, window, QStringLiteral("Tab"));
    checkWalk(desktop, window, QStringLiteral("shift+Tab"));
}

TEST_CASE("12.4, 14.B2: every control of the other pages is reached by Tab and Shift-Tab, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const auto [page, button] = GENERATE(table<QString, QString>(
        {{QStringLiteral("General"), QStringLiteral("Add…")}, {QStringLiteral("Log"), QStringLiteral("Support bundle")},
            {QStringLiteral("Backup"), QStringLiteral("Back up now")},
            {QStringLiteral("Server"), QStringLiteral("Choose the certificate…")}}));
    showPage(desktop, window, page);
    find(window, QStringLiteral("push button"), button);
    checkNames(window);
    checkWalk(desktop, window, QStringLiteral("Tab"));
    unlock(desktop, program, rightCode);
    checkWalk(desktop, window, QStringLiteral("Tab"));
    checkWalk(desktop, window, QStringLiteral("shift+Tab"));
}

TEST_CASE("14.B6: the past synchronisations stand on the page Log")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    desktop.keys({QStringLiteral("alt+p")});
    find(window, QStringLiteral("push button"), QStringLiteral("Support bundle"));
}

TEST_CASE("Every control of the small windows is reached by Tab, and the windows close by keys")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible preferences = program.preferences();
    const auto walk = [&](const QString &title) {
        const Accessible window = program.window(title);
        INFO(title.toStdString());
        checkNames(window);
        checkWalk(desktop, window, QStringLiteral("Tab"));
        desktop.keys({QStringLiteral("Escape")});
        program.waitUntilGone(title);
        program.window(QStringLiteral("Preferences…"));
    };

    desktop.keys({QStringLiteral("alt+l")});
    walk(QStringLiteral("Authorisation"));
    desktop.keys({QStringLiteral("alt+b")});
    walk(QStringLiteral("About this site"));
    desktop.keys({QStringLiteral("F1")});
    walk(QStringLiteral("Help for the page Synchronise"));
    desktop.keys({QStringLiteral("alt+c")});
    const Accessible check = program.window(QStringLiteral("Connection check"));
    waitUntil(
        QStringLiteral("the check ends"),
        [&] { return has(check, QStringLiteral("push button"), QStringLiteral("Copy report")); },
        [&] { return check.tree(); });
    walk(QStringLiteral("Connection check"));
    unlock(desktop, program, rightCode);
    find(preferences, QStringLiteral("text"), QStringLiteral("Search sync IDs, user names")).focus();
    desktop.keys({QStringLiteral("Down"), QStringLiteral("F2")}); // Down goes into the list
    walk(QStringLiteral("Add/edit synchronize parameters"));
    desktop.keys({QStringLiteral("Insert")});
    walk(QStringLiteral("Add/edit synchronize parameters"));
}
